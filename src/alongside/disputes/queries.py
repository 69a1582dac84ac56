"""Disagreements as pages read them: what is seen differently, the steps on the way, the other views."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.design.addresses import page_address
from alongside.disputes.choices import State, StepKind
from alongside.disputes.models import Disagreement, DisagreementStep, OtherView
from alongside.disputes.words import line_of, whose
from alongside.kernel.chronicle import Entry, EntryKind, Reach, Waiting, told
from alongside.kernel.day_words import day_words
from alongside.voice.models import Statement

_READ, _CARRY = Permission.DISAGREEMENT_READ, Permission.DISAGREEMENT_CARRY
_MOST, _MOST_WAITING = 200, 20
_ORDER = {kind.value: place for place, kind in enumerate(StepKind)}


@dataclass(frozen=True)
class Step:
    """One step that was taken."""

    id: UUID
    kind: StepKind
    on: date
    text: str
    recorded_by_name: str
    next_what: str
    next_who: str
    next_by: date | None
    meeting_id: UUID | None
    action_id: UUID | None
    handed_to: str = ""


@dataclass(frozen=True)
class View:
    """How somebody else sees it."""

    id: UUID
    text: str
    whose: str
    author_name: str
    author_role: str
    said_at: datetime


@dataclass(frozen=True)
class Line:
    """One disagreement, with where it stands."""

    id: UUID
    text: str
    wish: str
    name: str
    whose: str
    line: str
    about: str
    about_url: str
    beside_plan: bool
    state: State
    ended_words: str
    ended_by_name: str
    ended_at: datetime | None
    steps: tuple[Step, ...]

    @property
    def is_open(self) -> bool:
        return self.state is State.OPEN

    @property
    def reached(self) -> StepKind | None:
        """The furthest step that was taken."""
        kinds = [one.kind for one in self.steps]
        return max(kinds, key=lambda kind: _ORDER[kind]) if kinds else None

    @property
    def next(self) -> Step | None:
        """The newest step, where it says what is next."""
        return self.steps[-1] if self.is_open and self.steps and self.steps[-1].next_what else None


def _rows(actor: Actor, child_id: UUID, permission: Permission = _READ) -> QuerySet[Disagreement]:
    return Disagreement.objects.permitting(actor, permission, child_id).select_related(
        "about", "version", "review"
    )


def disagreements_of(actor: Actor, child_id: UUID) -> list[Line]:
    """What is seen differently about a child that the actor may read: open first, newest first; in three queries."""
    rows = list(_rows(actor, child_id).order_by("-raised_at", "-id")[:_MOST])
    rows.sort(key=lambda row: row.state != State.OPEN)
    steps = _steps(actor, child_id)
    shared = _readable(actor, child_id, tuple(row.about_id for row in rows if row.about_id))
    return [_line(row, steps.get(row.id, ()), shared) for row in rows]


def disagreement_row(actor: Actor, child_id: UUID, disagreement_id: UUID) -> Disagreement | None:
    """One row, for the rules; None when it is absent or not for this actor."""
    return _rows(actor, child_id).filter(pk=disagreement_id).first()


def line_by_row(actor: Actor, row: Disagreement) -> Line:
    """One disagreement with its steps."""
    shared = _readable(actor, row.child_id, (row.about_id,)) if row.about_id else set()
    return _line(row, _steps(actor, row.child_id, row.id).get(row.id, ()), shared)


def _readable(actor: Actor, child_id: UUID, ids: tuple[UUID, ...]) -> set[UUID]:
    """Which passages the reader may still read: what became private since is not quoted here."""
    if not ids:
        return set()
    rows = Statement.objects.permitting(actor, Permission.PLAN_READ, child_id).filter(pk__in=ids)
    return set(rows.values_list("pk", flat=True))


def _steps(actor: Actor, child_id: UUID, disagreement_id: UUID | None = None) -> dict[UUID, tuple[Step, ...]]:
    rows = DisagreementStep.objects.permitting(actor, _READ, child_id).order_by("recorded_at", "id")
    rows = rows.filter(disagreement_id=disagreement_id) if disagreement_id else rows
    found: dict[UUID, tuple[Step, ...]] = {}
    for row in rows[: _MOST * 5]:
        step = Step(
            row.id, StepKind(row.kind), row.on, row.text, row.recorded_by_name, row.next_what, row.next_who,
            row.next_by, row.meeting_id, row.action_id, row.handed_to,
        )  # fmt: skip
        found[row.disagreement_id] = (*found.get(row.disagreement_id, ()), step)
    return found


def _line(row: Disagreement, steps: tuple[Step, ...], shared: set[UUID]) -> Line:
    about, url = _about(row, shared)
    return Line(
        row.id, row.text, row.wish, row.raiser_name, whose(row), line_of(row), about, url, row.beside_plan,
        State(row.state), row.ended_words, row.ended_by_name, row.ended_at, steps,
    )  # fmt: skip


def _about(row: Disagreement, shared: set[UUID]) -> tuple[str, str]:
    """What it is about in words, as the text was then, and where that is read."""
    if row.about:
        place = "" if row.about.ended_at else f"#words-{row.about_id}"
        words = f"“{row.passage}”" if row.about_id in shared else "A passage of the plan"
        return words, page_address("plans:read", row.child_id) + place
    if row.version:
        number = row.version.number
        return f"Version {number} of the plan", page_address("plans:version", row.child_id, number)
    if row.review:
        on = row.review.due_on
        words = f"The review of {day_words(on)}"
        return words, page_address("reviews:review", row.child_id, row.review_id)
    return "The plan and the help as a whole", page_address("plans:read", row.child_id)


def views_of(actor: Actor, child_id: UUID, disagreement_id: UUID) -> list[View]:
    """How the others see it, oldest first."""
    rows = OtherView.objects.permitting(actor, _READ, child_id).filter(disagreement_id=disagreement_id)
    return [
        View(row.id, row.text, whose(row), row.author_name, row.author_role, row.said_at)
        for row in rows.order_by("said_at", "id")[:_MOST]
    ]


# ── What waits, and what happened ───────────────────────────────────────────────────────────────────────


def waiting_for(actor: Actor) -> list[Waiting]:
    """Open ones without a next step, or whose next step's day has passed, for those who carry them on."""
    if not role_may(actor.role, _CARRY):
        return []
    return [_waiting(row) for row in _stuck(actor)]


