"""Asking someone to take part in a child's plan: the moves there are, who makes them, when, and when to remind."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from alongside.kernel.refusal import Refusal


class AskedAs(StrEnum):
    """As what somebody is asked."""

    CHILD = "child"
    FAMILY = "family"
    STAFF = "staff"
    PROFESSIONAL = "professional"
    ADVOCATE = "advocate"
    RELATIVE = "relative"


class Route(StrEnum):
    """How somebody is asked. On every route but the first, whoever asked enters the answer for them."""

    PRODUCT = "product"
    PAPER = "paper"
    PHONE = "phone"
    FACE = "face"


class State(StrEnum):
    """Where an invitation to take part is."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    MORE_TIME = "more_time"
    DECLINED = "declined"
    PASSED_ON = "passed_on"
    DONE = "done"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class Move(StrEnum):
    """What can be done with an invitation to take part."""

    ACCEPT = "accept"
    DECLINE = "decline"
    ASK_TIME = "more-time"
    GIVE_TIME = "give-time"
    KEEP_DATE = "keep-date"
    PASS_ON = "pass-on"  # noqa: S105 - no password
    FINISH = "finish"
    WITHDRAW = "withdraw"
    LAPSE = "lapse"


class Party(StrEnum):
    """Who makes a move: the person asked, whoever asked them (or keeps the plan now), or time."""

    ASKED = "asked"
    INVITER = "inviter"
    TIME = "time"


OPEN = frozenset({State.ASKED, State.ACCEPTED, State.MORE_TIME})
"""States in which somebody is still awaited."""
ANSWERED = frozenset({State.ACCEPTED, State.DECLINED, State.DONE})
"""States in which the person has given an answer."""

MOVES: Mapping[tuple[State, Move], State] = {
    (State.ASKED, Move.ACCEPT): State.ACCEPTED,
    (State.ASKED, Move.DECLINE): State.DECLINED,
    (State.ASKED, Move.ASK_TIME): State.MORE_TIME,
    (State.ASKED, Move.PASS_ON): State.PASSED_ON,
    (State.ASKED, Move.FINISH): State.DONE,
    (State.ASKED, Move.WITHDRAW): State.WITHDRAWN,
    (State.ASKED, Move.LAPSE): State.LAPSED,
    (State.ACCEPTED, Move.DECLINE): State.DECLINED,
    (State.ACCEPTED, Move.ASK_TIME): State.MORE_TIME,
    (State.ACCEPTED, Move.PASS_ON): State.PASSED_ON,
    (State.ACCEPTED, Move.FINISH): State.DONE,
    (State.ACCEPTED, Move.WITHDRAW): State.WITHDRAWN,
    (State.ACCEPTED, Move.LAPSE): State.LAPSED,
    (State.MORE_TIME, Move.GIVE_TIME): State.ACCEPTED,
    (State.MORE_TIME, Move.KEEP_DATE): State.ASKED,
    (State.MORE_TIME, Move.DECLINE): State.DECLINED,
    (State.MORE_TIME, Move.FINISH): State.DONE,
    (State.MORE_TIME, Move.WITHDRAW): State.WITHDRAWN,
    (State.MORE_TIME, Move.LAPSE): State.LAPSED,
}
"""Every move there is, and where it leads. What is not here is refused."""

MADE_BY: Mapping[Move, Party] = {
    Move.ACCEPT: Party.ASKED,
    Move.DECLINE: Party.ASKED,
    Move.ASK_TIME: Party.ASKED,
    Move.PASS_ON: Party.ASKED,
    Move.FINISH: Party.ASKED,
    Move.GIVE_TIME: Party.INVITER,
    Move.KEEP_DATE: Party.INVITER,
    Move.WITHDRAW: Party.INVITER,
    Move.LAPSE: Party.TIME,
}

_ENTERED_FOR_THEM = frozenset({Move.ACCEPT, Move.DECLINE, Move.FINISH})
"""What is written down for someone who answers on paper, by telephone or face to face."""
_OVER: Mapping[State, str] = {
    State.DECLINED: "The answer was no.",
    State.PASSED_ON: "This was passed to a colleague.",
    State.DONE: "This part is done.",
    State.WITHDRAWN: "This invitation was taken back.",
    State.LAPSED: "The date of this invitation passed long ago.",
}


