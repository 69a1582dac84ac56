"""A plan laid out: a template's sections filled with the statements it selects. It holds no text of its own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from alongside.children.queries import ChildCard
from alongside.design.symbols import SYMBOLS
from alongside.statute.plan_shapes import PlanTemplate, Section, SectionKind, Topic
from alongside.statute.wording import Voice as Reader
from alongside.statute.wording import Wording
from alongside.support.queries import OutcomeThread, threads
from alongside.voice.queries import InCircle, Passage


@dataclass(frozen=True)
class TopicView:
    """One thing a section asks, and what has been written under it."""

    key: str
    heading: str
    prompts: tuple[str, ...]
    example: str
    suggested_words: tuple[str, ...]
    symbol: str
    voice: str
    one_of_many: bool
    asked_now: bool
    passages: tuple[Passage, ...]

    def may_be_written_by(self, voice: str) -> bool:
        """Whether this is asked of someone writing in `voice`; a child's topic can be scribed by any adult."""
        return self.voice in ("any", "child", voice)


@dataclass(frozen=True)
class SectionView:
    """One part of the plan as it is shown to one kind of reader."""

    key: str
    kind: SectionKind
    title: str
    introduction: str
    symbol: str
    writers: tuple[str, ...]
    topics: tuple[TopicView, ...]
    circle: tuple[InCircle, ...]
    outcomes: tuple[OutcomeThread, ...]
    needed: bool

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Everything written under the section's own topics."""
        return tuple(passage for topic in self.topics for passage in topic.passages)

    @property
    def is_empty(self) -> bool:
        """Nothing here yet. Cover, people and agreement are filled from the record, so they never are."""
        if self.kind in (SectionKind.COVER, SectionKind.PEOPLE, SectionKind.AGREEMENT):
            return False
        return not (self.passages or self.circle or self.outcomes)


@dataclass(frozen=True)
class _Filling:
    """What sections are filled from, and for whom they are worded."""

    by_topic: Mapping[str, list[Passage]]
    circle: tuple[InCircle, ...]
    outcomes: tuple[OutcomeThread, ...]
    child: ChildCard
    reader: Reader

    def words(self, wording: Wording | None) -> str:
        """A wording for this reader at the child's age; nothing where the template says nothing."""
        return wording.for_age(self.child.age, self.reader, self.child.called) if wording else ""


def lay_out(
    template: PlanTemplate,
    child: ChildCard,
    passages: Iterable[Passage],
    circle: Iterable[InCircle],
    reader: Reader,
) -> tuple[SectionView, ...]:
    """Every section of the plan in order, worded for `reader` and the child's age (O1).

    Needs are gathered under their area's topic, whatever topic key they were written under.
    """
    by_topic: dict[str, list[Passage]] = {}
    everything = list(passages)
    for one in everything:
        by_topic.setdefault(one.topic, []).append(one)
    filling = _Filling(by_topic, tuple(circle), threads(everything), child, reader)
    return tuple(_section(section, template, filling) for section in template.sections)


def _section(section: Section, template: PlanTemplate, filling: _Filling) -> SectionView:
    shown_again = tuple(template.topic(key) for key in section.also_shows)
    is_outcomes = section.kind is SectionKind.OUTCOMES
    topics = () if is_outcomes else (*section.topics, *shown_again)
    return SectionView(
        key=section.key,
        kind=section.kind,
        title=filling.words(section.title),
        introduction=filling.words(section.introduction),
        symbol=_drawn(section.symbol),
        writers=tuple(writer.value for writer in section.writers),
        topics=tuple(_topic(topic, filling) for topic in topics),
        circle=filling.circle if section.kind is SectionKind.CIRCLE else (),
        outcomes=filling.outcomes if is_outcomes else (),
        needed=section.needed_before_agreement,
    )


def _drawn(concept: str) -> str:
    """The symbol a template names, where there is a drawing of it; a council's template may name others."""
    return concept if concept in SYMBOLS else ""


def _topic(topic: Topic, filling: _Filling) -> TopicView:
    return TopicView(
        key=topic.key,
        heading=filling.words(topic.heading),
        prompts=tuple(map(filling.words, topic.prompts)),
        example=filling.words(topic.example),
        suggested_words=topic.suggested_words,
        symbol=_drawn(topic.symbol),
        voice=topic.voice.value,
        one_of_many=topic.one_of_many,
        asked_now=topic.is_asked_at(filling.child.age),
        passages=tuple(filling.by_topic.get(topic.key, [])),
    )
