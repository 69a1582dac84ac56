"""Pure rules about words: whose they are, how they were gathered, who may change them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.kernel.length import too_long
from alongside.kernel.refusal import Refusal

CHILD, PARENT, PROFESSIONAL = "child", "parent", "professional"
TYPED = "typed"
LONGEST = 4_000
"""Characters in one passage. Longer text belongs in a document beside the plan."""


@dataclass(frozen=True)
class Writer:
    """Who is writing: as which voice, and whether they scribe for others (SENCo, lead worker)."""

    person_id: UUID | None
    name: str
    voice: str
    scribes: bool = False
    describes: str = ""


@dataclass(frozen=True)
class Words:
    """A passage as it is about to be kept."""

    text: str
    voice: str
    gathered: str
    speaker_name: str
    gathered_by_name: str
    gathered_on: date | None
    private: bool = False


def refuse_words(words: Words, writer: Writer, today: date) -> Refusal | None:
    """Why these words cannot be kept as they stand; None when they can.

    Source: the provenance rule (docs/how-it-works/voice.md): adult text never stands in the child's mouth
    without saying who asked, how and when (O6, T2).
    """
    return (
        _refuse_text(words.text) or _refuse_voice(words, writer) or _refuse_provenance(words, writer, today)
    )


def _refuse_text(text: str) -> Refusal | None:
    if not text.strip():
        return Refusal(
            "words.empty", "There is nothing written yet.", "Write something, or leave this for now.", "text"
        )
    if no := too_long(text, LONGEST, "text", "words.long"):
        return no
    return None


def _refuse_voice(words: Words, writer: Writer) -> Refusal | None:
    if words.private and words.voice != CHILD:
        return Refusal(
            "words.private", "Only the words of a child or young person can be kept private.", field="private"
        )
    if writer.voice == CHILD and words.voice != CHILD:
        return Refusal("words.voice", "Here you write your own words.", field="voice")
    if words.voice == PARENT and writer.voice == PROFESSIONAL and words.gathered == TYPED:
        return Refusal(
            "words.parent_provenance",
            "You are writing down what a parent told you, so the plan has to say how they told you.",
            "Choose how they told you: said, signed, or on paper.",
            "gathered",
        )
    if words.voice == PROFESSIONAL and writer.voice != PROFESSIONAL:
        return Refusal("words.voice", "Only professionals write in the professionals' part.", field="voice")
    return None


def _refuse_provenance(words: Words, writer: Writer, today: date) -> Refusal | None:
    if words.voice == CHILD and writer.voice != CHILD and words.gathered == TYPED:
        return Refusal(
            "words.in_childs_mouth",
            "These would stand in the plan as the child's own words, but the child did not type them.",
            "Choose how the child told you: said, signed, drawn, or seen by someone who knows them well.",
            "gathered",
        )
    if not words.gathered:
        return Refusal("words.how", "The plan shows how words were gathered.", "Choose how.", "gathered")
    if words.gathered_on is None:
        return Refusal(
            "words.when", "The plan shows when words were gathered.", "Write the date.", "gathered_on"
        )
    if words.gathered_on > today:
        return Refusal(
            "words.future",
            "That date has not come yet.",
            "Write today's date or an earlier one.",
            "gathered_on",
        )
    if words.voice != writer.voice and not words.gathered_by_name:
        return Refusal("words.by", "The plan shows who wrote the words down.", "Write who.", "gathered_by")
    return None


@dataclass(frozen=True)
class KeptWords:
    """What the rule needs to know of a passage already kept."""

    voice: str
    speaker_id: UUID | None
    speaker_name: str
    written_by_id: UUID | None
    gathered: str


def may_change(kept: KeptWords, writer: Writer) -> Refusal | None:
    """Who may change a passage: whoever wrote it, whose words they are, and a scribe for what was told to staff.

    What a parent or child typed themselves is theirs alone; others comment beside it.
    """
    mine = writer.person_id is not None and writer.person_id in (kept.written_by_id, kept.speaker_id)
    if mine or (kept.voice == CHILD and writer.voice == CHILD):
        return None
    told_to_staff = kept.voice == PROFESSIONAL or kept.gathered != TYPED
    if writer.voice == PROFESSIONAL and writer.scribes and told_to_staff:
        return None
    return Refusal(
        "words.not_yours",
        f"These are {kept.speaker_name}'s words, so they stay as they are.",
        "You can write a comment beside them, or ask them to change it.",
    )
