"""Reminding people who were asked: once before the date and once after it, kindly, and never a third time."""

from datetime import datetime
from uuid import UUID

from alongside.access.actor import SystemActor
from alongside.access.operation import operation
from alongside.conversations.asking.access import ask_for_sweep, still_reaches
from alongside.conversations.models import Ask
from alongside.conversations.queries.invitations import ask_url
from alongside.conversations.rules.invitations import (
    AskedAs,
    Reminder,
    Route,
    State,
    has_lapsed,
    reminder_due,
)
from alongside.ledger.unit import Unit
from alongside.notices.operations import tell, tell_them_alone
from alongside.people.access import account_of
from alongside.platform.clock import LONDON

_TO_THEM = {Reminder.BEFORE: "part.reminder", Reminder.AFTER: "part.past-date"}
_TO_INVITER = "part.ask-them"


def remind_about(ask_id: UUID, now: datetime) -> None:
    """Send the reminder that is due for one open ask, or let it lapse. Doing it twice does it once.

    Who was asked on paper, by telephone or face to face gets no message; whoever asked is reminded instead. Who
    can no longer open the plan is told nothing, and their ask lapses.
    """
    today = now.astimezone(LONDON).date()
    with operation(SystemActor("reminding people who were asked", today), "part.remind", now) as unit:
        row = ask_for_sweep(ask_id)
        if row is None:
            return
        if has_lapsed(row.until, today) or not still_reaches(row, today):
            row.state, row.answered_at = State.LAPSED.value, now
            row.save(update_fields=["state", "answered_at"])
            unit.record("part.lapsed", row, child_id=row.child_id)
            return
        due = reminder_due(
            row.until, row.asked_at.astimezone(LONDON).date(), today,
            before_sent=row.reminded_before_at is not None, after_sent=row.reminded_after_at is not None,
        )  # fmt: skip
        if due:
            _remind(unit, row, due)


def _remind(unit: Unit, row: Ask, due: Reminder) -> None:
    person_id = row.asked_by_id
    if row.person_id and row.route == Route.PRODUCT and row.state != State.MORE_TIME:
        person_id = row.person_id if account_of(row.person_id) else row.asked_by_id
    event = _TO_THEM[due] if person_id == row.person_id else _TO_INVITER
    field = "reminded_before_at" if due is Reminder.BEFORE else "reminded_after_at"
    setattr(row, field, unit.at)
    row.save(update_fields=[field])
    unit.record("part.reminded", row, child_id=row.child_id, after={"reminder": due.value})
    left = tell_them_alone if row.asked_as == AskedAs.ADVOCATE else tell
    left(unit, person_id, row.child_id, event, ask_url(row.child_id, row.pk), f"part.remind-{due}:{row.pk}")