def may_move(state: State, move: Move, party: Party, route: Route) -> Refusal | None:
    """Whether `party` may make this move now (S15, O5). Words for the person who tries."""
    if not _is_theirs(move, party, route):
        return Refusal("ask.not_yours", "Somebody else answers this.", "Ask the person it was sent to.")
    if (state, move) in MOVES:
        return None
    if state in _OVER:
        return Refusal("ask.over", _OVER[state], "If it is needed again, somebody can ask again.")
    if state is State.MORE_TIME:
        return Refusal(
            "ask.waiting", "More time was asked for and is not answered yet.", "Wait for the new date."
        )
    return Refusal("ask.not_now", "This has been answered already.", "Open the page again.")


def _is_theirs(move: Move, party: Party, route: Route) -> bool:
    by_hand = route is not Route.PRODUCT and move in _ENTERED_FOR_THEM
    return MADE_BY[move] is party or (by_hand and party is Party.INVITER)


def moves_for(state: State, party: Party, route: Route) -> tuple[Move, ...]:
    """The moves a party can make now, in the order pages offer them."""
    return tuple(move for move in Move if may_move(state, move, party, route) is None)


LATEST = timedelta(days=366)
"""An invitation asks for something within a year (trust 2.4.18: at most twelve months)."""


@dataclass(frozen=True)
class Asking:
    """An invitation as it is about to be sent."""

    asked_as: AskedAs
    route: Route
    name: str
    why: str
    until: date
    has_way_in: bool = False
    sends_link: bool = False


def may_ask(
    asking: Asking, today: date, *, shut_out: bool, asked_already: bool, by_family: bool = False
) -> Refusal | None:
    """Whether somebody may be asked like this. In a family nobody is told of a restriction on another (trust 2.4.9)."""
    if not asking.name.strip():
        return Refusal("ask.name", "Enter a name.", field="given_name")
    if not asking.why.strip():
        return Refusal("ask.why", "Say why you ask.", "They read this first.", "why")
    if refusal := may_be_until(asking.until, today):
        return refusal
    if shut_out and by_family:
        return Refusal("ask.shut_out", "You cannot ask this person here.", "Ask your school who can help.")
    if shut_out:
        return Refusal(
            "ask.shut_out",
            "A restriction about this person and this child is in force, so they cannot be asked.",
            "Speak to your safeguarding lead.",
        )
    if asked_already:
        return Refusal(
            "ask.already", "This person has been asked already and is awaited.", "See their answer."
        )
    return _refuse_route(asking)


def _refuse_route(asking: Asking) -> Refusal | None:
    if asking.asked_as is AskedAs.RELATIVE and asking.route is Route.PRODUCT:
        return Refusal(
            "ask.route",
            "They have no page here.",
            "Choose how you ask them: on paper, by telephone or face to face.",
            "route",
        )
    if asking.route is Route.PRODUCT and not (asking.has_way_in or asking.sends_link):
        return Refusal(
            "ask.no_way_in",
            "This person cannot sign in yet.",
            "Give an e-mail address, or ask on paper, by telephone or face to face.",
            "route",
        )
    return None


def may_be_until(until: date, today: date) -> Refusal | None:
    """A date to answer by: not past, within a year."""
    if until < today:
        return Refusal("ask.past", "That day is past.", "Choose a day from today on.", "until")
    if until > today + LATEST:
        return Refusal("ask.far", "That is more than a year away.", "Choose an earlier day.", "until")
    return None


class Reminder(StrEnum):
    """The two reminders there are; never more."""

    BEFORE = "before"
    AFTER = "after"


BEFORE = timedelta(days=3)
PATIENCE = timedelta(days=28)
"""How long after its date an invitation is still open. Then it lapses by itself."""


def reminder_due(
    until: date, asked_on: date, today: date, *, before_sent: bool, after_sent: bool
) -> Reminder | None:
    """Which reminder is due: one three days before the date, one when it has passed.

    Who was asked within those three days knows already and is not reminded before the date.
    """
    if today > until:
        return None if after_sent or today > until + PATIENCE else Reminder.AFTER
    if before_sent or today < until - BEFORE or asked_on >= until - BEFORE:
        return None
    return Reminder.BEFORE


def has_lapsed(until: date, today: date) -> bool:
    """Whether nobody waits any more."""
    return today > until + PATIENCE


class Whose(StrEnum):
    """Whose voice a reason for absence is about."""

    CHILD = "child"
    FAMILY = "family"


def may_record_absence(why: str, tried_on: date, today: date) -> Refusal | None:
    """A reason why a voice is not in the plan: in words, with the day it was last tried (P2)."""
    if not why.strip():
        return Refusal("absence.why", "Write what was tried, and why there is no answer.", field="why")
    if tried_on > today:
        return Refusal("absence.future", "That day has not come yet.", "Write the day you tried.", "tried_on")
    return None
