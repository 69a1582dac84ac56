"""Forms of the meeting and of what the council decides after it."""

from typing import ClassVar

from django import forms

from alongside.annualreviews.choices import EarlyAnswer, Outcome, Phase
from alongside.annualreviews.queries.reviews import InviteeView
from alongside.design.forms import DateField3, choose_from


class HeldForm(forms.Form):
    """That the meeting was held, and who came."""

    conditional: ClassVar = ("came", "no_child_because")

    held_on = DateField3(label="On which day was it held?")
    came = forms.MultipleChoiceField(
        label="Who came?", help_text="Tick each person who was there. The report says it of everybody.",
        widget=forms.CheckboxSelectMultiple, required=False,
    )  # fmt: skip
    no_change = forms.BooleanField(label="No change of the plan is recommended", required=False)
    no_child_because = forms.CharField(
        label="If the child or young person was not heard: why not?", max_length=300, required=False
    )

    def __init__(self, *args: object, invited: tuple[InviteeView, ...], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        choices = [(str(one.id), f"{one.name} ({one.seat.inside})") for one in invited]
        choose_from(self, "came", choices)


class DecisionForm(forms.Form):
    """What is decided after a review, on what evidence, and why."""

    conditional: ClassVar = ("considered", "reasons")

    considered = forms.MultipleChoiceField(
        label="What was considered?", widget=forms.CheckboxSelectMultiple, required=False
    )
    more = forms.CharField(
        label="Anything else that was considered", widget=forms.Textarea, max_length=4_000, required=False
    )
    outcome = forms.ChoiceField(label="The decision", choices=Outcome.choices, widget=forms.RadioSelect)
    reasons = forms.CharField(label="Why?", widget=forms.Textarea, max_length=10_000, required=False)
    edition = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def __init__(self, *args: object, at_hand: tuple[str, ...], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        choose_from(self, "considered", [(one, one) for one in at_hand])

    def pieces(self) -> tuple[str, ...]:
        """Each piece of evidence, ticked or written."""
        added = (line.strip() for line in self.cleaned_data["more"].splitlines())
        return (*self.cleaned_data["considered"], *(line for line in added if line))


class EarlyForm(forms.Form):
    """Why somebody asks for an early review."""

    words = forms.CharField(
        label="What has changed?", widget=forms.Textarea, max_length=5_000,
        error_messages={"required": "Nothing is written yet. A sentence is enough."},
    )  # fmt: skip


class EarlyAnswerForm(forms.Form):
    """The council's answer."""

    answer = forms.ChoiceField(
        label="Will there be an early review?", widget=forms.RadioSelect,
        choices=[one for one in EarlyAnswer.choices if one[0] != EarlyAnswer.WAITING],
    )  # fmt: skip
    reasons = forms.CharField(label="Why?", widget=forms.Textarea, max_length=4_000, required=False)


class PhaseForm(forms.Form):
    """A change of phase."""

    phase = forms.ChoiceField(
        label="Which change?",
        choices=[("", "None this year"), *Phase.choices],
        widget=forms.RadioSelect,
        required=False,
    )
    moves_on = DateField3(label="On which day do they move?", required=False)


class UnchangedForm(forms.Form):
    """Why the changes that were proposed are not made."""

    reasons = forms.CharField(
        label="Why does the plan stay as it is?", widget=forms.Textarea, max_length=10_000,
        error_messages={"required": "The family must be able to read why."},
    )  # fmt: skip
