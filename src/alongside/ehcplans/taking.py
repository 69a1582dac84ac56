"""What a draft takes from the child's own plan, so that nothing is typed twice (T15): words, needs, outcomes, help."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from alongside.access.actor import Actor
from alongside.ehcplans.rules.content import NewLine
from alongside.statute.ehc_plan import EhcShape, ehc_shape
from alongside.voice.choices import StatementKind, Voice
from alongside.voice.queries import Passage, passages_of


@dataclass(frozen=True)
class Taken:
    """A statement of the child's plan as a line of the draft."""

    line: NewLine
    statement_id: UUID


def lines_from_live_plan(actor: Actor, child_id: UUID) -> tuple[Taken, ...]:
    """Every passage that has a place in the plan of the council and that the actor may read; never private words."""
    shared = [one for one in passages_of(actor, child_id) if not one.private]
    shape = ehc_shape()
    order = {one.key: place for place, one in enumerate(shape.topics)}
    return tuple(sorted(taken_from(shared, shape), key=lambda one: order.get(one.line.topic, -1)))


def taken_from(passages: Iterable[Passage], shape: EhcShape) -> Iterable[Taken]:
    """Words go into section A as they were said, with how they were gathered; needs into B with their area.

    Outcomes and help of the school's plan are not taken by themselves: those of the council's plan rest on advice.
    """
    for one in passages:
        if one.kind is StatementKind.NEED:
            source = f"The child’s plan: {one.written_by_name or one.speaker_name}"
            yield Taken(NewLine("B", one.text, area=one.area, source_name=source), one.id)
        elif one.kind is StatementKind.PASSAGE:
            topic = shape.taken_into(one.topic)
            if topic:
                yield Taken(_in_section_a(one, topic), one.id)


def _in_section_a(one: Passage, topic: str) -> NewLine:
    """Each speaks in their own place: parents' words never stand among the child's, nor the child's among theirs."""
    if one.voice is Voice.PARENT and topic in ("views", "strengths", "aspirations"):
        topic = "family"
    elif one.voice is Voice.CHILD and topic == "family":
        topic = "views"
    day = f"{one.gathered_on.day} {one.gathered_on:%B %Y}"
    by = f" to {one.gathered_by_name}" if one.gathered_by_name else ""
    told = f"{one.speaker_name}: {one.gathered.label.lower()}{by}, {day}"
    return NewLine("A", one.text, topic=topic, whose=one.voice.value, told=told[:300])
