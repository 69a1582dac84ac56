"""Actions: agreed, handed over, done, dropped. Each step is kept and told."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.operations import NOT_FOUND
from alongside.children.queries import child_card
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean, clean_lines
from alongside.ledger.unit import Unit
from alongside.notices.operations import tell
from alongside.support.choices import ActionState, ActionStep
from alongside.support.models import Action, ActionEvent
from alongside.support.queries.actions import facts_of, who_could_own
from alongside.support.rules.actions import may_change_hands, may_complete, refuse_action, refuse_ending
from alongside.voice.choices import Audience
from alongside.voice.models import Statement

_KEEP = Permission.ACTION_KEEP
_MOVED = Refusal("action.moved", "Someone else has just changed this action.", "Open it again.")
_OWNER = Refusal(
    "action.owner",
    "This person is not around the child in this service.",
    "Choose somebody from the list, or write the name of somebody outside.",
    "owner",
)


@dataclass(frozen=True)
class NewAction:
    """What somebody hands in. `owner_id` is a person around the child; `owner_name` somebody outside."""

    what: str
    due_on: date | None
    owner_id: UUID | None = None
    owner_name: str = ""
    why: str = ""
    serves_id: UUID | None = None
    came_from: str = ""
    came_from_path: str = ""


@at_most(200, "new.owner_name")
@at_most(500, "new.why")
@at_most(120, "new.came_from")
def add_action(actor: Actor, child_id: UUID, new: NewAction, now: datetime) -> Action | Refusal:
    """Agree that somebody does something by a day.

    Refuses an action without what, who or by when; an owner who may not read the plan; a statement the
    actor may not read. The owner is told, unless they added it themselves.
    """
    with operation(actor, _KEEP, now) as unit:
        if child_card(actor, child_id, _KEEP) is None or not _readable(actor, child_id, new.serves_id):
            return NOT_FOUND
        what = clean(new.what)
        has_owner = bool(new.owner_id or clean(new.owner_name))
        refusal = refuse_action(what=what, has_owner=has_owner, due_on=new.due_on, today=actor.on)
        if refusal:
            return refusal
        owner_name = _owner_name(actor, child_id, new.owner_id, new.owner_name)
        if not owner_name:
            return _OWNER
        row = Action(
            child_id=child_id, what=what, why=clean(new.why), owner_id=new.owner_id, owner_name=owner_name,
            due_on=new.due_on, serves_id=new.serves_id, came_from=clean(new.came_from),
            came_from_path=new.came_from_path, made_by_id=actor.person_id, made_by_name=actor.name, made_at=now,
        )  # fmt: skip
        row.save(force_insert=True)
        _note(unit, row, ActionStep.ADDED, "", actor)
        unit.record("action.added", row, child_id=child_id, after={"due_on": row.due_on.isoformat()})
        _tell_owner(unit, row, actor)
        return row


def _readable(actor: Actor, child_id: UUID, statement_id: UUID | None) -> bool:
    """Nobody hangs an action on words they may not read, a child's private words least of all."""
    if statement_id is None:
        return True
    rows = Statement.objects.permitting(actor, Permission.PLAN_READ, child_id)
    return bool(rows.filter(pk=statement_id, audience=Audience.SHARED).exists())


def _owner_name(actor: Actor, child_id: UUID, owner_id: UUID | None, outside: str) -> str:
    if owner_id is None:
        return clean(outside)
    if owner_id == actor.person_id:
        return actor.name
    return next((one.name for one in who_could_own(actor, child_id) if one.person_id == owner_id), "")


def _note(unit: Unit, row: Action, step: ActionStep, text: str, actor: Actor) -> None:
    ActionEvent(action=row, child_id=row.child_id, step=step, text=text, by_name=actor.name, at=unit.at).save(
        force_insert=True
    )


def _tell_owner(unit: Unit, row: Action, actor: Actor) -> None:
    if row.owner_id and row.owner_id != actor.person_id:
        path = f"/children/{row.child_id}/actions/{row.id}/"
        tell(unit, row.owner_id, row.child_id, "action.given", path, f"action.given:{row.id}:{row.edition}")


def _open_action(actor: Actor, child_id: UUID, action_id: UUID) -> Action | None:
    found: Action | None = Action.objects.permitting(actor, _KEEP, child_id).filter(pk=action_id).first()
    return found


def _move(row: Action, **changes: object) -> bool:
    """Change the row unless somebody else did since it was read: of two that try, exactly one succeeds."""
    changes["edition"] = row.edition + 1
    rows = Action.in_unit.filter(pk=row.pk, edition=row.edition, state=ActionState.OPEN)
    if not rows.update(**changes):
        return False
    for name, value in changes.items():
        setattr(row, name, value)
    return True


@at_most(4_000, "result")
def complete_action(
    actor: Actor, child_id: UUID, action_id: UUID, result: str, now: datetime
) -> Action | Refusal:
    """Say that it is done and what came of it. The owner does, or whoever keeps the plan for them."""
    with operation(actor, _KEEP, now) as unit:
        row = _open_action(actor, child_id, action_id)
        if row is None:
            return NOT_FOUND
        refusal = may_complete(facts_of(actor, row)) or refuse_ending(result, "result")
        if refusal:
            return refusal
        return _close(unit, row, ActionState.DONE, clean_lines(result), actor) or unit.refuse(_MOVED)


@at_most(4_000, "why")
def drop_action(actor: Actor, child_id: UUID, action_id: UUID, why: str, now: datetime) -> Action | Refusal:
    """Say that it is not needed any more, and why."""
    with operation(actor, _KEEP, now) as unit:
        row = _open_action(actor, child_id, action_id)
        if row is None:
            return NOT_FOUND
        refusal = may_change_hands(facts_of(actor, row)) or refuse_ending(why, "why")
        if refusal:
            return refusal
        return _close(unit, row, ActionState.DROPPED, clean_lines(why), actor) or unit.refuse(_MOVED)


def _close(unit: Unit, row: Action, state: ActionState, text: str, actor: Actor) -> Action | None:
    if not _move(row, state=state, result=text, closed_at=unit.at, closed_by_name=actor.name):
        return None
    _note(unit, row, ActionStep(state), text, actor)
    unit.record(f"action.{state}", row, child_id=row.child_id)
    if row.made_by_id and row.made_by_id != actor.person_id:
        path = f"/children/{row.child_id}/actions/{row.id}/"
        tell(unit, row.made_by_id, row.child_id, "action.closed", path, f"action.closed:{row.id}")
    return row


def hand_over_action(  # noqa: PLR0913 - which action, to whom, why, when
    actor: Actor,
    child_id: UUID,
    action_id: UUID,
    now: datetime,
    *,
    owner_id: UUID | None = None,
    owner_name: str = "",
    why: str = "",
) -> Action | Refusal:
    """Give the action to somebody else, who is told. Its history says who had it before."""
    with operation(actor, _KEEP, now) as unit:
        row = _open_action(actor, child_id, action_id)
        if row is None:
            return NOT_FOUND
        refusal = may_change_hands(facts_of(actor, row))
        if refusal:
            return refusal
        name = _owner_name(actor, child_id, owner_id, owner_name)
        if not name:
            return _OWNER
        before = row.owner_name
        if not _move(row, owner_id=owner_id, owner_name=name):
            return unit.refuse(_MOVED)
        words = f"From {before} to {name}. {clean(why)}".strip()
        _note(unit, row, ActionStep.HANDED_OVER, words, actor)
        unit.record("action.handed_over", row, child_id=child_id)
        _tell_owner(unit, row, actor)
        return row
