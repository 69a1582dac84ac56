"""What is asked for needs, outcomes, steps and provision: one form a page."""

from typing import Any

from django import forms

from alongside.design.forms import DateField3, choose_from
from alongside.statute import all_codes
from alongside.support.rules import ADULTHOOD_FROM_AGE
from alongside.voice.queries import Passage
from alongside.voice.rules import LONGEST


def _asked_for(words: str) -> dict[str, str]:
    """What is said when an answer the plan cannot do without is missing."""
    return {"required": words}


class InThread(forms.Form):
    """The words, and the edition they were read in; the rules of `support` say what may not be missing."""

    text = forms.CharField(
        label="The words", widget=forms.Textarea,
        error_messages=_asked_for("Write it in a sentence."),
    )  # fmt: skip
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    asked: tuple[str, ...] = ()
    """The fields below the words, in order; each is a part of the statement of the same name."""

    @property
    def parts(self) -> dict[str, Any]:
        """What was filled in beside the words."""
        return {name: self.cleaned_data[name] for name in self.asked if name in self.cleaned_data}


class NeedForm(InThread):
    """A need and what shows it."""

    evidence = forms.CharField(
        label="What shows this", widget=forms.Textarea, max_length=LONGEST,
        error_messages=_asked_for("Write what you saw, measured or were told."),
    )  # fmt: skip
    asked = ("evidence",)


class OutcomeForm(InThread):
    """An outcome, the hope it leads to, by when, and how everybody will know."""

    serves = forms.ChoiceField(
        label="Which hope does it lead to?", widget=forms.RadioSelect,
        error_messages=_asked_for("Choose the hope it leads to."),
    )  # fmt: skip
    adulthood_area = forms.ChoiceField(
        label="Which part of adult life is it for?", widget=forms.RadioSelect,
        error_messages=_asked_for("From Year 9 every outcome belongs to a part of adult life. Choose one."),
    )  # fmt: skip
    ends_on = DateField3(label="By when?", subject="The date", required=False)
    measure = forms.CharField(
        label="How will everybody know it has been reached?",
        widget=forms.Textarea,
        required=False,
        max_length=1000,
    )
    asked = ("adulthood_area", "ends_on", "measure")

    def __init__(self, *args: Any, hopes: list[Passage], age: int, **options: Any) -> None:
        super().__init__(*args, **options)
        choose_from(self, "serves", [(str(one.id), f"{one.text} ({one.speaker_name})") for one in hopes])
        areas = [(one.code, f"{one.label}: {one.plain}") for one in all_codes("adulthood-area")]
        choose_from(self, "adulthood_area", areas)
        if age < ADULTHOOD_FROM_AGE:
            del self.fields["adulthood_area"]
        if not hopes:
            del self.fields["serves"]


class StepForm(InThread):
    """A short step, and by when."""

    ends_on = DateField3(label="By when?", subject="The date", required=False)
    asked = ("ends_on",)


class ProvisionForm(InThread):
    """What is given, by whom, in what group, how often, how long, from when until when."""

    who = forms.CharField(
        label="Who gives it?", max_length=120,
        error_messages=_asked_for("Write who gives it."),
    )  # fmt: skip
    ratio = forms.CharField(label="In what group?", max_length=40, required=False)
    how_often = forms.CharField(
        label="How often?", max_length=60,
        error_messages=_asked_for("Write how often it happens."),
    )  # fmt: skip
    how_long = forms.CharField(
        label="How long each time?", max_length=60,
        error_messages=_asked_for("Write how long each time is."),
    )  # fmt: skip
    starts_on = DateField3(label="From when?", subject="The start date")
    ends_on = DateField3(label="Until when?", subject="The end date", required=False)
    asked = ("who", "ratio", "how_often", "how_long", "starts_on", "ends_on")


HINTS = {
    "evidence": "What you saw, measured or were told, where and when.",
    "measure": "What will be seen or heard, by whom.",
    "who": "A role or a name, for example: teaching assistant, trained in language groups.",
    "ratio": "For example: one adult with three children. Leave it empty for one to one.",
    "how_often": "For example: 3 times a week.",
    "how_long": "For example: 20 minutes.",
    "serves": "Every outcome leads to a hope.",
}
