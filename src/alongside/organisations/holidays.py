"""When a setting is shut, as its own staff wrote it down: help, costs and turns leave those days out (S1, S6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from uuid import UUID

from django.db.models import QuerySet

from alongside import statute
from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.own_work import Work
from alongside.access.policy import role_may
from alongside.organisations.models import Holiday


@dataclass(frozen=True)
class HolidayLine:
    """One stretch of days on which the setting is shut."""

    id: UUID
    name: str
    starts_on: date
    last_on: date


def holidays_here(actor: Actor) -> tuple[HolidayLine, ...]:
    """What is written down for the actor's setting and not long over, the next first."""
    if actor.organisation_id is None or not role_may(actor.role, Work.CATALOGUE_READ):
        return ()
    rows = Holiday.objects.filter(organisation_id=actor.organisation_id, taken_out_at=None)
    rows = rows.filter(last_on__gte=actor.on - timedelta(days=366)).order_by("starts_on", "id")
    return tuple(HolidayLine(row.id, row.name, row.starts_on, row.last_on) for row in rows)


def days_off(organisation_id: UUID, today: date) -> frozenset[date]:
    """The days on which a setting is shut: its own, and bank holidays."""
    return together(_spans(organisation_id), today)


def together(spans: Iterable[tuple[date, date]], today: date) -> frozenset[date]:
    """Each day of these stretches, and bank holidays as the law of today has them."""
    return statute.on(today).bank_holidays | _days(tuple(spans))


@lru_cache(maxsize=64)
def _days(spans: tuple[tuple[date, date], ...]) -> frozenset[date]:
    return frozenset(
        first + timedelta(days=n) for first, last in spans for n in range((last - first).days + 1)
    )


@kept
def _spans(organisation_id: UUID) -> QuerySet[Holiday, tuple[date, date]]:
    rows = Holiday.objects.filter(organisation_id=organisation_id, taken_out_at=None)
    return rows.order_by("starts_on", "last_on").values_list("starts_on", "last_on")
