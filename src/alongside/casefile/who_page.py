"""Who can see a child's record, worked out by the gate itself, and who has looked, from the access log."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.choices import Role, StandingKind
from alongside.access.kept import kept
from alongside.access.policy import Permission
from alongside.children.access import gives, places_known, unknown_advocates
from alongside.children.holders import Holder, staff_holding
from alongside.children.models import Standing
from alongside.children.queries import ChildCard, StandsBy, stands_by
from alongside.ledger.access_log import Look, Unknown, looks_at
from alongside.organisations.models import Organisation
from alongside.platform.clock import LONDON

_ROLES = dict(Role.choices)
_WHAT: dict[str, str] = {
    Permission.CHILD_READ: "opened the page about {called}",
    Permission.PLAN_READ: "read the plan",
    Permission.PASSPORT_READ: "read the passport",
    Permission.PLAN_PRINT: "printed the plan",
    Permission.PASSAGE_WRITE: "opened the plan to write in it",
    Permission.PLAN_EDIT: "opened the plan to write in it",
    Permission.STANDING_READ: "looked at who can see this",
    Permission.LOOKS_READ: "looked at who has looked",
    Permission.CONTACT_READ: "looked up contact details",
    "child.bundle": "copied the whole record, to move it on",
}
LOOKS = 200


@dataclass(frozen=True)
class LookLine:
    """One or more looks by the same person at the same thing on one day."""

    who: str
    organisation: str
    what: str
    times: int
    by_me: bool


@dataclass(frozen=True)
class LookDay:
    """A day with its looks."""

    on: date
    lines: tuple[LookLine, ...]


@dataclass(frozen=True)
class WhoPage:
    """The two halves of the page."""

    child: ChildCard
    family: tuple[StandsBy, ...]
    invited: tuple[StandsBy, ...]
    staff: tuple[tuple[str, tuple[Holder, ...]], ...]
    basis: dict[str, str]
    days: tuple[LookDay, ...]
    older: int | None


def who_page(actor: Actor, child: ChildCard, before: int | None = None) -> WhoPage:
    """Who can open the plan today, and who has opened what; for those who hold standing.read and looks.read."""
    around = stands_by(actor, child.id, Permission.STANDING_READ)
    able = set(_able(actor, child.id))
    people = [one for one in around if one.person_id and one.id in able]
    staff = staff_holding(around, child.id, Permission.PLAN_READ, actor.on)
    looks = looks_at(child.id, before=before, limit=LOOKS, without=_unknown(actor, child.id))
    return WhoPage(
        child,
        family=tuple(one for one in people if one.is_family),
        invited=tuple(one for one in people if not one.is_family),
        staff=_by_organisation(staff),
        basis={one.organisation_name: one.basis for one in around if one.kind is StandingKind.ATTENDS},
        days=_days(actor, child, looks, _names(around, staff)),
        older=looks[-1].id if len(looks) == LOOKS else None,
    )


def _unknown(actor: Actor, child_id: UUID) -> Unknown:
    """What the list leaves out: another's advocate; for the school, which other settings a council has asked; under a
    shield, for the home apart, everybody from a place that says where the child is."""
    asked = () if actor.is_family else (Permission.CONSULTATION_ANSWER,)
    return Unknown(unknown_advocates(actor, child_id), asked, places_known(actor, child_id))


@kept
def _able(actor: Actor, child_id: UUID) -> QuerySet[Standing, UUID]:
    """The standings through which somebody can read the plan."""
    rows = Standing.objects.permitting(actor, Permission.STANDING_READ, child_id)
    return rows.filter(gives(Permission.PLAN_READ, actor.on)).values_list("pk", flat=True)


def _by_organisation(staff: Iterable[Holder]) -> tuple[tuple[str, tuple[Holder, ...]], ...]:
    ordered = sorted(staff, key=lambda one: (one.organisation_name, one.role, one.name))
    return tuple(
        (name, tuple(group)) for name, group in groupby(ordered, key=lambda one: one.organisation_name)
    )


def _names(around: Iterable[StandsBy], staff: Iterable[Holder]) -> dict[UUID, str]:
    """Names the family may read beside a look: their own circle, and who is in post for the child today (2.4.7)."""
    named = {one.person_id: one.name for one in around if one.person_id}
    return named | {one.person_id: one.name for one in staff}


def _days(actor: Actor, child: ChildCard, looks: list[Look], names: dict[UUID, str]) -> tuple[LookDay, ...]:
    organisations = dict(
        Organisation.objects.filter(
            id__in={one.organisation_id for one in looks if one.organisation_id}
        ).values_list("id", "name")
    )
    days: list[LookDay] = []
    for day, on_day in groupby(looks, key=lambda one: one.at.astimezone(LONDON).date()):
        counted: dict[tuple[str, str, str, bool], int] = {}
        for look in on_day:
            line = (*_who(look, names, organisations), _what(look, child), look.actor_id == actor.person_id)
            counted[line] = counted.get(line, 0) + 1
        lines = tuple(
            LookLine(who, place, what, times, mine) for (who, place, what, mine), times in counted.items()
        )
        days.append(LookDay(day, lines))
    return tuple(days)


def _who(look: Look, names: dict[UUID, str], organisations: dict[UUID, str]) -> tuple[str, str]:
    role = _ROLES.get(look.actor_role, look.actor_role)
    name = names.get(look.actor_id) if look.actor_id else None
    place = organisations.get(look.organisation_id, "") if look.organisation_id else ""
    if name and look.organisation_id:
        return f"{name}, {role}", place
    return name or role, place


def _what(look: Look, child: ChildCard) -> str:
    return _WHAT.get(look.permission, "opened the record").format(called=child.called)
