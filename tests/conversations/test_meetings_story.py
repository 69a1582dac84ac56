"""Meetings in a child's story and on people's lists (O5, O26)."""

from dataclasses import replace
from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.conversations.operations.guided import Start, start_guided
from alongside.conversations.operations.meeting_record import begin_meeting
from alongside.conversations.operations.meeting_requests import Wish, ask_for_meeting
from alongside.conversations.operations.meeting_views import give_views
from alongside.conversations.operations.meetings import MyReply, cancel_meeting, reply_to_meeting
from alongside.conversations.queries.meeting_story import meetings_in_story, meetings_waiting
from alongside.kernel.chronicle import EntryKind, Reach
from tests.conversations.meeting_makers import SOON, done, planned
from tests.makers import world
from tests.makers.family import Around

HOUR = timedelta(hours=1)


def test_a_story_holds_what_each_reader_knows_of_newest_first(around: Around) -> None:
    """O26, trust 2.5: the other parent's meeting is in nobody else's story."""
    child, now = around.child.id, world.NOW
    done(ask_for_meeting(around.mother, child, Wish("Reading", "", "phone"), now - HOUR))
    meeting = planned(around)
    done(cancel_meeting(around.senco, child, meeting.id, "Flood", now + HOUR))
    here = Start("Listening", world.TODAY, (str(around.father.person_id),))
    done(start_guided(around.senco, child, None, here, now + 2 * HOUR))
    titles = {
        name: [one.title for one in meetings_in_story(actor, child, Reach())]
        for name, actor in (("senco", around.senco), ("mother", around.mother), ("father", around.father))
    }
    apart = ["Guided conversation", "Meeting planned"]
    with_mother = ["Meeting called off", "Meeting planned", "A meeting was asked for"]
    assert titles == {"senco": [*apart, *with_mother], "mother": with_mother, "father": apart}
    everything = meetings_in_story(around.senco, child, Reach())
    assert [(one.at, one.id) for one in everything] == sorted(
        ((one.at, one.id) for one in everything), reverse=True
    )


def test_a_story_is_read_in_pieces_in_one_question(around: Around) -> None:
    child = around.child.id
    for day in range(6):
        planned(around, starts_at=SOON + timedelta(days=day))
    everything = meetings_in_story(around.senco, child, Reach(100))
    found, before = [], None
    while len(found) < len(everything):
        with CaptureQueriesContext(connection) as asked:
            found += meetings_in_story(around.senco, child, Reach(2, before=before))
        assert len(asked) == 1
        before = (found[-1].at, found[-1].id)
    assert [one.id for one in found] == [one.id for one in everything]
    assert meetings_in_story(around.senco, child, Reach(kinds=frozenset({EntryKind.PLAN}))) == []
    later = Reach(on_or_after=world.TODAY + timedelta(days=1))
    assert meetings_in_story(around.senco, child, later) == []


def test_what_waits_goes_when_it_is_done(around: Around) -> None:
    """O5: answer an invitation, prepare, answer a family, write up."""
    child = around.child.id
    meeting = planned(around)

    def waits(actor: object) -> list[str]:
        return [one.what for one in meetings_waiting(actor)]

    assert waits(around.mother) == ["Say if you can come to a meeting", "Say what you think before a meeting"]
    done(reply_to_meeting(around.mother, child, meeting.id, MyReply("coming"), world.NOW))
    done(give_views(around.mother, child, meeting.id, {"worries": "The bus"}, "begins", world.NOW))
    assert waits(around.mother) == [] and waits(around.father) == []
    done(ask_for_meeting(around.father, child, Wish("Reading", "", "phone"), world.NOW))
    assert waits(around.senco) == [
        "Say what you think before a meeting",
        "Answer a family that asks for a meeting",
    ]
    day_after = replace(around.senco, on=SOON.date() + timedelta(days=1))
    done(begin_meeting(around.senco, child, meeting.id, SOON))
    assert "Write up a meeting" in waits(day_after)
