"""Views before a meeting, its record, and points that become goals, actions or words in the plan (S13, R15, R16)."""

import pytest

from alongside.conversations.choices.meetings import PointUse, ShownFrom
from alongside.conversations.models import Meeting, MeetingPoint, MeetingView
from alongside.conversations.operations.meeting_points import keep_as_note, use_as_action
from alongside.conversations.operations.meeting_record import add_point, begin_meeting
from alongside.conversations.operations.meeting_views import give_views
from alongside.conversations.queries.meeting_record import said_at
from alongside.conversations.rules.meetings import came_openly, may_begin, may_finish
from alongside.conversations.rules.prepare import questions_for
from alongside.platform import clock
from alongside.support.models import Action
from alongside.support.operations import NewAction
from alongside.voice.choices import StatementKind, Voice
from alongside.voice.models import Statement
from alongside.voice.operations import NewWords, write_words
from tests.access.kept import person_of
from tests.conversations.meeting_makers import SOON, done, got, planned, posted
from tests.conversations.test_meetings import told
from tests.makers import world
from tests.makers.family import Around
from tests.plans.reading import text_of

SAID = {"going-well": "She sleeps well", "works-at-home": "Pictures on the fridge", "worries": "The bus"}


def begun(around: Around, *actors: object) -> Meeting:
    """A meeting on its day, begun."""
    meeting = planned(around, *actors)
    done(begin_meeting(around.senco, around.child.id, meeting.id, SOON))
    return meeting


def one_point(around: Around, meeting: Meeting, text: str = "A den in the corner") -> MeetingPoint:
    party = next(one for one in _parties(meeting) if one.person_id == around.mother.person_id)
    return done(add_point(around.senco, around.child.id, meeting.id, text, party.id, SOON))


def _parties(meeting: Meeting) -> list:
    from alongside.conversations.models import MeetingParty

    return list(MeetingParty.everything.filter(meeting=meeting))


@pytest.mark.parametrize(
    ("voice", "age", "first"),
    [
        ("child", 8, "What is good right now?"),
        ("child", 15, "What is going well?"),
        ("parent", 8, "What is going well?"),
    ],
)
def test_questions_are_worded_for_who_is_asked(voice: str, age: int, first: str) -> None:
    questions = dict(questions_for(voice, age))
    assert questions["going-well"] == first
    assert ("works-at-home" in questions) == (voice == "parent")


def test_what_somebody_types_is_saved_for_them_alone(around: Around) -> None:
    """R15: drafts on the server, read by nobody else."""
    meeting = planned(around, around.mother, around.teacher)
    answer = posted(around.mother, {"worries": "The b"}, "meeting_draft", around.child.id, meeting.id)
    assert answer.json() == {"saved_at": "09:00", "edition": 0}
    assert "The b" in got(around.mother, "meeting_prepare", around.child.id, meeting.id).content.decode()
    done(begin_meeting(around.senco, around.child.id, meeting.id, SOON))
    for actor in (around.senco, around.teacher):
        assert "The b<" not in got(actor, "meeting", around.child.id, meeting.id).content.decode()
    assert posted(around.father, SAID, "meeting_draft", around.child.id, meeting.id).status_code == 404


@pytest.mark.parametrize("shown_from", list(ShownFrom))
def test_views_are_read_from_when_their_writer_chose(around: Around, shown_from: ShownFrom) -> None:
    """R15: views before the meeting."""
    meeting = planned(around, around.mother, around.teacher)
    data = {**SAID, "shown_from": shown_from}
    assert posted(around.mother, data, "meeting_prepare", around.child.id, meeting.id).status_code == 302

    def read() -> bool:
        return "The bus" in text_of(got(around.teacher, "meeting", around.child.id, meeting.id))

    assert read() == (shown_from == ShownFrom.NOW)
    done(begin_meeting(around.senco, around.child.id, meeting.id, SOON))
    assert read() == (shown_from != ShownFrom.MINE)
    assert "The bus" in text_of(got(around.mother, "meeting", around.child.id, meeting.id))


def test_who_will_read_it_is_shown_before_saving(around: Around) -> None:
    meeting = planned(around, around.mother, around.teacher)
    page = text_of(got(around.mother, "meeting_prepare", around.child.id, meeting.id))
    readers = page[page.index("Who will be able to read this") :]
    assert "Daniel Osei" in readers and "Ada Whitcombe" in readers and "Piotr" not in readers