@kept
def _stuck(actor: Actor) -> QuerySet[Any, Any]:
    newest = (
        DisagreementStep.objects.permitting(actor, _CARRY, each_row=True)
        .filter(disagreement_id=OuterRef("pk"))
        .order_by("-recorded_at", "-id")
    )
    rows = Disagreement.objects.permitting(actor, _CARRY).filter(state=State.OPEN)
    rows = rows.annotate(by=Subquery(newest.values("next_by")[:1]))
    return (
        rows.filter(Q(by=None) | Q(by__lt=actor.on))
        .select_related("child")
        .order_by("raised_at")[:_MOST_WAITING]
    )


def _waiting(row: Any) -> Waiting:
    url = page_address("disputes:disagreement_step", row.child_id, row.id)
    why = "The day of the next step has passed" if row.by else "There is no next step yet"
    return Waiting("Somebody sees something differently", url, row.child.called, row.child_id, row.by, why)


def chronicle(actor: Actor, child_id: UUID, reach: Reach) -> list[Entry]:
    """What was seen differently, each step, each view and each end, newest first."""
    if not reach.wants(EntryKind.DISAGREEMENT) or not role_may(actor.role, _READ):
        return []
    rows = {row.id: row for row in _newest(actor, child_id)}
    entries = [entry for row in rows.values() for entry in _of_row(row)]
    if not rows:
        return []
    for row in _newest_steps(actor, child_id):
        entries += [
            _entry(rows[row.disagreement_id], row.recorded_at, row.id, title, row.text, row.recorded_by_name)
            for title in [f"A step: {StepKind(row.kind).label.lower()}"]
            if row.disagreement_id in rows
        ]
    for view in _newest_views(actor, child_id):
        if view.disagreement_id in rows:
            of = rows[view.disagreement_id]
            entries.append(_entry(of, view.said_at, view.id, "Another view", view.text, view.author_name))
    return told(entries, reach)


@kept
def _newest(actor: Actor, child_id: UUID) -> QuerySet[Disagreement]:
    return _rows(actor, child_id).order_by("-raised_at")[:_MOST]


@kept
def _newest_steps(actor: Actor, child_id: UUID) -> QuerySet[DisagreementStep]:
    rows = DisagreementStep.objects.permitting(actor, _READ, child_id)
    return rows.order_by("-recorded_at")[:_MOST]


@kept
def _newest_views(actor: Actor, child_id: UUID) -> QuerySet[OtherView]:
    return OtherView.objects.permitting(actor, _READ, child_id).order_by("-said_at")[:_MOST]


def _of_row(row: Disagreement) -> list[Entry]:
    found = [_entry(row, row.raised_at, row.id, "Seen differently", row.text, row.raiser_name)]
    if row.ended_at:
        title = "Settled" if row.state == State.SETTLED else "Closed by the one who raised it"
        found.append(_entry(row, row.ended_at, row.id, title, row.ended_words, row.ended_by_name))
    return found


def _entry(row: Disagreement, at: datetime, key: UUID, title: str, text: str, who: str) -> Entry:
    """What is not beside the plan stays off paper."""
    url = page_address("disputes:disagreement", row.child_id, row.id)
    return Entry(at, key, EntryKind.DISAGREEMENT, title, text, who, url, private=not row.beside_plan)
