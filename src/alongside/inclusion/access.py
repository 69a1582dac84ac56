"""How rows of a setting's provision narrow: its own setting's, to whoever works there."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from alongside.access import wall
from alongside.access.actor import Actor
from alongside.access.choices import StandingKind
from alongside.access.guarded import narrowed_for
from alongside.access.own_work import Work
from alongside.access.policy import Permission, role_may
from alongside.children.models import Standing
from alongside.inclusion.models import (
    GroupSession,
    Intervention,
    InterventionGroup,
    ProvisionUse,
    SencoAppointment,
    TopUp,
    Training,
)
from alongside.inclusion.rules.cost import Effort, Spell, costs_of
from alongside.inclusion.rules.small_numbers import Moved
from alongside.kernel.periods import Period
from alongside.organisations.choices import OrganisationKind
from alongside.organisations.holidays import days_off
from alongside.organisations.models import Organisation
from alongside.plans.choices import PlanState
from alongside.plans.models import Plan
from alongside.statute.almanac import london_day
from alongside.support.models import Measure
from alongside.support.queries.effects import effects_in


@narrowed_for(InterventionGroup)
def _own_groups(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    return rows.filter(organisation_id=actor.organisation_id)


@narrowed_for(GroupSession)
def _own_sessions(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    return rows.filter(group__organisation_id=actor.organisation_id)


@narrowed_for(TopUp)
def _own_top_ups(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    return rows.filter(organisation_id=actor.organisation_id)


@narrowed_for(ProvisionUse)
def _own_uses(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """Help that another setting gives the same child is that setting's to plan and to pay."""
    return rows.filter(organisation_id=actor.organisation_id)


@wall.beyond("numbers of an organisation")
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


@wall.beyond("numbers of an organisation")
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


def overlapping(rows: "QuerySet[ProvisionUse]", first: date, end: date) -> "QuerySet[ProvisionUse]":
    """Uses that lie in a period at least in part."""
    return rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=first), starts_on__lt=end)


class UseFact(NamedTuple):
    """A use as the map and the sums take it: columns, not rows of tables, since there may be a thousand."""

    id: UUID
    child_id: UUID
    statement_id: UUID
    intervention_id: UUID
    group_id: UUID | None
    starts_on: date
    ends_on: date | None
    promised_until: date | None
    taken_out_at: datetime | None
    given_name: str
    family_name: str
    preferred_given_name: str
    preferred_family_name: str
    nc_year: str
    primary_need: str

    @property
    def full_name(self) -> str:
        """As `Child.full_name`."""
        given = self.preferred_given_name or self.given_name
        return f"{given} {self.preferred_family_name or self.family_name}"


_COLUMNS = (
    "id", "child_id", "statement_id", "intervention_id", "group_id", "starts_on", "ends_on", "statement__ends_on",
    "statement__ended_at", "child__given_name", "child__family_name", "child__preferred_given_name",
    "child__preferred_family_name", "child__nc_year", "child__primary_need",
)  # fmt: skip


def use_facts(rows: "QuerySet[ProvisionUse]") -> list[UseFact]:
    """Uses of a permitted query set, by name of the child."""
    return [UseFact(*row) for row in in_order(rows)]


def in_order(rows: "QuerySet[ProvisionUse]") -> QuerySet[ProvisionUse, tuple[Any, ...]]:
    """The columns of `UseFact`, by name of the child."""
    ordered = rows.order_by("child__family_name", "child__given_name", "child_id", "id")
    return ordered.values_list(*_COLUMNS)


def offers_of(organisation_id: UUID) -> dict[UUID, Intervention]:
    """Every intervention of a setting, also those that are offered no more."""
    return {row.pk: row for row in Intervention.objects.filter(organisation_id=organisation_id)}


def effort_of(one: Intervention) -> Effort:
    """What an intervention asks of staff, as the catalogue says."""
    return Effort(one.hourly_rate, one.minutes, one.per_week, one.weeks, one.group_size)


def spell_of(use: UseFact, effort: Effort, shut: frozenset[date]) -> Spell:
    """A use as the rule of costs takes it: help that was taken out of the plan has ended that day, and weeks in
    which the setting is shut are not its weeks."""
    taken_out = london_day(use.taken_out_at) if use.taken_out_at else None
    ends = [day for day in (use.ends_on, use.promised_until, taken_out) if day]
    ends_on = min(ends) if ends else None
    return Spell(
        use.id, use.child_id, use.intervention_id, use.group_id, use.starts_on, ends_on, effort, shut
    )


@dataclass(frozen=True)
class CostFact:
    """What one child's stretch of help costs in a period, for counting."""

    child_id: UUID
    need: str
    intervention_id: UUID
    intervention: str
    pounds: Decimal


