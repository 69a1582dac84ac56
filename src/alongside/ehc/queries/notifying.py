"""Which bodies were told of a case, and which have to be told still."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.access.actor import Actor
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
    rows = Notification.objects.permitting(actor, Permission.CASE_READ, case.child_id).filter(case_id=case.id)
    return tuple(
        NotificationLine(
            row.id, CaseState(row.stage), Told(row.told), row.to_name, row.by_name, london_day(row.at)
        )
        for row in rows.order_by("at")
    )  # fmt: skip


def still_to_tell(case: CaseView, done: tuple[NotificationLine, ...], *, attends: bool) -> tuple[ToTell, ...]:
    """The bodies that have to be told at the stage the case is in and were not."""
    told = {one.told for one in done if one.stage == case.state}
    return tuple(one for one in whom_to_tell(case.state, attends=attends) if one.told not in told)


def notification(actor: Actor, child_id: UUID, notification_id: UUID) -> tuple[Document, str] | None:
    """The letter to a body, as it went out, for the council; None when it is absent or not for this actor."""
    rows = Notification.objects.permitting(actor, Permission.CASE_KEEP, child_id)
    row = rows.filter(pk=notification_id).first()
    return (from_json(row.content), row.digest) if row else None
