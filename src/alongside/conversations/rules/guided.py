"""Pure rules of a guided conversation: the order of topics, the child first, and what a note needs (O7, O12)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from alongside.kernel.refusal import Refusal
from alongside.statute.plan_shapes import PlanTemplate, Section, SectionKind, Topic
from alongside.statute.wording import SPEAKS_FROM_AGE, Voice

_ASKED_IN = (
    SectionKind.PASSAGES, SectionKind.HOPES, SectionKind.CONCERNS, SectionKind.NEEDS, SectionKind.FORMULATION,
)  # fmt: skip
_OF_STAFF = (SectionKind.NEEDS, SectionKind.FORMULATION)
STAGES = (Voice.CHILD, Voice.PARENT, Voice.PROFESSIONAL)
"""Whose turn it is: the child first, then the family, then those who work with the child."""
WAYS = {
    Voice.CHILD: ("said", "signed", "drawn", "observed", "told_by_parent", "on_paper"),
    Voice.PARENT: ("said", "signed", "on_paper"),
    Voice.PROFESSIONAL: ("said", "typed"),
}
"""How words of each voice reach the one who writes them down."""
NEED = "need-"


@dataclass(frozen=True)
class GuidedTopic:
    """One topic of the conversation, and in whose turn it is asked."""

    topic: Topic
    stage: Voice

    @property
    def key(self) -> str:
        return self.topic.key

    @property
    def wants_evidence(self) -> bool:
        """A need says what shows it."""
        return self.key.startswith(NEED)


def topics_in_order(template: PlanTemplate, age: int) -> tuple[GuidedTopic, ...]:
    """Every topic that a conversation can fill: the child's, then the family's, then the staff's."""
    found = [
        GuidedTopic(topic, _stage(topic, section))
        for section in template.sections
        if section.kind in _ASKED_IN
        for topic in section.topics
        if topic.is_asked_at(age)
    ]
    return tuple(sorted(found, key=lambda one: STAGES.index(one.stage)))


def _stage(topic: Topic, section: Section) -> Voice:
    """What anybody may answer is the child's to answer first, except needs and what adults understand."""
    if topic.voice is not Voice.ANY:
        return topic.voice
    return Voice.PROFESSIONAL if section.kind in _OF_STAFF else Voice.CHILD


def usual_way(voice: str, age: int) -> str:
    """How words are most often told: a child under 5 is watched."""
    if voice == Voice.PROFESSIONAL:
        return "typed"
    return "observed" if voice == Voice.CHILD and age < SPEAKS_FROM_AGE else "said"


def refuse_note(topic: Topic, voice: str, gathered: str) -> Refusal | None:
    """A note says whose words it is and how they were told, and answers a question that is theirs to answer."""
    speaker = Voice(voice)
    if not topic.may_be_written_by(speaker):
        whose = {
            "child": "the child",
            "parent": "the family",
            "professional": "those who work with the child",
        }
        return Refusal(
            "note.voice",
            f"This is asked of {whose[topic.voice.value]}.",
            "Choose whose words these are, or go to another topic.",
            "who",
        )
    if gathered not in WAYS[speaker]:
        return Refusal("note.how", "That is not how these words were told.", "Choose how you know.", "how")
    return None


def refuse_training(training: str, trained_on: date | None, today: date) -> Refusal | None:
    """Training is recorded with its name and its day, or not at all (O7)."""
    if training.strip() and trained_on is None:
        return Refusal("guided.trained_on", "Say when that training was.", "Write the date.", "trained_on")
    if trained_on and not training.strip():
        return Refusal("guided.training", "Say what the training was.", "Write its name.", "training")
    if trained_on and trained_on > today:
        return Refusal(
            "guided.future", "That day has not come yet.", "Write the day of the training.", "trained_on"
        )
    return None


def may_note(*, finished: bool) -> Refusal | None:
    """Notes are written until the conversation is finished."""
    if finished:
        return Refusal("guided.finished", "This conversation is finished.", "Write in the plan itself.")
    return None


def left_empty(topics: Iterable[GuidedTopic], filled: frozenset[str]) -> tuple[GuidedTopic, ...]:
    """The topics nobody has said anything about yet."""
    return tuple(one for one in topics if one.key not in filled)
