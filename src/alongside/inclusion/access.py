"""How rows of a setting's provision narrow: its own setting's, to whoever works there."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.access.actor import Actor
from alongside.access.guarded import narrowed_for
from alongside.access.own_work import Work
from alongside.access.policy import Permission, role_may
from alongside.inclusion.models import (
    GroupSession,
    InterventionGroup,
    ProvisionUse,
    SencoAppointment,
    Training,
)
from alongside.inclusion.rules.small_numbers import Moved
from alongside.support.models import Measure
from alongside.support.queries.effects import effects_in


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


def moved_here(actor: Actor, intervention_ids: Collection[UUID]) -> dict[UUID, list[Moved]]:
    """How children's scores changed under each intervention in the actor's setting: numbers for an average.

    Counted past the gate, so that everyone reads the same number, whomever they teach; `effect_here` hides small ones.
    Only children with a first and a last score count, each once for an intervention and an instrument.
    """
    if actor.organisation_id is None:
        return {}
    uses = ProvisionUse.everything.filter(
        organisation_id=actor.organisation_id, intervention_id__in=intervention_ids
    )
    used = dict(uses.order_by("starts_on").values_list("statement_id", "intervention_id"))
    scores = Measure.everything.filter(provision_id__in=uses.values("statement_id"), replaced_at=None)
    found: dict[tuple[UUID, UUID, str], Moved] = {}
    for one in effects_in(scores.order_by("on", "at", "id")):
        if one.change is not None:
            key = used[one.provision_id], one.child_id, one.instrument.key
            found[key] = Moved(one.instrument.name, one.instrument.unit, one.change, one.better)
    moved: dict[UUID, list[Moved]] = defaultdict(list)
    for (intervention_id, _, _), each in found.items():
        moved[intervention_id].append(each)
    return moved


def members_in_all(actor: Actor, group_id: UUID, on: date) -> int:
    """How many children a group of the actor's own setting has on a day: a number, and no child."""
    if actor.organisation_id is None:
        return 0
    live = Q(starts_on__lte=on) & (Q(ends_on__isnull=True) | Q(ends_on__gt=on))
    rows = ProvisionUse.everything.filter(
        live, group_id=group_id, organisation_id=actor.organisation_id, statement__ended_at=None
    )
    return rows.count()


@narrowed_for(SencoAppointment)
def _own_sencos(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    return rows.filter(organisation_id=actor.organisation_id)


@narrowed_for(Training)
def _own_training(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """SENCo and head see what all their staff were trained in; everyone else sees their own."""
    here = rows.filter(organisation_id=actor.organisation_id)
    return here if role_may(actor.role, Work.SKILLS_KEEP) else here.filter(person_id=actor.person_id)
