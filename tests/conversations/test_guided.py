"""A guided conversation fills the plan: whose words, who wrote them down, actions, undo (O7, O12)."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from alongside.access.choices import StandingKind
from alongside.conversations.models import GuidedConversation, GuidedNote, Meeting, MeetingParty
from alongside.conversations.operations.guided import (
    GuidedWords,
    Start,
    finish_guided,
    note_words,
    start_guided,
    undo_note,
)
from alongside.conversations.rules.guided import refuse_training, topics_in_order, usual_way
from alongside.plans.operations import start_plan
from alongside.statute.plan_templates import built_in_templates
from alongside.statute.wording import Voice as Reader
from alongside.support.models import Action
from alongside.voice.choices import Voice
from alongside.voice.models import Statement
from alongside.voice.operations import change_words
from tests.access.kept import person_of
from tests.conversations.meeting_makers import done, got, planned, posted
from tests.makers import world
from tests.makers.family import Around
from tests.plans.reading import text_of

TRAINED = Start("Person-centred planning, 2 days", date(2025, 6, 3))


def led(around: Around, *more: str) -> GuidedConversation:
    """A conversation here and now with Amira and her mother, led by the SENCo."""
    here = (str(around.amira.person_id), str(around.mother.person_id), *more)
    start = Start(TRAINED.training, TRAINED.trained_on, here)
    return done(start_guided(around.senco, around.child.id, None, start, world.NOW))


def party(conversation: GuidedConversation, person_id: UUID | None) -> UUID:
    return MeetingParty.everything.get(meeting_id=conversation.meeting_id, person_id=person_id).id


def said(
    around: Around, conversation: GuidedConversation, who: Any, topic: str, text: str, how: str = "said"
) -> Any:
    words = GuidedWords(topic, text, party(conversation, who.person_id), how)
    return note_words(around.senco, around.child.id, conversation.meeting_id, words, world.NOW)


def test_the_childs_topics_come_first_then_the_familys_then_the_staffs() -> None:
    """O12: the child first."""
    topics = topics_in_order(built_in_templates()["one-plan"], 8)
    stages = [one.stage for one in topics]
    assert stages == sorted(stages, key=[Reader.CHILD, Reader.PARENT, Reader.PROFESSIONAL].index)
    keys = [one.key for one in topics]
    assert (
        keys.index("matters-to-me") < keys.index("works-at-home") < keys.index("need-cognition-and-learning")
    )
    assert "future-work" not in keys
    assert "future-work" in [one.key for one in topics_in_order(built_in_templates()["one-plan"], 14)]
    assert (usual_way("child", 3), usual_way("child", 8), usual_way("parent", 3)) == (
        "observed",
        "said",
        "said",
    )


def test_who_leads_it_and_their_training_are_recorded(around: Around) -> None:
    """O7: the facilitator and their training; asked once, known the next time."""
    page = got(around.senco, "guided_now", around.child.id)
    assert "Your training for guided conversations" in text_of(page)
    data = {
        "training": "Listening well", "trained_on-day": "3", "trained_on-month": "6", "trained_on-year": "2025",
        "here": [str(around.amira.person_id), str(around.mother.person_id)],
    }  # fmt: skip
    answer = posted(around.senco, data, "guided_now", around.child.id)
    row = GuidedConversation.everything.get()
    assert answer.status_code == 302 and answer["Location"].endswith(f"/meetings/{row.meeting_id}/guided/")
    assert (row.facilitator_name, row.training, row.trained_on) == (
        "Ada Whitcombe",
        "Listening well",
        date(2025, 6, 3),
    )
    assert 'value="Listening well"' in got(around.senco, "guided_now", around.child.id).content.decode()
    seen = text_of(got(around.mother, "meeting", around.child.id, row.meeting_id))
    assert "Led by Ada Whitcombe , trained: Listening well, 3 June 2025" in seen
    assert refuse_training("x", None, world.TODAY).code == "guided.trained_on"
    assert refuse_training("", world.TODAY, world.TODAY).code == "guided.training"
    assert refuse_training("x", date(2030, 1, 1), world.TODAY).code == "guided.future"
    alone = start_guided(around.senco, around.child.id, None, Start(), world.NOW)
    assert alone.code == "guided.nobody"


def test_each_note_is_in_the_plan_at_once_with_whose_words_it_is(around: Around) -> None:
    """O12: whose words, how gathered, who wrote it down."""
    start_plan(around.senco, around.child.id, world.NOW)
    talk = led(around)
    ids = (around.child.id, talk.meeting_id)
    child, mother = party(talk, around.amira.person_id), party(talk, around.mother.person_id)
    data = {"topic": "matters-to-me", "text": "My yellow book", "who": str(child), "how": "signed"}
    answer = posted(around.senco, data, "guided", *ids)
    assert answer.status_code == 302 and answer["Location"].endswith(
        f"?topic=matters-to-me&who={child}&how=signed"
    )
    mothers = {"topic": "works-at-home", "text": "A song", "who": str(mother), "how": "said"}
    assert posted(around.senco, mothers, "guided", *ids).status_code == 302
    rows = {row.topic: row for row in Statement.everything.all()}
    first, second = rows["matters-to-me"], rows["works-at-home"]
    assert (first.voice, first.speaker_name, first.gathered, first.gathered_by_name) == (
        Voice.CHILD, "Amira Kowalska", "signed", "Ada Whitcombe",
    )  # fmt: skip
    assert (second.voice, second.speaker_id, second.gathered_by_name) == (
        Voice.PARENT, around.mother.person_id, "Ada Whitcombe",
    )  # fmt: skip
    page = text_of(got(around.senco, "guided", *ids, query="?topic=matters-to-me"))
    assert "Who do you love to be with?" in page and "Who does Amira most like to be with?" in page
    assert "My yellow book" in page and "A song" in page
    plan = around_client_get(around.mother, f"/children/{around.child.id}/plan/profile/")
    assert "My yellow book" in plan and "From the meeting of 15 September 2026" in plan
    assert "From the meeting" not in around_client_get(
        around.father, f"/children/{around.child.id}/plan/profile/"
    )


def around_client_get(actor: Any, path: str) -> str:
    from tests.plans.reading import signed_in

    return text_of(signed_in(actor).get(path))


def test_a_note_becomes_an_action_with_owner_and_date(around: Around) -> None:
    talk = led(around)
    ids = (around.child.id, talk.meeting_id)
    data = {
        "topic": "good-day", "do": "action", "what": "Make a picture timetable", "owner": str(around.teacher.person_id),
        "due_on-day": "1", "due_on-month": "10", "due_on-year": "2026",
    }  # fmt: skip
    assert posted(around.senco, data, "guided", *ids).status_code == 302
    action = Action.everything.get()
    assert (action.owner_name, action.due_on, action.what) == (
        "Daniel Osei",
        date(2026, 10, 1),
        "Make a picture timetable",
    )
    assert action.came_from == ""  # the father was not asked: nothing tells him
    missing = posted(around.senco, {**data, "due_on-day": ""}, "guided", *ids)
    assert missing.status_code == 422 and "Make a picture timetable" in missing.content.decode()


def test_nobody_is_given_words_that_are_not_theirs(around: Around) -> None:
    talk = led(around)
    assert said(around, talk, around.mother, "matters-to-me", "Dogs").code == "note.voice"
    assert said(around, talk, around.amira, "matters-to-me", "Dogs", "typed").code == "note.how"
    assert said(around, talk, around.amira, "no-such-topic", "Dogs").code == "note.topic"
    assert said(around, talk, around.amira, "matters-to-me", " ").code == "words.empty"
    elsewhere = planned(around, around.father)
    stranger = MeetingParty.everything.filter(meeting=elsewhere).first()
    words = GuidedWords("matters-to-me", "Dogs", stranger.id, "said")
    refused = note_words(around.senco, around.child.id, talk.meeting_id, words, world.NOW)
    assert refused.code == "note.who" and not GuidedNote.everything.exists()


def test_a_need_says_what_shows_it(around: Around) -> None:
    talk = led(around)
    topic = "need-communication-and-interaction"
    data = {
        "topic": topic,
        "text": "Joins two words",
        "who": str(party(talk, around.senco.person_id)),
        "how": "typed",
    }
    ids = (around.child.id, talk.meeting_id)
    assert posted(around.senco, data, "guided", *ids).status_code == 422
    assert posted(around.senco, {**data, "evidence": "Screen, June"}, "guided", *ids).status_code == 302
    assert Statement.everything.get(topic=topic).evidence == "Screen, June"


def test_a_note_is_taken_back_once_and_not_after_it_was_changed(around: Around) -> None:
    talk = led(around)
    note = done(said(around, talk, around.amira, "hopes", "A friend"))
    ids = (around.child.id, talk.meeting_id)
    data = {"note": str(note.id), "topic": "hopes"}
    assert posted(around.senco, data, "guided_undo", *ids).status_code == 302
    assert Statement.everything.get().ended_at is not None
    assert "A friend" not in text_of(got(around.senco, "guided", *ids, query="?topic=hopes"))
    again = undo_note(around.senco, around.child.id, talk.meeting_id, note.id, world.NOW)
    assert again.code == "note.undone"
    other = done(said(around, talk, around.amira, "hopes", "A den"))
    done(change_words(around.senco, other.statement_id, "A den and a friend", 1, world.NOW))
    stale = undo_note(around.senco, around.child.id, talk.meeting_id, other.id, world.NOW)
    assert stale.code == "words.stale" and GuidedNote.everything.get(pk=other.id).undone_at is None


def test_it_is_stopped_gone_on_with_and_finished(around: Around) -> None:
    """Finishing shows what was filled and what is left empty."""
    talk = led(around)
    ids = (around.child.id, talk.meeting_id)
    done(said(around, talk, around.amira, "hopes", "A friend"))
    assert posted(around.senco, {}, "guided_stop", *ids).status_code == 302
    assert GuidedConversation.everything.get().paused_at is not None
    done(said(around, talk, around.amira, "hopes", "A den"))
    assert GuidedConversation.everything.get().paused_at is None
    assert posted(around.senco, {"do": "finish"}, "guided_stop", *ids).status_code == 302
    assert Meeting.everything.get().state == "held"
    page = text_of(got(around.senco, "guided_filled", *ids))
    filled, empty = page.split("Still empty in the plan")
    assert "A friend" in filled and "A den" in filled and "Open the plan" in filled
    assert "What works at home" in empty and "Amira’s hopes" not in empty
    assert said(around, talk, around.amira, "hopes", "Late").code == "guided.finished"
    assert finish_guided(around.senco, around.child.id, talk.meeting_id, world.NOW).code == "guided.finished"
    assert got(around.senco, "guided", *ids).status_code == 302


def test_two_who_write_at_once_lose_nothing(around: Around) -> None:
    """Each note is a row of its own: the lead worker and the SENCo write in the same topic."""
    talk = led(around)
    person = person_of(around.teacher)
    world.stands(around.child, StandingKind.LEAD_WORKER, person=person, organisation=around.school)
    words = GuidedWords("hopes", "", party(talk, around.amira.person_id), "said")
    for number in range(10):
        for actor in (around.senco, around.teacher):
            mine = GuidedWords("hopes", f"{actor.name} {number}", words.said_by, "said")
            done(note_words(actor, around.child.id, talk.meeting_id, mine, world.NOW))
    assert Statement.everything.filter(topic="hopes").count() == GuidedNote.everything.count() == 20


def test_a_planned_meeting_has_one_guided_conversation_on_its_day(around: Around) -> None:
    meeting = planned(around)
    early = start_guided(around.senco, around.child.id, meeting.id, TRAINED, world.NOW)
    assert early.code == "meeting.early"
    assert "This meeting is on 29 September." in text_of(
        got(around.senco, "guided_start", around.child.id, meeting.id)
    )
    world.changed(meeting, starts_at=world.NOW)
    first = done(start_guided(around.senco, around.child.id, meeting.id, TRAINED, world.NOW))
    again = done(start_guided(around.senco, around.child.id, meeting.id, TRAINED, world.NOW))
    assert first.id == again.id and Meeting.everything.get().begun_at is not None


@pytest.mark.parametrize(
    "name", ["guided", "guided_start", "guided_filled", "guided_now", "meeting_record", "meeting_use"]
)
def test_only_who_holds_meetings_leads(around: Around, name: str) -> None:
    talk = led(around)
    parts = (around.child.id,) if name == "guided_now" else (around.child.id, talk.meeting_id)
    for actor in (around.mother, around.amira, around.teacher, around.head):
        assert got(actor, name, *parts).status_code == 404