def test_what_works_at_home_goes_into_the_plan_in_the_parents_words(around: Around) -> None:
    """R16: it feeds the profile; told again, the same passage changes."""
    meeting = planned(around)
    done(give_views(around.mother, around.child.id, meeting.id, SAID, "begins", world.NOW))
    passage = Statement.everything.get(topic="works-at-home")
    assert (passage.voice, passage.gathered, passage.speaker_id) == (
        Voice.PARENT,
        "typed",
        around.mother.person_id,
    )
    again = {**SAID, "works-at-home": "A song"}
    done(give_views(around.mother, around.child.id, meeting.id, again, "begins", world.NOW))
    assert Statement.everything.get(topic="works-at-home").text == "A song"


def test_notes_for_oneself_do_not_go_into_the_plan(around: Around) -> None:
    meeting = planned(around)
    done(give_views(around.mother, around.child.id, meeting.id, SAID, "mine", world.NOW))
    assert not Statement.everything.filter(topic="works-at-home").exists()
    empty = give_views(around.mother, around.child.id, meeting.id, {"worries": " "}, "begins", world.NOW)
    assert empty.code == "text.empty"
    assert give_views(around.father, around.child.id, meeting.id, SAID, "now", world.NOW).code == "not_found"


def test_a_meeting_begins_on_its_day_and_is_finished_when_it_says_who_came() -> None:
    assert may_begin("planned", SOON.date(), world.TODAY).code == "meeting.early"
    assert may_begin("planned", world.TODAY, world.TODAY) is None
    assert may_finish("planned", begun=True, somebody_came=False).code == "meeting.who_came"
    assert may_finish("planned", begun=False, somebody_came=True).code == "meeting.not_begun"
    assert may_finish("held", begun=True, somebody_came=True).code == "meeting.held"


def test_a_record_is_made_step_by_step_and_everyone_is_told(around: Around) -> None:
    """R15: record after; S13: points used and not yet used are visible."""
    meeting = planned(around)
    with clock.moved_to(SOON):
        ids = (around.child.id, meeting.id)
        assert posted(around.senco, {"do": "begin"}, "meeting_record", *ids).status_code == 302
        assert posted(around.senco, {"do": "finish"}, "meeting_record", *ids).status_code == 422
        mother = next(one for one in _parties(meeting) if one.person_id == around.mother.person_id)
        assert (
            posted(around.senco, {"do": "came", "came": [str(mother.id)]}, "meeting_record", *ids).status_code
            == 302
        )
        empty = posted(around.senco, {"do": "point", "text": " "}, "meeting_record", *ids)
        assert empty.status_code == 422
        for text in ("A den", "Taxi at three"):
            posted(
                around.senco, {"do": "point", "text": text, "said_by": str(mother.id)}, "meeting_record", *ids
            )
        point = MeetingPoint.everything.get(text="Taxi at three")
        done(keep_as_note(around.senco, around.child.id, point.id, SOON))
        assert posted(around.senco, {"do": "finish"}, "meeting_record", *ids).status_code == 302
        page = text_of(got(around.mother, "meeting", *ids))
    assert (
        "2 points: 1 used, 1 not used yet" in page
        and "A den" in page
        and "Nadia Kowalska mother Came" in page
    )
    assert "meeting.recorded" in told(around.mother.person_id)
    assert posted(around.mother, {"do": "begin"}, "meeting_record", *ids).status_code == 404


def test_whichever_button_is_pressed_nothing_beside_it_is_lost(around: Around) -> None:
    """R15: what was ticked and what was written is kept by each button of the page; refused words stay."""
    meeting = planned(around)
    with clock.moved_to(SOON):
        ids = (around.child.id, meeting.id)
        posted(around.senco, {"do": "begin"}, "meeting_record", *ids)
        mother = next(one for one in _parties(meeting) if one.person_id == around.mother.person_id)
        sheet = {"ticks": "yes", "came": [str(mother.id)], "said_by": str(mother.id)}
        posted(around.senco, {**sheet, "do": "came", "text": "A den"}, "meeting_record", *ids)
        assert MeetingPoint.everything.get().text == "A den"
        posted(around.senco, {"ticks": "yes", "do": "point", "text": "Taxi at three"}, "meeting_record", *ids)
        assert not any(one.came for one in _parties(meeting)), "ticks that were taken out are taken out"
        long = posted(around.senco, {**sheet, "do": "finish", "text": "x" * 5_000}, "meeting_record", *ids)
        assert long.status_code == 422 and "x" * 5_000 in long.content.decode()
        last = posted(around.senco, {**sheet, "do": "finish", "text": "A card"}, "meeting_record", *ids)
        assert last.status_code == 302
        page = text_of(got(around.mother, "meeting", *ids))
    assert "3 points" in page and "Nadia Kowalska mother Came" in page


