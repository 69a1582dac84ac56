"""Parental responsibility, said of somebody who is on record as a carer: a school's file often does not say who has it.

A file without the mark never makes a parent of anybody (`exchange.rules.standing_kind`), so without this nobody could
agree a plan that began with such a file.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.choices import StandingKind
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.invitations.access import is_shut_out
from alongside.children.invitations.rules import shut_out_refusal
from alongside.children.models import Standing
from alongside.children.operations import NOT_FOUND
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean

_INVITE = Permission.FAMILY_INVITE
_HOW = Refusal(
    "responsibility.how",
    "Write how you know it.",
    "Such as: the full birth certificate, seen today.",
    "evidence",
)


@dataclass(frozen=True)
class Carer:
    """Somebody who cares for the child, of whom nobody has said that they have parental responsibility."""

    person_id: UUID
    name: str
    relationship: str


def carers_of(actor: Actor, child_id: UUID) -> list[Carer]:
    """The parents and carers on record without parental responsibility."""
    rows = _carers(actor, child_id).select_related("person").order_by("starts_on", "id")
    return [Carer(row.person_id, row.person.name, row.relationship) for row in rows if row.person]


def say_has_responsibility(
    actor: Actor, child_id: UUID, person_id: UUID, evidence: str, now: datetime
) -> Standing | Refusal:
    """From today they stand as a parent, with how it is known; as a carer they stood until today.

    Refused without how it is known, and where a restriction shuts them out (Children Act 1989 ss.2-4 say who has it).
    """
    with operation(actor, _INVITE, now) as unit:
        before = _carers(actor, child_id).filter(person_id=person_id).first()
        if before is None:
            return NOT_FOUND
        if not clean(evidence):
            return _HOW
        if is_shut_out(child_id, person_id, actor.on):
            return unit.refuse(shut_out_refusal("responsibility.shut_out", by_family=actor.is_family))
        after = Standing(
            child_id=child_id, person_id=person_id, kind=StandingKind.PARENT, relationship=before.relationship,
            basis=before.basis, evidence=clean(evidence)[:200], sort_key=before.sort_key, starts_on=actor.on,
        )  # fmt: skip
        before.ends_on = actor.on
        before.save(update_fields=["ends_on"])
        after.save(force_insert=True)
        unit.record("family.responsibility", after, child_id=child_id, after={"kind": after.kind})
        return after


def _carers(actor: Actor, child_id: UUID) -> QuerySet[Standing]:
    rows = Standing.objects.permitting(actor, _INVITE, child_id)
    rows = rows.filter(kind=StandingKind.CARER, person__isnull=False, starts_on__lte=actor.on)
    return rows.exclude(ends_on__lte=actor.on)
