"""Which children change phase next September, and into what: SI 2014/1530 regulations 2 and 18."""

from datetime import date

from alongside.annualreviews.choices import Phase
from alongside.kernel.refusal import Refusal
from alongside.kernel.school_years import school_year, school_year_period

_AFTER_YEAR: dict[str, Phase] = {
    "N2": Phase.TO_SCHOOL, "6": Phase.TO_SECONDARY, "11": Phase.TO_POST_16,
}  # fmt: skip
"""What nearly every child does. Infant, middle and post-16 settings differ, so the council can say otherwise."""


LAST_YEARS = tuple(_AFTER_YEAR)
NO_CHANGE = "none"
"""What is kept where the council has said that a child does not change phase, so that nothing sets it again."""


def phase_of(kept: str) -> Phase | None:
    """The change of phase that is kept of a review; None where there is none."""
    return Phase(kept) if kept in Phase.values else None


def phase_after(nc_year: str) -> Phase | None:
    """The change of phase at the end of this school year for a child in that year group; None for most years."""
    return _AFTER_YEAR.get(nc_year)


def moves_on_after(today: date) -> date:
    """The first day of the next school year, on which a child moves."""
    return school_year_period(school_year(today) + 1).starts_on


def refuse_phase(phase: Phase | None, moves_on: date | None, age: int, today: date) -> Refusal | None:
    """A change of phase has a day that is still to come; between post-16 settings only from 16 on."""
    if phase is None:
        return None
    if moves_on is None or moves_on <= today:
        return Refusal(
            "phase.day", "A change of phase needs the day of the move, still to come.", "Write the day.", "moves_on"
        )  # fmt: skip
    if phase is Phase.BETWEEN_POST_16 and age < 16:
        return Refusal("phase.age", "That move is for young people from 16 on.", "Choose another.", "phase")
    return None
