"""Recording suspensions and part-time timetables, and what follows from them."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.children.operations import NOT_FOUND
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.school_years import school_year
from alongside.kernel.text import clean
from alongside.statute.attendance import attendance_law
from alongside.wellbeing.choices import AlertKind, EarlyReview, SuspensionKind
from alongside.wellbeing.models import PartTimeTimetable, Suspension
from alongside.wellbeing.operations.alerts import end_part_time_alerts, raise_at_once
from alongside.wellbeing.rules.inclusion import (
    PartTimePlan,
    days_used,
    in_days,
    refuse_over_limit,
    refuse_part_time,
    refuse_suspension,
)
from alongside.wellbeing.rules.noticing import Noticed, said_day

_KEEP = Permission.INCLUSION_KEEP
_MOVED = Refusal("moved", "Someone else has just changed this.", "Open it again.")


@dataclass(frozen=True)
class NewSuspension:
    """What is written about a suspension."""

    kind: str
    reasons: tuple[str, ...]
    starts_on: date | None
    sessions: int
    told_parent_on: date | None = None
    told_parent: str = ""


def _child(actor: Actor, child_id: UUID) -> Child | None:
    found: Child | None = Child.objects.permitting(actor, _KEEP, child_id).first()
    return found


@at_most(200, "new.told_parent")
def record_suspension(
    actor: Actor, child_id: UUID, new: NewSuspension, now: datetime
) -> Suspension | Refusal:
    """Record a suspension or exclusion; whoever leads hears of it at once.

    Refuses what is incomplete, and more school days in one school year than the law allows.
    """
    with operation(actor, _KEEP, now) as unit:
        child = _child(actor, child_id)
        if child is None:
            return NOT_FOUND
        refusal = refuse_suspension(new.kind, new.reasons, new.starts_on, new.sessions, actor.on)
        refusal = refusal or _refuse_telling(new.told_parent_on, new.told_parent, actor.on)
        if refusal:
            return refusal
        assert new.starts_on is not None
        spells = Suspension.objects.permitting(actor, Permission.ATTENDANCE_READ, child_id)
        known = list(spells.values_list("kind", "starts_on", "sessions"))
        over = refuse_over_limit(days_used(known, school_year(new.starts_on)), new.sessions, new.kind)
        if over:
            return over
        permanent = new.kind == SuspensionKind.PERMANENT
        row = Suspension(
            child_id=child_id, organisation_id=actor.organisation_id, kind=new.kind, reasons=list(new.reasons),
            starts_on=new.starts_on, sessions=0 if permanent else new.sessions, sen_provision=child.sen_provision,
            told_parent_on=new.told_parent_on, told_parent=clean(new.told_parent), written_by_name=actor.name,
            written_at=now,
        )  # fmt: skip
        row.save(force_insert=True)
        unit.record("suspension.recorded", row, child_id=child_id, after={"kind": row.kind})
        raise_at_once(unit, child_id, Noticed(AlertKind.SUSPENSION, str(row.id), _reason(row)), actor.on)
        return row


def _reason(row: Suspension) -> str:
    named = next(one for one in attendance_law().categories if one.code == row.kind)
    why = ", ".join(one.label.lower() for one in attendance_law().reasons if one.code in row.reasons)
    length = f" for {in_days(row.sessions)}" if row.sessions else ""
    prompt = ""
    if row.sen_provision != "N":
        prompt = (
            " There is support for special educational needs: look at the plan again early, with the family."
        )
    return f"{named.label} from {said_day(row.starts_on)}{length}. Reason: {why}.{prompt}"


def _refuse_telling(on: date | None, who: str, today: date) -> Refusal | None:
    if on is None and not clean(who):
        return None
    if on is None or on > today or not clean(who):
        return Refusal(
            "suspension.told",
            "Write who was told, how, and on which day.",
            "Or leave both empty.",
            "told_parent",
        )
    return None


@dataclass(frozen=True)
class Followed:
    """What was done after a suspension: the parent told, an early review."""

    told_parent_on: date | None
    told_parent: str
    early_review: str
    early_review_why: str
    edition: int


@at_most(200, "done.told_parent")
@at_most(500, "done.early_review_why")
def follow_up(
    actor: Actor, child_id: UUID, suspension_id: UUID, done: Followed, now: datetime
) -> Suspension | Refusal:
    """Say that a parent was told, and what became of an early review."""
    with operation(actor, _KEEP, now) as unit:
        rows = Suspension.objects.permitting(actor, _KEEP, child_id)
        row: Suspension | None = rows.filter(pk=suspension_id).first()
        if row is None:
            return NOT_FOUND
        refusal = _refuse_telling(done.told_parent_on, done.told_parent, actor.on)
        if refusal:
            return refusal
        if done.early_review == EarlyReview.NOT_NEEDED and not clean(done.early_review_why):
            return Refusal("suspension.why", "Write why no early review is needed.", field="early_review_why")
        if row.edition != done.edition:
            return _MOVED
        row.told_parent_on, row.told_parent = done.told_parent_on, clean(done.told_parent)
        row.early_review, row.early_review_why = done.early_review, clean(done.early_review_why)
        row.edition += 1
        row.save()
        unit.record(
            "suspension.followed_up", row, child_id=child_id, after={"early_review": row.early_review}
        )
        return row


@at_most(200, "plan.hours", "plan.agreed_by")
@at_most(500, "plan.reason", "plan.back_to_full")
def start_part_time(
    actor: Actor, child_id: UUID, plan: PartTimePlan, now: datetime
) -> PartTimeTimetable | Refusal:
    """Record a part-time timetable that a parent agreed to. Refuses a second one while one goes on."""
    with operation(actor, _KEEP, now) as unit:
        if _child(actor, child_id) is None:
            return NOT_FOUND
        refusal = refuse_part_time(plan, actor.on)
        if refusal:
            return refusal
        going_on = PartTimeTimetable.objects.permitting(actor, Permission.ATTENDANCE_READ, child_id)
        if going_on.filter(ended_on=None).exists():
            return Refusal("part_time.one", "There is a part-time timetable already.", "End that one first.")
        row = PartTimeTimetable(
            child_id=child_id, organisation_id=actor.organisation_id, hours=clean(plan.hours),
            reason=clean(plan.reason), back_to_full=clean(plan.back_to_full),
            agreed_by=clean(plan.agreed_by), agreed_on=plan.agreed_on, starts_on=plan.starts_on,
            review_on=plan.review_on, ends_on=plan.ends_on, written_by_name=actor.name, written_at=now,
        )  # fmt: skip
        row.save(force_insert=True)
        unit.record("part_time.started", row, child_id=child_id)
        return row


@at_most(500, "result")
def end_part_time(
    actor: Actor, child_id: UUID, timetable_id: UUID, ended_on: date | None, result: str, now: datetime
) -> PartTimeTimetable | Refusal:
    """Say that a part-time timetable has ended, and what came of it."""
    with operation(actor, _KEEP, now) as unit:
        rows = PartTimeTimetable.objects.permitting(actor, _KEEP, child_id)
        row: PartTimeTimetable | None = rows.filter(pk=timetable_id).first()
        if row is None:
            return NOT_FOUND
        if row.ended_on:
            return Refusal("part_time.over", "It has ended already.")
        if ended_on is None or not row.starts_on <= ended_on <= actor.on:
            return Refusal(
                "part_time.ended_on",
                "Write the last day it was used.",
                "It cannot be a day to come.",
                "ended_on",
            )
        if not clean(result):
            return Refusal("part_time.result", "Write what came of it. Everyone sees it.", field="result")
        row.ended_on, row.result, row.edition = ended_on, clean(result), row.edition + 1
        row.save()
        unit.record("part_time.ended", row, child_id=child_id)
        end_part_time_alerts(unit, child_id, row.id, actor.on)
        return row
