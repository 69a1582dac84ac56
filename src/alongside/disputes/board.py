"""What a co-ordinator must see each morning of disagreement: what is open, what has no next step (R17)."""

from datetime import date
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.access.stretch import ON_BOARD, Most, with_total
from alongside.design.addresses import page_address
from alongside.disputes.choices import State
from alongside.disputes.models import Disagreement, DisagreementStep
from alongside.kernel.board import BoardList, BoardRow

_CARRY = Permission.DISAGREEMENT_CARRY


def board(actor: Actor, organisation_id: UUID, today: date, most: Most = ON_BOARD) -> list[BoardList]:
    """Disagreements that are open, for who carries them on: those with no next step first, then the soonest."""
    if not role_may(actor.role, _CARRY):
        return []
    found = _open(actor, most)
    rows = tuple(
        BoardRow(
            row.child_id, "Take the next step" if row.next_by else "Say what comes next",
            page_address("disputes:disagreement", row.child_id, row.pk), row.next_by, row.raiser_name,
        )
        for row in found
    )  # fmt: skip
    return [BoardList("disagreements", "Seen differently, and open", rows, found[0].in_all if found else 0)]


@kept
def _open(actor: Actor, most: Most) -> QuerySet:
    steps = DisagreementStep.objects.permitting(actor, _CARRY).filter(disagreement_id=OuterRef("pk"))
    next_by = Subquery(steps.order_by("-recorded_at").values("next_by")[:1])
    rows = Disagreement.objects.permitting(actor, _CARRY).filter(state=State.OPEN).annotate(next_by=next_by)
    return with_total(rows).order_by("next_by", "raised_at", "id")[:most]
