"""Saying what was given: one tick, a whole day at once, who gives it, and putting right what was missed."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from alongside.access.actor import Actor
from alongside.access.choices import Role, StandingKind
from alongside.access.operation import operation
from alongside.access.policy import Permission, role_may
from alongside.children.operations import NOT_FOUND
from alongside.children.queries import stands_by
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean, clean_lines
from alongside.ledger.unit import Unit
from alongside.notices.operations import tell
from alongside.support.choices import DeliveryState, MissedReason
from alongside.support.models import Action, Delivery, Giver, PutRight
from alongside.support.operations.actions import NewAction, add_action
from alongside.support.queries.actions import who_could_own
from alongside.support.queries.help import provision_of
from alongside.support.queries.today import lines_on
from alongside.support.rules.delivery import TickFacts, monday, refuse_giver, refuse_tick
from alongside.voice.models import Statement

_RECORD = Permission.DELIVERY_RECORD
_MOVED = Refusal("tick.moved", "Someone else has just said so for this day.", "Look again.")
_FAMILY = (StandingKind.PARENT, StandingKind.CHILD)


@dataclass(frozen=True)
class NewTick:
    """What somebody says about one time."""

    on: date
    state: str
    reason: str = ""
    words: str = ""
    minutes: int | None = None


@at_most(300, "new.words")
def tick(actor: Actor, child_id: UUID, statement_id: UUID, new: NewTick, now: datetime) -> Delivery | Refusal:
    """Say what became of a provision on a day; saying it again replaces what was said, which is kept.

    Refuses days to come, days long past, and help not given without a reason.
    """
    with operation(actor, _RECORD, now) as unit:
        statement = provision_of(actor, child_id, statement_id, _RECORD)
        if statement is None or (new.reason and new.reason not in MissedReason.values):
            return NOT_FOUND
        whole_week = _once_a_week(statement_id)
        on = monday(new.on) if whole_week else new.on
        facts = TickFacts(
            new.state, new.reason, new.minutes, on, whole_week, statement.starts_on, statement.ends_on
        )
        refusal = refuse_tick(facts, actor.on)
        if refusal:
            return refusal
        return _keep(unit, actor, statement, new, facts) or unit.refuse(_MOVED)


def _once_a_week(statement_id: UUID) -> bool:
    """Whether it is promised for a week and not for a day; where nobody is named yet it counts by the day."""
    giver = Giver.in_unit.filter(statement_id=statement_id, ends_on__isnull=True).first()
    return giver is not None and not giver.weekdays


def _keep(unit: Unit, actor: Actor, statement: Statement, new: NewTick, facts: TickFacts) -> Delivery | None:
    """Keep the newest word on it. Of two who speak of one day at once, the database lets one through."""
    before = Delivery.in_unit.filter(statement=statement, on=facts.on, replaced_at__isnull=True)
    corrects = bool(before.update(replaced_at=unit.at))
    reason = new.reason if facts.state != DeliveryState.GIVEN else ""
    row = Delivery(
        child_id=statement.child_id, statement=statement, on=facts.on, whole_week=facts.whole_week,
        state=facts.state, reason=reason, words=clean(new.words), minutes=new.minutes,
        by_id=actor.person_id, by_name=actor.name, at=unit.at,
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return None
    verb = "delivery.corrected" if corrects else "delivery.recorded"
    unit.record(verb, row, child_id=row.child_id, after={"state": row.state, "on": row.on.isoformat()})
    return row


def all_as_planned(actor: Actor, on: date, now: datetime) -> int | Refusal:
    """Say of everything on the actor's own list for a day, about which nothing is said yet, that it was given.

    Returns how many times that was.
    """
    with operation(actor, _RECORD, now) as unit:
        done = 0
        for line in lines_on(actor, on):
            if line.state is None:
                result = tick(actor, line.child_id, line.statement_id, NewTick(line.on, "given"), now)
                if isinstance(result, Refusal):
                    return unit.refuse(result)
                done += 1
        return done


@dataclass(frozen=True)
class NewGiver:
    """Who gives it and on which days; a person around the child, or a role."""

    person_id: UUID | None = None
    role: str = ""
    weekdays: str = ""


def name_giver(
    actor: Actor, child_id: UUID, statement_id: UUID, new: NewGiver, now: datetime
) -> Giver | Refusal:
    """Name who gives a provision from today, so that it stands on their list. The one before ends today."""
    with operation(actor, Permission.PLAN_EDIT, now) as unit:
        statement = provision_of(actor, child_id, statement_id, Permission.PLAN_EDIT)
        if statement is None or statement.ended_at:
            return NOT_FOUND
        refusal = refuse_giver(person=bool(new.person_id), role=new.role, weekdays=new.weekdays)
        if refusal:
            return refusal
        name = _giver_name(actor, child_id, new)
        if not name:
            return NOT_FOUND
        before = Giver.in_unit.filter(statement=statement, ends_on__isnull=True)
        before.update(ends_on=actor.on)
        row = Giver(
            child_id=child_id, statement=statement, person_id=new.person_id, name=name,
            role="" if new.person_id else new.role, weekdays="".join(sorted(set(new.weekdays))),
            starts_on=actor.on, named_by_name=actor.name,
        )  # fmt: skip
        row.save(force_insert=True)
        unit.record("giver.named", row, child_id=child_id, after={"weekdays": row.weekdays})
        return row


def _giver_name(actor: Actor, child_id: UUID, new: NewGiver) -> str:
    if new.person_id is None:
        return Role(new.role).label if new.role in Role.values and role_may(Role(new.role), _RECORD) else ""
    if new.person_id == actor.person_id:
        return actor.name
    return next((one.name for one in who_could_own(actor, child_id) if one.person_id == new.person_id), "")


@at_most(2_000, "text")
def put_right(
    actor: Actor, child_id: UUID, delivery_id: UUID, text: str, now: datetime, action: NewAction | None = None
) -> PutRight | Refusal:
    """Write what is being done about help that was not given, with the action that does it; the family is told."""
    with operation(actor, _RECORD, now) as unit:
        rows = Delivery.objects.permitting(actor, _RECORD, child_id)
        row = rows.filter(pk=delivery_id, replaced_at__isnull=True).exclude(state=DeliveryState.GIVEN).first()
        if row is None:
            return NOT_FOUND
        if not clean_lines(text):
            return Refusal(
                "put_right.text", "The family reads what is being done.", "Write it in a few words.", "text"
            )
        made: Action | Refusal | None = add_action(actor, child_id, action, now) if action else None
        if isinstance(made, Refusal):
            return unit.refuse(made)
        note = PutRight(
            child_id=child_id,
            delivery=row,
            text=clean_lines(text),
            action=made,
            by_name=actor.name,
            at=now,
        )
        note.save(force_insert=True)
        unit.record("delivery.put_right", note, child_id=child_id)
        _tell_family(unit, actor, child_id, row)
        return note


def _tell_family(unit: Unit, actor: Actor, child_id: UUID, row: Delivery) -> None:
    path = f"/children/{child_id}/help/{row.statement_id}/"
    people = {one.person_id for one in stands_by(actor, child_id) if one.kind in _FAMILY and one.person_id}
    for person_id in people - {actor.person_id}:
        tell(unit, person_id, child_id, "help.put-right", path, f"help.put-right:{row.id}")
