"""What each person is asked before a meeting, in words for their age (R15, R16)."""

from dataclasses import dataclass

from alongside.statute.wording import Voice, Wording

WORKS_AT_HOME = "works-at-home"
"""What a parent says here is a topic of the plan too, so it goes into the plan and is told once."""


@dataclass(frozen=True)
class Question:
    """One question before a meeting, and who is asked it."""

    key: str
    words: Wording
    of: tuple[Voice, ...]


_EVERYONE = (Voice.CHILD, Voice.PARENT, Voice.PROFESSIONAL)
QUESTIONS = (
    Question("going-well", Wording("What is good right now?", "What is going well?", "What is going well?"), _EVERYONE),
    Question(
        "worries", Wording("What makes you sad or cross?", "What is not going well?", "What worries me?"), _EVERYONE
    ),
    Question(WORKS_AT_HOME, Wording("", "", "What works at home?"), (Voice.PARENT,)),
    Question(
        "would-help", Wording("What would help you?", "What would make things better?", "What would help?"), _EVERYONE
    ),
    Question(
        "talk-about",
        Wording("What do you want to talk about?", "What do you want to talk about?", "What I want to talk about"),
        _EVERYONE,
    ),
)  # fmt: skip


def questions_for(voice: str, age: int) -> tuple[tuple[str, str], ...]:
    """The questions of one person as (key, words); a child under 5 is spoken about by an adult who knows them."""
    reader = Voice(voice)
    return tuple((one.key, one.words.for_age(age, reader)) for one in QUESTIONS if reader in one.of)
