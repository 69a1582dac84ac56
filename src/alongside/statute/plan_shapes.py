"""What a plan template is made of. A template lays a plan out; it holds no child's words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from alongside.statute.topics import FieldClass
from alongside.statute.wording import Voice, Wording


class SectionKind(StrEnum):
    """How a section is drawn and filled. The list is closed: each kind has code of its own."""

    COVER = "cover"  # personal details from the record, a picture of the child's choice
    PASSAGES = "passages"  # topics, each with the passages written under it
    CIRCLE = "circle"  # the people around the child, drawn as rings
    HOPES = "hopes"  # hopes that outcomes are later tied to
    CONCERNS = "concerns"  # one topic to a voice, kept apart
    NEEDS = "needs"  # needs by area, each with its evidence
    FORMULATION = "formulation"  # what we understand together, with evidence
    OUTCOMES = "outcomes"  # long-term outcomes, their steps and their provision
    PEOPLE = "people"  # who agreed to act, who contributed, who was sent it
    AGREEMENT = "agreement"  # who agrees, and to sharing what with whom


# The sections drawn as tables ask about fixed things, so their topics come from these lists only.
FIXED_TOPICS: Mapping[SectionKind, tuple[str, ...]] = {
    SectionKind.NEEDS: (
        "need-communication-and-interaction",
        "need-cognition-and-learning",
        "need-social-emotional-and-mental-health",
        "need-sensory-and-physical",
    ),
    SectionKind.FORMULATION: ("strengths", "needs", "may-explain", "has-helped", "will-try"),
    SectionKind.OUTCOMES: ("outcome", "step", "provision"),
}
OLDEST = 25


@dataclass(frozen=True)
class Topic:
    """One thing a section asks about.

    `voice` says whose words answer it. `one_of_many` topics collect short passages, one idea each; the others
    hold one passage per writer. `suggested_words` go on a board a child can pick from; `example` shows the
    sort of answer that helps. It is asked between the two ages; what was written before stays in the plan.
    """

    key: str
    heading: Wording
    prompts: tuple[Wording, ...]
    voice: Voice
    field_class: FieldClass
    one_of_many: bool = False
    symbol: str = ""
    suggested_words: tuple[str, ...] = ()
    example: Wording | None = None
    from_age: int = 0
    until_age: int = OLDEST

    def may_be_written_by(self, voice: Voice) -> bool:
        """Whether the answer is asked of `voice`."""
        return self.voice in (Voice.ANY, voice)

    def is_asked_at(self, age: int) -> bool:
        """Whether the topic is asked of, or about, a child of `age`; both ends count."""
        return self.from_age <= age <= self.until_age


@dataclass(frozen=True)
class Section:
    """One part of a plan. `also_shows` names topics asked elsewhere in the template and shown again here."""

    key: str
    kind: SectionKind
    title: Wording
    introduction: Wording
    symbol: str
    writers: tuple[Voice, ...]
    topics: tuple[Topic, ...]
    also_shows: tuple[str, ...] = ()
    needed_before_agreement: bool = False
    on_one_page_profile: bool = False

    def topics_for(self, voice: Voice, age: int) -> tuple[Topic, ...]:
        """The topics `voice` is asked about when the child is of `age`."""
        return tuple(t for t in self.topics if t.may_be_written_by(voice) and t.is_asked_at(age))


@dataclass(frozen=True)
class PlanTemplate:
    """A layout for plans, in one version; a change to it is a new version, so agreed plans keep theirs."""

    key: str
    version: int
    title: Wording
    purpose: str
    sections: tuple[Section, ...]

    @property
    def topics(self) -> Iterator[Topic]:
        """Every topic, in the order of the plan."""
        return (topic for section in self.sections for topic in section.topics)

    def section(self, key: str) -> Section:
        """The section called `key`; KeyError if the template has none."""
        for section in self.sections:
            if section.key == key:
                return section
        raise KeyError(key)

    def topic(self, key: str) -> Topic:
        """The topic called `key`; KeyError if the template does not ask it."""
        for topic in self.topics:
            if topic.key == key:
                return topic
        raise KeyError(key)

    def section_of(self, topic_key: str) -> Section:
        """The section that asks the topic; KeyError if none does."""
        for section in self.sections:
            if any(topic.key == topic_key for topic in section.topics):
                return section
        raise KeyError(topic_key)

    def sections_for(self, voice: Voice) -> tuple[Section, ...]:
        """The parts `voice` writes in."""
        return tuple(section for section in self.sections if voice in section.writers)
