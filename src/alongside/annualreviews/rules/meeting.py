"""What a review meeting talks about, and what its report needs: SI 2014/1530 regulation 20(5) to (8)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from alongside.annualreviews.choices import ADULT_LIFE, ChangeKind, Topic
from alongside.kernel.refusal import Refusal

SECTIONS = ("A", "B", "C", "D", "E", "F", "G", "H1", "H2", "I", "J")
_EVERY_MEETING = (Topic.GOING_WELL, Topic.PROGRESS, Topic.HELP, Topic.WISHES, Topic.FAMILY)
MUST = (Topic.PROGRESS, Topic.HELP)
"""What the report always says: progress towards the outcomes, and the help."""


def topics(*, adult_life: bool) -> tuple[Topic, ...]:
    """What is talked about; from Year 9 also the four areas of adult life."""
    return (*_EVERY_MEETING, *ADULT_LIFE) if adult_life else _EVERY_MEETING


@dataclass(frozen=True)
class MeetingFacts:
    """What the report depends on."""

    held_on: date | None
    adult_life: bool
    written: Collection[Topic]
    child_heard: bool
    no_child_because: str = ""
    proposals: int = 0
    no_change: bool = False
    who_came: bool = False
    """Whether it is said who came."""


def refuse_held(held_on: date | None, meeting_on: date | None, today: date) -> Refusal | None:
    """A meeting was held on a day that has come, after everybody was asked to it."""
    if meeting_on is None:
        return Refusal("held.day", "No day was set for this meeting.", "Set the day and ask people first.")
    if held_on is None or held_on > today:
        return Refusal("held.future", "That day has not come yet.", "Write the day it was held.", "held_on")
    return None


def missing_for_report(facts: MeetingFacts) -> list[Refusal]:
    """Everything the report still needs, each with what to do; nothing where it can go out."""
    found = []
    if facts.held_on is None:
        found.append(
            Refusal("report.held", "The meeting has not been held.", "Say on which day it was held.")
        )
    need = (*MUST, *(ADULT_LIFE if facts.adult_life else ()))
    empty = [one for one in need if one not in facts.written]
    if empty:
        words = "; ".join(one.label.lower() for one in empty)
        found.append(
            Refusal("report.topics", f"Nothing is written yet about: {words}.", "Write a few words.")
        )
    if not facts.child_heard and not facts.no_child_because.strip():
        found.append(
            Refusal(
                "report.child", "Nothing is written yet of what the child or young person says.",
                "Ask them, however they tell you. If that was not possible, say why.", "no_child_because",
            )
        )  # fmt: skip
    if not facts.proposals and not facts.no_change:
        found.append(
            Refusal(
                "report.changes", "The report says which changes are recommended.",
                "Add each change, or say that none is recommended.", "no_change",
            )
        )  # fmt: skip
    if not facts.who_came:
        found.append(
            Refusal("report.came", "Nobody is ticked as having come.", "Tick each person who came.", "came")
        )
    return found


def refuse_proposal(section: str, kind: str, was: str, becomes: str) -> Refusal | None:
    """A proposed change says in which section, and what it becomes; what is changed or taken out says from what."""
    if section not in SECTIONS:
        return Refusal("change.section", "Say which section it is about.", "Choose a section.", "section")
    if kind not in ChangeKind.values:
        return Refusal("change.kind", "Say what is to happen.", "Choose one.", "kind")
    if kind != ChangeKind.ADD and not was.strip():
        return Refusal("change.was", "Which words of the plan?", "Copy them here.", "was")
    if kind != ChangeKind.REMOVE and not becomes.strip():
        return Refusal("change.becomes", "What should the plan say?", "Write the new words.", "becomes")
    return None
