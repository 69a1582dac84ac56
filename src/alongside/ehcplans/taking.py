"""What a draft takes from the child's own plan, so that nothing is typed twice (T15): words, needs, outcomes, help."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.ehcplans.rules.beginning import OfADraft, begins_a_draft
from alongside.ehcplans.rules.content import NewLine
from alongside.kernel.day_words import day_words
from alongside.plans.choices import VersionState
from alongside.plans.queries import plan_version
from alongside.statute.ehc_plan import EhcShape, ehc_shape
from alongside.voice.choices import StatementKind, Voice
from alongside.voice.queries import Passage, passages_of

_SOURCE = "statement:"


@dataclass(frozen=True)
class Taken:
    """A statement of the child's plan as a line of the draft; `needs` are the needs there that it is for, `as_of` the
    day its words were last known to be right."""

    line: NewLine
    statement_id: UUID
    needs: tuple[UUID, ...] = ()
    as_of: date | None = None
    changed_at: datetime | None = None


def lines_from_live_plan(actor: Actor, child_id: UUID) -> tuple[Taken, ...]:
    """What a draft can begin with: words and needs. Outcomes and help of the council's plan rest on advice first."""
    return tuple(one for one in lines_on_offer(actor, child_id) if one.line.section in ("A", "B"))


def begun_with(actor: Actor, child_id: UUID, offered: Iterable[Taken]) -> frozenset[UUID]:
    """Which of them a draft begins with where nobody chooses: what is current, and of the needs those that were agreed.

    The rest stays on offer beside the draft, so nothing is lost.
    """
    version = plan_version(actor, child_id, state=VersionState.AGREED)
    agreed_at = version.agreed_at if version else None
    return frozenset(one.statement_id for one in offered if begins_a_draft(_facts(one), agreed_at, actor.on))


def _facts(one: Taken) -> OfADraft:
    return OfADraft(one.line.section, one.as_of, one.changed_at)


def lines_on_offer(actor: Actor, child_id: UUID) -> tuple[Taken, ...]:
    """Every passage that has a place in the plan of the council and that the actor may read; never private words."""
    shared = [one for one in passages_of(actor, child_id) if not one.private]
    shape = ehc_shape()
    order = {one.key: place for place, one in enumerate(shape.topics)}
    return tuple(
        sorted(taken_from(shared, shape), key=lambda one: (one.line.section, order.get(one.line.topic, -1)))
    )


def source_key(statement_id: UUID) -> str:
    """How a line says which statement of the child's plan it was taken from."""
    return f"{_SOURCE}{statement_id}"


def is_from_plan(key: str) -> bool:
    """Whether a line was taken from the child's own plan, by its source."""
    return key.startswith(_SOURCE)


def taken_from(passages: Iterable[Passage], shape: EhcShape) -> Iterable[Taken]:
    """Words go into section A as they were said, with how they were gathered; needs into B, outcomes into E, help
    into F, each with its details and the needs it is for."""
    known = {one.id: one for one in passages}
    for one in known.values():
        line = _line(one, shape)
        if line is not None:
            yield Taken(line, one.id, _needs(one, known), one.as_of, one.changed_at)


def _line(one: Passage, shape: EhcShape) -> NewLine | None:
    source = f"The child’s plan: {one.written_by_name or one.speaker_name}"
    key = source_key(one.id)
    if one.kind is StatementKind.NEED:
        return NewLine("B", one.text, area=one.area, source_name=source, source_key=key)
    if one.kind is StatementKind.OUTCOME:
        until = day_words(one.ends_on) if one.ends_on else ""
        return NewLine(
            "E", one.text, by_when=until, measure=one.measure, adulthood_area=one.adulthood_area, source_name=source,
            source_key=key,
        )  # fmt: skip
    if one.kind is StatementKind.PROVISION:
        return NewLine(
            "F", one.text, who=one.who, ratio=one.ratio, how_often=one.how_often, how_long=one.how_long,
            adulthood_area=one.adulthood_area, source_name=source, source_key=key,
        )  # fmt: skip
    topic = shape.taken_into(one.topic) if one.kind is StatementKind.PASSAGE else ""
    return _in_section_a(one, topic, key) if topic else None


def _needs(one: Passage, known: dict[UUID, Passage]) -> tuple[UUID, ...]:
    """Along the thread from help to outcome to need: the need that it is for in the end."""
    at: Passage | None = one
    for _ in range(len(known)):
        at = known.get(at.serves) if at and at.serves else None
        if at is None or at.kind is StatementKind.NEED:
            break
    return (at.id,) if at else ()


def _in_section_a(one: Passage, topic: str, key: str) -> NewLine:
    """Each speaks in their own place: parents' words never stand among the child's, nor the child's among theirs."""
    if one.voice is Voice.PARENT and topic in ("views", "strengths", "aspirations"):
        topic = "family"
    elif one.voice is Voice.CHILD and topic == "family":
        topic = "views"
    day = day_words(one.gathered_on)
    by = f" to {one.gathered_by_name}" if one.gathered_by_name else ""
    told = f"{one.speaker_name}: {one.gathered.label.lower()}{by}, {day}"
    return NewLine("A", one.text, topic=topic, whose=one.voice.value, told=told[:300], source_key=key)
