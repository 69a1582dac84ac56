"""The year's conversations of a whole class or setting in one go: each child has a turn of their own (S11)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.policy import Permission
from alongside.children.queries import ChildCard, child_card, stands_by
from alongside.conversations.households.access import households_of
from alongside.conversations.operations.meetings import NewMeeting
from alongside.conversations.operations.year import plan_year
from alongside.conversations.queries.meetings import Invitable, could_be_invited
from alongside.conversations.rules.meetings import refuse_year
from alongside.conversations.rules.turns import refuse_turns, turn
from alongside.kernel.refusal import Refusal
from alongside.organisations.holidays import days_off
from alongside.voice.choices import Voice

_HOLD = Permission.MEETING_HOLD
_APART = (
    "The parents live in different homes. Plan it alone, so that you choose who is asked to which meeting."
)
_NOBODY = (
    "Nobody of the family can be asked here yet. Plan it alone, or invite a parent to this record first."
)


@dataclass(frozen=True)
class YearOfTurns:
    """What is the same for everyone: a first day in each term, and how the turns of a day follow one another."""

    purpose: str
    days: tuple[date, ...]
    starts_at: time
    minutes: int
    a_day: int
    way: str
    place: str


@dataclass(frozen=True)
class LeftOut:
    """A child for whom nothing was planned, and why."""

    child_id: UUID
    name: str
    why: str


@dataclass(frozen=True)
class Planned:
    """How many children have their year now, and who has not."""

    children: int
    left: tuple[LeftOut, ...]


def plan_year_for_many(
    actor: Actor, child_ids: Sequence[UUID], year: YearOfTurns, now: datetime
) -> Planned | Refusal:
    """Plan the conversations of these children, in this order; the child and the home they live in are invited.

    Each child's year is kept whole or not at all, and one that cannot be planned leaves the others as they are: it
    is named with the reason. Parents in different homes are left out, because everyone invited to a meeting sees who
    else is.
    """
    refusal = refuse_turns(year.starts_at, year.minutes, year.a_day) or refuse_year(year.days)
    if refusal:
        return refusal
    planned, left = 0, []
    for child_id in dict.fromkeys(child_ids):
        child = child_card(actor, child_id, _HOLD)
        if child is None:
            continue
        why = _plan(actor, child, year, planned, now)
        if why:
            left.append(LeftOut(child.id, child.full_name, why))
        else:
            planned += 1
    return Planned(planned, tuple(left))


def _plan(actor: Actor, child: ChildCard, year: YearOfTurns, number: int, now: datetime) -> str:
    """Plan one child's year at this turn of each day; why not, where it cannot be."""
    people = could_be_invited(actor, child, stands_by(actor, child.id))
    family = [one for one in people if one.voice in (Voice.CHILD, Voice.PARENT)]
    if not any(one.voice is Voice.PARENT for one in family) and not _is_alone(family):
        return _NOBODY
    if _live_apart(child.id, family, actor.on):
        return _APART
    assert actor.organisation_id is not None  # meetings are held by who works in a setting
    meetings = _meetings(year, family, number, days_off(actor.organisation_id, actor.on))
    done = plan_year(actor, child.id, meetings, now)
    return str(done) if isinstance(done, Refusal) else ""


def _is_alone(family: list[Invitable]) -> bool:
    """A young person who has a way in of their own answers for themselves."""
    return any(one.voice is Voice.CHILD and one.person_id for one in family)


def _live_apart(child_id: UUID, family: list[Invitable], on: date) -> bool:
    """Whether those parents are of more than one home; somebody of whom no home is known counts as one."""
    homes = [frozenset(one.ids) for one in households_of(child_id, on)]
    parents = [one.person_id for one in family if one.voice is Voice.PARENT]
    return len({next((home for home in homes if one in home), one) for one in parents}) > 1


def _meetings(
    year: YearOfTurns, family: list[Invitable], number: int, holidays: Collection[date]
) -> list[NewMeeting]:
    invited = tuple(one.key for one in family)
    languages = ", ".join(dict.fromkeys(one.interpreter for one in family if one.interpreter))
    return [
        NewMeeting(
            year.purpose, turn(day, year.starts_at, year.minutes, year.a_day, number, holidays), year.minutes, year.way,
            year.place, "", languages, invited,
        )
        for day in year.days
    ]  # fmt: skip
