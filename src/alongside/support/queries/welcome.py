"""Welcome plans as pages, trays and the board read them; what is known already stands in a new one."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from alongside.access.actor import Actor
from alongside.access.choices import StandingKind
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.access.stretch import ON_BOARD, Most, with_total
from alongside.children.choices import SenProvision
from alongside.children.models import Standing
from alongside.design.addresses import page_address
from alongside.kernel.board import BoardList, BoardRow
from alongside.kernel.chronicle import Entry, EntryKind, Reach, Waiting, told
from alongside.statute.practice import interval
from alongside.support.choices import ActionState
from alongside.support.models import WelcomePlan, WelcomeVisit
from alongside.support.queries.actions import ActionLine, actions_for
from alongside.voice.queries import passages_of

_READ, _KEEP = Permission.PLAN_READ, Permission.WELCOME_KEEP
_KNOWN = ("support-me", "communicate-with-me", "matters-to-me", "find-hard")
"""Topics of the passport that say what has to be ready; told once, they stand in each welcome plan."""
NEW_FOR = timedelta(weeks=6)
LEAVES_WITHIN = timedelta(weeks=13)


@dataclass(frozen=True)
class VisitLine:
    """One visit."""

    id: UUID
    on: date
    at_time: time | None
    what: str
    meets: str
    how_it_was: str
    is_past: bool


@dataclass(frozen=True)
class WelcomeLine:
    """One welcome plan with its visits."""

    id: UUID
    where: str
    first_day: date
    meets: str
    to_have_ready: str
    shared_at: datetime | None
    shared_by_name: str
    edition: int
    ready_by: date
    visits: tuple[VisitLine, ...]


def ready_by(first_day: date) -> date:
    """The day by which it should be ready and shared."""
    return first_day - timedelta(weeks=interval("welcome.ready").weeks)


def welcomes(actor: Actor, child_id: UUID) -> list[WelcomeLine]:
    """The welcome plans of a child, the latest first day first; a family reads those that were shared."""
    rows = WelcomePlan.objects.permitting(actor, _READ, child_id).order_by("-first_day", "id")
    found = list(rows[:20])
    visits = WelcomeVisit.objects.permitting(actor, _READ, child_id).order_by("on", "at_time", "id")
    of_each: dict[UUID, list[VisitLine]] = {row.pk: [] for row in found}
    for one in visits:
        if one.welcome_id in of_each:
            line = VisitLine(
                one.pk, one.on, one.at_time, one.what, one.meets, one.how_it_was, one.on <= actor.on
            )
            of_each[one.welcome_id].append(line)
    return [
        WelcomeLine(
            row.pk,
            row.where,
            row.first_day,
            row.meets,
            row.to_have_ready,
            row.shared_at,
            row.shared_by_name,
            row.edition,
            ready_by(row.first_day),
            tuple(of_each[row.pk]),
        )
        for row in found
    ]


def known_already(actor: Actor, child_id: UUID) -> str:
    """What the passport says already about what has to be ready, a line for each thing that was said."""
    passages = passages_of(actor, child_id, Permission.PASSPORT_READ, _KNOWN)
    return "\n".join(one.text for one in passages if not one.private)[:3_000]


def tasks_of(actor: Actor, child_id: UUID) -> list[ActionLine]:
    """What somebody does before the first day."""
    path = page_address("support:welcome_plan", child_id)
    return [one for one in actions_for(actor, child_id, ActionState.OPEN) if one.came_from_path == path]


# ── What waits, and what the board shows ─────────────────────────────────────────────────────────────────


def welcomes_waiting(actor: Actor) -> list[Waiting]:
    """Welcome plans that are not shared yet, for who keeps the plan, by the day they should be."""
    if not role_may(actor.role, _KEEP):
        return []
    why = interval("welcome.ready").why
    return [
        Waiting(
            "Get the welcome plan ready, and share it",
            page_address("support:welcome_plan", row.child_id),
            row.child.called,
            row.child_id,
            ready_by(row.first_day),
            why,
        )
        for row in _not_shared(actor)
    ]


@kept
def _not_shared(actor: Actor) -> QuerySet[WelcomePlan]:
    rows = WelcomePlan.objects.permitting(actor, _KEEP).select_related("child")
    return rows.filter(shared_at=None, first_day__gte=actor.on).order_by("first_day", "id")[:20]


def welcome_board(actor: Actor, organisation_id: UUID, today: date, most: Most = ON_BOARD) -> list[BoardList]:
    """Children with needs who are new here or move on soon, and have no welcome plan that was shared (R8)."""
    if not role_may(actor.role, _KEEP) or actor.organisation_id != organisation_id:
        return []
    rows = _without(actor, organisation_id, today - NEW_FOR, today, today + LEAVES_WITHIN, most)
    total = rows[0].in_all if rows else 0  # type: ignore[attr-defined]
    shown = tuple(
        BoardRow(
            row.child_id,
            "Moves on: no welcome plan" if row.ends_on else "New: no welcome plan",
            page_address("support:welcome_plan", row.child_id),
            row.ends_on,
        )
        for row in rows
    )
    return [BoardList("welcome", "New or moving on, without a welcome plan", shown, total)]


@kept
def _without(
    actor: Actor, organisation_id: UUID, new_since: date, today: date, leaves_by: date, most: Most
) -> QuerySet[Standing]:
    shared = WelcomePlan.objects.permitting(actor, _KEEP).filter(
        child_id=OuterRef("child_id"), shared_at__isnull=False, first_day__gte=new_since
    )
    moves = Q(starts_on__gt=new_since, ends_on=None) | Q(ends_on__gt=today, ends_on__lte=leaves_by)
    rows = (
        Standing.objects.permitting(actor, Permission.PLAN_READ)
        .filter(moves, organisation_id=organisation_id, kind=StandingKind.ATTENDS, starts_on__lte=today)
        .exclude(child__sen_provision=SenProvision.NONE)
        .filter(~Exists(shared))
    )
    return with_total(rows).order_by("ends_on", "sort_key", "id")[:most]


# ── The story ────────────────────────────────────────────────────────────────────────────────────────────


def welcome_in_story(actor: Actor, child_id: UUID, reach: Reach) -> list[Entry]:
    """That a welcome plan was shared, and how visits were."""
    if not reach.wants(EntryKind.PLAN) or not role_may(actor.role, _READ):
        return []
    url = page_address("support:welcome_plan", child_id)
    return told(
        (
            Entry(
                row.shared_at,
                row.pk,
                EntryKind.PLAN,
                "A welcome plan was shared",
                row.where,
                row.shared_by_name,
                url,
            )
            for row in _shared(actor, child_id)
        ),
        reach,
    )


@kept
def _shared(actor: Actor, child_id: UUID) -> QuerySet[WelcomePlan]:
    rows = WelcomePlan.objects.permitting(actor, _READ, child_id)
    return rows.filter(shared_at__isnull=False).order_by("-shared_at")[:20]
