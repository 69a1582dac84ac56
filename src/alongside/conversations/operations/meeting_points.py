"""What becomes of a point of a meeting: a goal, an action, words in the plan, or a note (S13)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.operations import NOT_FOUND
from alongside.children.queries import stands_by
from alongside.conversations.choices.meetings import PointUse
from alongside.conversations.models import MeetingParty, MeetingPoint
from alongside.conversations.rules.meetings import came_openly, may_record, may_use
from alongside.kernel.refusal import Refusal
from alongside.ledger.unit import Unit
from alongside.support.models import Action
from alongside.support.operations import NewAction, add_action, add_outcome
from alongside.voice.models import Statement
from alongside.voice.operations import NewWords, write_words

_HOLD = Permission.MEETING_HOLD
_USED = Refusal("point.used", "Somebody has used this point already.", "Look at what became of it.")
Make = Callable[[MeetingPoint], Statement | Action | Refusal | None]


def _use(
    actor: Actor, child_id: UUID, point_id: UUID, use: PointUse, make: Make, now: datetime
) -> MeetingPoint | Refusal:
    """Make what the point becomes, and link the two, in one unit: of two who use it, one succeeds."""
    with operation(actor, _HOLD, now) as unit:
        rows = MeetingPoint.objects.permitting(actor, _HOLD, child_id).filter(pk=point_id)
        point: MeetingPoint | None = rows.select_related("meeting").first()
        if point is None:
            return NOT_FOUND
        refusal = may_record(point.meeting.state) or may_use(point.use)
        if refusal:
            return refusal
        made = make(point)
        if isinstance(made, Refusal):
            return unit.refuse(made)
        return point if _link(unit, point, use, made, actor) else unit.refuse(_USED)


def _link(
    unit: Unit, point: MeetingPoint, use: PointUse, made: Statement | Action | None, actor: Actor
) -> bool:
    values: dict[str, Any] = {"use": use, "used_at": unit.at, "used_by_name": actor.name}
    if made is not None:
        values["action_id" if isinstance(made, Action) else "statement_id"] = made.pk
    free = MeetingPoint.in_unit.filter(pk=point.pk, use__in=[PointUse.OPEN, PointUse.NOTE])
    if not free.update(**values):
        return False
    for name, value in values.items():
        setattr(point, name, value)
    unit.record("meeting.point_used", point, child_id=point.meeting.child_id, after={"use": str(use)})
    return True


def where_from(actor: Actor, child_id: UUID, meeting_id: UUID, anchor: str) -> tuple[str, str]:
    """What an action says of the meeting it comes from, and its address; nothing where a parent was left out."""
    parties = MeetingParty.in_unit.filter(meeting_id=meeting_id, left_out_at__isnull=True)
    invited = frozenset(parties.values_list("person_id", flat=True))
    family = frozenset(one.person_id for one in stands_by(actor, child_id) if one.is_family)
    if not came_openly(family, invited):
        return "", ""
    return "A meeting", f"/children/{child_id}/meetings/{meeting_id}/{anchor}"


def use_as_action(
    actor: Actor, child_id: UUID, point_id: UUID, new: NewAction, now: datetime
) -> MeetingPoint | Refusal:
    """Somebody does something about it by a day."""

    def make(point: MeetingPoint) -> Action | Refusal:
        words, path = where_from(actor, child_id, point.meeting_id, f"#point-{point.pk}")
        return add_action(actor, child_id, replace(new, came_from=words, came_from_path=path), now)

    return _use(actor, child_id, point_id, PointUse.ACTION, make, now)


def use_as_goal(  # noqa: PLR0913 - which point, the parts of a goal
    actor: Actor,
    child_id: UUID,
    point_id: UUID,
    text: str,
    hope_id: UUID | None,
    now: datetime,
    *,
    hope_topics: tuple[str, ...],
    adulthood_area: str = "",
) -> MeetingPoint | Refusal:
    """A goal of the plan comes of it; every goal leads to a hope."""

    def make(_point: MeetingPoint) -> Statement | Refusal:
        return add_outcome(
            actor, child_id, text, hope_id, now, hope_topics=hope_topics, adulthood_area=adulthood_area
        )

    return _use(actor, child_id, point_id, PointUse.GOAL, make, now)


def use_as_words(
    actor: Actor, child_id: UUID, point_id: UUID, new: NewWords, now: datetime
) -> MeetingPoint | Refusal:
    """It goes into the plan, as the words of whoever said it, with how they were gathered."""
    return _use(
        actor, child_id, point_id, PointUse.WORDS, lambda _: write_words(actor, child_id, new, now), now
    )


def keep_as_note(actor: Actor, child_id: UUID, point_id: UUID, now: datetime) -> MeetingPoint | Refusal:
    """Nothing more has to come of it."""
    return _use(actor, child_id, point_id, PointUse.NOTE, lambda _: None, now)
