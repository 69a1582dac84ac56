"""Which children change phase next September, and into what: SI 2014/1530 regulations 2 and 18."""

from dataclasses import dataclass
from datetime import date

from alongside.annualreviews.choices import Phase
from alongside.kernel.refusal import Refusal
from alongside.kernel.school_years import expected_year_code, school_year, school_year_period, year_name

_AFTER_YEAR: dict[str, Phase] = {
    "N2": Phase.TO_SCHOOL, "6": Phase.TO_SECONDARY, "11": Phase.TO_POST_16,
}  # fmt: skip
"""What nearly every child does. Infant, middle and post-16 settings differ, so the council can say otherwise."""


LAST_YEARS = tuple(_AFTER_YEAR)
BY_ITSELF = {phase: year for year, phase in _AFTER_YEAR.items()}
"""The changes that follow from a year group, and from which."""
NO_CHANGE = "none"
"""What is kept where the council has said that a child does not change phase, so that nothing sets it again."""


def phase_of(kept: str) -> Phase | None:
    """The change of phase that is kept of a review; None where there is none."""
    return Phase(kept) if kept in Phase.values else None


def phase_after(nc_year: str) -> Phase | None:
    """The change of phase at the end of this school year for a child in that year group; None for most years."""
    return _AFTER_YEAR.get(nc_year)


@dataclass(frozen=True)
class KeptPhase:
    """What is kept of a review about a change of phase, and who of the council said it ("" where nobody did)."""

    phase: str = ""
    moves_on: date | None = None
    by_name: str = ""


@dataclass(frozen=True)
class PhaseNow:
    """What follows from the year group today."""

    phase: Phase | None
    moves_on: date | None


def phase_to_keep(nc_year: str, today: date, kept: KeptPhase, ready_for: date | None) -> PhaseNow | None:
    """What a review has to say of a change of phase now; None where it says so already, or where it is not ours to say.

    The year group may have been a year old when it was read, so it is read again until somebody of the council has
    spoken. A move whose day has come stays: what was missed before it is not hidden. `ready_for` is the day of a move
    for which the changed plan has been sent already: there is nothing more to do before it.
    """
    if kept.by_name or kept.phase == NO_CHANGE or (kept.moves_on and kept.moves_on <= today):
        return None
    phase, moves_on = phase_after(nc_year), moves_on_after(today)
    now = PhaseNow(None, None) if phase is None or moves_on == ready_for else PhaseNow(phase, moves_on)
    return None if (now.phase or "", now.moves_on) == (kept.phase, kept.moves_on) else now


@dataclass(frozen=True)
class Doubt:
    """A year group that does not fit the birth date, where one of the two means a change of phase."""

    recorded: str
    expected: str
    moves_on: date
    if_recorded: Phase | None
    if_expected: Phase | None

    @property
    def recorded_words(self) -> str:
        return year_name(self.recorded)

    @property
    def expected_words(self) -> str:
        return year_name(self.expected)


def doubt_of(nc_year: str, born_on: date, today: date, kept: KeptPhase) -> Doubt | None:
    """Whether somebody has to look before a date of reg 18 can be relied on; None once the council has spoken.

    Both can be right: a child may be taught with another year. Nobody is told that a date holds which may not.
    """
    if kept.by_name or kept.phase == NO_CHANGE or (kept.moves_on and kept.moves_on <= today):
        return None
    expected = expected_year_code(born_on, today)
    found = Doubt(nc_year, expected, moves_on_after(today), phase_after(nc_year), phase_after(expected))
    return found if found.if_recorded != found.if_expected else None


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
