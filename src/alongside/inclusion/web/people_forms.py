"""Forms about the people of a setting."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms

from alongside.design.forms import DateField3, choose_from
from alongside.inclusion.choices import SencoCourse, TeacherInduction
from alongside.inclusion.operations.people import NewTraining
from alongside.inclusion.queries.people import SencoView, trainable_needs
from alongside.inclusion.rules.senco import SencoFacts

_YES_NO = [("yes", "Yes"), ("no", "No")]


class SencoForm(forms.Form):
    """Who is SENCo, and what the law asks of them."""

    person = forms.ChoiceField(label="Who is SENCo?")
    appointed_on = DateField3(label="Since when are they SENCo here?", subject="The first day here")
    first_became_on = DateField3(
        label="When did they first become a SENCo, at any school?", subject="The first day as a SENCo"
    )
    months_before = forms.IntegerField(
        label="How many months were they a SENCo before this post?", min_value=0, max_value=600, initial=0
    )
    heads_school = forms.ChoiceField(
        label="Are they the head or acting head?", choices=_YES_NO, widget=forms.RadioSelect
    )
    qualified_teacher = forms.ChoiceField(
        label="Are they a qualified teacher?", choices=_YES_NO, widget=forms.RadioSelect
    )
    induction = forms.ChoiceField(
        label="Their induction as a teacher", choices=TeacherInduction.choices, widget=forms.RadioSelect
    )
    teaches_here = forms.ChoiceField(
        label="Do they work as a teacher here?", choices=_YES_NO, widget=forms.RadioSelect
    )
    course = forms.ChoiceField(
        label="Which qualification have they begun or completed?", required=False,
        choices=[("", "None yet"), *SencoCourse.choices],
    )  # fmt: skip
    begun_on = DateField3(
        label="When did that course begin?", subject="The first day of the course", required=False
    )
    completed_on = DateField3(label="When was it completed?", subject="The day of completing", required=False)

    def __init__(self, *args: Any, staff: list[tuple[str, str]], today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        choose_from(self, "person", staff)
        self.fields["completed_on"].latest = today  # type: ignore[attr-defined]

    def meant(self) -> tuple[UUID, SencoFacts]:
        """Who, and what is known of them."""
        given = self.cleaned_data
        return UUID(given["person"]), SencoFacts(
            given["appointed_on"], given["first_became_on"], given["months_before"],
            given["qualified_teacher"] == "yes", TeacherInduction(given["induction"]), given["teaches_here"] == "yes",
            given["heads_school"] == "yes", given["course"], given["begun_on"], given["completed_on"],
        )  # fmt: skip


def known_of(senco: SencoView | None) -> dict[str, Any]:
    """What the form starts with."""
    if senco is None:
        return {}
    facts = senco.facts
    return {
        "person": str(senco.person_id), "appointed_on": facts.appointed_on, "first_became_on": facts.first_became_on,
        "months_before": facts.months_before, "heads_school": _yes(facts.heads_school),
        "qualified_teacher": _yes(facts.qualified_teacher), "induction": facts.induction,
        "teaches_here": _yes(facts.teaches_here), "course": facts.course, "begun_on": facts.begun_on,
        "completed_on": facts.completed_on,
    }  # fmt: skip


def _yes(answer: bool) -> str:
    return "yes" if answer else "no"


class TrainingForm(forms.Form):
    """What somebody was trained in."""

    person = forms.ChoiceField(label="Who was trained?")
    what = forms.CharField(label="What was the training?", max_length=160)
    needs = forms.MultipleChoiceField(
        label="Which needs does it prepare for?", choices=trainable_needs, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    on = DateField3(label="When was it?", subject="The day of the training")
    refresh_due_on = DateField3(
        label="By when does it have to be refreshed?", subject="The day to refresh it", required=False
    )

    def __init__(self, *args: Any, staff: list[tuple[str, str]], today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        choose_from(self, "person", staff)
        self.fields["on"].latest = today  # type: ignore[attr-defined]

    def meant(self) -> NewTraining:
        """What was written."""
        given = self.cleaned_data
        return NewTraining(
            UUID(given["person"]), given["what"], tuple(given["needs"]), given["on"], given["refresh_due_on"]
        )
