"""Passages, topics and outcomes as pages draw them: the words, whose they are, and what the reader may do with them."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.http import urlencode

from alongside.access.policy import Permission
from alongside.design.addresses import page_address
from alongside.kernel.refusal import Refusal
from alongside.plans.documents import rings
from alongside.plans.layout import SectionView, TopicView
from alongside.plans.provenance import provenance, whose
from alongside.plans.queries import CommentView
from alongside.plans.web.opened import Opened, drawn, picture_address, shortened
from alongside.rendering.model import Document
from alongside.rendering.web import to_html
from alongside.statute import all_codes
from alongside.statute.plan_shapes import SectionKind
from alongside.support.queries import OutcomeThread
from alongside.voice.choices import StatementKind, Voice
from alongside.voice.queries import InCircle, Passage
from alongside.voice.rules import KeptWords, may_change

EVIDENCED = (SectionKind.NEEDS, SectionKind.FORMULATION)
"""Sections whose passages say what shows them."""


@dataclass(frozen=True)
class PassageCard:
    """One passage: the words as they are, and what the reader may do."""

    passage: Passage
    whose: str
    name: str
    picture: str
    line: str
    short: str
    comments: tuple[CommentView, ...]
    changeable: bool
    why_not: Refusal | None


@dataclass(frozen=True)
class AddLink:
    """A way to add to a topic."""

    words: str
    href: str


@dataclass(frozen=True)
class TopicCard:
    """One thing a section asks, what is written under it, and how to add to it."""

    view: TopicView
    symbol: str
    cards: tuple[PassageCard, ...]
    adds: tuple[AddLink, ...]
    to_try: tuple[str, ...] = ()
    again: bool = False


@dataclass(frozen=True)
class OutcomeCard:
    """One outcome with its hope, its steps and its provision."""

    number: int
    card: PassageCard
    hope: Passage | None
    adulthood: str
    steps: tuple[PassageCard, ...]
    provision: tuple[PassageCard, ...]


Comments = dict[UUID | None, list[CommentView]]


def by_statement(comments: Iterable[CommentView]) -> Comments:
    """Comments by the passage they stand beside; under None those about the whole plan."""
    found: Comments = {}
    for one in comments:
        found.setdefault(one.statement_id, []).append(one)
    return found


def passage_card(one: Passage, opened: Opened, comments: Comments) -> PassageCard:
    """A passage, with the same rule that refuses a change explaining why it cannot be made."""
    kept = KeptWords(one.voice, one.speaker_id, one.speaker_name, one.written_by_id, one.gathered)
    writes = opened.writes if one.kind is StatementKind.PASSAGE else opened.edits
    refusal = may_change(kept, opened.writer) if writes else None
    own = one.voice is Voice.CHILD
    return PassageCard(
        one, whose(one), opened.child.called if own else one.speaker_name,
        picture_address(opened.child) if own else "", provenance(one), shortened(one.text, 40),
        tuple(comments.get(one.id, ())),
        changeable=writes and refusal is None, why_not=refusal,
    )  # fmt: skip


def topic_cards(
    section: SectionView, opened: Opened, comments: Comments, *, adding: bool = True
) -> tuple[TopicCard, ...]:
    """The topics of a section that are asked now, or that hold something from before.

    Without `adding` they carry no ways to add to them: a plan to read draws none.
    """
    return tuple(
        TopicCard(
            topic,
            drawn(topic.symbol),
            tuple(passage_card(one, opened, comments) for one in topic.passages),
            _adds(section, topic, opened) if adding else (),
        )
        for topic in section.topics
        if topic.asked_now or topic.passages
    )


def _adds(section: SectionView, topic: TopicView, opened: Opened) -> tuple[AddLink, ...]:
    """How this reader can add to a topic: in their own voice, or writing down what somebody told them."""
    if section.kind is SectionKind.NEEDS:
        return (AddLink("Add a need", _add(section, topic, opened)),) if opened.edits else ()
    if not opened.writes or section.kind is SectionKind.OUTCOMES or not topic.asked_now:
        return ()
    address = _add(section, topic, opened)
    return tuple(
        AddLink(words, f"{address}?{urlencode({'voice': voice.value})}")
        for voice, words in voices_for(topic, opened)
    )


def _add(section: SectionView, topic: TopicView, opened: Opened) -> str:
    return page_address("plans:add", opened.child.id, section.key, topic.key)


def voices_for(topic: TopicView, opened: Opened) -> list[tuple[Voice, str]]:
    """The voices the reader can write in under a topic, with the words of the link; their own first."""
    own, name = Voice(opened.writer.voice), opened.child.called
    words = {
        Voice.CHILD: "Write your words" if own is Voice.CHILD else f"Write down what {name} tells you",
        Voice.PARENT: "Write your words" if own is Voice.PARENT else "Write down what a parent tells you",
        Voice.PROFESSIONAL: "Write what you know",
    }
    allowed = {
        Voice.CHILD: [Voice.CHILD],
        Voice.PARENT: [Voice.PARENT, Voice.CHILD],
        Voice.PROFESSIONAL: [Voice.PROFESSIONAL, Voice.CHILD, Voice.PARENT],
    }[own]
    return [(voice, words[voice]) for voice in allowed if topic.voice in ("any", voice.value)]


def outcome_cards(
    outcomes: Iterable[OutcomeThread], opened: Opened, comments: Comments
) -> tuple[OutcomeCard, ...]:
    """Every outcome with what hangs on it."""

    def cards(passages: tuple[Passage, ...]) -> tuple[PassageCard, ...]:
        return tuple(passage_card(one, opened, comments) for one in passages)

    return tuple(
        OutcomeCard(
            number, passage_card(thread.outcome, opened, comments), thread.hope,
            adulthood_name(thread.outcome.adulthood_area), cards(thread.steps), cards(thread.provision),
        )
        for number, thread in enumerate(outcomes, 1)
    )  # fmt: skip


def adulthood_name(code: str) -> str:
    """The name of an adulthood area; nothing for none."""
    return next((one.label for one in all_codes("adulthood-area") if one.code == code), "")


def circle_drawn(circle: Iterable[InCircle], opened: Opened) -> str:
    """The circle of support as rings with the same as a list; nothing for an empty one."""
    people = tuple(circle)
    if not people:
        return ""
    block = rings(people, opened.child)
    return to_html(Document(block.caption, (block,), opened.actor.on), title_level=0)


def may_comment(opened: Opened) -> bool:
    """Whether the reader may write beside a passage."""
    return Permission.PLAN_COMMENT in opened.may
