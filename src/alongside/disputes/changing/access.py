"""How moves narrow: where somebody lives stays with the council under a shield."""

from django.db.models import Q, QuerySet

from alongside.access.actor import Actor
from alongside.access.choices import RestrictionKind
from alongside.access.guarded import narrowed_for
from alongside.access.policy import Permission, role_may
from alongside.children.models import Restriction
from alongside.disputes.models import AreaMove, HealthMove


@narrowed_for(AreaMove)
@narrowed_for(HealthMove)
def _moves(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """The area somebody moved to says where they live (trust 2.4.1)."""
    if role_may(actor.role, Permission.CASE_KEEP):
        return rows
    live = Q(starts_on__lte=actor.on) & (Q(ends_on__isnull=True) | Q(ends_on__gt=actor.on))
    shielded = Restriction.everything.filter(live, kind=RestrictionKind.SHIELD).values("child_id")
    return rows.exclude(child_id__in=shielded)
