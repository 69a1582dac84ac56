"""Lists of children: an organisation's register and a class, in order of name, paged by key."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from alongside.access.actor import Actor
from alongside.access.choices import CLASS_ROLES, StandingKind
from alongside.access.kept import kept
from alongside.access.policy import POLICY, Permission, role_may
from alongside.children.models import Child, GroupPlace, Standing
from alongside.children.queries import ChildCard, card
from alongside.kernel.text import search_key
from alongside.organisations.models import GroupStaff, TeachingGroup
from alongside.plans.choices import PlanState
from alongside.plans.queries import children_with_plan, plan_states
from alongside.support.models import Cycle
from alongside.voice.board import A_TERM, heard_since

PAGE = 50
_SAME_CHILD = 4
"""More ways than a council knows one child by at once (its area, a request, a plan): it stands in a list once."""
_COUNCIL = POLICY[Permission.REGISTER_READ][StandingKind.MAINTAINS]
_NOT_HEARD = {"term": A_TERM, "year": 3 * A_TERM}
"""For how long a child has not been heard, by the word in the address."""


@dataclass(frozen=True)
class Filters:
    """What a register is narrowed by; lives in the address so that it can be kept and sent."""

    name: str = ""
    sen: str = ""
    year: str = ""
    plan: str = ""
    need: str = ""
    stage: str = ""
    heard: str = ""
    after: str = ""

    @property
    def any(self) -> bool:
        return any(value for name, value in self.__dict__.items() if name != "after")

    @property
    def to_keep(self) -> dict[str, str]:
        """What a saved view holds: the choices, and neither a name that was typed nor a page."""
        kept = {name: value for name, value in self.__dict__.items() if name not in ("name", "after")}
        return {name: value for name, value in kept.items() if value}


@dataclass(frozen=True)
class RegisterLine:
    """One child in a list."""

    child: ChildCard
    group: str
    plan: PlanState | None


@dataclass(frozen=True)
class Register:
    """One page of a register and the key of the next."""

    lines: tuple[RegisterLine, ...] = ()
    next_after: str = ""
    filters: Filters = field(default_factory=Filters)


def register(actor: Actor, filters: Filters) -> Register:
    """One page of the children the actor's organisation stands by today, by family name."""
    found = _page(
        actor, tuple(search_key(filters.name).split()), filters.sen or None, filters.year or None,
        _plan_choice(filters.plan), (*_more(actor, filters), _key(filters.after)),
    )  # fmt: skip
    page = found[:PAGE]
    more = any(row.child_id != page[-1].child_id for row in found[PAGE:])
    lines = _lines(actor, list({row.child_id: row.child for row in page}.values()))
    next_after = f"{page[-1].sort_key}~{page[-1].child_id}" if more else ""
    return Register(lines, next_after, filters)


def reads_plans(actor: Actor) -> bool:
    """Whether the register may be narrowed by what stands in plans; a council's is too long for that."""
    return role_may(actor.role, Permission.PLAN_READ) and actor.role not in _COUNCIL


def _more(actor: Actor, filters: Filters) -> tuple[str | None, str | None, date | None]:
    """Need, stage, and since when the child has not been heard; what the actor may not read narrows nothing."""
    if not reads_plans(actor):
        return filters.need or None, None, None
    since = actor.on - _NOT_HEARD[filters.heard] if filters.heard in _NOT_HEARD else None
    return filters.need or None, filters.stage or None, since


def _key(after: str) -> tuple[str, UUID] | None:
    """Where the page before ended: the name and the child it ended with."""
    name, _, last = after.rpartition("~")
    return (name, UUID(last)) if after else None


def _plan_choice(plan: str) -> PlanState | bool | None:
    """The state of plan that the list is narrowed to; False for children without one, None for any."""
    if plan == "none":
        return False
    return PlanState(plan) if plan else None


def _standings(actor: Actor) -> QuerySet:
    """The standings through which the actor's organisation knows its children today."""
    rows = Standing.objects.permitting(actor, Permission.REGISTER_READ, each_row=True)
    # Only the kind that opens the register to this role: with one, the rows are read in order of name from an index.
    kinds = [kind for kind, roles in POLICY[Permission.REGISTER_READ].items() if actor.role in roles]
    return rows.filter(
        organisation_id=actor.organisation_id, person_id=None, kind__in=kinds, starts_on__lte=actor.on
    ).filter(Q(ends_on__isnull=True) | Q(ends_on__gt=actor.on))


