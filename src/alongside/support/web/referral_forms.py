"""Forms of a request to a professional outside: asking, and each thing that may happen to it."""

from typing import Any
from uuid import UUID

from django import forms

from alongside.design.forms import DateField3, choose_from
from alongside.support.operations import NewContribution, NewReferral, Step
from alongside.voice.queries import Passage


class ReferralForm(forms.Form):
    """Who is asked what, with whose word, and three days."""

    service = forms.CharField(
        label="Which service?", max_length=200, error_messages={"required": "Write the service."}
    )
    holder = forms.CharField(label="Who there?", max_length=200, required=False)
    purpose = forms.CharField(
        label="What are they asked?", max_length=500, widget=forms.Textarea,
        error_messages={"required": "Write the one question."},
    )  # fmt: skip
    about = forms.ChoiceField(label="About which need?", required=False)
    family_agreed = forms.CharField(
        label="Who in the family agreed, and when?", max_length=300,
        error_messages={"required": "Write who agreed, and when."},
    )  # fmt: skip
    asked_on = DateField3(label="When were they asked?", subject="The day")
    due_on = DateField3(label="By when is an answer due?", subject="The day")
    until = DateField3(label="Until when may they be told about the child?", subject="The day")

    def __init__(self, *args: Any, needs_: list[Passage], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", "No need of the plan"), *((str(one.id), one.text) for one in needs_)]
        choose_from(self, "about", choices)

    def referral(self) -> NewReferral:
        """What was handed in."""
        given = self.cleaned_data
        about = given["about"]
        return NewReferral(
            given["service"], given["purpose"], given["family_agreed"], given["asked_on"], given["due_on"],
            given["until"], given["holder"], UUID(about) if about else None,
        )  # fmt: skip


class StepForm(forms.Form):
    """One thing that happened; only the boxes that belong to it."""

    on = DateField3(label="When was that?", subject="The day")
    name = forms.CharField(label="Who has it now?", max_length=200, required=False)
    cover = forms.CharField(label="Who stands in for them?", max_length=200, required=False)
    well = forms.CharField(
        label="What goes well, they say", max_length=4000, widget=forms.Textarea, required=False
    )
    hard = forms.CharField(
        label="What is hard, they say", max_length=4000, widget=forms.Textarea, required=False
    )
    helps = forms.CharField(label="What they advise", max_length=4000, widget=forms.Textarea, required=False)
    document = forms.CharField(label="The document it stands in", max_length=200, required=False)
    words = forms.CharField(label="A word about it", max_length=500, required=False)

    _BOXES = {
        "receive": ("name", "cover", "words"),
        "chase": ("words",),
        "hand_over": ("name", "cover", "words"),
        "answer": ("well", "hard", "helps", "document"),
        "decline": ("words",),
        "withdraw": ("words",),
    }

    def __init__(self, *args: Any, move: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.move = move
        for name in list(self.fields):
            if name not in ("on", *self._BOXES[move]):
                del self.fields[name]

    def step(self) -> Step:
        """What was handed in."""
        given = self.cleaned_data
        brought = NewContribution(given.get("well", ""), given.get("hard", ""), given.get("helps", ""))
        return Step(
            self.move, given["on"], given.get("words", ""), given.get("name", ""), given.get("cover", ""),
            given.get("document", ""), brought,
        )  # fmt: skip
