"""Planning a meeting, being invited, answering, changing it, calling it off, the calendar file (S11, S12)."""

from datetime import UTC, timedelta
from html import unescape

import icalendar
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.access.choices import RestrictionKind, Role, StandingKind
from alongside.conversations.models import Meeting, MeetingParty
from alongside.conversations.operations.meetings import (
    MyReply,
    cancel_meeting,
    change_meeting,
    plan_meeting,
    reply_to_meeting,
)
from alongside.conversations.rules.meetings import MeetingFacts, is_safe_link, refuse_meeting
from alongside.notices.models import Notice
from tests.access.kept import person_of
from tests.conversations.meeting_makers import SOON, done, got, invitation, planned, posted
from tests.makers import world
from tests.makers.family import Around
from tests.plans.reading import text_of

FORM = {
    "purpose": "How the term began", "starts_on-day": "29", "starts_on-month": "9", "starts_on-year": "2026",
    "starts_at": "2.30pm", "minutes": "45", "way": "face", "place": "Room 2", "interpreter": "Polish",
}  # fmt: skip


def told(person_id: object) -> list[str]:
    return sorted(Notice.everything.filter(person_id=person_id).values_list("event", flat=True))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, ""),
        ({"purpose": " "}, "meeting.purpose"),
        ({"starts_at": world.NOW}, "meeting.past"),
        ({"invited": 0}, "meeting.nobody"),
        ({"place": ""}, "meeting.place"),
        ({"way": "home", "place": ""}, "meeting.place"),
        ({"way": "phone", "place": ""}, ""),
        ({"way": "video", "place": ""}, "meeting.no_link"),
        ({"way": "video", "place": "", "link": "https://meet.example.org/x"}, ""),
        ({"link": "http://meet.example.org/x"}, "meeting.link"),
    ],
)
def test_an_invitation_says_what_for_when_and_where(changes: dict[str, object], code: str) -> None:
    """S12: invitations state purpose, place or link."""
    facts = {"purpose": "Term", "starts_at": SOON, "way": "face", "place": "Room 2", "link": "", "invited": 1}
    refusal = refuse_meeting(MeetingFacts(**{**facts, **changes}), world.NOW)
    assert (refusal.code if refusal else "") == code


@pytest.mark.parametrize(
    "link",
    [
        "http://a.org",
        "javascript:alert(1)",
        "https://",
        "https://a.org@evil.org/",
        "https://a.org/ x",
        "//a.org",
    ],
)
def test_only_a_link_of_https_is_kept(link: str) -> None:
    assert not is_safe_link(link)


def test_a_senco_plans_a_meeting_and_those_invited_are_told(around: Around) -> None:
    """S12: purpose, place, interpreter; each invited person reads it and nobody's needs but their own."""
    world.changed(around.mother_person, interpreter="Polish", communication_note="Not before two.")
    page = got(around.senco, "meeting_plan", around.child.id)
    assert "mother. Interpreter: Polish. Not before two." in text_of(page)
    keys = [str(around.mother.person_id), str(around.teacher.person_id), str(around.amira.person_id)]
    answer = posted(around.senco, {**FORM, "invited": keys}, "meeting_plan", around.child.id)
    assert answer.status_code == 302
    meeting = Meeting.everything.get()
    assert (meeting.school_year, meeting.term) == (2026, "autumn")
    assert meeting.starts_at.astimezone(UTC).hour == 13
    assert told(around.mother.person_id) == told(around.teacher.person_id) == ["meeting.invited"]
    assert told(around.senco.person_id) == []
    seen = text_of(got(around.mother, "meeting", around.child.id, meeting.id))
    for words in (
        "How the term began",
        "Room 2",
        "Tuesday 29 September 2026, 14:30 to 15:15",
        "Polish",
        "Daniel Osei",
    ):
        assert words in seen
    assert "Not before two." in unescape(
        got(around.mother, "meeting", around.child.id, meeting.id).content.decode()
    )
    teacher = got(around.teacher, "meeting", around.child.id, meeting.id).content.decode()
    assert "Not before two." not in teacher
    assert "Not before two." in got(around.senco, "meeting", around.child.id, meeting.id).content.decode()


def test_two_parents_are_met_apart_and_neither_learns_of_the_other(around: Around) -> None:
    """Trust 2.5: a meeting with one household is unknown to the other, on every page."""
    with_mother = planned(around, around.mother, around.amira, purpose="Only with Nadia")
    planned(around, around.father, purpose="Only with Piotr", starts_at=SOON + timedelta(hours=1))
    for name in ("meeting", "meeting_calendar"):
        assert got(around.father, name, around.child.id, with_mother.id).status_code == 404
    for page in (got(around.father, "meetings_of_child", around.child.id), got(around.father, "meetings")):
        assert "Only with Piotr" in text_of(page) and "Only with Nadia" not in text_of(page)
    assert told(around.father.person_id) == ["meeting.invited"]
    assert "Only with Piotr" not in text_of(got(around.amira, "meetings_of_child", around.child.id))


def test_a_restricted_parent_is_not_offered_and_reads_nothing(around: Around) -> None:
    meeting = planned(around, around.mother, around.father)
    world.restrict(around.child, around.father_person, RestrictionKind.PROPOSED)
    assert got(around.father, "meeting", around.child.id, meeting.id).status_code == 404
    assert "How the term" not in text_of(got(around.father, "meetings"))
    assert "Piotr" not in text_of(got(around.senco, "meeting_plan", around.child.id))
    refused = plan_meeting(around.senco, around.child.id, invitation(around, around.father), world.NOW)
    assert refused.code == "meeting.nobody"


