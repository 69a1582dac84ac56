"""Conversations of other families this term: planned, held, written up, and how each was for the parent."""

from datetime import datetime, time
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.choices import Role
from alongside.children.choices import SenProvision
from alongside.conversations.operations.meeting_record import (
    add_point,
    begin_meeting,
    finish_record,
    note_who_came,
)
from alongside.conversations.operations.meetings import NewMeeting, plan_meeting
from alongside.conversations.queries.meetings import meeting_by_id, parties_of
from alongside.feedback.choices import Asked
from alongside.feedback.operations import say_how_it_was
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import LONDON
from alongside.site.demo.area import Area, acting
from alongside.site.demo.our_setting import done
from alongside.site.demo.pupils import Pupil

_MANY = 9
_PLANNED, _HELD, _SAID = 19, 15, 13
_POINTS = (
    "The reading book comes home on Fridays.", "Mornings are easier with the picture of the day.",
    "She would like to sit beside a friend at lunch.",
)  # fmt: skip


def hold_conversations(area: Area, pupils: list[Pupil]) -> None:
    """One conversation each with some families of the primary school; six answers or more make a number."""
    place = area.places["primary"]
    there = [one for one in pupils if one.place is place and one.child.sen_provision != SenProvision.NONE]
    for number, pupil in enumerate(there[4 : 4 + _MANY]):
        _converse(area, pupil, number)


def _converse(area: Area, pupil: Pupil, number: int) -> None:
    on, child_id = area.days.ago(_HELD), pupil.child.id
    parent, planned = pupil.home.first.person, area.days.at(_PLANNED, 12)
    starts = datetime.combine(on, time(8 + number % 2, 10 * (number % 6)), LONDON)
    new = NewMeeting(
        "How it is going, and what comes next",
        starts,
        30,
        "face",
        "The rainbow room",
        invited=(str(parent.id),),
    )
    row = plan_meeting(_senco(area, planned), child_id, new, planned)
    if isinstance(row, Refusal):  # whoever must not know of a meeting is not invited to one
        return
    _write_up(area, child_id, row.pk, number)
    said = area.days.at(_SAID, 19, school=False)
    mother = acting(parent, Role.FAMILY, None, said.date())
    for turn, question in enumerate(Asked):
        done(say_how_it_was(mother, child_id, row.pk, (question.value, _answer(number, turn)), said))


def _answer(number: int, turn: int) -> int:
    """Nearly everybody says mostly or yes; what happens next is clear to fewer."""
    return 2 if turn == 3 and number % 4 == 1 else 4 - (number + turn) % 2


def _senco(area: Area, at: datetime) -> Actor:
    place = area.places["primary"]
    return acting(place.people["senco"], Role.SENCO, place.organisation, at.date())


def _write_up(area: Area, child_id: UUID, meeting_id: UUID, number: int) -> None:
    after = area.days.at(_HELD, 15, 30)
    senco = _senco(area, after)
    done(begin_meeting(senco, child_id, meeting_id, after))
    meeting = meeting_by_id(senco, child_id, meeting_id)
    assert meeting
    parties = parties_of(senco, meeting, for_holder=True)
    done(note_who_came(senco, child_id, meeting_id, {one.id for one in parties}, after))
    said_by = parties[0].id
    done(add_point(senco, child_id, meeting_id, _POINTS[number % len(_POINTS)], said_by, after))
    done(finish_record(senco, child_id, meeting_id, after))
