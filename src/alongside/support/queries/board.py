"""What a co-ordinator must see each morning of help: missed and not put right, or past its day (S1, S16)."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import as_many, kept
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
from alongside.voice.models import Statement

_READ = Permission.PLAN_READ
_LOOKS_BACK = timedelta(days=28)


def help_board(actor: Actor, organisation_id: UUID, today: date, most: Most = ON_BOARD) -> list[BoardList]:
    """Help that was not given in the last four weeks, the most often first; actions past their day."""
    if not role_may(actor.role, _READ):
        return []
    missed = _missed(actor, today - _LOOKS_BACK, most)
    texts = _texts(actor, tuple(row["statement_id"] for row in missed), most)
    late = _late(actor, last_late_day(today, days_off(organisation_id, today)), most)
    return [
        BoardList(
            "not-given", "Help that was not given, and not put right",
            tuple(
                BoardRow(
                    row["child_id"], f"{shorten(texts[row['statement_id']], 90)}: {_often(row)}",
                    page_address("support:provision", row["child_id"], row["statement_id"]),
                )
                for row in missed
                if row["statement_id"] in texts
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
        .values("child_id", "statement_id")
        .annotate(times=Count("id"), last=Max("on"))
    )
    return with_total(rows).order_by("-times", "-last", "statement_id")[:most]


def _texts(actor: Actor, statement_ids: tuple[UUID, ...], most: Most) -> dict[UUID, str]:
    """The words of the help that is shown: with the times, they were read once for each time that was missed."""
    return dict(_of_help(actor, as_many(statement_ids, most))) if statement_ids else {}


@kept
def _of_help(actor: Actor, statement_ids: tuple[UUID, ...]) -> QuerySet[Statement, tuple[UUID, str]]:
    rows = Statement.objects.permitting(actor, _READ).filter(pk__in=statement_ids)
    return rows.values_list("pk", "text")


@kept
def _late(actor: Actor, late_to: date, most: Most) -> QuerySet:
    rows = Action.objects.permitting(actor, _READ).filter(state=ActionState.OPEN, due_on__lte=late_to)
    return with_total(rows).order_by("due_on", "id")[:most]
