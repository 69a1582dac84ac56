"""What was added to a request, as each may read it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission
from alongside.ehc.models import CaseAddition
from alongside.ehc.queries.cases import CaseView

_READ = Permission.CASE_READ


@dataclass(frozen=True)
class AdditionView:
    """Words that somebody sent after a request: whose, by whom, when."""

    id: UUID
    whose: str
    by_name: str
    of_setting: bool
    words: str
    at: datetime


def additions_of(actor: Actor, case: CaseView) -> tuple[AdditionView, ...]:
    """What was added to a case, oldest first, of it what the actor may read."""
    return tuple(
        AdditionView(row.id, row.whose, row.by_name, row.organisation_id is not None, row.words, row.at)
        for row in _additions(actor, case.child_id, case.id)
    )


@kept
def _additions(actor: Actor, child_id: UUID, case_id: UUID) -> QuerySet[CaseAddition]:
    return CaseAddition.objects.permitting(actor, _READ, child_id).filter(case_id=case_id).order_by("at")
