"""What is asked when somebody writes words into the plan: the words, and where they come from."""

from typing import Any, ClassVar

from django import forms

from alongside.design.forms import DateField3, choose_from
from alongside.plans.web.opened import Opened
from alongside.voice.choices import Gathered, Voice
from alongside.voice.rules import LONGEST

_TOLD = {
    Voice.CHILD: (
        Gathered.SAID, Gathered.SIGNED, Gathered.DRAWN, Gathered.ON_PAPER, Gathered.OBSERVED, Gathered.TOLD_BY_PARENT,
    ),
    Voice.PARENT: (Gathered.SAID, Gathered.SIGNED, Gathered.ON_PAPER),
}  # fmt: skip
"""How words of each voice reach somebody who writes them down."""


EMPTY = "There is nothing written yet. Write something, or leave this for now."
_HOW = (
    "Choose how you found out. The plan always says so, so that adult words never stand as somebody else’s."
)


class WordsForm(forms.Form):
    """The words alone: changing a passage, or writing in one's own voice."""

    text = forms.CharField(
        label="The words", widget=forms.Textarea, strip=False, error_messages={"required": EMPTY}
    )
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args: Any, evidenced: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.longest = LONGEST
        if evidenced:
            self.fields["evidence"] = forms.CharField(
                label="What shows this", widget=forms.Textarea, required=False, max_length=LONGEST
            )

    @property
    def details(self) -> dict[str, Any]:
        """The parts beyond the words, where this form asks for any."""
        return {"evidence": self.cleaned_data["evidence"]} if "evidence" in self.fields else {}


class ToldForm(WordsForm):
    """Somebody else's words, written down for them: whose, how they told it, when, and who heard it."""

    conditional: ClassVar = ("gathered_by",)

    speaker = forms.ChoiceField(label="Whose words are these?", widget=forms.RadioSelect)
    gathered = forms.ChoiceField(
        label="How did you find out?", widget=forms.RadioSelect, error_messages={"required": _HOW}
    )
    gathered_on = DateField3(label="When was that?", subject="The date")
    gathered_by = forms.CharField(
        label="Who heard or saw it, if it was not you", max_length=120, required=False
    )

    def __init__(self, *args: Any, voice: Voice, opened: Opened, **options: Any) -> None:
        super().__init__(*args, **options)
        name = opened.child.called
        ways = {
            Gathered.SAID: f"{name} said it" if voice is Voice.CHILD else "They said it",
            Gathered.SIGNED: f"{name} signed it" if voice is Voice.CHILD else "They signed it",
            Gathered.DRAWN: f"{name} drew it or showed it with pictures",
            Gathered.ON_PAPER: f"{name} wrote it on paper"
            if voice is Voice.CHILD
            else "They wrote it on paper",
            Gathered.OBSERVED: f"I saw it, and I know {name} well",
            Gathered.TOLD_BY_PARENT: "A parent told me",
        }
        choose_from(self, "gathered", [(way.value, ways[way]) for way in _TOLD[voice]])
        parents = _family(opened) if voice is Voice.PARENT else []
        if parents:
            choose_from(self, "speaker", parents)
        else:
            del self.fields["speaker"]

    def field_order_for_page(self) -> list[str]:
        """The fields below the words, in the order they are asked."""
        return [name for name in ("speaker", "gathered", "gathered_on", "gathered_by") if name in self.fields]


def _family(opened: Opened) -> list[tuple[str, str]]:
    """The family members who could have said it, each with what they are to the child."""
    return [
        (str(one.person_id), f"{one.name} ({one.relationship})" if one.relationship else one.name)
        for one in opened.around
        if one.is_family and one.kind != "child" and one.person_id
    ]
