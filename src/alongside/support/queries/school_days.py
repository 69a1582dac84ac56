"""The days on which nothing is promised, because the child's setting is shut: the same for everyone who counts (S1)."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside import statute
from alongside.access.actor import Actor
from alongside.access.choices import StandingKind
from alongside.access.kept import kept
from alongside.access.policy import Permission
from alongside.children.models import Standing
from alongside.organisations.holidays import days_off, together
from alongside.organisations.models import Holiday


def shut_here(actor: Actor, today: date) -> frozenset[date]:
    """Days on which the actor's own setting is shut; for who belongs to none, bank holidays."""
    if actor.organisation_id is None:
        return statute.on(today).bank_holidays
    return days_off(actor.organisation_id, today)


def shut_for(actor: Actor, child_id: UUID) -> frozenset[date]:
    """Days on which the setting is shut that the child attends, as far as the actor may know which that is."""
    return together(_spans(actor, child_id), actor.on)


@kept
def _spans(actor: Actor, child_id: UUID) -> QuerySet[Holiday, tuple[date, date]]:
    attends = Standing.objects.permitting(actor, Permission.CHILD_READ, child_id).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=actor.on), kind=StandingKind.ATTENDS, starts_on__lte=actor.on
    )
    rows = Holiday.objects.filter(organisation_id__in=attends.values("organisation_id"), taken_out_at=None)
    return rows.order_by("starts_on", "last_on").values_list("starts_on", "last_on")
