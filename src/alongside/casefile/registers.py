"""Lists of children: an organisation's register and a class, in order of name, paged by key."""

from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.access.actor import Actor
from alongside.access.choices import CLASS_ROLES, StandingKind
from alongside.access.policy import Permission
from alongside.children.models import Child, GroupPlace, Standing
from alongside.children.queries import ChildCard, card
from alongside.kernel.text import search_key
from alongside.organisations.models import GroupStaff, TeachingGroup
from alongside.plans.choices import PlanState
from alongside.plans.queries import children_with_plan, plan_states

PAGE = 50


@dataclass(frozen=True)
class Filters:
    """What a register is narrowed by; lives in the address so that it can be kept and sent."""

    name: str = ""
    sen: str = ""
    year: str = ""
    plan: str = ""
    after: str = ""

    @property
    def any(self) -> bool:
        return bool(self.name or self.sen or self.year or self.plan)


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
    rows = _narrowed(_standings(actor), actor, filters)
    if filters.after:
        key, _, last = filters.after.rpartition("~")
        rows = rows.filter(Q(sort_key__gt=key) | Q(sort_key=key, child_id__gt=UUID(last)))
    found = list(rows.select_related("child").order_by("sort_key", "child_id")[: PAGE + 1])
    page, more = found[:PAGE], len(found) > PAGE
    lines = _lines(actor, [row.child for row in page])
    next_after = f"{page[-1].sort_key}~{page[-1].child_id}" if more else ""
    return Register(lines, next_after, filters)


def _standings(actor: Actor) -> QuerySet:
    """The standings through which the actor's organisation knows its children today."""
    rows = Standing.objects.permitting(actor, Permission.REGISTER_READ)
    kinds = (StandingKind.ATTENDS, StandingKind.MAINTAINS)
    return rows.filter(
        organisation_id=actor.organisation_id, person_id=None, kind__in=kinds, starts_on__lte=actor.on
    ).filter(Q(ends_on__isnull=True) | Q(ends_on__gt=actor.on))


def _narrowed(rows: QuerySet, actor: Actor, filters: Filters) -> QuerySet:
    for word in search_key(filters.name).split():
        rows = rows.filter(child__search_key__contains=word)
    if filters.sen:
        rows = rows.filter(child__sen_provision=filters.sen)
    if filters.year:
        rows = rows.filter(child__nc_year=filters.year)
    if filters.plan == "none":
        rows = rows.exclude(child_id__in=children_with_plan(actor))
    elif filters.plan:
        rows = rows.filter(child_id__in=children_with_plan(actor, PlanState(filters.plan)))
    return rows


def _lines(actor: Actor, children: list[Child]) -> tuple[RegisterLine, ...]:
    cards = [card(child, actor.on) for child in children]
    ids = [one.id for one in cards]
    states, groups = plan_states(actor, ids), _groups(actor, ids)
    return tuple(RegisterLine(one, groups.get(one.id, ""), states.get(one.id)) for one in cards)


def _groups(actor: Actor, child_ids: list[UUID]) -> dict[UUID, str]:
    rows = GroupPlace.objects.permitting(actor, Permission.CHILD_READ).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=actor.on), child_id__in=child_ids, starts_on__lte=actor.on
    )
    return dict(rows.values_list("child_id", "group__name"))


@dataclass(frozen=True)
class ClassChoice:
    """A class the actor may open."""

    id: UUID
    name: str


def classes_of(actor: Actor) -> tuple[ClassChoice, ...]:
    """The classes the actor teaches today; for the SENCo and head, every class of the setting with children."""
    rows = TeachingGroup.objects.filter(organisation_id=actor.organisation_id)
    if actor.role in CLASS_ROLES:
        mine = GroupStaff.objects.permitting(actor, Permission.CLASS_READ).filter(
            Q(ends_on__isnull=True) | Q(ends_on__gt=actor.on),
            person_id=actor.person_id,
            starts_on__lte=actor.on,
        )
        rows = rows.filter(id__in=mine.values("group_id"))
    newest = rows.order_by("-school_year").values_list("school_year", flat=True).first()
    return tuple(ClassChoice(row.id, row.name) for row in rows.filter(school_year=newest).order_by("name"))


def class_list(actor: Actor, group_id: UUID) -> tuple[RegisterLine, ...] | None:
    """The children with a place in a class today that the actor may reach; None for a class that is not theirs."""
    if group_id not in {one.id for one in classes_of(actor)}:
        return None
    rows = GroupPlace.objects.permitting(actor, Permission.CLASS_READ).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=actor.on), group_id=group_id, starts_on__lte=actor.on
    )
    places = rows.select_related("child").order_by("child__family_name", "child__given_name")
    return _lines(actor, [row.child for row in places[:80]])