@kept
def _page(
    actor: Actor, words: tuple[str, ...], sen: str | None, year: str | None,
    plan: PlanState | bool | None, more: tuple[str | None, str | None, date | None, tuple[str, UUID] | None],
) -> QuerySet:  # fmt: skip
    """The standings of one page with their children, and enough more to know whether another child follows."""
    rows = _standings(actor).select_related("child")
    for word in words:
        rows = rows.filter(GreaterThan(StrIndex("child__search_key", Value(word)), 0))
    if sen is not None:
        rows = rows.filter(child__sen_provision=sen)
    if year is not None:
        rows = rows.filter(child__nc_year=year)
    if plan is False:
        rows = rows.exclude(child_id__in=children_with_plan(actor))
    elif plan is not None:
        rows = rows.filter(child_id__in=children_with_plan(actor, plan))
    need, stage, not_since, after = more
    if need is not None:
        rows = rows.filter(child__primary_need=need)
    if stage is not None:
        rows = rows.filter(child_id__in=_in_cycle(actor, stage))
    if not_since is not None:
        rows = rows.filter(~heard_since(actor, not_since, "child_id"))
    if after is not None:
        rows = rows.filter(Q(sort_key__gt=after[0]) | Q(sort_key=after[0], child_id__gt=after[1]))
    return rows.order_by("sort_key", "child_id")[: PAGE + _SAME_CHILD]


def _in_cycle(actor: Actor, stage: str) -> QuerySet:
    rows = Cycle.objects.permitting(actor, Permission.PLAN_READ).filter(stage=stage, finished_at=None)
    return rows.values("child_id")


def _lines(actor: Actor, children: list[Child]) -> tuple[RegisterLine, ...]:
    cards = [card(child, actor.on) for child in children]
    ids = tuple(one.id for one in cards)
    states, groups = plan_states(actor, ids), dict(_groups(actor, ids))
    return tuple(RegisterLine(one, groups.get(one.id, ""), states.get(one.id)) for one in cards)


@kept
def _groups(actor: Actor, child_ids: tuple[UUID, ...]) -> QuerySet[GroupPlace, tuple[UUID, str]]:
    """Each child and the name of the class it has a place in today."""
    rows = GroupPlace.objects.permitting(actor, Permission.CHILD_READ, child_ids).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=actor.on), starts_on__lte=actor.on
    )
    return rows.values_list("child_id", "group__name")


@dataclass(frozen=True)
class ClassChoice:
    """A class the actor may open."""

    id: UUID
    name: str


def classes_of(actor: Actor) -> tuple[ClassChoice, ...]:
    """The classes the actor teaches today; for the SENCo and head, every class of the setting with children."""
    rows = _classes(actor)
    newest = max((year for _, _, year in rows), default=None)
    return tuple(ClassChoice(one, name) for one, name, year in rows if year == newest)


@kept
def _classes(actor: Actor) -> QuerySet[TeachingGroup, tuple[UUID, str, int]]:
    rows = TeachingGroup.objects.filter(organisation_id=actor.organisation_id)
    if actor.role in CLASS_ROLES:
        mine = GroupStaff.objects.permitting(actor, Permission.CLASS_READ).filter(
            Q(ends_on__isnull=True) | Q(ends_on__gt=actor.on),
            person_id=actor.person_id,
            starts_on__lte=actor.on,
        )
        rows = rows.filter(id__in=mine.values("group_id"))
    return rows.order_by("name").values_list("id", "name", "school_year")


def class_list(actor: Actor, group_id: UUID) -> tuple[RegisterLine, ...] | None:
    """The children with a place in a class today that the actor may reach; None for a class that is not theirs."""
    children = _in_class(actor, group_id)
    return None if children is None else _lines(actor, children)


def class_cards(actor: Actor, group_id: UUID) -> tuple[ChildCard, ...] | None:
    """The same children without what stands beside them in a list."""
    children = _in_class(actor, group_id)
    return None if children is None else tuple(card(one, actor.on) for one in children)


def _in_class(actor: Actor, group_id: UUID) -> list[Child] | None:
    if group_id not in {one.id for one in classes_of(actor)}:
        return None
    return [row.child for row in _places(actor, group_id)]


@kept
def _places(actor: Actor, group_id: UUID) -> QuerySet[GroupPlace]:
    rows = GroupPlace.objects.permitting(actor, Permission.CLASS_READ).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=actor.on), group_id=group_id, starts_on__lte=actor.on
    )
    return rows.select_related("child").order_by("child__family_name", "child__given_name")[:80]
