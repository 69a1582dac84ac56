"""What a co-ordinator must see each morning of plans: who has none, and which lie with a family for long (O8, O9)."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.access.stretch import with_total
from alongside.children.choices import SenProvision
from alongside.children.models import Child
from alongside.design.addresses import page_address
from alongside.design.dates import day
from alongside.kernel.board import ROWS, BoardList, BoardRow
from alongside.plans.choices import VersionState
from alongside.plans.models import PlanVersion
from alongside.plans.queries import children_with_plan
from alongside.plans.without_plan import stage_board
from alongside.platform.clock import LONDON
from alongside.support.queries.stages import at_a_stage

_REGISTER = Permission.REGISTER_READ
_LONG = timedelta(days=14)
"""How long a plan lies with a family before somebody asks whether help is wanted with reading it."""


def board(actor: Actor, organisation_id: UUID, today: date) -> list[BoardList]:
    """Children at a stage or with support and no plan, the highest first; and plans that are long with a family."""
    if not role_may(actor.role, _REGISTER):
        return []
    missing = _missing(actor, (SenProvision.PLAN.value, SenProvision.SUPPORT.value))
    lying = _with_family(actor, datetime.combine(today - _LONG, time.min, LONDON))
    return [
        *stage_board(actor),
        BoardList(
            "plans", "Support is given, and there is no plan",
            tuple(
                BoardRow(
                    row.pk, SenProvision(row.sen_provision).label, page_address("casefile:child", row.pk)
                )
                for row in missing
            ),
            missing[0].in_all if missing else 0, f"{page_address('casefile:register')}?plan=none",
        ),
        BoardList(
            "with-family", "With the family for more than two weeks",
            tuple(
                BoardRow(
                    row.plan.child_id, f"Since {day(row.proposed_at)}: do they want help with it?",
                    page_address("plans:plan", row.plan.child_id),
                )
                for row in lying
            ),
            lying[0].in_all if lying else 0, f"{page_address('casefile:register')}?plan=proposed",
        ),
    ]  # fmt: skip


@kept
def _missing(actor: Actor, levels: tuple[str, ...]) -> QuerySet:
    rows = Child.objects.permitting(actor, _REGISTER).filter(sen_provision__in=levels)
    planned, staged = children_with_plan(actor), at_a_stage(actor)  # looked for only where support is given
    rows = rows.filter(
        ~Exists(planned.filter(child_id=OuterRef("pk"))), ~Exists(staged.filter(child_id=OuterRef("pk")))
    )
    rows = rows.only("pk", "sen_provision")  # all that are counted are carried through the sorting
    return with_total(rows).order_by("sen_provision", "family_name", "given_name", "pk")[:ROWS]


@kept
def _with_family(actor: Actor, since: datetime) -> QuerySet:
    rows = PlanVersion.objects.permitting(actor, _REGISTER).filter(
        state=VersionState.PROPOSED, proposed_at__lt=since
    )
    return with_total(rows.select_related("plan").defer("content")).order_by("proposed_at", "id")[:ROWS]
