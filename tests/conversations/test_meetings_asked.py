"""A family asks for a meeting and sees the answer (S12); a child without a conversation is listed (S11)."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.access.choices import StandingKind
from alongside.children.choices import SenProvision
from alongside.conversations.models import Meeting, MeetingRequest
from alongside.conversations.operations.meeting_requests import Wish, answer_with_reason, ask_for_meeting
from alongside.conversations.queries import terms
from alongside.notices.models import Notice
from tests.conversations.meeting_makers import done, got, planned, posted
from tests.conversations.test_meetings import FORM, told
from tests.makers import world
from tests.makers.family import Around
from tests.plans.reading import signed_in, text_of

WISH = {"about": "Her reading book", "suits": "After three", "way": "phone"}


def test_a_parent_asks_and_is_answered_with_a_meeting(around: Around) -> None:
    answer = posted(around.mother, WISH, "meeting_ask", around.child.id)
    asked = MeetingRequest.everything.get()
    assert answer.status_code == 302 and told(around.senco.person_id) == ["meeting.asked"]
    assert "Her reading book" in text_of(got(around.senco, "meetings"))
    page = text_of(got(around.senco, "asked", around.child.id, asked.id))
    assert "Nadia Kowalska, mother" in page and "After three" in page
    query = f"?asked={asked.id}"
    form = got(around.senco, "meeting_plan", around.child.id, query=query).content.decode()
    assert "Her reading book" in form and 'value="Her reading book"' not in form  # others are invited too
    without = {**FORM, "invited": [str(around.teacher.person_id)]}
    refused = posted(around.senco, without, "meeting_plan", around.child.id, query=query)
    assert refused.status_code == 422 and Meeting.everything.count() == 0
    data = {**FORM, "invited": [str(around.mother.person_id)]}
    assert posted(around.senco, data, "meeting_plan", around.child.id, query=query).status_code == 302
    assert "meeting.ask-answered" in told(around.mother.person_id)
    assert "You meet on Tuesday 29 September 2026" in text_of(
        got(around.mother, "asked", around.child.id, asked.id)
    )
    assert "Her reading book" not in text_of(got(around.senco, "meetings"))


def test_a_young_person_asks_and_is_answered_with_a_reason(around: Around) -> None:
    asked = done(ask_for_meeting(around.amira, around.child.id, Wish("A new den", "", "face"), world.NOW))
    answer = posted(around.senco, {"answer": "We talk on Friday."}, "asked", around.child.id, asked.id)
    assert answer.status_code == 302
    assert "We talk on Friday." in text_of(got(around.amira, "asked", around.child.id, asked.id))
    again = answer_with_reason(around.senco, around.child.id, asked.id, "Twice", world.NOW)
    assert again.code == "asked.answered"


def test_what_one_parent_asks_for_is_not_for_the_other(around: Around) -> None:
    """Trust 2.5: two parents apart do not read what the other says to the school."""
    asked = done(ask_for_meeting(around.mother, around.child.id, Wish(**WISH), world.NOW))
    for actor in (around.father, around.amira, around.teacher):
        assert got(actor, "asked", around.child.id, asked.id).status_code == 404
        assert "reading book" not in text_of(got(actor, "meetings_of_child", around.child.id))
    assert posted(around.teacher, WISH, "meeting_ask", around.child.id).status_code == 404


def test_asking_says_what_about_and_how(around: Around) -> None:
    answer = posted(around.mother, {"about": " ", "way": ""}, "meeting_ask", around.child.id)
    assert answer.status_code == 422 and "Write what you would like to talk about." in text_of(answer)
    assert (
        ask_for_meeting(around.mother, around.child.id, Wish("Her", "", "boat"), world.NOW).code
        == "asked.way"
    )


def test_a_child_without_a_conversation_this_term_is_listed(around: Around) -> None:
    """S11: scheduled per child by term; a child without one is listed."""
    world.changed(around.child, sen_provision=SenProvision.SUPPORT)
    other = world.make_child("Ben", "Adams", sen_provision=SenProvision.NONE)
    world.stands(other, StandingKind.ATTENDS, organisation=around.school)
    page = text_of(got(around.senco, "meeting_terms"))
    assert "Amira Kowalska" in page and "Ben Adams" not in page and "autumn term 2026/27" in page
    planned(around)
    assert "Every child has one" in text_of(got(around.senco, "meeting_terms"))
    everyone = text_of(got(around.senco, "meeting_terms", query="?show=everyone"))
    assert "Amira Kowalska Year 3 Planned None yet None yet" in everyone
    states = {line.term: line.state for line in terms.conversations_planned(around.mother, around.child.id)}
    assert states == {"autumn": "planned", "spring": "", "summer": ""}
    assert got(around.mother, "meeting_terms").status_code == 404
    home = text_of(signed_in(around.mother).get(f"/children/{around.child.id}/"))
    assert "Autumn term 2026/27 (now) Planned 29 September 2026 Spring term 2026/27 No meeting yet" in home
    shown = [line.state for line in terms.conversations_planned(around.father, around.child.id)]
    assert shown == ["", "", ""]


def test_a_long_list_is_paged_and_asks_as_little_as_a_short_one(around: Around) -> None:
    for number in range(terms.PAGE + 3):
        child = world.make_child(f"Child{number:03}", "Same", sen_provision=SenProvision.PLAN)
        world.stands(child, StandingKind.ATTENDS, organisation=around.school)
    with CaptureQueriesContext(connection) as asked:
        first = terms.children_by_term(around.senco)
    assert len(first.lines) == terms.PAGE and first.next_after and len(asked) <= 3
    second = terms.children_by_term(around.senco, after=first.next_after)
    assert len(second.lines) == 3 and not second.next_after
    ids = {line.child.id for line in (*first.lines, *second.lines)}
    assert len(ids) == terms.PAGE + 3
    assert terms.children_by_term(around.senco, after="nonsense").lines == first.lines


def test_notices_say_nothing_personal(around: Around) -> None:
    done(ask_for_meeting(around.mother, around.child.id, Wish(**WISH), world.NOW))
    planned(around, starts_at=world.NOW + timedelta(days=3))
    assert not Notice.everything.filter(path__icontains="amira").exists()
