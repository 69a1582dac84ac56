"""Alerts: raised once for a matter, told to whoever leads, answered with what is being done."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import groupby
from uuid import UUID

from alongside.access.actor import Actor, SystemActor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.operations import NOT_FOUND
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.school_years import school_year
from alongside.kernel.text import clean, clean_lines
from alongside.ledger.unit import Unit
from alongside.notices.operations import tell
from alongside.organisations.holidays import days_off
from alongside.platform.clock import LONDON
from alongside.support.operations import NewAction, add_action
from alongside.wellbeing.access import (
    alerts_kept,
    followed,
    lead_workers,
    part_time_past,
    ratings_lately,
    settings_with_attendance,
    years_of_setting,
)
from alongside.wellbeing.choices import AlertKind
from alongside.wellbeing.models import Alert
from alongside.wellbeing.rules.noticing import (
    Noticed,
    Raised,
    Rating,
    in_attendance,
    is_over,
    ratings_fallen,
    said_day,
    to_raise,
)

_LATELY = timedelta(weeks=4)
_IN_SESSIONS = (AlertKind.FALL.value, AlertKind.PERSISTENT.value)


def look_everywhere(now: datetime) -> int:
    """The nightly sweep: every setting's sessions, then timetables that are past their day. Twice does no harm."""
    today = now.astimezone(LONDON).date()
    raised = sum(look_at(each, now) for each in settings_with_attendance(school_year(today) - 1))
    return raised + look_at_part_time(now) + look_at_ratings(now)


def look_at(organisation_id: UUID, now: datetime, children: tuple[UUID, ...] | None = None) -> int:
    """Look at the sessions of a setting's children, or of some; returns how many alerts were raised.

    Of children with support, or for whom somebody leads: the others are seen in the figures of the setting.
    """
    today = now.astimezone(LONDON).date()
    noticed = dict(_noticed(organisation_id, today, children))
    standing = defaultdict(list)
    for alert in alerts_kept(list(noticed), _IN_SESSIONS):
        standing[alert.child_id].append(alert)
    new = [
        (child_id, one)
        for child_id, found in noticed.items()
        for one in to_raise(found, [_raised(each) for each in standing[child_id]], today)
    ]
    over = [
        alert
        for child_id, alerts in standing.items()
        for alert in alerts
        if is_over(_raised(alert), noticed[child_id])
    ]
    if new or over:
        with operation(SystemActor("looking at attendance", today), "alert.look", now) as unit:
            _raise(unit, new, today)
            _end(unit, over, today)
    return len(new)


def _noticed(
    organisation_id: UUID, today: date, children: tuple[UUID, ...] | None
) -> Iterator[tuple[UUID, list[Noticed]]]:
    here = followed(organisation_id, today)
    this_year = school_year(today)
    rows = years_of_setting(organisation_id, this_year - 1, children)
    shut = days_off(organisation_id, today)
    for child_id, years in groupby(rows, key=lambda row: row[0]):
        if child_id in here:
            yield (
                child_id,
                in_attendance({year: marks for _, year, marks in years}, this_year, shut),
            )


def _raised(alert: Alert) -> Raised:
    return Raised(alert.kind, alert.about, alert.raised_on, alert.ended_on)


def look_at_part_time(now: datetime) -> int:
    """Raise an alert for each part-time timetable that is past the day on which it should be looked at or end."""
    today = now.astimezone(LONDON).date()
    rows = part_time_past(today)
    kept = {
        (one.child_id, one.about)
        for one in alerts_kept([row.child_id for row in rows], (AlertKind.PART_TIME.value,))
    }
    new = []
    for row in rows:
        day = row.ends_on if row.ends_on < today else row.review_on
        words = "was to end" if row.ends_on < today else "was to be looked at again"
        about = f"{row.id}:{day.isoformat()}"
        if (row.child_id, about) not in kept:
            reason = (
                f"The part-time timetable {words} by {said_day(day)}. It goes on, and nobody has said why."
            )
            new.append((row.child_id, Noticed(AlertKind.PART_TIME, about, reason)))
    if new:
        with operation(SystemActor("looking at part-time timetables", today), "alert.look", now) as unit:
            _raise(unit, new, today)
    return len(new)


