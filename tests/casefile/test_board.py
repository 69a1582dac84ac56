"""S16: the co-ordinator's board shows what is due, late or missing across the setting, through the gate."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.access.choices import RestrictionKind, Role, StandingKind
from alongside.casefile.board import Board, board_for
from alongside.children.models import Child
from alongside.conversations.models import Ask
from alongside.conversations.operations.invitations import NewAsk, ask_to_take_part
from alongside.conversations.operations.meeting_requests import Wish, ask_for_meeting
from alongside.conversations.operations.meetings import NewMeeting, plan_meeting
from alongside.conversations.rules.invitations import AskedAs, Route
from alongside.disputes.operations import NewDisagreement, raise_disagreement
from alongside.kernel.board import ROWS
from alongside.people.models import Person
from alongside.plans.models import Plan
from alongside.plans.operations import propose_plan
from alongside.platform import clock
from alongside.reviews.operations import plan_review
from alongside.support.choices import DeliveryState
from alongside.support.models import Action, Delivery
from alongside.support.operations import NewAction, NewTick, add_action, tick
from alongside.voice.choices import StatementKind, Voice
from alongside.voice.models import Statement
from tests.makers import world
from tests.makers.family import Around
from tests.plans.reading import signed_in, text_of
from tests.plans.test_operations import write_whole_plan
from tests.support.test_actions import ok

LATE = world.TODAY - timedelta(days=3)


@pytest.fixture
def around(supported: Around) -> Around:
    return supported


def listed(board: Board) -> dict[str, int]:
    return {one.key: one.total for one in board.lists if one.rows}


def test_a_child_with_support_and_nothing_else(around: Around) -> None:
    """O8, O9, S11, T2: no plan, no conversation this term, never heard."""
    board = board_for(around.senco)
    assert listed(board) == {"conversations": 1, "plans": 1, "heard": 1, "not-told": 1}
    assert [one.called for one in board.children.values()] == ["Amira"]
    assert "Seen differently, and open" in board.quiet


def _plan(around: Around) -> Any:
    write_whole_plan(around)
    return ok(propose_plan(around.senco, around.child.id, world.NOW - timedelta(days=20)))


def _review(around: Around) -> None:
    write_whole_plan(around)
    ok(plan_review(around.senco, around.child.id, world.TODAY, "", world.NOW))


def _unplanned(around: Around) -> None:
    write_whole_plan(around)
    world.changed(Plan.everything.get(), state="agreed", review_on=LATE)


def _missed(around: Around) -> None:
    write_whole_plan(around)
    help_ = Statement.everything.get(kind=StatementKind.PROVISION)
    missed = NewTick(world.TODAY, "missed", "staff_away", "")
    ok(tick(around.senco, around.child.id, help_.id, missed, world.NOW))
    assert Delivery.everything.filter(state=DeliveryState.MISSED).exists()


def _late_action(around: Around) -> None:
    ok(
        add_action(
            around.senco, around.child.id, NewAction("Ring", world.TODAY, owner_name="Club"), world.NOW
        )
    )
    world.changed(Action.everything.get(), due_on=LATE)


def _late_ask(around: Around) -> None:
    write_whole_plan(around)
    ask = NewAsk(AskedAs.FAMILY, "You know her.", world.TODAY, Route.PAPER, person_id=around.mother_person.id)
    ok(ask_to_take_part(around.senco, around.child.id, ask, world.NOW))
    world.changed(Ask.everything.get(), until=LATE)


def _wish(around: Around) -> None:
    ok(ask_for_meeting(around.mother, around.child.id, Wish("Her reading", "", "phone"), world.NOW))


def _differently(around: Around) -> None:
    ok(raise_disagreement(around.mother, around.child.id, NewDisagreement("She speaks."), world.NOW))


@pytest.mark.parametrize(
    ("make", "key"),
    [
        (_plan, "with-family"), (_review, "reviews"), (_unplanned, "reviews-to-plan"), (_missed, "not-given"),
        (_late_action, "actions"), (_late_ask, "asked"), (_wish, "wished"), (_differently, "disagreements"),
    ],
)  # fmt: skip
def test_each_list_holds_what_belongs_in_it(around: Around, make: Any, key: str) -> None:
    make(around)
    assert listed(board_for(around.senco)).get(key) == 1
    answer = signed_in(around.senco).get("/board/")
    title = next(one.title for one in board_for(around.senco).lists if one.key == key)
    assert title in text_of(answer) and "Amira" in text_of(answer)


def test_what_is_done_leaves_the_board(around: Around) -> None:
    write_whole_plan(around)
    said = Statement.everything.filter(voice=Voice.CHILD).first()
    world.changed(said, gathered_on=world.TODAY)
    meeting = NewMeeting(
        "Autumn", world.NOW + timedelta(days=9), 45, "face", "Room 2", invited=(str(around.mother_person.id),)
    )
    ok(plan_meeting(around.senco, around.child.id, meeting, world.NOW))
    assert not {"conversations", "plans", "heard"} & listed(board_for(around.senco)).keys()


def test_it_is_for_who_answers_for_the_setting(around: Around) -> None:
    """2.3: SENCo and head; and not for a child whom the SENCo may not know."""
    for who in (around.mother, around.amira, around.teacher):
        assert signed_in(who).get("/board/").status_code == 404
    assert signed_in(around.head).get("/board/").status_code == 200
    elsewhere = world.make_setting("Far School")
    person = world.make_person("Far", "Away")
    world.joins(person, elsewhere, Role.SENCO)
    assert not listed(board_for(world.acting(person, Role.SENCO, elsewhere)))
    world.restrict(around.child, Person.everything.get(pk=around.senco.person_id), RestrictionKind.CONFLICT)
    assert not listed(board_for(around.senco))


def test_it_asks_as_much_for_many_as_for_one(around: Around) -> None:
    """The same number of queries; eight of each list, and how many there are in all."""
    client = signed_in(around.senco)
    client.get("/board/")
    with CaptureQueriesContext(connection) as few:
        client.get("/board/")
    for number in range(12):
        child: Child = world.make_child(f"Child{number:02}", "More", sen_provision="K")
        world.stands(child, StandingKind.ATTENDS, organisation=around.school)
    with CaptureQueriesContext(connection) as many:
        said = text_of(client.get("/board/"))
    assert len(many) == len(few)
    board = board_for(around.senco)
    assert listed(board) == {"conversations": 13, "plans": 13, "heard": 13, "not-told": 13}
    assert all(len(one.rows) in (0, ROWS) for one in board.lists) and "See all 13" in said


def test_a_list_without_a_page_of_its_own_opens_whole(around: Around) -> None:
    """S16: whoever sees eight of twelve can see the others, and nobody else opens the list."""
    for number in range(12):
        child: Child = world.make_child(f"Child{number:02}", "More", sen_provision="K")
        world.stands(child, StandingKind.ATTENDS, organisation=around.school)
        action = NewAction("Ring them", world.TODAY, owner_name="The club")
        ok(add_action(around.senco, child.id, action, world.NOW))
    with clock.moved_to(world.NOW + timedelta(days=2)):
        client = signed_in(around.senco)
        board = client.get("/board/").content.decode()
        assert "/board/?list=actions" in board and "See all 12" in board
        whole = text_of(client.get("/board/?list=actions"))
        assert all(f"Child{number:02} More" in whole for number in range(12))
        assert "Child What Who By" in whole, "each action has somebody and a day"
        assert client.get("/board/?list=nothing").status_code == 404
        assert signed_in(around.teacher).get("/board/?list=actions").status_code == 404
