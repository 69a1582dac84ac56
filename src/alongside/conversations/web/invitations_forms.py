"""Forms about asking people to take part."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, ClassVar
from uuid import UUID

from django import forms

from alongside.children.choices import Basis
from alongside.conversations.operations.invitations import FromOutside, NewAsk
from alongside.conversations.parts import Part
from alongside.conversations.queries.askable import Askable, Colleague
from alongside.conversations.rules.invitations import AskedAs, Move, Route, Whose
from alongside.design.forms import DateField3, choose_from
from alongside.people.choices import LANGUAGES
from alongside.voice.choices import Gathered, Voice

IN_PRODUCT = (Route.PRODUCT.value, "Here: they sign in and write themselves")
BY_HAND = (
    (Route.PAPER.value, "On paper"),
    (Route.PHONE.value, "By telephone"),
    (Route.FACE.value, "Face to face"),
)
ROUTES = dict((IN_PRODUCT, *BY_HAND))
NEW_SERVICE = "new"
_BASES = [(one.value, one.label[0].upper() + one.label[1:]) for one in Basis]
_LANGUAGES = sorted(LANGUAGES, key=lambda each: each[1])
_USUAL, _REPORT_DUE = timedelta(days=14), timedelta(days=30)
"""Two weeks to answer; a professional stands by the child for thirty days more (trust 2.4.18)."""


class AskForm(forms.Form):
    """What is asked of anybody: which parts, in one's own words, why, until when, and how they are asked."""

    parts = forms.MultipleChoiceField(
        label="Which parts of the plan?", required=False, widget=forms.CheckboxSelectMultiple
    )
    words = forms.CharField(
        label="What would you like to know from them?", required=False, max_length=4000, widget=forms.Textarea
    )
    why = forms.CharField(
        label="Why do you ask them?", max_length=400, error_messages={"required": "Say why you ask."}
    )
    until = DateField3(label="By when?", subject="The day")

    def __init__(self, *args: Any, parts: Sequence[Part], today: date, **options: Any) -> None:
        options.setdefault("initial", {}).setdefault("until", today + _USUAL)
        super().__init__(*args, **options)
        choose_from(self, "parts", [(one.key, one.title) for one in parts])
        if not parts:
            del self.fields["parts"]

    def common(self) -> dict[str, Any]:
        """What every kind of invitation has."""
        told = self.cleaned_data
        return {
            "parts": tuple(told.get("parts", ())), "words": told["words"], "why": told["why"], "until": told["until"],
        }  # fmt: skip


