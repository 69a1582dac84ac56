"""Forms about inviting a family."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from alongside.access.choices import StandingKind
from alongside.children.invitations.queries import CouldBeInvited
from alongside.design.forms import DateField3, choose_from
from alongside.people.choices import LANGUAGES

SOMEONE_ELSE = "new"
_AS = (
    (StandingKind.PARENT.value, "A parent, with parental responsibility"),
    (StandingKind.CARER.value, "A parent or carer, without parental responsibility"),
    (StandingKind.CHILD.value, "The young person themself (from age 13)"),
)


class InviteForm(forms.Form):
    """Who, as what, at which address. Someone in the records is chosen, never typed again."""

    conditional: ClassVar = ("email",)

    person = forms.ChoiceField(
        label="Who do you want to invite?", widget=forms.RadioSelect,
        error_messages={"required": "Choose whom you want to invite."},
    )  # fmt: skip
    given_name = forms.CharField(label="Given name", max_length=100)
    family_name = forms.CharField(label="Family name", max_length=100, required=False)
    kind = forms.ChoiceField(label="Who are they to the child?", choices=_AS, widget=forms.RadioSelect)
    relationship = forms.CharField(
        label="What does the child call them?",
        max_length=60,
        required=False,
        help_text="For example, Mum or Grandad",
    )
    language = forms.ChoiceField(
        label="The language they like best",
        choices=sorted(LANGUAGES, key=lambda each: each[1]),
        initial="en",
    )
    email = forms.EmailField(
        label="E-mail address",
        required=False,
        help_text="Leave this empty to use the address we hold for the person you chose",
    )

    def __init__(self, known: Sequence[CouldBeInvited], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.held = {str(each.person_id): each.email for each in known if each.email}
        if not self.held:
            self.fields["email"].help_text = ""
            self.fields["email"].required = True
        choices = [(str(each.person_id), f"{each.name} ({each.relationship})") for each in known]
        choose_from(self, "person", [*choices, (SOMEONE_ELSE, "Someone else")])
        if not known:
            self.fields["person"].widget = forms.HiddenInput()
            self.fields["person"].initial = SOMEONE_ELSE
        # Asked of someone else alone; the page says so above them, instead of "optional" beside each.
        asked = not self.is_bound or self.data.get("person") == SOMEONE_ELSE
        for name in ("given_name", "kind"):
            self.fields[name].required = asked

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if not answers.get("email") and "email" not in self.errors:
            answers["email"] = self.held.get(answers.get("person", ""), "")
            if not answers["email"] and "person" not in self.errors:
                self.add_error("email", "Enter e-mail address")
        return answers


class SecondFactForm(forms.Form):
    """What only the family and the school know."""

    born_on = DateField3(
        label="What is the child or young person’s date of birth?",
        subject="Date of birth",
        help_text="We ask so that nobody else can open this invitation. For example, 27 3 2015",
    )
