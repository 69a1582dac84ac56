"""Who must be asked to a review meeting, and how long before: SI 2014/1530 regulations 20(2) to (4) and 21."""

from dataclasses import dataclass
from datetime import date

from alongside.annualreviews.choices import Seat
from alongside.annualreviews.rules.dates import notice_by
from alongside.kernel.refusal import Refusal
from alongside.kernel.school_years import expected_year

_ADULT_LIFE_FROM = 9


@dataclass(frozen=True)
class InvitingFacts:
    """What decides who must be asked."""

    in_or_beyond_year_9: bool
    attends_a_setting: bool
    looked_after: bool = False
    out_of_area: bool = False


def in_or_beyond_year_9(nc_year: str, born_on: date, today: date) -> bool:
    """From Year 9 each review looks at adult life: the recorded year group, or the one expected for the age."""
    year = int(nc_year) if nc_year.isdigit() else expected_year(born_on, today)
    return year >= _ADULT_LIFE_FROM


def seats_to_fill(facts: InvitingFacts) -> tuple[Seat, ...]:
    """Each seat the law names for this child, in the order the page shows them."""
    seats = [Seat.YOUNG_PERSON, Seat.PARENT]
    seats += [Seat.SETTING] if facts.attends_a_setting else []
    seats += [Seat.COUNCIL, Seat.HEALTH, Seat.SOCIAL_CARE]
    seats += [Seat.SOCIAL_WORKER] if facts.looked_after else []
    seats += [Seat.OTHER_COUNCIL] if facts.out_of_area else []
    seats += [Seat.ADULT_LIFE] if facts.in_or_beyond_year_9 else []
    return tuple(seats)


def still_to_ask(facts: InvitingFacts, asked: frozenset[Seat]) -> tuple[Seat, ...]:
    """The seats to which nobody is asked yet. A child or young person is part of every review of their own plan."""
    return tuple(seat for seat in seats_to_fill(facts) if seat not in asked)


def refuse_meeting_day(meeting_on: date | None, today: date) -> Refusal | None:
    """A meeting is set for a day that leaves everybody two weeks' notice: regulation 20(3) knows no shorter one."""
    if meeting_on is None:
        return Refusal("meeting.day", "The meeting needs a day.", "Write the date.", "meeting_on")
    if notice_by(meeting_on) < today:
        return Refusal(
            "meeting.notice", "Everybody is told at least two weeks before the meeting: the law asks for it.",
            "Choose a day that is two weeks away or later. If the plan’s year ends before, meet all the same.",
            "meeting_on",
        )  # fmt: skip
    return None


def refuse_invitations(
    missing: tuple[Seat, ...], because: str, meeting_on: date | None, today: date
) -> Refusal | None:
    """Invitations go out when each seat has a name, or it is written why one has none, and in time."""
    if meeting_on is None:
        return Refusal("invite.day", "The meeting has no day yet.", "Set the day first.")
    late = refuse_meeting_day(meeting_on, today)
    if late:
        return late
    if missing and not because.strip():
        words = ", ".join(seat.inside for seat in missing)
        return Refusal(
            "invite.seats", f"Nobody is asked yet as: {words}.",
            "Add a name, or write why nobody can be asked.", "because",
        )  # fmt: skip
    return None