def look_at_ratings(now: datetime) -> int:
    """Raise an alert for each child whose newest rating of themselves has fallen by what means something."""
    today = now.astimezone(LONDON).date()
    since = today - _LATELY
    new = []
    for child_id, rows in groupby(ratings_lately(since), key=lambda row: row.child_id):
        rated = [Rating(str(row.id), row.instrument, row.on, row.score) for row in rows]
        new += [(child_id, one) for one in ratings_fallen(rated, since)]
    raised = alerts_kept([child_id for child_id, _ in new], (AlertKind.MEASURE.value,))
    known = {(one.child_id, one.about) for one in raised}
    new = [(child_id, one) for child_id, one in new if (child_id, one.about) not in known]
    if new:
        with operation(SystemActor("looking at ratings", today), "alert.look", now) as unit:
            _raise(unit, new, today)
    return len(new)


def raise_at_once(unit: Unit, child_id: UUID, noticed: Noticed, today: date) -> None:
    """Raise an alert inside the operation that brought it about."""
    _raise(unit, [(child_id, noticed)], today)


def _raise(unit: Unit, new: list[tuple[UUID, Noticed]], today: date) -> None:
    leads = lead_workers([child_id for child_id, _ in new], today)
    for child_id, one in new:
        alert = Alert(
            child_id=child_id, kind=one.kind, about=one.about, reason=one.reason[:400], raised_on=today,
            raised_at=unit.at,
        )  # fmt: skip
        alert.save(force_insert=True)
        unit.record("alert.raised", alert, child_id=child_id, after={"kind": alert.kind})
        if child_id in leads:
            path = f"/children/{child_id}/school/alerts/{alert.id}/"
            tell(unit, leads[child_id], child_id, "alert.raised", path, f"alert:{alert.id}")


def _end(unit: Unit, over: list[Alert], today: date) -> None:
    for alert in over:
        alert.ended_on = today
        alert.save(update_fields=["ended_on"])
        unit.record("alert.ended", alert, child_id=alert.child_id)


def end_part_time_alerts(unit: Unit, child_id: UUID, timetable_id: UUID, today: date) -> None:
    """What was raised about a timetable is over when it has ended."""
    rows = Alert.in_unit.filter(child_id=child_id, kind=AlertKind.PART_TIME, ended_on=None)
    _end(unit, list(rows.filter(about__startswith=str(timetable_id))), today)


@at_most(4_000, "words")
def answer_alert(
    actor: Actor, child_id: UUID, alert_id: UUID, words: str, now: datetime, action: NewAction | None = None
) -> Alert | Refusal:
    """Say what is being done about what was noticed, with an action where something is still to do.

    Refuses an empty answer, an alert that is answered already, and an action that cannot be kept.
    """
    with operation(actor, Permission.ALERT_ANSWER, now) as unit:
        alert = Alert.objects.permitting(actor, Permission.ALERT_ANSWER, child_id).filter(pk=alert_id).first()
        if alert is None:
            return NOT_FOUND
        text = clean_lines(words)
        if not clean(text):
            return Refusal("alert.empty", "Write what is being done.", "The family reads it.", "answer")
        if alert.answered_at:
            who = alert.answered_by_name
            return Refusal("alert.answered", f"{who} has answered this already.", "Open it again to read it.")
        if action is not None:
            path = f"/children/{child_id}/school/alerts/{alert.id}/"
            came_from = replace(action, came_from=alert.get_kind_display(), came_from_path=path)
            made = add_action(actor, child_id, came_from, now)
            if isinstance(made, Refusal):
                return unit.refuse(made)
            alert.action_id = made.id
        alert.answer, alert.answered_by_name, alert.answered_at = text, actor.name, now
        alert.save(update_fields=["answer", "answered_by_name", "answered_at", "action_id"])
        unit.record("alert.answered", alert, child_id=child_id)
        return alert
