"""Which bodies were told of a case, and which have to be told still."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission
from alongside.ehc.choices import CaseState, Told
from alongside.ehc.models import Notification
from alongside.ehc.queries.cases import CaseView
from alongside.ehc.rules.notifying import ToTell, whom_to_tell
from alongside.rendering.frozen import from_json
from alongside.rendering.model import Document
from alongside.statute.almanac import london_day


@dataclass(frozen=True)
class NotificationLine:
    """One body that was told, at which stage, by whom, when."""

    id: UUID
    stage: CaseState
    told: Told
    to_name: str
    by_name: str
    on: date


def notifications_of(actor: Actor, case: CaseView) -> tuple[NotificationLine, ...]:
    """Whom the council has told, oldest first: everybody who reads the case reads it."""
    return tuple(
        NotificationLine(
            row.id, CaseState(row.stage), Told(row.told), row.to_name, row.by_name, london_day(row.at)
        )
        for row in _told(actor, case.child_id, case.id)
    )  # fmt: skip


@kept
def _told(actor: Actor, child_id: UUID, case_id: UUID) -> QuerySet[Notification]:
    rows = Notification.objects.permitting(actor, Permission.CASE_READ, child_id).filter(case_id=case_id)
    return rows.defer("content").order_by("at")


def still_to_tell(case: CaseView, done: tuple[NotificationLine, ...], *, attends: bool) -> tuple[ToTell, ...]:
    """The bodies that have to be told at the stage the case is in and were not."""
    told = {one.told for one in done if one.stage == case.state}
    return tuple(one for one in whom_to_tell(case.state, attends=attends) if one.told not in told)


def notification(actor: Actor, child_id: UUID, notification_id: UUID) -> tuple[Document, str] | None:
    """The letter to a body, as it went out, for the council; None when it is absent or not for this actor."""
    rows = Notification.objects.permitting(actor, Permission.CASE_KEEP, child_id)
    row = rows.filter(pk=notification_id).first()
    return (from_json(row.content), row.digest) if row else None
