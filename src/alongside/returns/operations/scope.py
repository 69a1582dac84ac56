"""Which children fall in a council's return: with a request or a plan that the year's period or day touches, or with
a plan that the register alone knows of."""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.access.actor import Actor
from alongside.access.choices import StandingKind
from alongside.access.policy import Permission
from alongside.children.choices import SenProvision
from alongside.children.models import Child, Standing
from alongside.ehc.choices import CaseKind
from alongside.ehc.models import Case
from alongside.ehcplans.models import EhcPlan
from alongside.statute.sen2 import Collection

AT_ONCE = 500
_MEND = Permission.RETURN_MEND


def _in_scope(rows: QuerySet[Child], council_id: UUID, asked: Collection) -> QuerySet[Child]:
    start = asked.period.starts_on
    not_over = Q(ended_at__isnull=True) | Q(ended_at__date__gte=start)
    cases = Case.in_unit.filter(
        not_over, council_id=council_id, received_at__date__lte=asked.reference_on, kind=CaseKind.FIRST
    )
    still = Q(ceased_on__isnull=True) | Q(ceased_on__gte=start)
    plans = EhcPlan.in_unit.filter(still, council_id=council_id, first_issued_on__lte=asked.reference_on)
    ours = Standing.in_unit.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=asked.reference_on), starts_on__lte=asked.reference_on,
        organisation_id=council_id, kind=StandingKind.MAINTAINS,
    )  # fmt: skip
    known = Q(sen_provision=SenProvision.PLAN, pk__in=ours.values("child_id"))
    return rows.filter(Q(pk__in=cases.values("child_id")) | Q(pk__in=plans.values("child_id")) | known)


def every_child(council_id: UUID, asked: Collection) -> QuerySet[Child]:
    """All of them: for the program's own checking, inside its operation, and for counting."""
    return _in_scope(Child.in_unit.all(), council_id, asked)


def children_for(actor: Actor, council_id: UUID, asked: Collection) -> QuerySet[Child]:
    """Those the actor may return."""
    return _in_scope(Child.objects.permitting(actor, _MEND, each_row=True), council_id, asked)


def stretches(ids: list[UUID]) -> Iterator[list[UUID]]:
    """The children a stretch at a time, so that memory does not grow with the area."""
    for first in range(0, len(ids), AT_ONCE):
        yield ids[first : first + AT_ONCE]
