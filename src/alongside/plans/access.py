"""How versions narrow, and numbers about a setting's plans for those who may see numbers only: small ones hidden."""

from uuid import UUID

from django.db.models import Count, Q, QuerySet

from alongside.access import wall
from alongside.access.actor import Actor
from alongside.access.choices import Role, StandingKind
from alongside.access.guarded import narrowed_for
from alongside.access.policy import Permission
from alongside.children.access import where_a_shield_lets
from alongside.children.models import Standing
from alongside.kernel.small_numbers import hidden
from alongside.plans.choices import VersionState
from alongside.plans.models import Plan, PlanVersion
from alongside.statute.stages import stages
from alongside.support.models import StageEntry


@narrowed_for(PlanVersion)
def _versions(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """A frozen version names who wrote each passage and who agreed, and so where the child is. Under a shield the home
    apart reads the plan as it stands, without those names, and no version (trust 2.4.1)."""
    return rows.filter(where_a_shield_lets(actor, "plan__child_id"))


_SEES_NUMBERS = frozenset({Role.GOVERNOR, Role.HEAD, Role.STRATEGY_LEAD, Role.SEND_MANAGER})


@wall.beyond("numbers of an organisation")
def setting_numbers(actor: Actor) -> list[tuple[str, int | None]]:
    """How many children and plans the actor's organisation has; None stands for a number too small to show.

    Where exactly one part of a whole would be hidden, the next smallest is hidden too, so that nothing can be
    worked out by taking away. Empty for every other role.
    """
    if actor.role not in _SEES_NUMBERS or actor.organisation_id is None:
        return []
    children = _children_of(actor.organisation_id, actor)
    plans = Plan.everything.filter(child_id__in=children.values("child_id")).exclude(state="closed")
    by_state = dict(plans.order_by().values_list("state").annotate(Count("id")))
    levels = dict(
        children.order_by().values_list("child__sen_provision").annotate(Count("child_id", distinct=True))
    )
    support = hidden([levels.get("K", 0), levels.get("E", 0), levels.get("N", 0)])
    states = hidden([by_state.get(state, 0) for state in ("drafting", "proposed", "agreed")])
    return [
        ("Children with SEN support", support[0]),
        ("Children with an education, health and care plan", support[1]),
        ("Plans being written", states[0]),
        ("Plans with the family", states[1]),
        ("Plans agreed", states[2]),
        *_at_stages(children),
    ]


def _at_stages(children: QuerySet) -> list[tuple[str, int | None]]:
    """How many children at each stage have no agreed plan, and have one; where nobody is at a stage, nothing."""
    agreed = PlanVersion.everything.filter(state=VersionState.AGREED).values("plan__child_id")
    found: list[tuple[str, int | None]] = []
    for key, one in sorted(stages().items()):
        there = StageEntry.everything.filter(
            ends_on=None, stage=key, child_id__in=children.values("child_id")
        )
        total = there.count()
        without = there.exclude(child_id__in=agreed).count()
        if total:
            shown = hidden([without, total - without])
            found += [(f"{one.name}, no agreed plan", shown[0]), (f"{one.name}, with a plan", shown[1])]
    return found


def _children_of(organisation_id: UUID, actor: Actor) -> QuerySet:
    kinds = (StandingKind.ATTENDS, StandingKind.MAINTAINS)
    live = Q(starts_on__lte=actor.on) & (Q(ends_on__isnull=True) | Q(ends_on__gt=actor.on))
    return Standing.everything.filter(live, organisation_id=organisation_id, kind__in=kinds, person_id=None)
