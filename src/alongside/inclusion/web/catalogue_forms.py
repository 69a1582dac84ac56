"""Forms of the catalogue."""

from typing import Any, ClassVar

from django import forms

from alongside import statute
from alongside.design.forms import choose_from
from alongside.design.money_field import MoneyField
from alongside.inclusion.choices import GivenBy, Rating, Wave
from alongside.inclusion.queries.catalogue import Offer
from alongside.inclusion.rules.catalogue import OLDEST, YOUNGEST, NewIntervention
from alongside.inclusion.rules.starter import Starter


def _areas() -> list[tuple[str, str]]:
    return [(code.code, code.plain.capitalize()) for code in statute.all_codes("area-of-need")]


class InterventionForm(forms.Form):
    """Everything a catalogue says about one intervention."""

    conditional: ClassVar = ("citation",)

    name = forms.CharField(label="What is it called?", max_length=120)
    what = forms.CharField(label="What is done?", widget=forms.Textarea, max_length=3000)
    areas = forms.MultipleChoiceField(
        label="Which areas of need is it for?", choices=_areas, widget=forms.CheckboxSelectMultiple
    )
    wave = forms.ChoiceField(label="For whom is it?", choices=Wave.choices, widget=forms.RadioSelect)
    from_age = forms.IntegerField(label="From age", min_value=YOUNGEST, max_value=OLDEST)
    to_age = forms.IntegerField(label="To age", min_value=YOUNGEST, max_value=OLDEST)
    given_by = forms.ChoiceField(label="Who gives it?", choices=GivenBy.choices)
    training = forms.CharField(label="What training does it need?", max_length=300, required=False)
    group_size = forms.IntegerField(label="How many children at most?", min_value=1, max_value=35)
    minutes = forms.IntegerField(label="How many minutes each time?", min_value=1, max_value=480)
    per_week = forms.IntegerField(label="How many times a week?", min_value=1, max_value=25)
    weeks = forms.IntegerField(label="For how many weeks?", min_value=1, max_value=52)
    hourly_rate = MoneyField(label="What does an hour of staff cost?", min_value=0, max_value=500)
    rating = forms.ChoiceField(label="How strong is the evidence?", choices=Rating.choices)
    evidence = forms.CharField(
        label="What does the evidence say?", widget=forms.Textarea, max_length=3000, required=False
    )
    citation = forms.CharField(label="Where was that found?", max_length=300, required=False)
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def meant(self) -> NewIntervention:
        """What was written."""
        given: dict[str, Any] = {name: self.cleaned_data[name] for name in NewIntervention.__annotations__}
        return NewIntervention(**{**given, "areas": tuple(given["areas"])})


def known(one: Offer) -> dict[str, Any]:
    """What the form starts with for an intervention that is there."""
    effort = one.effort
    return {
        "name": one.name, "what": one.what, "areas": list(one.areas), "wave": one.wave, "from_age": one.from_age,
        "to_age": one.to_age, "given_by": one.given_by, "training": one.training, "group_size": effort.group_size,
        "minutes": effort.minutes, "per_week": effort.per_week, "weeks": effort.weeks,
        "hourly_rate": effort.hourly_rate, "rating": one.rating, "evidence": one.evidence, "citation": one.citation,
        "edition": one.edition,
    }  # fmt: skip


class NarrowForm(forms.Form):
    """Narrowing the catalogue."""

    area = forms.ChoiceField(label="Area of need", required=False, choices=lambda: [("", "Any"), *_areas()])
    wave = forms.ChoiceField(label="For whom", required=False, choices=[("", "Any"), *Wave.choices])
    age = forms.IntegerField(label="Age", required=False, min_value=YOUNGEST, max_value=OLDEST)


class StarterForm(forms.Form):
    """Which of the starter set to copy."""

    keys = forms.MultipleChoiceField(
        label="Which would you like to copy?", widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one."},
    )  # fmt: skip

    def __init__(self, *args: Any, starters: tuple[Starter, ...], **options: Any) -> None:
        super().__init__(*args, **options)
        choose_from(self, "keys", [(one.key, one.new.name) for one in starters])
