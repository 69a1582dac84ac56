"""Changes to who stands by a child."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.access import wall
from alongside.access.actor import Actor, SystemActor
from alongside.access.choices import RestrictionKind, StandingKind
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.choices import Basis
from alongside.children.models import Child, Restriction, SenEntry, Standing
from alongside.children.rules import may_lead
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import search_key
from alongside.ledger.unit import Unit
from alongside.organisations.models import Membership
from alongside.organisations.operations import ends_with_a_post

NOT_FOUND = Refusal("not_found", "There is nothing here that you can change.")
"""The answer for what is absent and for what the actor may not reach: they must be alike."""


def sort_key(child: Child) -> str:
    """The key a register is ordered by: family name first."""
    return search_key(f"{child.preferred_family_name or child.family_name} {child.called}")


def name_key(child: Child) -> str:
    """What a search by name looks in: every name the child has."""
    names = (
        child.given_name, child.preferred_given_name, child.family_name, child.preferred_family_name,
    )  # fmt: skip
    return search_key(" ".join(dict.fromkeys(name for name in names if name)))


def begin_needs(
    child: Child, level: str, needs: Sequence[tuple[int, str]], on: date, source: str
) -> SenEntry:
    """Begin a stretch of the SEN history with these types of need by rank, inside an operation that records it."""
    child.primary_need = needs[0][1] if needs else ""
    child.save(update_fields=["primary_need"])
    entry = SenEntry(
        child=child, provision=level, needs=[list(one) for one in needs], starts_on=on, source=source
    )
    entry.save(force_insert=True)
    return entry


def appoint_lead_worker(
    actor: Actor, child_id: UUID, person_id: UUID, responsibility: str, now: datetime
) -> Standing | Refusal:
    """Make someone of the actor's organisation the one lead worker from today; the one before ends today (P4)."""
    with operation(actor, Permission.LEAD_APPOINT, now) as unit:
        child = Child.objects.permitting(actor, Permission.LEAD_APPOINT).filter(pk=child_id).first()
        if child is None:
            return NOT_FOUND
        today = actor.on
        before = (
            Standing.objects.permitting(actor, Permission.LEAD_APPOINT)
            .filter(child_id=child_id, kind=StandingKind.LEAD_WORKER, ends_on__isnull=True)
            .first()
        )
        member = (
            Membership.objects.permitting(actor, Permission.LEAD_APPOINT)
            .filter(person_id=person_id, organisation_id=actor.organisation_id, starts_on__lte=today)
            .exclude(ends_on__lte=today)
            .exists()
        )
        already = before is not None and before.person_id == person_id
        refusal = may_lead(is_member=member, already_leads=already, from_day=today, today=today)
        if refusal:
            return refusal
        if before:
            before.ends_on = today
            before.save(update_fields=["ends_on"])
            unit.record("lead_worker.ended", before, child_id=child_id)
        standing = Standing(
            child=child, person_id=person_id, organisation_id=actor.organisation_id, kind=StandingKind.LEAD_WORKER,
            responsibility=responsibility, basis=Basis.DUTY, starts_on=today, sort_key=sort_key(child),
        )  # fmt: skip
        standing.save(force_insert=True)
        unit.record("lead_worker.appointed", standing, child_id=child_id)
        return standing


@wall.beyond("somebody comes to know a child by a named duty")
def know_by_duty(unit: Unit, child_id: UUID, council_id: UUID, duty: str, on: date) -> None:
    """Let a council know a child by a named duty, inside the caller's operation: it beats a closed line of sharing.

    What it knew before, on another basis, stays. Called again for the same duty it changes nothing.
    """
    live = Q(ends_on__isnull=True) | Q(ends_on__gt=on)
    kept = {"child_id": child_id, "organisation_id": council_id, "kind": StandingKind.MAINTAINS}
    if Standing.in_unit.filter(live, **kept, basis=Basis.DUTY, evidence=duty).exists():
        return
    child = Child.in_unit.get(pk=child_id)
    row = Standing(**kept, basis=Basis.DUTY, evidence=duty, starts_on=on, sort_key=sort_key(child))
    row.save(force_insert=True)
    unit.record("council.knows_by_duty", row, child_id=child_id, why=duty)


def let_setting_answer(unit: Unit, child_id: UUID, setting_id: UUID, duty: str, on: date) -> None:
    """Let a setting that is consulted read what it was sent, inside the caller's operation. Once is enough."""
    live = Q(ends_on__isnull=True) | Q(ends_on__gt=on)
    kept = {"child_id": child_id, "organisation_id": setting_id, "kind": StandingKind.CONSULTED}
    if Standing.in_unit.filter(live, **kept).exists():
        return
    child = Child.in_unit.get(pk=child_id)
    row = Standing(**kept, basis=Basis.DUTY, evidence=duty, starts_on=on, sort_key=sort_key(child))
    row.save(force_insert=True)
    unit.record("setting.consulted", row, child_id=child_id, why=duty)


