"""How what was asked, and a concern, narrow: what one parent says is not for the other household."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.access import wall
from alongside.access.actor import Actor
from alongside.access.choices import CLASS_ROLES, Role, StandingKind
from alongside.access.guarded import narrowed_for
from alongside.access.policy import Permission
from alongside.children.access import where_a_shield_lets
from alongside.children.models import Standing
from alongside.platform.clock import LONDON
from alongside.support.choices import SupportStage
from alongside.support.models import Asked, Concern, SupportLetter, WelcomePlan, WelcomeVisit
from alongside.support.rules.concerns import days_to_support, middle
from alongside.voice.choices import Voice


@narrowed_for(Asked)
def _asked(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """Staff read all of it; a family member or adviser what the child asked, and what they asked themselves."""
    if actor.role not in (Role.FAMILY, Role.ADVISER):
        return rows
    return rows.filter(Q(voice=Voice.CHILD) | Q(asker_id=actor.person_id))


@narrowed_for(Concern)
def _concerns(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """Staff read all of it; a parent what is for every home, the child what is for the child, each what they said."""
    if actor.role is not Role.FAMILY:
        return rows
    if actor.person_id is None:
        return rows.none()
    themselves = Standing.objects.permitting(actor, Permission.CHILD_READ).filter(
        kind=StandingKind.CHILD, person_id=actor.person_id
    )
    is_theirs = Q(child_id__in=themselves.values("child_id"))
    mine = Q(raiser_id=actor.person_id)
    return rows.filter(mine | (is_theirs & Q(child_reads=True)) | (~is_theirs & Q(family_reads=True)))


@narrowed_for(SupportLetter)
def _letters(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """A family member reads the letter to them once it was given; SENCo and head all of them; a class none."""
    if actor.role in CLASS_ROLES:
        return rows.none()
    return rows.filter(to_id=actor.person_id, told_on__isnull=False) if actor.role is Role.FAMILY else rows


_BESIDE = (Role.FAMILY, Role.ADVISER)


@narrowed_for(WelcomePlan)
def _welcomes(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """The family and who stands beside it read a welcome plan from the day it was shared; under a shield not the home
    apart: it says where the child will be, and on which day."""
    if actor.role not in _BESIDE:
        return rows
    return rows.filter(where_a_shield_lets(actor), shared_at__isnull=False)


@narrowed_for(WelcomeVisit)
def _visits(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    if actor.role not in _BESIDE:
        return rows
    return rows.filter(where_a_shield_lets(actor), welcome__shared_at__isnull=False)


SMALLEST_SHOWN = 6
"""Counts of children below this are hidden (docs/how-it-works/access.md: numbers)."""
_SEES_NUMBERS = frozenset({Role.SENCO, Role.HEAD, Role.GOVERNOR})


@dataclass(frozen=True)
class SettingTimes:
    """From a worry to the first help, in a setting: None stands for a number about too few children to show."""

    children: int | None
    middle: float | None
    by_class: int | None
    by_support: int | None


@wall.beyond("numbers of an organisation")
def times_to_support(actor: Actor, days: int = 365) -> SettingTimes | None:
    """How long it took in the actor's setting until help began, over concerns of the last `days` (T6).

    Counted past the gate, for those who see numbers; None for everybody else. One part of a whole is hidden with
    the other, so that nothing is worked out by taking away.
    """
    if actor.role not in _SEES_NUMBERS or actor.organisation_id is None:
        return None
    since = datetime.combine(actor.on - timedelta(days=days), time(), LONDON)
    rows = Concern.everything.filter(
        setting_id=actor.organisation_id, raised_at__gte=since, supported_on__isnull=False
    ).order_by("raised_at")
    first: dict[UUID, tuple[int, str]] = {}
    for child_id, raised_at, supported_on, stage in rows.values_list(
        "child_id", "raised_at", "supported_on", "supported_by"
    ):
        waited = days_to_support(raised_at.astimezone(LONDON).date(), supported_on)
        first.setdefault(child_id, (waited or 0, stage))
    if len(first) < SMALLEST_SHOWN:
        return SettingTimes(None, None, None, None)
    by_class = sum(stage == SupportStage.CLASS for _, stage in first.values())
    parts = (by_class, len(first) - by_class)
    hidden = any(0 < part < SMALLEST_SHOWN for part in parts)
    return SettingTimes(
        len(first), middle([waited for waited, _ in first.values()]), *((None, None) if hidden else parts)
    )
