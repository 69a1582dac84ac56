"""What a plan asks of one writer: the topics in their own wording, with what they told already beside each."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from uuid import UUID

from alongside.children.queries import ChildCard
from alongside.statute.plan_shapes import PlanTemplate, Section, SectionKind, Topic
from alongside.statute.wording import Voice as Reader
from alongside.statute.wording import Wording as Words
from alongside.voice.choices import Voice
from alongside.voice.queries import Passage, Unfinished
from alongside.voice.rules import KeptWords, Writer, may_change

ASKED_ALONE = frozenset({SectionKind.COVER, SectionKind.PASSAGES, SectionKind.HOPES, SectionKind.CONCERNS})
"""Sections a person can answer by themselves. Needs, outcomes and the shared account are worked out together."""


@dataclass(frozen=True)
class Asked:
    """One topic as it is put to one writer. `told` are their own passages, newest last."""

    key: str
    heading: str
    questions: tuple[str, ...]
    example: str
    words: tuple[str, ...]
    symbol: str
    told: tuple[Passage, ...]
    draft: str

    def question(self, number: int) -> str:
        """The question at a place, counted from one; the last when there are fewer."""
        return self.questions[min(max(number, 1), len(self.questions)) - 1]


@dataclass(frozen=True)
class AskedSection:
    """The topics of one part of the plan that are asked of this writer."""

    title: str
    introduction: str
    symbol: str
    topics: tuple[Asked, ...]


@dataclass(frozen=True)
class Wording:
    """For whom a topic is worded: in whose voice the answer is kept, who reads the question, about whom."""

    voice: Voice
    reader: Reader
    child: ChildCard

    def __call__(self, words: Words | None) -> str:
        return words.for_age(self.child.age, self.reader, self.child.called) if words else ""


def asked_of(
    template: PlanTemplate,
    wording: Wording,
    writer: Writer,
    passages: Iterable[Passage],
    drafts: Iterable[tuple[str, str]] = (),
) -> tuple[AskedSection, ...]:
    """Everything the template asks of this writer at the child's age (O1), each with what they told already.

    `drafts` are (topic, text) of what they are in the middle of writing.
    """
    told: dict[str, list[Passage]] = {}
    for one in passages:
        if is_told_by(one, wording.voice, writer.person_id):
            told.setdefault(one.topic, []).append(one)
    started = dict(drafts)
    sections = (_section(section, wording, told, started) for section in template.sections)
    return tuple(section for section in sections if section.topics)


def is_told_by(passage: Passage, voice: Voice, person_id: UUID | None) -> bool:
    """Whether a passage is this writer's own: the child's words are the child's, whoever wrote them down."""
    if passage.voice is not voice:
        return False
    return voice is Voice.CHILD or person_id in (passage.speaker_id, passage.written_by_id)


def _section(
    section: Section, wording: Wording, told: dict[str, list[Passage]], started: dict[str, str]
) -> AskedSection:
    topics = section.topics_for(Reader(wording.voice.value), wording.child.age)
    if section.kind not in ASKED_ALONE or wording.voice.value not in section.writers:
        topics = ()
    return AskedSection(
        wording(section.title),
        wording(section.introduction),
        section.symbol,
        tuple(
            _asked(topic, wording, told.get(topic.key, []), started.get(topic.key, "")) for topic in topics
        ),
    )


def _asked(topic: Topic, wording: Wording, told: list[Passage], draft: str) -> Asked:
    questions = tuple(map(wording, topic.prompts))
    return Asked(
        topic.key,
        wording(topic.heading),
        questions if topic.one_of_many else questions[:1],
        wording(topic.example),
        topic.suggested_words,
        topic.symbol,
        tuple(told),
        draft,
    )


def find(sections: Iterable[AskedSection], key: str) -> Asked | None:
    """The topic of this key, if it is asked."""
    return next((topic for topic in in_order(sections) if topic.key == key), None)


def in_order(sections: Iterable[AskedSection]) -> tuple[Asked, ...]:
    """Every topic in the order of the plan."""
    return tuple(chain.from_iterable(section.topics for section in sections))


def next_to_ask(sections: Iterable[AskedSection], after: str = "") -> Asked | None:
    """The next topic with nothing told yet, looking on from `after` and then from the start; None when all are told."""
    topics = in_order(sections)
    place = next((number for number, topic in enumerate(topics) if topic.key == after), -1)
    ahead = (*topics[place + 1 :], *topics[: max(place, 0)])
    return next((topic for topic in ahead if not topic.told), None)


def can_change(passage: Passage, writer: Writer) -> bool:
    """Whether the writer may change these words: the rule the operation asks as well."""
    kept = KeptWords(
        passage.voice, passage.speaker_id, passage.speaker_name, passage.written_by_id, passage.gathered
    )
    return may_change(kept, writer) is None


def with_word(text: str, word: str) -> str:
    """The text with a suggested word added at its end, or taken out again where it stands between commas."""
    lines = text.rstrip().split("\n")
    kept = [[part.strip() for part in line.split(",")] for line in lines]
    if any(word in parts for parts in kept):
        rest = [", ".join(part for part in parts if part and part != word) for parts in kept]
        return "\n".join(line for line in rest if line)
    return f"{text.rstrip().rstrip(',')}, {word}" if text.strip() else word


def has_word(text: str, word: str) -> bool:
    """Whether a suggested word stands in the text between commas."""
    return any(part.strip() == word for line in text.split("\n") for part in line.split(","))


def started_topics(drafts: Iterable[Unfinished], suffix: str = "") -> list[tuple[str, str]]:
    """(topic, text) of the new passages the writer is in the middle of; `suffix` tells ways of writing apart."""
    return [
        (one.topic.removesuffix(suffix), one.text)
        for one in drafts
        if one.statement_id is None
        and one.text.strip()
        and (one.topic.endswith(suffix) if suffix else "--" not in one.topic)
    ]
