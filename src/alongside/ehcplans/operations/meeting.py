"""A day for the meeting that a family asks for about a draft (CFA 2014 s.38(2)(b)); what came of it is the reply."""

from datetime import datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.operations import NOT_FOUND
from alongside.ehcplans.choices import AnswerKind
from alongside.ehcplans.models import EhcAnswer
from alongside.ehcplans.operations.keeping import plan_row
from alongside.ehcplans.operations.telling import tell_caseworker, tell_people
from alongside.ehcplans.rules.answering import NewMeeting, refuse_meeting
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean

_KEEP = Permission.EHCPLAN_KEEP


@at_most(200, "new.where")
@at_most(300, "new.others")
def set_draft_meeting(
    actor: Actor, child_id: UUID, answer_id: UUID, new: NewMeeting, now: datetime
) -> EhcAnswer | Refusal:
    """Set the day, time and place of the meeting, or move it; whoever asked and whoever has the work are told.

    Refuses what is no request for a meeting, one that was held, a time that has passed, and no place.
    """
    with operation(actor, _KEEP, now) as unit:
        plan = plan_row(actor, child_id, _KEEP)
        row = EhcAnswer.in_unit.filter(pk=answer_id, plan_id=plan.id).first() if plan else None
        if plan is None or row is None:
            return NOT_FOUND
        refusal = refuse_meeting(new, AnswerKind(row.kind), now, answered=row.answered_at is not None)
        if refusal:
            return refusal
        row.meet_at, row.meet_minutes = new.at, new.minutes
        row.meet_where, row.meet_with = clean(new.where), clean(new.others)
        row.meet_set_at, row.meet_edition = now, row.meet_edition + 1
        row.save(
            update_fields=[
                "meet_at",
                "meet_minutes",
                "meet_where",
                "meet_with",
                "meet_set_at",
                "meet_edition",
            ]
        )
        unit.record("ehcplan.meeting_set", row, child_id=child_id, after={"edition": row.meet_edition})
        key = f"{row.id}:{row.meet_edition}"
        tell_people(unit, actor, plan, [row.person_id], "ehcplan.meeting", key)
        tell_caseworker(unit, actor, plan, "ehcplan.meeting", key)
        return row
