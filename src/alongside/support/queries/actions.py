"""Actions as pages read them: for a child, of a person, in a child's story."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.choices import StandingKind
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.access.stretch import Most, Within, stretch, within
from alongside.children.queries import child_card
from alongside.children.readers import MayRead, may_read
from alongside.design.addresses import page_address
from alongside.kernel.chronicle import Entry, EntryKind, Reach, Waiting
from alongside.support.choices import ActionState, ActionStep
from alongside.support.models import Action, ActionEvent
from alongside.support.queries.origins import origins_open_to
from alongside.support.queries.school_days import shut_for, shut_here
from alongside.support.rules.actions import ActionFacts, last_late_day
from alongside.voice.choices import Audience

MOST_WAITING = 50
_READ = Permission.PLAN_READ


@dataclass(frozen=True)
class ActionLine:
    """One action, frozen."""

    id: UUID
    child_id: UUID
    child_called: str
    what: str
    why: str
    owner_id: UUID | None
    owner_name: str
    due_on: date
    serves_id: UUID | None
    serves_text: str
    came_from: str
    came_from_path: str
    state: ActionState
    result: str
    made_by_name: str
    made_at: datetime
    closed_at: datetime | None
    closed_by_name: str
    is_late: bool


def _line(row: Action, late_to: date) -> ActionLine:
    """`late_to` is the last day on which something may have been due to be late now."""
    shared = row.serves if row.serves and row.serves.audience == Audience.SHARED else None
    return ActionLine(
        row.id, row.child_id, row.child.called, row.what, row.why, row.owner_id, row.owner_name, row.due_on,
        shared.id if shared else None, shared.text if shared else "", row.came_from, row.came_from_path,
        ActionState(row.state), row.result, row.made_by_name, row.made_at, row.closed_at, row.closed_by_name,
        row.state == ActionState.OPEN and row.due_on <= late_to,
    )  # fmt: skip


def _rows(actor: Actor, child_id: UUID | None = None) -> QuerySet:
    rows = Action.objects.permitting(actor, _READ, child_id)
    return rows.select_related("child", "serves")


def actions_for(
    actor: Actor, child_id: UUID, state: ActionState | None = None, limit: int = 200
) -> list[ActionLine]:
    """A child's actions: those to do by their day, the others newest first."""
    rows = _rows(actor, child_id)
    rows = rows.filter(state=state) if state else rows
    order = ("due_on", "id") if state is ActionState.OPEN else ("-closed_at", "due_on", "id")
    return _lines(actor, child_id, list(rows.order_by(*order)[:limit]))


def action_by_id(actor: Actor, child_id: UUID, action_id: UUID) -> ActionLine | None:
    """One action; None when it is absent or not for this actor."""
    return next(iter(_lines(actor, child_id, list(_rows(actor, child_id).filter(pk=action_id)))), None)


def _lines(actor: Actor, child_id: UUID, rows: list[Action]) -> list[ActionLine]:
    """The rows as lines; the holidays of the setting are looked up where a day has passed."""
    late_to = _late_to(actor, rows, lambda: shut_for(actor, child_id))
    return _with_origins(actor, child_id, [_line(row, late_to) for row in rows])


def _late_to(actor: Actor, rows: Iterable[Action], shut: Callable[[], frozenset[date]]) -> date:
    """The last day that is late for these rows; holidays are looked up only where the day of one has passed."""
    passed = any(row.state == ActionState.OPEN and row.due_on < actor.on for row in rows)
    return last_late_day(actor.on, shut()) if passed else actor.on - timedelta(days=1)


def _with_origins(actor: Actor, child_id: UUID, lines: list[ActionLine]) -> list[ActionLine]:
    """The lines, without where they came from where the actor may not open that page."""
    opened = origins_open_to(actor, child_id, (one.came_from_path for one in lines))
    return [
        replace(one, came_from="", came_from_path="")
        if one.came_from_path and one.came_from_path not in opened
        else one
        for one in lines
    ]


def actions_of(actor: Actor, most: Most | None = None) -> list[ActionLine]:
    """What the actor has to do themselves, soonest first, across the children they reach."""
    rows = _own(actor, most)
    late_to = _late_to(actor, rows, lambda: shut_here(actor, actor.on))
    return [_line(row, late_to) for row in rows]


@kept
def _own(actor: Actor, most: Most | None) -> QuerySet[Action]:
    rows = _rows(actor).filter(owner_id=actor.person_id, state=ActionState.OPEN)
    return rows.order_by("due_on", "id")[: most or MOST_WAITING]


@dataclass(frozen=True)
class ActionHappened:
    """One step in the life of an action."""

    step: ActionStep
    text: str
    by_name: str
    at: datetime


