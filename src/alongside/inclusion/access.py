"""How rows of a setting's provision narrow: its own setting's, to whoever works there."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.access.actor import Actor
from alongside.access.guarded import narrowed_for
from alongside.access.policy import Permission
from alongside.inclusion.models import GroupSession, InterventionGroup, ProvisionUse


@narrowed_for(InterventionGroup)
def _own_groups(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    return rows.filter(organisation_id=actor.organisation_id)


@narrowed_for(GroupSession)
def _own_sessions(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    return rows.filter(group__organisation_id=actor.organisation_id)


@narrowed_for(ProvisionUse)
def _own_uses(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """Help that another setting gives the same child is that setting's to plan and to pay."""
    return rows.filter(organisation_id=actor.organisation_id)


def members_in_all(actor: Actor, group_id: UUID, on: date) -> int:
    """How many children a group of the actor's own setting has on a day: a number, and no child."""
    if actor.organisation_id is None:
        return 0
    live = Q(starts_on__lte=on) & (Q(ends_on__isnull=True) | Q(ends_on__gt=on))
    rows = ProvisionUse.everything.filter(
        live, group_id=group_id, organisation_id=actor.organisation_id, statement__ended_at=None
    )
    return rows.count()
