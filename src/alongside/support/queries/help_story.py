"""Help that was not given, as a child's story tells it, and what waits about it."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import as_many, kept
from alongside.access.policy import Permission, role_may
from alongside.access.stretch import Most, Within, stretch, within
from alongside.children.models import Child
from alongside.design.addresses import page_address
from alongside.kernel.chronicle import Entry, EntryKind, Reach, Waiting, newest_first
from alongside.support.choices import DeliveryState, MissedReason
from alongside.support.models import Delivery, PutRight
from alongside.support.queries.today import lines_on
from alongside.support.rules.delivery import WAITS_FOR_DAYS

_READ = Permission.PLAN_READ
_MOST = 20


def help_in_story(actor: Actor, child_id: UUID, reach: Reach) -> list[Entry]:
    """Times that were missed or given in part, and what was done about them, newest first.

    What was given as planned stands on the page of help, week by week: told one by one it would bury the rest.
    """
    if not reach.wants(EntryKind.DELIVERY) or not role_may(actor.role, _READ):
        return []
    bounds = within(reach)
    stories = (
        [_missed(row) for row in _missing(actor, child_id, bounds)],
        [_put_right(row) for row in _notes(actor, child_id, bounds)],
    )
    return newest_first(stories, reach.limit)


@kept
def _missing(actor: Actor, child_id: UUID, bounds: Within) -> QuerySet[Delivery]:
    rows = Delivery.objects.permitting(actor, _READ, child_id).exclude(state=DeliveryState.GIVEN)
    return stretch(rows.select_related("statement"), bounds)


@kept
def _notes(actor: Actor, child_id: UUID, bounds: Within) -> QuerySet[PutRight]:
    rows = PutRight.objects.permitting(actor, _READ, child_id)
    return stretch(rows.select_related("delivery__statement"), bounds)


def _missed(row: Delivery) -> Entry:
    title = "Help was not given" if row.state == DeliveryState.MISSED else "Help was given in part"
    reason = MissedReason(row.reason).label if row.reason else ""
    text = "\n".join(part for part in (row.statement.text, reason, row.words) if part)
    url = page_address("support:provision", row.child_id, row.statement_id)
    return Entry(row.at, row.id, EntryKind.DELIVERY, title, text, row.by_name, url)


def _put_right(row: PutRight) -> Entry:
    url = page_address("support:provision", row.child_id, row.delivery.statement_id)
    text = f"{row.delivery.statement.text}\n{row.text}"
    return Entry(row.at, row.id, EntryKind.DELIVERY, "Help is being put right", text, row.by_name, url)


def help_waiting(actor: Actor, most: Most | None = None) -> list[Waiting]:
    """Today's list where it is not ticked yet; for who keeps a plan, help that was missed and not put right."""
    found = []
    if role_may(actor.role, Permission.DELIVERY_RECORD):
        left = sum(1 for one in lines_on(actor, actor.on) if one.state is None)
        if left:
            found.append(
                Waiting(
                    f"Help to tick today: {left}",
                    page_address("support:today"),
                    by=actor.on,
                    why="It is today’s help",
                )
            )
    return found + _not_put_right(actor, most)


def _not_put_right(actor: Actor, most: Most | None) -> list[Waiting]:
    if not role_may(actor.role, Permission.PLAN_EDIT):
        return []
    rows = _missed_since(actor, actor.on - timedelta(days=WAITS_FOR_DAYS), most)
    called = _called(actor, tuple(row["child_id"] for row in rows), most or _MOST)
    return [
        Waiting(
            f"Help was missed and not put right yet: {row['times']}",
            page_address("support:provision", row["child_id"], row["statement_id"]),
            called[row["child_id"]],
            row["child_id"],
            why="The family sees that it was missed",
        )
        for row in rows
        if row["child_id"] in called
    ]


def _called(actor: Actor, child_ids: tuple[UUID, ...], most: int) -> dict[UUID, str]:
    """What the children are called: with the times, it was read once for each time that was missed."""
    rows = _names(actor, as_many(child_ids, most)) if child_ids else []
    return {child_id: wished or given for child_id, given, wished in rows}


@kept
def _names(actor: Actor, child_ids: tuple[UUID, ...]) -> QuerySet[Child, tuple[UUID, str, str]]:
    rows = Child.objects.permitting(actor, Permission.PLAN_EDIT).filter(pk__in=child_ids)
    return rows.values_list("pk", "given_name", "preferred_given_name")


@kept
def _missed_since(actor: Actor, day: date, most: Most | None) -> QuerySet[Delivery, dict[str, Any]]:
    """How often help was missed since a day and not put right, for each child and each help."""
    written = PutRight.objects.permitting(actor, Permission.PLAN_EDIT)
    return (
        Delivery.objects.permitting(actor, Permission.PLAN_EDIT)
        .filter(state=DeliveryState.MISSED, replaced_at__isnull=True, on__gte=day)
        .exclude(reason__in=(MissedReason.CHILD_AWAY, MissedReason.CLOSED))
        .exclude(pk__in=written.values("delivery_id"))
        .values("child_id", "statement_id")
        .annotate(times=Count("id"))
        .order_by("-times", "statement_id")[: most or _MOST]
    )
