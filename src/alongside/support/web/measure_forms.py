"""Forms of a score: one for each instrument, so that nobody is asked what does not belong to it."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms

from alongside.design.forms import DateField3, choose_from
from alongside.statute.instruments import Instrument, plain
from alongside.support.choices import Moment
from alongside.support.operations import NewMeasure
from alongside.voice.choices import Gathered

_NEEDED = {"required": "Choose or write the score.", "invalid": "Write a number, such as 12."}
_TOLD = [(one.value, one.label) for one in Gathered if one is not Gathered.TYPED]
Help = tuple[UUID, str]


class MeasureForm(forms.Form):
    """The score, the day, and what makes it worth reading."""

    years = forms.IntegerField(label="Years", min_value=0, max_value=30, required=False)
    months = forms.IntegerField(label="Months", min_value=0, max_value=11, required=False)
    score = forms.DecimalField(label="Score", error_messages=_NEEDED)
    gathered = forms.ChoiceField(label="How did they tell you?", choices=[("", ""), *_TOLD], required=False)
    on = DateField3(label="When was it taken?", subject="The day")
    provision = forms.ChoiceField(label="For which help?", required=False)
    moment = forms.ChoiceField(
        label="When in the help?", choices=[("", "It belongs to no moment"), *Moment.choices], required=False,
        widget=forms.RadioSelect,
    )  # fmt: skip
    conditions = forms.CharField(label="How was it taken?", max_length=300, required=False)

    def __init__(
        self, *args: Any, one: Instrument, help_: tuple[Help, ...], own_word: bool, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.one = one
        self._draw_score()
        if not (one.by_child and not own_word):
            del self.fields["gathered"]
        if help_:
            choices = [("", "None of these"), *((str(key), text) for key, text in help_)]
            choose_from(self, "provision", choices)
        else:
            del self.fields["provision"], self.fields["moment"]

    def _draw_score(self) -> None:
        """An age in two boxes, a short scale as words to choose from, all else as a number."""
        if self.one.unit == "age-in-months":
            del self.fields["score"]
            return
        del self.fields["years"], self.fields["months"]
        self.fields["score"].label = f"Score ({self.one.unit})" if self.one.unit else "Score"
        if self.one.points:
            choices = [(plain(score), self.one.in_words(score)) for score in _scores(self.one)]
            self.fields["score"] = forms.TypedChoiceField(
                label="Score",
                choices=choices,
                coerce=Decimal,
                widget=forms.RadioSelect,
                error_messages=_NEEDED,
            )

    def clean(self) -> dict[str, Any]:
        """An age is told in years and months; one of the two has to be there."""
        given = super().clean() or self.cleaned_data
        if self.one.unit == "age-in-months" and given.get("years") is None:
            self.add_error("years", "Write the age in years and months.")
        return given

    def measure(self) -> NewMeasure:
        """What was handed in."""
        given = self.cleaned_data
        chosen = given.get("provision")
        return NewMeasure(
            self.one.key, self._score(), given["on"], given.get("moment", ""), UUID(chosen) if chosen else None,
            given["conditions"], given.get("gathered") or Gathered.TYPED,
        )  # fmt: skip

    def _score(self) -> Decimal:
        given = self.cleaned_data
        if self.one.unit == "age-in-months":
            return Decimal(given["years"] * 12 + (given["months"] or 0))
        return Decimal(given["score"])


class CorrectForm(MeasureForm):
    """The same, and what was wrong."""

    why = forms.CharField(
        label="What was wrong?", max_length=300, error_messages={"required": "Say what was wrong."}
    )


def starting(one: Instrument, score: Decimal, on: date) -> dict[str, Any]:
    """A kept score as the form shows it."""
    years, months = divmod(int(score), 12)
    return {"score": plain(score), "years": years, "months": months, "on": on}


def _scores(one: Instrument) -> list[Decimal]:
    steps = int((one.most - one.least) / one.step)
    return [Decimal(one.least) + one.step * number for number in range(steps + 1)]
