"""Forms of a guided conversation: starting it, and its notes."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from alongside.conversations.operations.guided import GuidedWords, Start
from alongside.conversations.queries.meetings import Invitable, Party
from alongside.conversations.rules.guided import WAYS
from alongside.design.forms import DateField3, choose_from
from alongside.statute.wording import Voice
from alongside.voice.choices import Gathered
from alongside.voice.rules import LONGEST

_HOW = {
    Gathered.SAID: "Said it", Gathered.SIGNED: "Signed it", Gathered.DRAWN: "Drew it or showed it",
    Gathered.OBSERVED: "I saw it", Gathered.TOLD_BY_PARENT: "A parent told me", Gathered.ON_PAPER: "Wrote it on paper",
    Gathered.TYPED: "My own words",
}  # fmt: skip
_ORDER = (
    Gathered.SAID, Gathered.SIGNED, Gathered.DRAWN, Gathered.OBSERVED, Gathered.TOLD_BY_PARENT, Gathered.ON_PAPER,
    Gathered.TYPED,
)  # fmt: skip


class StartForm(forms.Form):
    """Who leads, with what training, and who is here."""

    training = forms.CharField(label="Your training for guided conversations", max_length=120, required=False)
    trained_on = DateField3(
        label="When was that training?", subject="The day of the training", required=False
    )
    here = forms.MultipleChoiceField(
        label="Who takes part?", widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, people: Sequence[Invitable], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "here", [(one.key, one.name) for one in people])
        self.hints = {one.key: one.hint for one in people if one.hint}
        if not people:
            del self.fields["here"]

    def start(self) -> Start:
        """What was written, as the operation takes it."""
        said = self.cleaned_data
        return Start(said["training"], said["trained_on"], tuple(said.get("here", ())))


class NoteForm(forms.Form):
    """One note: the words, whose they are, how they were told."""

    text = forms.CharField(
        label="What was said?", max_length=LONGEST, error_messages={"required": "Write the note first."}
    )
    evidence = forms.CharField(label="What shows this?", max_length=LONGEST, required=False)
    who = forms.ChoiceField(label="Whose words?", error_messages={"required": "Say whose words these are."})
    how = forms.ChoiceField(label="How?", error_messages={"required": "Say how you know."})

    def __init__(self, parties: Sequence[Party], *args: Any, needs: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "who", [(str(one.id), one.name) for one in parties])
        voices = {Voice(one.voice) for one in parties}
        ways = {way for voice in voices for way in WAYS[voice]}
        choose_from(self, "how", [(way.value, _HOW[way]) for way in _ORDER if way in ways])
        if not needs:
            del self.fields["evidence"]

    def said(self, topic: str) -> GuidedWords:
        """The note, as the operation takes it."""
        answers = self.cleaned_data
        return GuidedWords(
            topic, answers["text"], UUID(answers["who"]), answers["how"], answers.get("evidence", "")
        )
