"""Alerts as pages read them: of a child, and those that wait for somebody."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.choices import Role
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.access.stretch import Most
from alongside.wellbeing.access import not_led_by_another
from alongside.wellbeing.choices import AlertKind
from alongside.wellbeing.models import Alert

_READ, _ANSWER = Permission.ATTENDANCE_READ, Permission.ALERT_ANSWER
MOST_WAITING = 50


@dataclass(frozen=True)
class AlertView:
    """One alert in words, and what is being done about it."""

    id: UUID
    child_id: UUID
    called: str
    kind: AlertKind
    label: str
    reason: str
    raised_on: date
    ended_on: date | None
    answer: str
    answered_by_name: str
    answered_at: datetime | None
    action_id: UUID | None

    @property
    def is_open(self) -> bool:
        return self.answered_at is None and self.ended_on is None


def _view(row: Alert) -> AlertView:
    kind = AlertKind(row.kind)
    return AlertView(
        row.id, row.child_id, row.child.called, kind, kind.label, row.reason, row.raised_on, row.ended_on, row.answer,
        row.answered_by_name, row.answered_at, row.action_id,
    )  # fmt: skip


def alerts_of(actor: Actor, child_id: UUID) -> list[AlertView]:
    """What was noticed about a child, newest first."""
    return [_view(row) for row in _of_child(actor, child_id)]


@kept
def _of_child(actor: Actor, child_id: UUID) -> QuerySet[Alert]:
    rows = Alert.objects.permitting(actor, _READ, child_id)
    return rows.select_related("child").order_by("-raised_at", "-id")[:50]


def alerts_waiting(actor: Actor, most: Most | None = None) -> list[AlertView]:
    """Alerts that wait for an answer from the actor: of children they lead for, or, for a SENCo, that nobody else
    leads for. What is over by itself waits no longer."""
    if not role_may(actor.role, _ANSWER) or actor.role is Role.HEAD:
        return []
    return [_view(row) for row in _waiting(actor, most)]


@kept
def _waiting(actor: Actor, most: Most | None) -> QuerySet[Alert]:
    rows = Alert.objects.permitting(actor, _ANSWER).filter(answered_at=None, ended_on=None)
    rows = rows.filter(not_led_by_another(actor)).select_related("child")
    return rows.order_by("raised_at", "id")[: most or MOST_WAITING]


def open_alerts(actor: Actor) -> list[AlertView]:
    """Every alert of a setting without an answer, the longest waiting first: for the SENCo's board."""
    return [_view(row) for row in _open(actor)] if role_may(actor.role, _ANSWER) else []


@kept
def _open(actor: Actor) -> QuerySet[Alert]:
    rows = Alert.objects.permitting(actor, _ANSWER).filter(answered_at=None, ended_on=None)
    return rows.select_related("child").order_by("raised_at", "id")[:500]