def history_of_action(actor: Actor, child_id: UUID, action_id: UUID) -> list[ActionHappened]:
    """Everything that happened to one action, oldest first."""
    rows = ActionEvent.objects.permitting(actor, _READ, child_id).filter(action_id=action_id)
    return [
        ActionHappened(ActionStep(row.step), row.text, row.by_name, row.at)
        for row in rows.order_by("at", "id")
    ]


def who_could_own(actor: Actor, child_id: UUID) -> list[MayRead]:
    """Oneself first, and people who read the plan and whom the actor may know; an advocate stays unknown."""
    card = child_card(actor, child_id, Permission.ACTION_KEEP)
    if card is None:
        return []
    found = may_read(actor, child_id, card.called, _READ)
    named = [one for one in found if one.person_id and one.kind is not StandingKind.ADVOCATE]
    if actor.person_id is None or any(one.person_id == actor.person_id for one in named):
        return named
    return [MayRead(actor.name, "myself", StandingKind.ATTENDS, person_id=actor.person_id), *named]


def facts_of(actor: Actor, row: "Action | ActionLine", made_by_id: UUID | None = None) -> ActionFacts:
    """What the rules ask of an action and the one who asks."""
    made_by = row.made_by_id if isinstance(row, Action) else made_by_id
    keeps = role_may(actor.role, Permission.PLAN_EDIT) and bool(
        child_card(actor, row.child_id, Permission.PLAN_EDIT)
    )
    return ActionFacts(
        state=row.state,
        is_owner=row.owner_id is not None and row.owner_id == actor.person_id,
        made_it=made_by is not None and made_by == actor.person_id,
        keeps_plan=keeps,
    )


def abilities_on(actor: Actor, child_id: UUID, action_id: UUID) -> ActionFacts | None:
    """What the rules ask, for a page that explains what can and cannot be done; None without the permission."""
    if not role_may(actor.role, Permission.ACTION_KEEP):
        return None
    row = Action.objects.permitting(actor, Permission.ACTION_KEEP, child_id).filter(pk=action_id).first()
    return facts_of(actor, row) if row else None


def actions_waiting(actor: Actor, most: Most | None = None) -> list[Waiting]:
    """The actor's own open actions; for who keeps the plan also late ones whose owner is outside the service."""
    own = _own(actor, most)
    outside = _passed_outside(actor, most) if role_may(actor.role, Permission.PLAN_EDIT) else []
    late_to = _late_to(actor, outside, lambda: shut_here(actor, actor.on))
    late = [one for row in outside if (one := _line(row, late_to)).is_late]
    return [
        *(_waiting(_line(row, late_to), "") for row in own),
        *(_waiting(one, f"{one.owner_name} has it; ask how it went") for one in late),
    ]


@kept
def _passed_outside(actor: Actor, most: Most | None) -> QuerySet[Action]:
    rows = Action.objects.permitting(actor, Permission.PLAN_EDIT).select_related("child", "serves")
    passed = rows.filter(owner_id=None, state=ActionState.OPEN, due_on__lt=actor.on)
    return passed.order_by("due_on", "id")[: most or MOST_WAITING]


def _waiting(one: ActionLine, why: str) -> Waiting:
    url = page_address("support:action", one.child_id, one.id)
    return Waiting(one.what, url, one.child_called, one.child_id, one.due_on, why or one.why)


def actions_in_story(actor: Actor, child_id: UUID, reach: Reach) -> list[Entry]:
    """What happened to the child's actions, newest first."""
    if not reach.wants(EntryKind.ACTION) or not role_may(actor.role, _READ):
        return []
    return [_entry(row) for row in _happened(actor, child_id, within(reach))]


@kept
def _happened(actor: Actor, child_id: UUID, bounds: Within) -> QuerySet[ActionEvent]:
    rows = ActionEvent.objects.permitting(actor, _READ, child_id)
    return stretch(rows.select_related("action"), bounds)


_TITLES = {
    ActionStep.ADDED: "Action agreed",
    ActionStep.HANDED_OVER: "Action handed over",
    ActionStep.DONE: "Action done",
    ActionStep.DROPPED: "Action not needed any more",
}


def _entry(row: ActionEvent) -> Entry:
    words = (
        f"{row.action.what} ({row.action.owner_name})" if row.step == ActionStep.ADDED else row.action.what
    )
    text = f"{words}\n{row.text}" if row.text else words
    url = page_address("support:action", row.child_id, row.action_id)
    return Entry(row.at, row.id, EntryKind.ACTION, _TITLES[ActionStep(row.step)], text, row.by_name, url)
