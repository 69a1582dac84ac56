"""The table of moves of an invitation to take part, and when a reminder is due (S15, O5)."""

from datetime import date, timedelta
from itertools import product

import pytest

from alongside.conversations.rules.invitations import (
    ANSWERED,
    OPEN,
    AskedAs,
    Asking,
    Move,
    Party,
    Reminder,
    Route,
    State,
    has_lapsed,
    may_ask,
    may_be_until,
    may_move,
    may_record_absence,
    reminder_due,
)

TODAY = date(2026, 9, 15)
# state → what the person asked may do, what whoever asked may do; in the product. Everything else is refused.
ALLOWED = {
    "asked": ("accept decline more-time pass-on finish", "withdraw"),
    "accepted": ("decline more-time pass-on finish", "withdraw"),
    "more_time": ("decline finish", "give-time keep-date withdraw"),
    "declined": ("", ""),
    "passed_on": ("", ""),
    "done": ("", ""),
    "withdrawn": ("", ""),
    "lapsed": ("", ""),
}


def test_every_state_move_and_party_answers_as_the_table_says() -> None:
    """S15: exactly the moves written above, and each refusal has words."""
    for state, move, party in product(State, Move, (Party.ASKED, Party.INVITER)):
        theirs = ALLOWED[state][0 if party is Party.ASKED else 1].split()
        refusal = may_move(state, move, party, Route.PRODUCT)
        assert (refusal is None) == (move in theirs), (state, move, party)
        assert refusal is None or refusal.message


@pytest.mark.parametrize("route", [Route.PAPER, Route.PHONE, Route.FACE])
def test_on_other_routes_whoever_asked_enters_the_answer(route: Route) -> None:
    """R4: a paper note is entered by the inviter; more time and colleagues stay with the person."""
    for move in Move:
        entered = may_move(State.ASKED, move, Party.INVITER, route) is None
        assert entered == (move in (Move.ACCEPT, Move.DECLINE, Move.FINISH, Move.WITHDRAW)), move
    assert may_move(State.ASKED, Move.ACCEPT, Party.INVITER, Route.PRODUCT)


def test_only_time_lets_an_invitation_lapse() -> None:
    assert may_move(State.ASKED, Move.LAPSE, Party.INVITER, Route.PRODUCT)
    assert may_move(State.ASKED, Move.LAPSE, Party.TIME, Route.PRODUCT) is None
    assert not OPEN & {State.DECLINED, State.DONE, State.LAPSED}
    assert State.LAPSED not in ANSWERED, "silence is no answer (P2)"


def _asking(**fields: object) -> Asking:
    usual = {"asked_as": AskedAs.STAFF, "route": Route.PRODUCT, "name": "Daniel", "why": "You teach her.",
             "until": TODAY, "has_way_in": True}  # fmt: skip
    return Asking(**{**usual, **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fields", "facts", "code"),
    [
        ({}, {}, None),
        ({"name": " "}, {}, "ask.name"),
        ({"why": " "}, {}, "ask.why"),
        ({"until": TODAY - timedelta(days=1)}, {}, "ask.past"),
        ({"until": TODAY + timedelta(days=400)}, {}, "ask.far"),
        ({}, {"shut_out": True}, "ask.shut_out"),
        ({}, {"asked_already": True}, "ask.already"),
        ({"has_way_in": False}, {}, "ask.no_way_in"),
        ({"has_way_in": False, "sends_link": True}, {}, None),
        ({"has_way_in": False, "route": Route.PHONE}, {}, None),
        ({"asked_as": AskedAs.RELATIVE}, {}, "ask.route"),
        ({"asked_as": AskedAs.RELATIVE, "route": Route.PAPER, "has_way_in": False}, {}, None),
    ],
)
def test_who_can_be_asked_how(fields: dict[str, object], facts: dict[str, bool], code: str | None) -> None:
    given = {"shut_out": False, "asked_already": False, **facts}
    refusal = may_ask(_asking(**fields), TODAY, **given)
    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize(
    ("ahead", "asked_ago", "before_sent", "after_sent", "due"),
    [
        (10, 5, False, False, None),
        (4, 5, False, False, None),
        (3, 5, False, False, Reminder.BEFORE),
        (0, 5, False, False, Reminder.BEFORE),
        (3, 5, True, False, None),
        (2, 0, False, False, None),  # asked within the three days: no reminder before
        (-1, 9, True, False, Reminder.AFTER),
        (-1, 9, True, True, None),
        (-1, 1, False, False, Reminder.AFTER),
        (-28, 40, True, False, Reminder.AFTER),
        (-29, 40, True, False, None),
    ],
)
def test_when_a_reminder_is_due(
    ahead: int, asked_ago: int, before_sent: bool, after_sent: bool, due: Reminder | None
) -> None:
    """O5: one before, one after, never more."""
    until, asked_on = TODAY + timedelta(days=ahead), TODAY - timedelta(days=asked_ago)
    assert reminder_due(until, asked_on, TODAY, before_sent=before_sent, after_sent=after_sent) is due


def test_days_and_reasons() -> None:
    assert has_lapsed(TODAY - timedelta(days=29), TODAY) and not has_lapsed(TODAY - timedelta(days=28), TODAY)
    assert may_be_until(TODAY, TODAY) is None
    assert may_record_absence("Tried twice with symbols.", TODAY, TODAY) is None
    assert may_record_absence(" ", TODAY, TODAY) and may_record_absence("x", TODAY + timedelta(1), TODAY)