class KnownForm(AskForm):
    """Asking someone who is around the child already."""

    route = forms.ChoiceField(label="How do you ask them?", widget=forms.RadioSelect)
    email = forms.EmailField(label="Their e-mail address", required=False)
    language = forms.ChoiceField(label="The language they like best", choices=_LANGUAGES, initial="en")
    field_order = ("parts", "words", "why", "until", "route", "email", "language")

    def __init__(self, *args: Any, one: Askable, may_link: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.one = one
        links = may_link and one.asked_as in (AskedAs.FAMILY, AskedAs.CHILD) and not one.signs_in
        here = [IN_PRODUCT] if one.signs_in else []
        if links:
            here = [
                (Route.PRODUCT.value, "By a link to their e-mail address: they join and write themselves")
            ]
        choose_from(self, "route", [*here, *BY_HAND])
        if not links:
            del self.fields["email"], self.fields["language"]
        self.sends_link = links

    def new(self) -> NewAsk:
        """The invitation as it is handed in."""
        told = self.cleaned_data
        return NewAsk(
            self.one.asked_as, route=Route(told["route"]), person_id=self.one.person_id,
            email=told.get("email", ""), language=told.get("language", "en"), **self.common(),
        )  # fmt: skip


class RelativeForm(AskForm):
    """Asking someone who knows the child and has no page here: what they tell is entered for them."""

    given_name = forms.CharField(label="Their given name", max_length=100)
    family_name = forms.CharField(label="Their family name", max_length=100, required=False)
    describes = forms.CharField(label="Who are they to the child?", max_length=120)
    route = forms.ChoiceField(label="How do you ask them?", choices=BY_HAND, widget=forms.RadioSelect)
    field_order = ("given_name", "family_name", "describes", "parts", "words", "why", "until", "route")

    def new(self) -> NewAsk:
        """The invitation as it is handed in."""
        told = self.cleaned_data
        return NewAsk(
            AskedAs.RELATIVE, route=Route(told["route"]), given_name=told["given_name"],
            family_name=told["family_name"], describes=told["describes"], **self.common(),
        )  # fmt: skip


class LinkForm(AskForm):
    """Asking somebody from outside by a link to one address."""

    given_name = forms.CharField(label="Their given name", max_length=100)
    family_name = forms.CharField(label="Their family name", max_length=100, required=False)
    organisation = forms.ChoiceField(label="Where do they work?")
    describes = forms.CharField(label="What do they do?", max_length=120, required=False)
    email = forms.EmailField(label="Their e-mail address")
    language = forms.ChoiceField(
        label="The language they like best",
        choices=_LANGUAGES,
        initial="en",
    )

    def _link(self, **more: Any) -> FromOutside:
        chosen = self.cleaned_data["organisation"]
        known = UUID(chosen) if chosen not in ("", NEW_SERVICE) else None
        return FromOutside(organisation_id=known, **more)

    def _new(self, asked_as: AskedAs, link: FromOutside) -> NewAsk:
        told = self.cleaned_data
        return NewAsk(
            asked_as, given_name=told["given_name"], family_name=told["family_name"], describes=told["describes"],
            email=told["email"], language=told["language"], link=link, **self.common(),
        )  # fmt: skip


class ProfessionalForm(LinkForm):
    """A professional of a service, for a time, on a basis that the family can read."""

    conditional: ClassVar = ("organisation_name",)

    organisation_name = forms.CharField(label="The name of the service", max_length=120, required=False)
    stands_until = DateField3(label="The last day they may see the plan", subject="The last day")
    basis = forms.ChoiceField(
        label="On what basis?", choices=_BASES, initial=Basis.AGREEMENT, widget=forms.RadioSelect
    )
    evidence = forms.CharField(label="Where is that written down?", max_length=200, required=False)
    field_order = (
        "given_name", "family_name", "organisation", "organisation_name", "describes", "email", "language", "parts",
        "words", "why", "until", "stands_until", "basis", "evidence",
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        services: Sequence[tuple[UUID, str]],
        today: date,
        by_family: bool = False,
        **options: Any,
    ) -> None:
        options.setdefault("initial", {}).setdefault("stands_until", today + _USUAL + _REPORT_DUE)
        super().__init__(*args, today=today, **options)
        if by_family:  # a family invites because it agrees to; what a law asks for is not one parent's to say
            del self.fields["basis"], self.fields["evidence"]
        known = [(str(key), name) for key, name in services]
        choose_from(self, "organisation", [("", ""), *known, (NEW_SERVICE, "Another service")])

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if answers.get("organisation") == NEW_SERVICE and not answers.get("organisation_name", "").strip():
            self.add_error("organisation_name", "Enter the name of the service.")
        return answers

    def new(self) -> NewAsk:
        """The invitation as it is handed in."""
        told = self.cleaned_data
        named = told["organisation_name"] if told["organisation"] == NEW_SERVICE else ""
        link = self._link(
            organisation_name=named, stands_until=told["stands_until"], basis=Basis(told.get("basis", Basis.AGREEMENT)),
            evidence=told.get("evidence", ""),
        )  # fmt: skip
        return self._new(AskedAs.PROFESSIONAL, link)


class AdvocateForm(LinkForm):
    """Someone to stand beside the family: a friend, or an adviser of a service."""

    field_order = (
        "given_name", "family_name", "organisation", "describes", "email", "language", "words", "why", "until",
    )  # fmt: skip

    def __init__(self, *args: Any, services: Sequence[tuple[UUID, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["organisation"].label = "Do they come from a service?"
        self.fields["organisation"].required = False
        known = [(str(key), name) for key, name in services]
        choose_from(self, "organisation", [("", "No, a friend or relative"), *known])

    def new(self) -> NewAsk:
        """The invitation as it is handed in."""
        return self._new(AskedAs.ADVOCATE, self._link())


class MoveForm(forms.Form):
    """What goes with an answer: a reason, a day, a colleague; each move asks for what it needs."""

    reason = forms.CharField(
        label="Why? You need not say.", max_length=400, required=False, widget=forms.Textarea
    )
    until = DateField3(label="Until when?", subject="The day")
    colleague = forms.ChoiceField(label="To whom?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, move: Move, colleagues: Sequence[Colleague] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(str(one.person_id), f"{one.name}, {one.describes}") for one in colleagues]
        choose_from(self, "colleague", choices)
        if move not in (Move.ASK_TIME, Move.GIVE_TIME):
            del self.fields["until"]
        if move is not Move.PASS_ON:
            del self.fields["colleague"]
        if move in (Move.ACCEPT, Move.FINISH, Move.GIVE_TIME):
            del self.fields["reason"]


_TOLD = {
    Route.PAPER: Gathered.ON_PAPER, Route.PHONE: Gathered.SAID, Route.FACE: Gathered.SAID, Route.PRODUCT: Gathered.SAID,
}  # fmt: skip


class TellForm(forms.Form):
    """Entering what somebody told: under which heading, how and when."""

    topic = forms.ChoiceField(label="What is it about?")
    text = forms.CharField(label="Their words", max_length=4000, widget=forms.Textarea)
    gathered = forms.ChoiceField(label="How did they tell it?", widget=forms.RadioSelect)
    gathered_on = DateField3(label="When?", subject="The day")
    is_all = forms.BooleanField(label="That is all they want to say", required=False, initial=True)

    def __init__(
        self,
        *args: Any,
        parts: Sequence[Part],
        asked: Sequence[str],
        route: Route,
        voice: Voice,
        **options: Any,
    ) -> None:
        options.setdefault("initial", {}).setdefault("gathered", _TOLD[route].value)
        super().__init__(*args, **options)
        first = sorted(parts, key=lambda one: one.key not in asked)
        topics = [(key, f"{title} ({one.title})") for one in first for key, title in one.topics]
        choose_from(self, "topic", [("", ""), *topics])
        left_out = {Gathered.TYPED} | (
            set() if voice is Voice.CHILD else {Gathered.TOLD_BY_PARENT, Gathered.DRAWN}
        )
        self.fields["gathered"].choices = [
            one for one in Gathered.choices if Gathered(one[0]) not in left_out
        ]  # type: ignore[attr-defined]


class AbsenceForm(forms.Form):
    """Why a voice is not in the plan."""

    whose = forms.ChoiceField(label="Whose words are missing?", widget=forms.RadioSelect)
    why = forms.CharField(
        label="What did you try, and why is there no answer?", max_length=2000, widget=forms.Textarea,
        error_messages={"required": "Write what was tried, and why there is no answer."},
    )  # fmt: skip
    tried_on = DateField3(label="When did you last try?", subject="The day")

    def __init__(self, *args: Any, called: str, **options: Any) -> None:
        super().__init__(*args, **options)
        choose_from(
            self,
            "whose",
            [
                (Whose.CHILD.value, f"{called}’s own words"),
                (Whose.FAMILY.value, "The words of the family"),
            ],
        )