def end_setting_answer(unit: Unit, child_id: UUID, setting_id: UUID, on: date) -> None:
    """End what `let_setting_answer` began, at once: whoever has answered reads no more."""
    rows = Standing.in_unit.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=on),
        child_id=child_id, organisation_id=setting_id, kind=StandingKind.CONSULTED,
    )  # fmt: skip
    for row in rows:
        row.ends_on = max(row.starts_on, on)
        row.save(update_fields=["ends_on"])
        unit.record("setting.consultation_ended", row, child_id=child_id)


def end_duty(unit: Unit, child_id: UUID, council_id: UUID, duty: str, on: date) -> None:
    """End what `know_by_duty` began, from a day on."""
    rows = Standing.in_unit.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=on), child_id=child_id, organisation_id=council_id,
        kind=StandingKind.MAINTAINS, basis=Basis.DUTY, evidence=duty,
    )  # fmt: skip
    for row in rows:
        row.ends_on = max(row.starts_on, on)
        row.save(update_fields=["ends_on"])
        unit.record("council.duty_ended", row, child_id=child_id, why=duty)


@ends_with_a_post
def end_what_a_post_gave(unit: Unit, post: Membership, ends_on: date) -> None:
    """End the standings that somebody holds through a post: to lead, or as one who was invited."""
    rows = Standing.in_unit.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=ends_on),
        person_id=post.person_id,
        organisation_id=post.organisation_id,
    )
    for row in rows:
        row.ends_on = max(row.starts_on, ends_on)
        row.save(update_fields=["ends_on"])
        unit.record(f"{row.kind}.ended", row, child_id=row.child_id, after={"ends_on": str(row.ends_on)})


def set_picture(
    unit_actor: Actor | SystemActor, child: Child, picture_id: UUID | None, now: datetime
) -> None:
    """Point the child's card at a picture; called by `documents` inside its own operation."""
    with operation(unit_actor, "picture.set", now) as unit:
        child.picture_id = picture_id
        child.save(update_fields=["picture_id"])
        unit.record("child.picture_changed", child, child_id=child.id)


@dataclass(frozen=True)
class ByDuty:
    """A professional who has to know a child because of a named duty, through which organisation, for what."""

    child_id: UUID
    person_id: UUID
    organisation_id: UUID
    duty: str
    responsibility: str
    sort_key: str


def stand_by_duty(unit: Unit, new: ByDuty, on: date) -> None:
    """Let a professional know a child by a named duty until it ends, inside the caller's operation.

    Called again for the same duty it changes nothing. What they knew on another basis stays apart from it.
    """
    if _standing_by_duty(new.child_id, new.person_id, new.duty, on).exists():
        return
    row = Standing(
        child_id=new.child_id, person_id=new.person_id, organisation_id=new.organisation_id,
        kind=StandingKind.INVITED, responsibility=new.responsibility[:120], basis=Basis.DUTY, evidence=new.duty,
        starts_on=on, sort_key=new.sort_key,
    )  # fmt: skip
    row.save(force_insert=True)
    unit.record("professional.knows_by_duty", row, child_id=new.child_id, why=new.duty)


def end_standing_by_duty(unit: Unit, child_id: UUID, person_id: UUID, duty: str, on: date) -> None:
    """End what `stand_by_duty` began, from a day on."""
    for row in _standing_by_duty(child_id, person_id, duty, on):
        row.ends_on = max(row.starts_on, on)
        row.save(update_fields=["ends_on"])
        unit.record("professional.duty_ended", row, child_id=child_id, why=duty)


def _standing_by_duty(child_id: UUID, person_id: UUID, duty: str, on: date) -> QuerySet[Standing]:
    return Standing.in_unit.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=on), child_id=child_id, person_id=person_id,
        kind=StandingKind.INVITED, basis=Basis.DUTY, evidence=duty,
    )  # fmt: skip


def declare_conflict(unit: Unit, child_id: UUID, person_id: UUID, evidence: str, on: date) -> None:
    """Close a child's record at once to somebody who declares a conflict of interest, in the caller's unit."""
    row = Restriction(
        child_id=child_id,
        person_id=person_id,
        kind=RestrictionKind.CONFLICT,
        evidence=evidence[:200],
        starts_on=on,
    )
    row.save(force_insert=True)
    unit.record("conflict.declared", row, child_id=child_id)
