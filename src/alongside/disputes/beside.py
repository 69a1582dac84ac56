"""What the pages and documents of a plan show of disagreements, told to the app of plans."""

from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.design.addresses import page_address
from alongside.disputes.choices import State
from alongside.disputes.models import Disagreement
from alongside.disputes.words import line_of, whose
from alongside.plans.differently import SeenDifferently, seen_differently_by
from alongside.platform.clock import LONDON

_READ = Permission.DISAGREEMENT_READ


@seen_differently_by
def beside_the_plan(actor: Actor, child_id: UUID) -> tuple[SeenDifferently, ...]:
    """The open ones that the actor may read, in one query. A view outlives the passage: it stands by the whole then."""
    if not role_may(actor.role, _READ):
        return ()
    return tuple(
        SeenDifferently(
            None if row.about and row.about.ended_at else row.about_id, row.raiser_name, whose(row), row.text,
            line_of(row),
            row.raised_at.astimezone(LONDON).date(),
            page_address("disputes:disagreement", child_id, row.id), row.beside_plan,
        )
        for row in _open(actor, child_id)
    )  # fmt: skip


@kept
def _open(actor: Actor, child_id: UUID) -> QuerySet[Disagreement]:
    rows = (
        Disagreement.objects.permitting(actor, _READ, child_id)
        .filter(state=State.OPEN)
        .select_related("about")
    )
    return rows.order_by("raised_at", "id")
