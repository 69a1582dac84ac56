"""What a person may say about a conversation, what they said, and what a setting learns from all of it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.conversations.queries.meetings import MeetingLine, held_lately
from alongside.design.addresses import page_address
from alongside.feedback.access import answers_of_setting
from alongside.feedback.choices import Asked
from alongside.feedback.models import MeetingFeedback
from alongside.feedback.rules import ASKED_FOR, Shown, shown
from alongside.kernel.chronicle import Waiting
from alongside.kernel.school_years import school_year_name
from alongside.platform.clock import LONDON

_GIVE = Permission.FEEDBACK_GIVE
_TERMS = ("autumn", "spring", "summer")


def said_about(actor: Actor, child_id: UUID, meeting_id: UUID) -> dict[str, int]:
    """What the actor answered about a conversation, by question."""
    return {row.question: row.answer for row in _said(actor, child_id, meeting_id)}


@kept
def _said(actor: Actor, child_id: UUID, meeting_id: UUID) -> QuerySet[MeetingFeedback]:
    return MeetingFeedback.objects.permitting(actor, _GIVE, child_id).filter(meeting_id=meeting_id)


def held_on(meeting: MeetingLine) -> date | None:
    """The day it was held; None while it is not written up."""
    return meeting.held_at.astimezone(LONDON).date() if meeting.held_at else None


def waiting_for(actor: Actor) -> list[Waiting]:
    """Conversations of the last four weeks of which the actor has not said how they were (S14)."""
    if not role_may(actor.role, _GIVE):
        return []
    lately = held_lately(actor, actor.on - ASKED_FOR)
    if not lately:
        return []
    done = {row.meeting_id for row in _answered(actor, tuple(one.id for one in lately))}
    return [
        Waiting(
            "Say how the conversation was: four taps",
            page_address("feedback:feedback_meeting", one.child_id, one.id), one.called, one.child_id,
            why="It helps the next one",
        )
        for one in lately
        if one.id not in done
    ]  # fmt: skip


@kept
def _answered(actor: Actor, meeting_ids: tuple[UUID, ...]) -> QuerySet[MeetingFeedback]:
    return MeetingFeedback.objects.permitting(actor, _GIVE).filter(meeting_id__in=meeting_ids)


@dataclass(frozen=True)
class TermResult:
    """One term: each question with what families said and what children said."""

    name: str
    lines: tuple[tuple[Asked, Shown, Shown], ...]


def results(actor: Actor) -> tuple[TermResult, ...]:
    """The results of the actor's setting, newest term first, with small numbers hidden."""
    counted = answers_of_setting(actor)
    order = sorted(counted, key=lambda one: (one[0], _TERMS.index(one[1])), reverse=True)
    return tuple(
        TermResult(
            f"{term.capitalize()} term {school_year_name(year)}",
            tuple(
                (one, shown(counted[year, term].get((one.value, False), {})),
                 shown(counted[year, term].get((one.value, True), {})))
                for one in Asked
            ),
        )
        for year, term in order
    )  # fmt: skip
