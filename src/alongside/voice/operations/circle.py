"""Changing the circle of support: put in, move, take out. The child's own view of who is close."""

from datetime import datetime
from typing import Any
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.models import Child, Standing
from alongside.children.operations import NOT_FOUND
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean, search_key
from alongside.voice.choices import Ring
from alongside.voice.models import CirclePerson

MOST_PEOPLE = 60


def _circle(actor: Actor, child_id: UUID) -> Any:
    rows = CirclePerson.objects.permitting(actor, Permission.PASSAGE_WRITE)
    return rows.filter(child_id=child_id, ended_at__isnull=True)


def _known_person(actor: Actor, child_id: UUID, name: str) -> UUID | None:
    """The contact of exactly this name among those standing by the child; None when none or several fit."""
    rows = Standing.objects.permitting(actor, Permission.CHILD_READ).filter(
        child_id=child_id, person__isnull=False
    )
    key = search_key(name)
    found = {row.person_id for row in rows.select_related("person") if search_key(row.person.name) == key}
    return found.pop() if len(found) == 1 else None


@at_most(80, "name", "relationship")
def put_in_circle(
    actor: Actor, child_id: UUID, name: str, relationship: str, ring: Ring, now: datetime
) -> CirclePerson | Refusal:
    """Add someone to the circle, tied to a known contact where exactly one has that name."""
    with operation(actor, Permission.PASSAGE_WRITE, now) as unit:
        child = Child.objects.permitting(actor, Permission.PASSAGE_WRITE).filter(pk=child_id).first()
        if child is None:
            return NOT_FOUND
        name = clean(name)
        if not name:
            return Refusal("circle.name", "Nobody is named yet.", "Write a name, or who they are.", "name")
        there = list(_circle(actor, child_id))
        if len(there) >= MOST_PEOPLE:
            return Refusal(
                "circle.full", f"The circle holds {MOST_PEOPLE} people.", "Take someone out first.", "name"
            )
        row = CirclePerson(
            child=child, name=name, relationship=clean(relationship), ring=ring,
            position=len([one for one in there if one.ring == ring]), person_id=_known_person(actor, child_id, name),
        )  # fmt: skip
        row.save(force_insert=True)
        unit.record("circle.person_added", row, child_id=child_id)
        return row


def move_in_circle(
    actor: Actor, child_id: UUID, member_id: UUID, ring: Ring, now: datetime
) -> CirclePerson | Refusal:
    """Move someone to another ring; the last move stands."""
    with operation(actor, Permission.PASSAGE_WRITE, now) as unit:
        row = _circle(actor, child_id).filter(pk=member_id).first()
        if row is None:
            return NOT_FOUND
        before, row.ring = row.ring, ring
        row.position = _circle(actor, child_id).filter(ring=ring).count()
        row.edition += 1
        row.save(update_fields=["ring", "position", "edition"])
        unit.record(
            "circle.person_moved", row, child_id=child_id, before={"ring": before}, after={"ring": ring}
        )
        return row


def take_out_of_circle(
    actor: Actor, child_id: UUID, member_id: UUID, now: datetime
) -> CirclePerson | Refusal:
    """Take someone out of the circle; history keeps that they were there."""
    with operation(actor, Permission.PASSAGE_WRITE, now) as unit:
        row = _circle(actor, child_id).filter(pk=member_id).first()
        if row is None:
            return NOT_FOUND
        row.ended_at = now
        row.save(update_fields=["ended_at"])
        unit.record("circle.person_taken_out", row, child_id=child_id)
        return row
