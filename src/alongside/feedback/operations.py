"""Saying how a conversation was: one answer at a time, each kept at once."""

from datetime import datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.choices import StandingKind
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.operations import NOT_FOUND
from alongside.children.queries import own_standing, setting_of
from alongside.conversations.queries.meetings import meeting_by_id
from alongside.feedback.choices import Answer, Asked
from alongside.feedback.models import MeetingFeedback
from alongside.feedback.queries import held_on
from alongside.feedback.rules import may_answer
from alongside.kernel.refusal import Refusal

_GIVE = Permission.FEEDBACK_GIVE


def say_how_it_was(
    actor: Actor, child_id: UUID, meeting_id: UUID, said: tuple[str, int], now: datetime
) -> MeetingFeedback | Refusal:
    """Answer one question about a conversation one was invited to; saying it again changes the answer (S14)."""
    question, answer = said
    with operation(actor, _GIVE, now) as unit:
        meeting = meeting_by_id(actor, child_id, meeting_id)
        standing = own_standing(actor, child_id)
        if meeting is None or standing is None or question not in Asked.values or answer not in Answer.values:
            return NOT_FOUND
        refusal = may_answer(held_on(meeting), actor.on)
        if refusal:
            return refusal
        rows = MeetingFeedback.objects.permitting(actor, _GIVE, child_id)
        row = rows.filter(meeting_id=meeting_id, question=question).first()
        if row is None:
            setting = setting_of(actor, child_id)
            row = MeetingFeedback(
                child_id=child_id, meeting_id=meeting_id, setting=setting, school_year=meeting.school_year,
                term=meeting.term.value, person_id=actor.person_id, question=question,
                is_child=standing.kind == StandingKind.CHILD,
            )  # fmt: skip
        row.answer, row.said_at = answer, now
        row.save()
        unit.record("feedback.given", row, child_id=child_id)
        return row
