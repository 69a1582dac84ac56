"""How clocks narrow, and what is asked of them beside the gate: what comes first, what is reminded of."""

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from alongside.access.actor import Actor
from alongside.access.guarded import narrowed_for
from alongside.access.policy import Permission, role_may
from alongside.children.access import shielded_children, where_a_shield_lets
from alongside.children.beside.access import for_whom_one_speaks
from alongside.deadlines.choices import WorkKind
from alongside.deadlines.models import Assignment, Clock

_MEETS = "review.meeting"
_OF_A_MOVE = ("move.known", "move.happened", "plan.transferred", "move.health-known")
WORK = Q(superseded_at__isnull=True, met_on__isnull=True, kind__isnull=False)


def nothing_earlier(of_kind: bool) -> Exists:
    """Whether a date is the first of its matter, or of its kind in it, that is still to be met. Tells nothing of its
    own: the rows it is asked of came through the gate."""
    others = Clock.everything.filter(WORK, matter_id=OuterRef("matter_id"))
    others = others.filter(kind=OuterRef("kind")) if of_kind else others
    earlier = Q(due_on__lt=OuterRef("due_on")) | Q(due_on=OuterRef("due_on"), id__lt=OuterRef("id"))
    return ~Exists(others.filter(earlier))  # type: ignore[return-value]


def clocks_to_remind(until: date, after: UUID | None, size: int) -> list[Clock]:
    """A council's dates that end by a day, in the order of their ids: for reminders, which say no more than that."""
    rows: QuerySet[Clock] = Clock.everything.filter(WORK, due_on__lte=until)
    rows = rows.filter(pk__gt=after) if after else rows
    return list(rows.defer("steps").order_by("pk")[:size])


def held_by(person_id: UUID, child: str = "child_id") -> Q:
    """That a person has the statutory work of the child of the row: their children first, of all that a council has."""
    rows = Assignment.everything.filter(person_id=person_id, ended_at=None)
    return Q(**{f"{child}__in": rows.values("child_id")})


def who_at(council_id: UUID, child_id: UUID) -> tuple[UUID, str] | None:
    """Who at a council has a child's statutory work, and their name, for what the program does by itself."""
    rows = Assignment.everything.filter(council_id=council_id, child_id=child_id, ended_at=None)
    return rows.values_list("person_id", "person_name").first()


def who_has(child_ids: list[UUID]) -> dict[UUID, tuple[UUID, UUID]]:
    """By child, the council and who there has their statutory work, for reminders."""
    rows = Assignment.everything.filter(child_id__in=child_ids, ended_at=None)
    return {row.child_id: (row.council_id, row.person_id) for row in rows}


@narrowed_for(Assignment)
def _assignments(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """Who had it before is the council's own affair."""
    return rows if role_may(actor.role, Permission.CASE_KEEP) else rows.filter(ended_at=None)


@narrowed_for(Clock)
def _clocks(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """One parent's appeal is not the other's to know of (trust 2.5). Under a shield the home apart reads no date that
    is counted from the day on which everybody meets, and nobody but the council one of a move (trust 2.4.1). The dates
    of a budget that a young person without a sign-in asked for are the council's alone."""
    if role_may(actor.role, Permission.CASE_KEEP):
        return rows
    rows = rows.exclude(event__in=_OF_A_MOVE, child_id__in=shielded_children(actor))
    rows = rows.filter(where_a_shield_lets(actor) | ~Q(event=_MEETS))
    rows = rows.exclude(kind=WorkKind.BUDGET, party_id__isnull=True)
    return rows.filter(Q(party_id__isnull=True) | for_whom_one_speaks(actor, "child_id", "party_id"))
