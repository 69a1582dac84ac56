"""Saying whose words a passage is, in one line, the same on every page and print."""

from alongside.kernel.day_words import day_words
from alongside.kernel.text import possessive
from alongside.voice.choices import Gathered, Voice
from alongside.voice.queries import Passage

HOW = {
    Gathered.SAID: "Said by {speaker}",
    Gathered.SIGNED: "Signed by {speaker}",
    Gathered.TYPED: "Written by {speaker}",
    Gathered.DRAWN: "Drawn or shown by {speaker}",
    Gathered.OBSERVED: "Seen in {speaker}",
    Gathered.TOLD_BY_PARENT: "Told by a parent about {speaker}",
    Gathered.ON_PAPER: "Written on paper by {speaker}",
}


def provenance(passage: Passage) -> str:
    """ "Said by Amira, written down by Mrs Whitcombe, 3 March 2026"."""
    words = HOW[passage.gathered].format(speaker=passage.speaker_name)
    if passage.gathered_by_name and passage.gathered_by_name != passage.speaker_name:
        words += f", written down by {passage.gathered_by_name}"
    on = passage.gathered_on
    return f"{words}, {day_words(on)}"


def whose(passage: Passage) -> str:
    """The document model's name for a voice."""
    return {Voice.CHILD: "child", Voice.PARENT: "family", Voice.PROFESSIONAL: "professional"}[passage.voice]


def in_whose_words(passage: Passage) -> str:
    """ "In Amira's words"."""
    return f"In {possessive(passage.speaker_name)} words"
