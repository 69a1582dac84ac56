"""Forms of a cycle: a view, a need and what shows it, an outcome and its effect, what is agreed, what is decided."""

from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID

from django import forms

from alongside.children.readers import MayRead
from alongside.design.forms import DateField3, choose_from
from alongside.statute.almanac import london_day
from alongside.statute.instruments import Instrument
from alongside.support.choices import Decision
from alongside.support.operations import Agreed, Held, NewContribution, NewDecision, NewNeed, NewOutcome
from alongside.support.queries.cycles import CycleView, OutcomeView
from alongside.voice.choices import Gathered
from alongside.voice.queries import Passage

_TOLD = [("", ""), *((one.value, one.label) for one in Gathered if one is not Gathered.TYPED)]
_LONG = {"required": False, "max_length": 4000, "widget": forms.Textarea}


class ViewForm(forms.Form):
    """What one person brings: what goes well first."""

    conditional: ClassVar = ("voice", "name", "gathered")

    well = forms.CharField(label="What goes well?", **_LONG)  # type: ignore[arg-type]
    hard = forms.CharField(label="What is hard?", **_LONG)  # type: ignore[arg-type]
    helps = forms.CharField(label="What helps, or would help?", **_LONG)  # type: ignore[arg-type]
    how_known = forms.CharField(label="How do you know?", max_length=300, required=False)
    voice = forms.ChoiceField(label="Whose words are these?", widget=forms.RadioSelect, required=False)
    name = forms.CharField(label="Their name and work", max_length=200, required=False)
    gathered = forms.ChoiceField(label="How were you told?", choices=_TOLD, required=False)

    def __init__(self, *args: Any, whose: list[tuple[str, str]], professional: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        choose_from(self, "voice", whose)
        if len(whose) == 1:
            del self.fields["voice"], self.fields["gathered"]
        if not professional:
            del self.fields["name"], self.fields["how_known"]

    def contribution(self) -> NewContribution:
        """What was handed in."""
        given = self.cleaned_data
        whose = given.get("voice", "")
        outside = whose == "outside"
        return NewContribution(
            given["well"], given["hard"], given["helps"], given.get("how_known", ""),
            "professional" if outside else "" if whose == "own" else whose,
            (given.get("name") or "A professional") if outside else "", given.get("gathered") or Gathered.TYPED,
        )  # fmt: skip


class NeedForm(forms.Form):
    """A need of the plan, and what shows it."""

    need = forms.ChoiceField(label="Which need of the plan?", widget=forms.RadioSelect)
    words = forms.CharField(label="What shows it?", max_length=500, required=False)
    contribution = forms.ChoiceField(label="Whose view shows it?", required=False)
    instrument = forms.ChoiceField(label="Which score shows it?", required=False)

    def __init__(
        self, *args: Any, needs: list[Passage], view: CycleView, measured: list[Instrument], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        said = [(str(one.id), f"{one.name}, {london_day(one.at):%-d %B}") for one in view.contributions]
        self._choose("need", [(str(one.id), one.text) for one in needs])
        self._choose("contribution", [("", ""), *said])
        self._choose("instrument", [("", ""), *((one.key, one.name) for one in measured)])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        choose_from(self, name, choices)

    def cited(self) -> NewNeed:
        """What was handed in."""
        given = self.cleaned_data
        said = given["contribution"]
        return NewNeed(UUID(given["need"]), given["words"], UUID(said) if said else None, given["instrument"])


class OutcomeForm(forms.Form):
    """An outcome of the plan, and the effect that is expected."""

    outcome = forms.ChoiceField(
        label="Which outcome of the plan?", widget=forms.RadioSelect,
        error_messages={"required": "Choose an outcome."},
    )  # fmt: skip
    expected = forms.CharField(
        label="What should be different at the review?", max_length=500, widget=forms.Textarea,
        error_messages={"required": "Write the effect you expect."},
    )  # fmt: skip
    instrument = forms.ChoiceField(label="What will show it?", required=False)
    target = forms.DecimalField(label="Score to reach", required=False, max_digits=6, decimal_places=1)

    def __init__(
        self, *args: Any, outcomes: list[Passage], open_to: list[Instrument], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        choices = [(str(one.id), one.text) for one in outcomes]
        choose_from(self, "outcome", choices)
        measures = [("", "Nothing is measured"), *((one.key, one.name) for one in open_to)]
        choose_from(self, "instrument", measures)

    def chosen(self) -> NewOutcome:
        """What was handed in."""
        given = self.cleaned_data
        target: Decimal | None = given["target"]
        return NewOutcome(UUID(given["outcome"]), given["expected"], given["instrument"], target)


class AgreeForm(forms.Form):
    """Who is responsible each day, when it is looked at again, with whom that was agreed."""

    teacher = forms.ChoiceField(
        label="Who is responsible each day?", error_messages={"required": "Choose somebody."}
    )
    review_on = DateField3(label="When is it looked at again?", subject="The review")
    agreed_with = forms.CharField(label="With whom was it agreed?", max_length=300, required=False)

    def __init__(self, *args: Any, people: list[MayRead], **options: Any) -> None:
        super().__init__(*args, **options)
        named = [(str(one.person_id), f"{one.name}, {one.why}" if one.why else one.name) for one in people]
        choose_from(self, "teacher", [("", ""), *named])

    def agreed(self) -> Agreed:
        """What was handed in."""
        given = self.cleaned_data
        return Agreed(UUID(given["teacher"]), given["review_on"], given["agreed_with"])


class HeardForm(forms.Form):
    """Why somebody was not heard; of a review also when it was held and with whom."""

    on = DateField3(label="When was the review held?", subject="The review", required=False)
    people = forms.CharField(label="Who was there?", max_length=300, required=False)
    no_child = forms.CharField(label="Why is the child’s word not here?", max_length=300, required=False)
    no_family = forms.CharField(label="Why is the family’s word not here?", max_length=300, required=False)

    def __init__(self, *args: Any, review: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not review:
            del self.fields["on"], self.fields["people"]

    def held(self) -> Held:
        """What was handed in."""
        given = self.cleaned_data
        return Held(given.get("on"), given.get("people", ""), given["no_child"], given["no_family"])


class DecideForm(forms.Form):
    """What comes next for one outcome."""

    conditional: ClassVar = ("new_text",)

    decision = forms.ChoiceField(
        label="What comes next?", choices=Decision.choices, widget=forms.RadioSelect,
        error_messages={"required": "Choose what comes next."},
    )  # fmt: skip
    words = forms.CharField(
        label="What shows it?", max_length=500, widget=forms.Textarea,
        error_messages={"required": "Say what shows it. The family reads it."},
    )  # fmt: skip
    independent = forms.BooleanField(label="They do this alone now. That is a success.", required=False)
    new_text = forms.CharField(
        label="The new outcome", max_length=2000, widget=forms.Textarea, required=False
    )

    def __init__(self, *args: Any, one: OutcomeView, **options: Any) -> None:
        super().__init__(*args, **options)
        self.one = one
        for help_ in one.help:
            label = f"How often from now on: {help_.text}"
            self.fields[_often(help_)] = forms.CharField(label=label, max_length=60, required=False)

    def often(self) -> list[tuple[str, str]]:
        """The fields of the help, with how often it is given now."""
        return [(_often(help_), help_.how_often) for help_ in self.one.help]

    def decided(self) -> NewDecision:
        """What was handed in."""
        given = self.cleaned_data
        often = {str(help_.id): given.get(_often(help_), "") for help_ in self.one.help}
        return NewDecision(given["decision"], given["words"], given["new_text"], often, given["independent"])


def _often(help_: Passage) -> str:
    return f"often-{help_.id}"