def test_a_point_becomes_an_action_and_the_two_are_linked(around: Around) -> None:
    """S13: by a visible link, both ways where the whole family was asked."""
    meeting = begun(around, around.mother, around.father, around.amira)
    point = one_point(around, meeting)
    data = {
        "point": str(point.id), "as": "action", "what": "Build a den", "owner": str(around.teacher.person_id),
        "due_on-day": "30", "due_on-month": "10", "due_on-year": "2026",
    }  # fmt: skip
    assert posted(around.senco, data, "meeting_use", around.child.id, meeting.id).status_code == 302
    action = Action.everything.get()
    assert action.came_from_path.endswith(f"/meetings/{meeting.id}/#point-{point.id}")
    page = got(around.mother, "meeting", around.child.id, meeting.id).content.decode()
    assert f"/actions/{action.id}/" in page and "Build a den" in page
    again = use_as_action(
        around.senco, around.child.id, point.id, NewAction("Again", SOON.date(), owner_name="X"), SOON
    )
    assert again.code == "point.used" and Action.everything.count() == 1


def test_an_action_does_not_tell_the_other_parent_that_one_was_met_apart(around: Around) -> None:
    """Trust 2.5: what comes of a meeting with one household does not name it to the other."""
    meeting = begun(around, around.mother)
    point = one_point(around, meeting)
    new = NewAction("Build a den", SOON.date(), owner_id=around.teacher.person_id)
    done(use_as_action(around.senco, around.child.id, point.id, new, SOON))
    action = Action.everything.get()
    assert (action.came_from, action.came_from_path) == ("", "")
    assert came_openly(frozenset({1, 2}), frozenset({1, 2, 3})) and not came_openly(
        frozenset({1, 2}), frozenset({1})
    )


def test_a_point_becomes_a_goal_that_leads_to_a_hope(around: Around) -> None:
    meeting = begun(around)
    point = one_point(around, meeting)
    without = got(
        around.senco, "meeting_use", around.child.id, meeting.id, query=f"?point={point.id}&as=goal"
    )
    assert "Ask about hopes first" in text_of(without)
    hope = done(
        write_words(around.amira, around.child.id, NewWords("hopes", "A den", Voice.CHILD), world.NOW)
    )
    data = {"point": str(point.id), "as": "goal", "text": "Amira has a quiet place", "serves": str(hope.id)}
    assert posted(around.senco, data, "meeting_use", around.child.id, meeting.id).status_code == 302
    goal = Statement.everything.get(kind=StatementKind.OUTCOME)
    kept = MeetingPoint.everything.get(pk=point.id)
    assert goal.serves_id == hope.id and (kept.use, kept.statement_id) == (PointUse.GOAL, goal.id)
    assert said_at(around.mother, around.child.id)[goal.id].meeting_id == meeting.id
    assert said_at(around.father, around.child.id) == {}


def test_a_point_goes_into_the_plan_as_the_words_of_who_said_it(around: Around) -> None:
    meeting = begun(around)
    point = one_point(around, meeting)
    mother = next(one for one in _parties(meeting) if one.person_id == around.mother.person_id)
    data = {"point": str(point.id), "as": "words", "text": "She hides when it is loud", "who": str(mother.id)}
    wrong = {**data, "topic": "hopes", "how": "said"}
    refused = posted(around.senco, wrong, "meeting_use", around.child.id, meeting.id)
    assert refused.status_code == 422 and "This is asked of the child." in text_of(refused)
    right = {**data, "topic": "parent-worries", "how": "said"}
    assert posted(around.senco, right, "meeting_use", around.child.id, meeting.id).status_code == 302
    passage = Statement.everything.get(topic="parent-worries")
    assert (passage.voice, passage.speaker_name, passage.gathered, passage.gathered_by_name) == (
        Voice.PARENT, "Nadia Kowalska", "said", "Ada Whitcombe",
    )  # fmt: skip


def test_views_and_points_go_when_somebody_is_left_out(around: Around) -> None:
    meeting = begun(around, around.mother, around.father)
    done(give_views(around.father, around.child.id, meeting.id, {"worries": "Money"}, "now", SOON))
    assert "Money" in text_of(got(around.mother, "meeting", around.child.id, meeting.id))
    world.restrict(around.child, person_of(around.mother))
    assert got(around.mother, "meeting", around.child.id, meeting.id).status_code == 404
    assert MeetingView.everything.count() == 1
