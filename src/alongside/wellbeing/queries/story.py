"""What well-being tells of a child's story, what waits in it for whom, and what needs a SENCo's eye."""

from datetime import date, datetime, time
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.access.stretch import ON_BOARD, Most, Within, stretch, within
from alongside.design.addresses import page_address
from alongside.kernel.board import ROWS, BoardList, BoardRow
from alongside.kernel.chronicle import Entry, EntryKind, Reach, Waiting, told
from alongside.platform.clock import LONDON
from alongside.wellbeing.models import Alert, PartTimeTimetable, Suspension
from alongside.wellbeing.queries.alerts import AlertView, alerts_waiting, open_alerts
from alongside.wellbeing.queries.inclusion import part_time_of, suspensions_of
from alongside.wellbeing.queries.strategies_open import strategies_board, strategies_waiting

_READ, _KEEP = Permission.ATTENDANCE_READ, Permission.INCLUSION_KEEP


def chronicle(actor: Actor, child_id: UUID, reach: Reach) -> list[Entry]:
    """Suspensions, part-time timetables and what was noticed, newest first, through the gate."""
    if not reach.wants(EntryKind.IN_SCHOOL) or not role_may(actor.role, _READ):
        return []
    page = page_address("wellbeing:in_school", child_id)
    entries = [*_noticed(actor, child_id, reach), *_recorded(actor, child_id, page)]
    return told(entries, reach)


def _noticed(actor: Actor, child_id: UUID, reach: Reach) -> list[Entry]:
    return [
        Entry(
            row.raised_at, row.id, EntryKind.IN_SCHOOL, row.get_kind_display(),
            f"{row.reason} What is being done: {row.answer}" if row.answer else row.reason, row.answered_by_name,
            page_address("wellbeing:alert", child_id, row.id),
        )
        for row in _alerts(actor, child_id, within(reach))
    ]  # fmt: skip


@kept
def _alerts(actor: Actor, child_id: UUID, bounds: Within) -> QuerySet[Alert]:
    return stretch(Alert.objects.permitting(actor, _READ, child_id), bounds, "raised_at")


def _recorded(actor: Actor, child_id: UUID, page: str) -> list[Entry]:
    """A child has few of these, so they are read whole."""
    found = [
        Entry(
            _morning(one.starts_on), one.id, EntryKind.IN_SCHOOL, one.label,
            " ".join(part for part in (one.length, "; ".join(one.reasons)) if part), one.written_by_name, page,
        )
        for one in suspensions_of(actor, child_id)
    ]  # fmt: skip
    for one in part_time_of(actor, child_id):
        words = f"{one.hours} Agreed with {one.agreed_by}."
        found.append(
            Entry(
                _morning(one.starts_on), one.id, EntryKind.IN_SCHOOL, "Part-time timetable", words, "", page
            )
        )
    return found


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(9), LONDON)


def waiting_for(actor: Actor, most: Most | None = None) -> list[Waiting]:
    """Alerts to answer, a parent who was not told of a suspension, part-time timetables past their day."""
    found = [*(_to_answer(one) for one in alerts_waiting(actor, most)), *strategies_waiting(actor)]
    if role_may(actor.role, _KEEP):
        found += [
            Waiting(
                "Tell the parent about a suspension", page_address("wellbeing:suspension", row.child_id, row.id),
                row.child.called, row.child_id, row.starts_on, "A parent is told without delay",
            )
            for row in _not_told(actor)
        ]  # fmt: skip
    return found


def _to_answer(one: AlertView) -> Waiting:
    page = page_address("wellbeing:alert", one.child_id, one.id)
    return Waiting(f"{one.label}: say what is being done", page, one.called, one.child_id, None, one.reason)


@kept
def _not_told(actor: Actor) -> QuerySet[Suspension]:
    rows = Suspension.objects.permitting(actor, _KEEP).filter(told_parent_on=None)
    return rows.select_related("child").order_by("starts_on")[:50]


def board(actor: Actor, organisation_id: UUID, today: date, most: Most = ON_BOARD) -> list[BoardList]:
    """What was noticed and is not answered, and part-time timetables past their day or going on."""
    if not role_may(actor.role, _KEEP):
        return []
    alerts = open_alerts(actor)
    rows = tuple(
        BoardRow(one.child_id, one.reason, page_address("wellbeing:alert", one.child_id, one.id))
        for one in alerts[:ROWS]
    )
    part_time = [
        BoardRow(
            row.child_id, f"Part-time: {row.hours}", page_address("wellbeing:in_school", row.child_id),
            min(row.review_on, row.ends_on),
        )
        for row in _going_on(actor)
    ]  # fmt: skip
    return [
        BoardList(
            "alerts", "Noticed, and not answered yet", rows, len(alerts), page_address("wellbeing:setting")
        ),
        BoardList("part-time", "Part-time timetables", tuple(part_time[:most]), len(part_time)),
        strategies_board(actor, today, most),
    ]


@kept
def _going_on(actor: Actor) -> QuerySet[PartTimeTimetable]:
    rows = PartTimeTimetable.objects.permitting(actor, _KEEP).filter(ended_on=None)
    return rows.order_by("review_on")[:500]
