"""How what a family says in a review narrows by home; and reviews long due, for the sweep that knows ids alone."""

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from alongside.access.actor import Actor
from alongside.access.choices import Role, StandingKind
from alongside.access.guarded import narrowed_for
from alongside.access.policy import Permission
from alongside.children.models import Standing
from alongside.reviews.models import Review, ReviewAnswer, ReviewAnswerVersion, ReviewHome, ReviewHomeMember


def reads_by_home(actor: Actor) -> bool:
    """Whether only some homes' words are for this reader: those of the family, and who stands beside one of them."""
    return actor.is_family or actor.role is Role.ADVISER


def _of_own_home(actor: Actor, home: str, child: str) -> Q:
    """Words of a home for those who live there, for whoever one of them invited, and for the child.

    Neither home reads the other's, as with what each writes to the setting (trust 2.5, two parents in dispute). Staff
    who hold the review read all.
    """
    standings = Standing.everything.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=actor.on), child_id=OuterRef(child), person_id=actor.person_id,
        starts_on__lte=actor.on,
    )  # fmt: skip
    members = ReviewHomeMember.everything.filter(home_id=OuterRef(home))
    invited_by = Standing.everything.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=actor.on), child_id=OuterRef("home__child_id"),
        person_id=actor.person_id, kind=StandingKind.ADVOCATE, starts_on__lte=actor.on,
        invited_by_id=OuterRef("person_id"),
    )  # fmt: skip
    return (
        Q(Exists(members.filter(person_id=actor.person_id)))
        | Q(Exists(members.filter(Exists(invited_by))))
        | Q(Exists(standings.filter(kind=StandingKind.CHILD)))
    )


@narrowed_for(ReviewHome)
def _homes(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    return rows.filter(_of_own_home(actor, "pk", "child_id")) if reads_by_home(actor) else rows


@narrowed_for(ReviewHomeMember)
def _members(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    return rows.filter(_of_own_home(actor, "home_id", "home__child_id")) if reads_by_home(actor) else rows


@narrowed_for(ReviewAnswer)
def _answers(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    if not reads_by_home(actor):
        return rows
    return rows.filter(Q(home=None) | _of_own_home(actor, "home_id", "child_id"))


@narrowed_for(ReviewAnswerVersion)
def _answer_versions(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    if not reads_by_home(actor):
        return rows
    return rows.filter(Q(answer__home=None) | _of_own_home(actor, "answer__home_id", "answer__child_id"))


def set_here(on: date) -> Q:
    """Picks reviews whose day was set while the child attended the setting of today. A day that the setting before had
    set reminds nobody after a move: the setting of today sets one of its own."""
    moved = Standing.everything.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=on), child_id=OuterRef("child_id"), kind=StandingKind.ATTENDS,
        starts_on__lte=on, starts_on__gt=OuterRef("planned_at"),
    )  # fmt: skip
    return ~Q(Exists(moved))


def reviews_to_chase(due_before: date, on: date, limit: int = 200) -> list[Review]:
    """Reviews that were due before a day, are not held and were not asked about yet."""
    rows = Review.everything.filter(set_here(on), finished_at=None, chased_at=None, due_on__lt=due_before)
    return list(rows.defer("content").order_by("due_on")[:limit])


def lead_worker_of(child_id: UUID, on: date) -> UUID | None:
    """The person who leads for the child on a day."""
    live = Q(ends_on__isnull=True) | Q(ends_on__gt=on)
    rows = Standing.everything.filter(
        live, child_id=child_id, kind=StandingKind.LEAD_WORKER, starts_on__lte=on
    )
    return rows.values_list("person_id", flat=True).first()
