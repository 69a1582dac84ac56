"""A notice is read by the person it is for, for as long as they may know the child it speaks of."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import Resolver404, resolve

from alongside.access.actor import Actor
from alongside.access.choices import FAMILY_KINDS, SHUTS_OUT, Role, StandingKind
from alongside.access.guarded import narrowed_for, reaches
from alongside.access.policy import Permission
from alongside.children.access import who_holds
from alongside.children.models import Restriction, Standing
from alongside.design.addresses import page_address
from alongside.notices.models import CarriedMessage, Notice, OutgoingMessage
from alongside.organisations.access import in_each_post
from alongside.platform.clock import LONDON


@narrowed_for(Notice)
def _own(rows: QuerySet, actor: Actor, permission: Permission) -> QuerySet:
    """A notice names the child, so it goes when the standing goes, or a restriction comes."""
    still_known = Q(child_id=None) | Q(reaches(actor, permission))
    return rows.filter(still_known, person_id=actor.person_id, taken_back_at__isnull=True)


@narrowed_for(OutgoingMessage)
def _own_messages(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    return rows.filter(person_id=actor.person_id)


@narrowed_for(CarriedMessage)
def _to_carry(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """Those of the actor's own organisation, about somebody who is of the child's family still and not shut out.

    Nobody carries a message to themselves.
    """
    family = _live(actor.on).filter(person_id=OuterRef("person_id"), kind__in=FAMILY_KINDS)
    shut_out = _live(actor.on, Restriction).filter(person_id=OuterRef("person_id"), kind__in=SHUTS_OUT)
    rows = rows.filter(organisation_id=actor.organisation_id, message__taken_back_at__isnull=True)
    return rows.filter(Exists(family), ~Exists(shut_out)).exclude(person_id=actor.person_id)


def _live(on: date, model: type[Standing] | type[Restriction] = Standing) -> QuerySet:
    """Rows about the child of the outer row that hold on a day."""
    rows = model.everything.filter(child_id=OuterRef("child_id"), starts_on__lte=on)
    found: QuerySet = rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on))
    return found


def who_carries(child_id: UUID, person_id: UUID, caused_by: UUID | None, on: date) -> UUID | None:
    """The organisation that rings or writes to somebody of a child's family: the one whose act it was, else the
    setting, else the council. None where the person is not of the family: of an advocate nobody here is told."""
    live = Standing.everything.filter(child_id=child_id, starts_on__lte=on)
    live = live.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on))
    if not live.filter(person_id=person_id, kind__in=FAMILY_KINDS).exists():
        return None
    kinds = (StandingKind.ATTENDS, StandingKind.MAINTAINS)
    rows = live.filter(person_id=None, kind__in=kinds).values_list("organisation_id", "kind")
    around = sorted(
        rows, key=lambda row: (row[0] != caused_by, kinds.index(StandingKind(row[1])), str(row[0]))
    )
    return around[0][0] if around else None


def has_lost_the_child(message: OutgoingMessage, on: date) -> bool:
    """Whether its reader could know the child when it was written, or stood by them once, and may not on this day.

    Asked of the gate in every role in which the person could come. Whoever is only just being asked to take part
    never knew the child; their message goes.
    """
    if message.child_id is None or _knows(message.person_id, message.child_id, on):
        return False
    then = message.created_at.astimezone(LONDON).date()
    stood = Standing.everything.filter(
        child_id=message.child_id, person_id=message.person_id, ends_on__lte=on, starts_on__lte=on
    )
    # What ends on a day is gone that whole day: whoever was told in the morning knew the child the day before.
    days = (then, then - timedelta(days=1))
    return stood.exists() or any(_knows(message.person_id, message.child_id, day) for day in days)


def _knows(person_id: UUID, child_id: UUID, on: date) -> bool:
    return any(who_holds(hats_of(person_id, on), Permission.CHILD_READ, child_id))


def hats_of(person_id: UUID, on: date) -> list[Actor]:
    """Every role in which a person could come on a day."""
    return [Actor(person_id, Role.FAMILY, on), *in_each_post(person_id, on)]


def where_it_leads(hats: Sequence[Actor], child_id: UUID | None, path: str) -> str:
    """The page that a notice speaks of where its reader may open it today, else the child's page: rights pass, and what
    was theirs to read when it was written may be closed when they come."""
    if child_id is None or not path:
        return path or "/home/"
    try:
        policy = getattr(resolve(path.partition("#")[0].partition("?")[0]).func, "policy", None)
    except Resolver404:
        return path
    wanted = [one for one in policy.permissions if isinstance(one, Permission)] if policy else []
    if not wanted or any(any(who_holds(hats, one, child_id)) for one in wanted):
        return path
    return page_address("casefile:child", child_id)


def message_to_send(message_id: str) -> OutgoingMessage | None:
    """A message that has not left yet and was not taken back, for the delivery job alone."""
    rows = OutgoingMessage.everything.select_related("person").filter(
        pk=message_id, sent_at__isnull=True, taken_back_at__isnull=True
    )
    found: OutgoingMessage | None = rows.first()
    return found
