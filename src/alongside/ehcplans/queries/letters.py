"""Letters about a plan that the reader may read: their own; for the council all, which says who was sent what."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission
from alongside.ehcplans.choices import LetterKind
from alongside.ehcplans.models import EhcLetter
from alongside.rendering.frozen import from_json
from alongside.rendering.model import Document

_READ = Permission.EHCPLAN_READ


@dataclass(frozen=True)
class PlanLetter:
    """One letter in a list."""

    id: UUID
    kind: LetterKind
    to_name: str
    version_number: int
    sent_at: datetime


def plan_letters(actor: Actor, child_id: UUID, plan_id: UUID) -> tuple[PlanLetter, ...]:
    """The newest first."""
    return tuple(
        PlanLetter(row.id, LetterKind(row.kind), row.to_name, row.version.number, row.sent_at)
        for row in _of_plan(actor, child_id, plan_id)
    )


@kept
def _of_plan(actor: Actor, child_id: UUID, plan_id: UUID) -> QuerySet[EhcLetter]:
    rows = EhcLetter.objects.permitting(actor, _READ, child_id).filter(plan_id=plan_id)
    rows = rows.select_related("version").defer("content", "version__content")
    return rows.order_by("-sent_at", "to_name")


def plan_letter(actor: Actor, child_id: UUID, letter_id: UUID) -> tuple[Document, str] | None:
    """One letter and its digest; None when it is absent or not for this actor."""
    row = EhcLetter.objects.permitting(actor, _READ, child_id).filter(pk=letter_id).first()
    return (from_json(row.content), row.digest) if row else None
