"""How invitations to take part narrow by actor, and what the sweeps read of everyone."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from alongside.access.actor import Actor
from alongside.access.choices import SHUTS_OUT, Role, StandingKind
from alongside.access.guarded import narrowed_for
from alongside.access.policy import Permission
from alongside.children.access import children_holding, gives
from alongside.children.models import Restriction, Standing
from alongside.conversations.models import Ask
from alongside.conversations.rules.invitations import BEFORE, OPEN, AskedAs
from alongside.organisations.models import Membership


@narrowed_for(Ask)
def _asks(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """That an advocate was asked is known to whoever asked and to the advocate, to nobody else (trust 2.4.19)."""
    known = Q(person_id=actor.person_id)
    if actor.is_family:
        known |= Q(asked_by_id=actor.person_id)
    return rows.filter(~Q(asked_as=AskedAs.ADVOCATE.value) | known)


def not_shut_out(on: date) -> Q:
    """Asks whose person a restriction does not keep from the child: nobody waits for someone who may not come."""
    live = Q(starts_on__lte=on) & (Q(ends_on__isnull=True) | Q(ends_on__gt=on))
    shut_out = Restriction.everything.filter(
        live, child_id=OuterRef("child_id"), person_id=OuterRef("person_id"), kind__in=SHUTS_OUT
    )
    return Q(person_id=None) | ~Q(Exists(shut_out))


def comes_no_more(on: date) -> Q:
    """Asks whose person came from outside and may read nothing any more: the family closed the line, or it ended.

    Whoever has not come yet has no standing, and is still awaited.
    """
    invited = Standing.everything.filter(
        child_id=OuterRef("child_id"), person_id=OuterRef("person_id"), kind=StandingKind.INVITED,
        starts_on__lte=on,
    )  # fmt: skip
    reads = invited.filter(gives(Permission.PLAN_READ, on))
    return Q(asked_as=AskedAs.PROFESSIONAL.value) & Q(Exists(invited)) & ~Q(Exists(reads))


def asks_to_look_at(today: date) -> list[UUID]:
    """Open asks whose date is near or past, for the sweep that reminds; it tells nobody anything it reads."""
    rows = Ask.everything.filter(state__in=[one.value for one in OPEN], until__lte=today + BEFORE)
    rows = rows.exclude(comes_no_more(today))
    return list(rows.order_by("id").values_list("id", flat=True))


def ask_for_sweep(ask_id: UUID) -> Ask | None:
    """One open ask, held for this transaction where the database can, so that two sweeps do not meet."""
    rows: Any = Ask.everything.select_for_update().filter(pk=ask_id, state__in=[one.value for one in OPEN])
    found: Ask | None = rows.first()
    return found


def asks_of_invitation(invitation_id: UUID) -> QuerySet:
    """The open asks that a link belongs to, when it is opened and before anyone is signed in."""
    return Ask.everything.filter(invitation_id=invitation_id, state__in=[one.value for one in OPEN])


def asked_before(ask: Ask, person_id: UUID) -> QuerySet:
    """What the same person had asked of them and is still open, when they open a later link."""
    return Ask.everything.filter(
        child_id=ask.child_id, person_id=person_id, asked_as=ask.asked_as, asked_by_id=ask.asked_by_id,
        state__in=[one.value for one in OPEN],
    )  # fmt: skip


def still_reaches(ask: Ask, today: date) -> bool:
    """Whether the person asked can still open the child's plan: nobody is reminded of what is closed to them."""
    if ask.person_id is None:
        return True
    roles = Membership.everything.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=today), person_id=ask.person_id, starts_on__lte=today
    ).values_list("role", "organisation_id")
    posts = [Actor(ask.person_id, Role(role), today, place) for role, place in roles]
    return any(
        children_holding(one, Permission.PLAN_READ).filter(child_id=ask.child_id).exists()
        for one in (*posts, Actor(ask.person_id, Role.FAMILY, today))
    )
