"""Cycles as a child's story tells them, and what waits in them for whom."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.access.stretch import ON_BOARD, Most, Within, stretch, with_total, within
from alongside.design.addresses import page_address
from alongside.kernel.board import BoardList, BoardRow
from alongside.kernel.chronicle import Entry, EntryKind, Reach, Waiting, newest_first
from alongside.support.choices import Stage
from alongside.support.models import Contribution, Cycle, CycleMove

_READ, _WRITE, _EDIT = Permission.PLAN_READ, Permission.PASSAGE_WRITE, Permission.PLAN_EDIT
SOON = timedelta(weeks=2)
QUIET = timedelta(weeks=4)
"""A teacher who has said nothing for so long is asked how it goes."""
_MOST = 20
_TITLES = {
    Stage.ASSESS: "Assess: what everyone sees is gathered",
    Stage.PLAN: "Plan: the assessment is complete",
    Stage.DO: "Do: it is agreed and begins",
    Stage.REVIEW: "Review: how it went is looked at",
    Stage.FINISHED: "The cycle is finished",
}


def cycles_in_story(actor: Actor, child_id: UUID, reach: Reach) -> list[Entry]:
    """Each move of a cycle, and each view that was brought, newest first."""
    if not reach.wants(EntryKind.CYCLE) or not role_may(actor.role, _READ):
        return []
    bounds = within(reach)
    stories = (
        [_moved(row) for row in _moves(actor, child_id, bounds)],
        [_brought(row) for row in _views(actor, child_id, bounds)],
    )
    return newest_first(stories, reach.limit)


@kept
def _moves(actor: Actor, child_id: UUID, bounds: Within) -> QuerySet[CycleMove]:
    return stretch(CycleMove.objects.permitting(actor, _READ, child_id).select_related("cycle"), bounds)


@kept
def _views(actor: Actor, child_id: UUID, bounds: Within) -> QuerySet[Contribution]:
    return stretch(Contribution.objects.permitting(actor, _READ, child_id).select_related("cycle"), bounds)


def _address(child_id: UUID, cycle_id: UUID) -> str:
    return page_address("support:cycle", child_id, cycle_id)


def _moved(row: CycleMove) -> Entry:
    title = _TITLES[Stage(row.stage)]
    text = f"Cycle {row.cycle.number}\n{row.words}".strip()
    return Entry(
        row.at, row.id, EntryKind.CYCLE, title, text, row.by_name, _address(row.child_id, row.cycle_id)
    )


def _brought(row: Contribution) -> Entry:
    parts = (("Goes well", row.well), ("Is hard", row.hard), ("Helps", row.helps))
    text = "\n".join(f"{words}: {text}" for words, text in parts if text)
    url = _address(row.child_id, row.cycle_id)
    return Entry(row.at, row.id, EntryKind.CYCLE, "Said what they see", text, row.speaker_name, url)


def cycles_waiting(actor: Actor, most: Most | None = None) -> list[Waiting]:
    """Reviews that are due with who keeps the plan; a view that is awaited from family or teacher."""
    found = [
        _waiting(row, f"Review of cycle {row['number']}", row["review_on"], "The day that was agreed")
        for row in (_to_review(actor, actor.on + SOON, most) if role_may(actor.role, _EDIT) else ())
    ]
    if actor.is_family:
        found += [
            _waiting(row, "Say what you see", None, _WHY[Stage(row["stage"])])
            for row in _awaited_from(actor) if role_may(actor.role, _WRITE)
        ]  # fmt: skip
    elif role_may(actor.role, _WRITE):
        found += [
            _waiting(row, "Say how it is going", None, "You are responsible each day")
            for row in _quiet(actor, actor.on - QUIET)
        ]
    return found


_WHY = {
    Stage.ASSESS: "What everyone sees is being gathered",
    Stage.REVIEW: "The last weeks are being looked at",
}


def _waiting(row: dict[str, Any], what: str, by: date | None, why: str) -> Waiting:
    called = row["child__preferred_given_name"] or row["child__given_name"]
    return Waiting(what, _address(row["child_id"], row["id"]), called, row["child_id"], by, why)


_COLUMNS = (
    "id",
    "number",
    "stage",
    "review_on",
    "child_id",
    "child__given_name",
    "child__preferred_given_name",
)


@kept
def _to_review(actor: Actor, until: date, most: Most | None) -> "QuerySet[Cycle, Any]":
    rows = Cycle.objects.permitting(actor, _EDIT).filter(finished_at=None, review_on__lte=until)
    rows = rows.filter(stage__in=(Stage.DO, Stage.REVIEW))
    return rows.order_by("review_on", "id").values(*_COLUMNS)[: most or _MOST]


@kept
def _awaited_from(actor: Actor) -> "QuerySet[Cycle, Any]":
    """Cycles in assessment or review to which this family member has not brought anything yet."""
    asked = Cycle.objects.permitting(actor, _WRITE).filter(
        finished_at=None, stage__in=(Stage.ASSESS, Stage.REVIEW)
    )
    own = Contribution.objects.permitting(actor, _WRITE).filter(by_id=actor.person_id)
    for stage in (Stage.ASSESS, Stage.REVIEW):
        brought = own.filter(stage=stage).values("cycle_id")
        asked = asked.exclude(Q(stage=stage) & Q(pk__in=brought))
    return asked.order_by("started_on", "id").values(*_COLUMNS)[:_MOST]


@kept
def _quiet(actor: Actor, since: date) -> "QuerySet[Cycle, Any]":
    """Cycles in Do for which this person is responsible and has said nothing lately."""
    mine = Cycle.objects.permitting(actor, _WRITE).filter(
        finished_at=None, stage=Stage.DO, teacher_id=actor.person_id, started_on__lt=since
    )
    said = Contribution.objects.permitting(actor, _WRITE).filter(by_id=actor.person_id, at__date__gte=since)
    return mine.exclude(pk__in=said.values("cycle_id")).order_by("review_on", "id").values(*_COLUMNS)[:_MOST]


def cycle_board(actor: Actor, organisation_id: UUID, today: date, most: Most = ON_BOARD) -> list[BoardList]:
    """Cycles whose review is due within two weeks or late, the longest late first (S16)."""
    if not role_may(actor.role, _READ):
        return []
    rows = _due(actor, today + SOON, most)
    shown = tuple(
        BoardRow(
            row.child_id, f"Review of cycle {row.number}", _address(row.child_id, row.id), row.review_on,
            row.teacher_name,
        )
        for row in rows
    )  # fmt: skip
    return [BoardList("cycles", "Reviews of a cycle that are due", shown, rows[0].in_all if rows else 0)]


@kept
def _due(actor: Actor, until: date, most: Most) -> QuerySet[Cycle]:
    rows = Cycle.objects.permitting(actor, _READ).filter(finished_at=None, review_on__lte=until)
    return with_total(rows.filter(stage__in=(Stage.DO, Stage.REVIEW))).order_by("review_on", "id")[:most]