def test_staff_who_are_not_invited_know_nothing_but_who_holds_meetings_does(around: Around) -> None:
    meeting = planned(around)
    answers = {
        actor.role: got(actor, "meeting", around.child.id, meeting.id).status_code
        for actor in (around.teacher, around.senco, around.head)
    }
    assert answers == {Role.CLASS_TEACHER: 404, Role.SENCO: 200, Role.HEAD: 200}
    assert (
        posted(around.head, {"because": "x"}, "meeting_cancel", around.child.id, meeting.id).status_code
        == 404
    )
    leads, person = StandingKind.LEAD_WORKER, person_of(around.teacher)
    world.stands(around.child, leads, person=person, organisation=around.school)
    assert got(around.teacher, "meeting", around.child.id, meeting.id).status_code == 200


@pytest.mark.parametrize("reply", ["coming", "not_coming", "another_time"])
def test_an_invited_person_answers_and_who_planned_it_is_told(around: Around, reply: str) -> None:
    """S12: coming, not coming, or another time."""
    meeting = planned(around)
    data = {"reply": reply, "suits": "Mondays after two", "brings": "Babcia", "needs": "Pictures"}
    assert posted(around.mother, data, "meeting", around.child.id, meeting.id).status_code == 302
    assert told(around.senco.person_id) == ["meeting.replied"]
    seen = text_of(got(around.senco, "meeting", around.child.id, meeting.id))
    words = {"coming": "Coming", "not_coming": "Not coming", "another_time": "Mondays after two"}[reply]
    assert words in seen and "Babcia" in seen


def test_another_time_says_when(around: Around) -> None:
    meeting = planned(around)
    answer = posted(around.mother, {"reply": "another_time"}, "meeting", around.child.id, meeting.id)
    assert answer.status_code == 422 and "Say when you could come." in text_of(answer)
    mine = MyReply("coming")
    assert reply_to_meeting(around.father, around.child.id, meeting.id, mine, world.NOW).code == "not_found"


def test_a_changed_time_asks_everyone_again_and_tells_who_is_left_out(around: Around) -> None:
    meeting = planned(around, around.mother, around.teacher)
    done(reply_to_meeting(around.mother, around.child.id, meeting.id, MyReply("coming"), world.NOW))
    new = invitation(around, around.mother, starts_at=SOON + timedelta(days=1))
    done(change_meeting(around.senco, around.child.id, meeting.id, new, 1, world.NOW))
    assert MeetingParty.everything.get(person=around.mother_person).reply == ""
    assert told(around.mother.person_id) == ["meeting.changed", "meeting.invited"]
    assert told(around.teacher.person_id) == ["meeting.invited", "meeting.not-needed"]
    assert got(around.teacher, "meeting", around.child.id, meeting.id).status_code == 404
    stale = change_meeting(around.senco, around.child.id, meeting.id, new, 1, world.NOW)
    assert stale.code == "meeting.changed"


def test_a_meeting_is_called_off_with_a_reason_everyone_reads(around: Around) -> None:
    meeting = planned(around)
    assert (
        posted(around.senco, {"because": ""}, "meeting_cancel", around.child.id, meeting.id).status_code
        == 422
    )
    answer = posted(
        around.senco, {"because": "The room is flooded"}, "meeting_cancel", around.child.id, meeting.id
    )
    assert answer.status_code == 302
    assert "The room is flooded" in text_of(got(around.mother, "meeting", around.child.id, meeting.id))
    assert told(around.mother.person_id) == ["meeting.cancelled", "meeting.invited"]
    for result in (
        cancel_meeting(around.senco, around.child.id, meeting.id, "Again", world.NOW),
        change_meeting(around.senco, around.child.id, meeting.id, invitation(around), 2, world.NOW),
        reply_to_meeting(around.mother, around.child.id, meeting.id, MyReply("coming"), world.NOW),
    ):
        assert result.code == "meeting.over"


def test_the_calendar_file_names_nobody(around: Around) -> None:
    """The file says when, and a link that needs sign-in: not whose meeting, what about or where."""
    meeting = planned(around, interpreter="Polish", way="home", place="27 Nightingale Avenue")
    answer = got(around.mother, "meeting_calendar", around.child.id, meeting.id)
    text = answer.content.decode()
    assert answer["Content-Type"].startswith("text/calendar")
    for word in ("Amira", "Kowalska", "Nadia", "term began", "Nightingale", "Whitcombe", "Polish"):
        assert word not in text
    event = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")[0]
    assert event["SUMMARY"] == "Meeting with Larkfield Primary School"
    assert event.decoded("DTSTART") == SOON and event["STATUS"] == "CONFIRMED"
    assert str(meeting.id) in event["URL"]
    done(cancel_meeting(around.senco, around.child.id, meeting.id, "Ill", world.NOW))
    after = got(around.mother, "meeting_calendar", around.child.id, meeting.id).content
    event = icalendar.Calendar.from_ical(after).walk("VEVENT")[0]
    assert event["STATUS"] == "CANCELLED" and event["SEQUENCE"] == 1


def test_many_meetings_cost_no_more_questions_than_one(around: Around) -> None:
    planned(around)

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            got(around.mother, "meetings_of_child", around.child.id)
        return len(asked)

    cost()
    one = cost()
    for day in range(1, 12):
        planned(around, starts_at=SOON + timedelta(days=day))
    assert cost() == one
