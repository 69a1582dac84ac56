"""What a co-ordinator must see each morning of help: missed and not put right, or past its day (S1, S16)."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.access.stretch import ON_BOARD, Most, with_total
from alongside.design.addresses import page_address
from alongside.design.dates import day
from alongside.kernel.board import BoardList, BoardRow
from alongside.kernel.text import shorten
from alongside.organisations.holidays import days_off
from alongside.support.choices import ActionState, DeliveryState, MissedReason
from alongside.support.models import Action, Delivery, PutRight
from alongside.support.rules.actions import last_late_day

_READ = Permission.PLAN_READ
_LOOKS_BACK = timedelta(days=28)


def help_board(actor: Actor, organisation_id: UUID, today: date, most: Most = ON_BOARD) -> list[BoardList]:
    """Help that was not given in the last four weeks, the most often first; actions past their day."""
    if not role_may(actor.role, _READ):
        return []
    missed = _missed(actor, today - _LOOKS_BACK, most)
    late = _late(actor, last_late_day(today, days_off(organisation_id, today)), most)
    return [
        BoardList(
            "not-given", "Help that was not given, and not put right",
            tuple(
                BoardRow(
                    row["child_id"], f"{shorten(row['statement__text'], 90)}: {_often(row)}",
                    page_address("support:provision", row["child_id"], row["statement_id"]),
                )
                for row in missed
            ),
            missed[0]["in_all"] if missed else 0,
        ),
        BoardList(
            "actions", "Promised, and past its day",
            tuple(
                BoardRow(
                    row.child_id, shorten(row.what, 120), page_address("support:action", row.child_id, row.pk),
                    row.due_on, row.owner_name,
                )
                for row in late
            ),
            late[0].in_all if late else 0,
        ),
    ]  # fmt: skip


def _often(row: dict[str, Any]) -> str:
    times = "once" if row["times"] == 1 else f"{row['times']} times"
    return f"{times}, last on {day(row['last'])}"


@kept
def _missed(actor: Actor, since: date, most: Most) -> QuerySet:
    written = PutRight.objects.permitting(actor, _READ)
    rows = (
        Delivery.objects.permitting(actor, _READ)
        .filter(state=DeliveryState.MISSED, replaced_at__isnull=True, on__gte=since)
        .exclude(reason__in=(MissedReason.CHILD_AWAY, MissedReason.CLOSED))
        .exclude(pk__in=written.values("delivery_id"))
        .values("child_id", "statement_id", "statement__text")
        .annotate(times=Count("id"), last=Max("on"))
    )
    return with_total(rows).order_by("-times", "-last", "statement_id")[:most]


@kept
def _late(actor: Actor, late_to: date, most: Most) -> QuerySet:
    rows = Action.objects.permitting(actor, _READ).filter(state=ActionState.OPEN, due_on__lte=late_to)
    return with_total(rows).order_by("due_on", "id")[:most]
