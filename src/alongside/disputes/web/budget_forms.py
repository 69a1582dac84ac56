"""Forms of a personal budget: one for each thing that can be done with it."""

from collections.abc import Iterable
from typing import ClassVar

from django import forms

from alongside.design.forms import DateField3, choose_from
from alongside.design.money_field import MoneyField
from alongside.disputes.budgets.queries import BudgetView
from alongside.disputes.budgets.rules import SECTIONS
from alongside.disputes.choices import BudgetGround, PaymentForm, Suitable
from alongside.platform.clock import today

YES_NO = [("yes", "Yes"), ("no", "No")]
USUAL_CONDITIONS = (
    "The money is used only for the help named here.\n"
    "Receipts are kept and shown when the council asks.\n"
    "The council is told when something changes, or when the help cannot be arranged.\n"
    "What is not used is given back when the council asks for it in writing."
)
_OTHER = tuple((f"other-{one}", f"Something else, in section {one}") for one in SECTIONS)


def _words(label: str, *, needed: bool = True, hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, widget=forms.Textarea, max_length=4_000, required=needed, help_text=hint
    )


class WordsForm(forms.Form):
    """A few sentences."""

    words = _words("In your words")


class ConsiderForm(forms.Form):
    """The questions of reg 6, and what was found."""

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        for one in Suitable:
            self.fields[one.value] = forms.ChoiceField(
                label=one.label, choices=YES_NO, widget=forms.RadioSelect
            )
        self.fields["words"] = _words("What did you look at, and what did you find?")


class ItemForm(forms.Form):
    """One sum for one piece of help."""

    conditional: ClassVar = ("head_agreed",)

    line = forms.ChoiceField(label="Which help in the plan is it for?", choices=())
    help = forms.CharField(
        label="What is the money for?", max_length=300, required=False,
        help_text="Leave it empty to use the words of the plan.",
    )  # fmt: skip
    purpose = _words("Which needs and outcomes does it meet?", needed=False,
                     hint="Leave it empty to use the needs that the plan ties to this help.")  # fmt: skip
    form = forms.ChoiceField(label="How is it used?", choices=PaymentForm.choices, widget=forms.RadioSelect)
    yearly = MoneyField(label="Pounds for a year")
    at_setting = forms.ChoiceField(
        label="Is it used at the school or college?", choices=YES_NO, widget=forms.RadioSelect, initial="no"
    )
    head_agreed = forms.CharField(label="If so: who agreed, and when?", max_length=200, required=False)

    def __init__(self, *args: object, lines: Iterable[tuple[str, str]] = (), **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        choose_from(self, "line", (*lines, *_OTHER))


class WhichForm(forms.Form):
    """Which sum."""

    item = forms.ChoiceField(label="Which one?", widget=forms.RadioSelect)

    def __init__(self, *args: object, one: BudgetView, direct: bool = False, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        items = (each for each in one.items if each.until_on is None)
        choose_from(
            self,
            "item",
            [
                (str(each.id), f"{each.section}, £{each.yearly:,.2f} a year: {each.help}")
                for each in items
                if not direct or each.form is PaymentForm.DIRECT
            ],
        )


class LessForm(WhichForm):
    """A lower sum, from a later day, and why."""

    yearly = MoneyField(label="The new sum, in pounds for a year")
    from_on = DateField3(label="From which day?", help_text="Four weeks from now is good practice.")
    words = _words("Why?")


class TermsForm(forms.Form):
    """Who would be paid, and on what conditions."""

    conditional: ClassVar = ("recipient_name",)

    who = forms.ChoiceField(
        label="Who would be paid?", widget=forms.RadioSelect,
        choices=[("asker", "Whoever asked for it"), ("other", "Somebody they name")],
    )  # fmt: skip
    recipient_name = forms.CharField(label="If somebody else: their name", max_length=200, required=False)
    words = _words("On what conditions?", hint="They read them before they agree.")


class DecideForm(forms.Form):
    """Yes or no, with grounds and reasons."""

    conditional: ClassVar = ("grounds",)

    yes = forms.ChoiceField(label="Is the budget set as it stands?", choices=YES_NO, widget=forms.RadioSelect)
    grounds = forms.MultipleChoiceField(
        label="If not, or if not all of it is paid out: why?", choices=BudgetGround.choices,
        widget=forms.CheckboxSelectMultiple, required=False,
    )  # fmt: skip
    words = _words("In plain words: why?", needed=False)


class DayForm(forms.Form):
    """A day."""

    on = DateField3(label="On which day?")

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.initial.setdefault("on", today())


class PaperForm(DayForm):
    """A day, and which document was seen."""

    words = forms.CharField(label="Which document was signed, and who saw it?", max_length=300)


class StopForm(DayForm):
    """From which day, and why."""

    words = _words("Why?")


class LookForm(forms.Form):
    """How the payments go, and whether it was with the review of the plan."""

    with_review = forms.ChoiceField(
        label="Was this with the yearly review of the plan?", choices=YES_NO, widget=forms.RadioSelect
    )
    words = _words("How do the payments go? Is the help there, and is the sum enough?")


class AgreeForm(forms.Form):
    """Whoever will be paid says that they agree."""

    agree = forms.BooleanField(
        label="I have read the conditions, and I agree to be paid on them",
        error_messages={"required": "Tick the box if you agree."},
    )


class FreeForm(forms.Form):
    """Words that need not be given."""

    words = _words("Do you want to say why? You need not.", needed=False)


class AnswerForm(forms.Form):
    """Whether the sum is put back."""

    yes = forms.ChoiceField(
        label="Is the sum put back to what it was?", choices=YES_NO, widget=forms.RadioSelect
    )
    words = _words("Why?")