@wall.beyond("numbers of an organisation")
def cost_facts(actor: Actor, period: Period) -> list[CostFact]:
    """What all help in the actor's setting costs, past the gate: for numbers alone (`queries/numbers.py`)."""
    if actor.organisation_id is None:
        return []
    uses = ProvisionUse.everything.filter(organisation_id=actor.organisation_id)
    rows = overlapping(uses, period.starts_on, period.ends_on)
    found, offers = use_facts(rows), offers_of(actor.organisation_id)
    shut = days_off(actor.organisation_id, actor.on)
    efforts = {key: effort_of(one) for key, one in offers.items()}
    costs = costs_of([spell_of(one, efforts[one.intervention_id], shut) for one in found], period)
    return [
        CostFact(
            one.child_id, one.primary_need, one.intervention_id, offers[one.intervention_id].name,
            costs[one.id].pounds,
        )
        for one in found
        if costs[one.id].weeks
    ]  # fmt: skip


@wall.beyond("numbers of an organisation")
def top_up_facts(actor: Actor, year: int) -> list[tuple[UUID, Decimal]]:
    """Each child for whom money came to the actor's setting, with the sum: for numbers alone."""
    if actor.organisation_id is None:
        return []
    rows = TopUp.everything.filter(
        organisation_id=actor.organisation_id, financial_year=year, taken_out_at=None
    )
    return list(rows.values_list("child_id", "amount"))


def level_facts(actor: Actor) -> dict[str, int]:
    """How many children of the actor's setting have which level of support today: for numbers alone."""
    rows = _attending(actor).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=actor.on), starts_on__lte=actor.on
    )
    counted = rows.order_by().values_list("child__sen_provision").annotate(Count("child_id", distinct=True))
    return dict(counted)


def _attending(actor: Actor) -> QuerySet:
    rows = Standing.everything.filter(kind=StandingKind.ATTENDS, person__isnull=True)
    return rows.filter(organisation_id=actor.organisation_id) if actor.organisation_id else rows.none()


@dataclass(frozen=True)
class ScoreFact:
    """One score of a child of the setting, for counting."""

    child_id: UUID
    need: str
    level: str
    instrument: str
    on: date
    score: Decimal


@wall.beyond("numbers of an organisation")
def score_facts(actor: Actor, since: date) -> list[ScoreFact]:
    """Every score since a day of a child who was at the actor's setting on its day, oldest first: for numbers alone."""
    there = _attending(actor).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=OuterRef("on")), child_id=OuterRef("child_id"),
        starts_on__lte=OuterRef("on"),
    )  # fmt: skip
    rows = Measure.everything.filter(Exists(there), replaced_at=None, on__gte=since).order_by(
        "on", "at", "id"
    )
    names = ("child_id", "child__primary_need", "child__sen_provision", "instrument", "on", "score")
    return [ScoreFact(*row) for row in rows.values_list(*names)]


def settings_of_area(actor: Actor) -> QuerySet[Organisation]:
    """The settings that children of the actor's council attend today: organisations, and no child.

    Counted past the gate, because who leads an area reaches no child.
    """
    if actor.organisation_id is None:
        return Organisation.objects.none()
    live = Q(starts_on__lte=actor.on) & (Q(ends_on__isnull=True) | Q(ends_on__gt=actor.on))
    standings = Standing.everything.filter(live, person__isnull=True)
    ours = standings.filter(kind=StandingKind.MAINTAINS, organisation_id=actor.organisation_id)
    there = standings.filter(
        kind=StandingKind.ATTENDS, organisation_id=OuterRef("pk"), child_id__in=ours.values("child_id")
    )
    return Organisation.objects.filter(Exists(there), kind=OrganisationKind.SETTING).order_by("name")


def inclusion_counts(setting_id: UUID, on: date) -> tuple[dict[str, int], int]:
    """How many children of a setting are at each level, and how many with support have an agreed plan: for numbers
    alone, of which the small ones are hidden (`queries/challenge.py`)."""
    live = Q(starts_on__lte=on) & (Q(ends_on__isnull=True) | Q(ends_on__gt=on))
    here = Standing.everything.filter(
        live, organisation_id=setting_id, kind=StandingKind.ATTENDS, person__isnull=True
    )
    levels = dict(
        here.order_by().values_list("child__sen_provision").annotate(Count("child_id", distinct=True))
    )
    supported = here.filter(child__sen_provision__in=("K", "E")).values("child_id")
    agreed = Plan.everything.filter(child_id__in=supported, state=PlanState.AGREED)
    return levels, agreed.values("child_id").distinct().count()


def senco_facts_of(setting_id: UUID, on: date) -> SencoAppointment | None:
    """Who is SENCo of a setting: for the words about post and qualification that its area reads."""
    rows = SencoAppointment.everything.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on))
    return rows.filter(organisation_id=setting_id, starts_on__lte=on).order_by("starts_on").first()
