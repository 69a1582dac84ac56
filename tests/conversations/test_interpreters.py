"""Whether an interpreter was asked for, booked, came or not, and what was done instead (S12, T13)."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from alongside.conversations.choices.meetings import Way
from alongside.conversations.models import Meeting
from alongside.conversations.operations.interpreting import note_interpreter
from alongside.conversations.operations.meeting_record import begin_meeting
from alongside.conversations.operations.meetings import cancel_meeting, change_meeting
from alongside.conversations.queries.board import board
from alongside.conversations.queries.meetings import meeting_by_id
from alongside.conversations.rules.interpreting import may_say, refuse_interpreting
from alongside.conversations.web.meetings import where
from alongside.platform import clock
from tests.conversations.meeting_makers import SOON, done, got, invitation, planned, posted
from tests.makers import world
from tests.makers.family import Around
from tests.plans.reading import text_of

OURS = "A colleague who speaks Polish interpreted"


@pytest.mark.parametrize(
    ("state", "begun", "said", "instead", "code"),
    [
        ("planned", False, "asked", "", ""),
        ("planned", False, "booked", "", ""),
        ("planned", False, "came", "", "interpreter.said"),
        ("planned", False, "", "", "interpreter.said"),
        ("planned", True, "booked", "", "interpreter.said"),
        ("planned", True, "came", "", ""),
        ("held", True, "absent", " ", "interpreter.instead"),
        ("held", True, "absent", OURS, ""),
        ("cancelled", False, "booked", "", "interpreter.off"),
    ],
)
def test_what_can_be_said_of_an_interpreter(
    state: str, begun: bool, said: str, instead: str, code: str
) -> None:
    """S12: before it begins whether one is found; then whether one came, and where not what was done instead."""
    refusal = refuse_interpreting(said, instead, may_say(state, begun=begun))
    assert (refusal.code if refusal else "") == code


def held_without(around: Around) -> Meeting:
    """A meeting to which the interpreter did not come."""
    meeting = planned(around, interpreter="Polish")
    done(begin_meeting(around.senco, around.child.id, meeting.id, SOON))
    done(note_interpreter(around.senco, around.child.id, meeting.id, "absent", OURS, SOON))
    return meeting


def test_a_parent_reads_whether_the_interpreter_is_booked_and_came(around: Around) -> None:
    """S12: the family sees it on the meeting and among the meetings; who holds the meeting says it."""
    meeting = planned(around, interpreter="Polish")
    at = (around.child.id, meeting.id)
    asked = "Say whether the interpreter is booked"
    assert asked in text_of(got(around.senco, "meeting", *at))
    assert asked not in text_of(got(around.mother, "meeting", *at))
    posted(around.senco, {"said": "booked"}, "meeting_interpreter", *at)
    assert "Polish. Booked." in text_of(got(around.mother, "meeting", *at))
    done(begin_meeting(around.senco, *at, SOON))
    with clock.moved_to(SOON):
        refused = posted(around.senco, {"said": "absent", "instead": ""}, "meeting_interpreter", *at)
        assert refused.status_code == 422
        assert "Write what you did instead." in text_of(refused)
        posted(around.senco, {"said": "absent", "instead": OURS}, "meeting_interpreter", *at)
        assert f"Polish. Did not come. Instead: {OURS}." in text_of(got(around.mother, "meeting", *at))
        assert "Did not come" in text_of(got(around.mother, "meetings_of_child", around.child.id))


def test_the_board_says_for_which_meetings_nobody_booked_an_interpreter(around: Around) -> None:
    """S12, S16: until one is booked it stands among what needs the co-ordinator's eye, with the day and a way to it."""
    meeting = planned(around, interpreter="Polish")
    planned(around)
    school = around.school.id
    shown = next(one for one in board(around.senco, school, world.TODAY) if one.key == "interpreters")
    assert [(row.child_id, row.by) for row in shown.rows] == [
        (around.child.id, SOON.date())
    ] and shown.total == 1
    assert str(meeting.id) in shown.rows[0].url
    after = SOON.date() + timedelta(days=1)
    assert not next(one for one in board(around.senco, school, after) if one.key == "interpreters").rows
    done(note_interpreter(around.senco, around.child.id, meeting.id, "booked", "", world.NOW))
    assert not next(
        one for one in board(around.senco, school, world.TODAY) if one.key == "interpreters"
    ).total


def test_a_meeting_at_another_time_needs_its_interpreter_anew(around: Around) -> None:
    """Who was booked for one day is not booked for another."""
    meeting = planned(around, interpreter="Polish")
    done(note_interpreter(around.senco, around.child.id, meeting.id, "booked", "", world.NOW))
    later = invitation(around, interpreter="Polish", starts_at=SOON + timedelta(days=1))
    done(change_meeting(around.senco, around.child.id, meeting.id, later, 1, world.NOW))
    line = meeting_by_id(around.senco, around.child.id, meeting.id)
    assert line is not None
    assert line.interpreter_words == "Polish"


def test_the_term_says_how_it_went_with_interpreters(around: Around) -> None:
    """S11, S12: the overview of the term counts who came and who did not, and leads to what is not said yet."""
    held_without(around)
    planned(around, interpreter="Polish", purpose="Another one")
    called_off = planned(around, interpreter="Polish", purpose="Off")
    done(cancel_meeting(around.senco, around.child.id, called_off.id, "Ill", world.NOW))
    planned(around, purpose="In English")
    page = text_of(got(around.senco, "meeting_terms"))
    assert "Did not come: 1 . Not booked yet: 1 ." in page
    assert OURS in page
    assert got(around.mother, "meeting_terms").status_code == 404


def test_nobody_says_it_of_a_meeting_that_is_not_theirs_to_hold(around: Around) -> None:
    meeting = planned(around, interpreter="Polish")
    answer = posted(around.mother, {"said": "booked"}, "meeting_interpreter", around.child.id, meeting.id)
    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("way", "place", "says"),
    [
        ("phone", "Millbrook Primary", "By telephone"),
        ("phone", "We call you on your mobile", "By telephone: We call you on your mobile"),
        ("video", "millbrook primary", "By video"),
        ("home", "27 Nightingale Avenue", "At home: 27 Nightingale Avenue"),
        ("face", "Millbrook Primary", "Millbrook Primary"),
    ],
)
def test_a_call_is_not_at_the_setting(way: str, place: str, says: str) -> None:
    """S12: the name of the setting says nothing of a call; what somebody wrote stays."""
    assert where(SimpleNamespace(way=Way(way), place=place), "Millbrook Primary") == says  # type: ignore[arg-type]
