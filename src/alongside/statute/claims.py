"""Exceptions that are claimed to a limit: shown beside it with what bears them out, and never moving it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from alongside.kernel.day_words import day_words
from alongside.kernel.periods import Period
from alongside.statute.timescales import LimitException, ShownBy


@dataclass(frozen=True)
class Claim:
    """An exception that somebody says applies, and the facts they give.

    `asked_on` is when advice was asked for. The other two are the days between which something went on: a
    closure, an absence, circumstances; the second is the first day after it, None while it lasts.
    """

    key: str
    evidence: str = ""
    asked_on: date | None = None
    from_on: date | None = None
    until_on: date | None = None

    def __post_init__(self) -> None:
        if self.from_on and self.until_on and self.until_on < self.from_on:
            raise ValueError("what is claimed cannot end before it begins")


class Bearing(StrEnum):
    """Whether the facts given bear a claim out. It advises: people decide."""

    BORNE_OUT = "borne out"
    NOT_BORNE_OUT = "not borne out"
    NOT_SHOWN = "not shown"


@dataclass(frozen=True)
class Claimed:
    """A claim as a page shows it beside the limit: the limit's date is the same with it and without it."""

    claim: Claim
    exception: LimitException | None
    bearing: Bearing
    why: str


def weigh(
    claim: Claim, open_to: Sequence[LimitException], run: Period, closures: Sequence[Period] | None
) -> Claimed:
    """What the facts say of `claim`, to a limit that ran over `run`, of which the last day is its due date."""
    exception = next((each for each in open_to if each.key == claim.key), None)
    if exception is None:
        why = "The law has no such exception to this limit, or had none at the time."
        return Claimed(claim, None, Bearing.NOT_BORNE_OUT, why)
    weighing = {
        ShownBy.CLOSURE: lambda: _closure(claim, exception, closures),
        ShownBy.ABSENCE: lambda: _absence(claim, exception, run),
        ShownBy.DURING: lambda: _during(claim, run),
        ShownBy.ENDED_IN_FORCE: lambda: _ended(exception, run),
    }
    bearing, why = weighing[exception.shown_by]()
    return Claimed(claim, exception, bearing, why)


Weighed = tuple[Bearing, str]


def _closure(claim: Claim, exception: LimitException, closures: Sequence[Period] | None) -> Weighed:
    """Advice asked for from a week before a long closure until a week before the reopening, ends included."""
    if claim.asked_on is None:
        return Bearing.NOT_SHOWN, "Say on which day the advice was asked for."
    known = list(closures or ())
    if claim.from_on and claim.until_on:
        known.append(Period(claim.from_on, claim.until_on))
    if not known:
        return Bearing.NOT_SHOWN, "Say from which day until which day the setting was closed."
    margin = timedelta(days=exception.margin_days)
    asked = f"The advice was asked for on {day_words(claim.asked_on)}."
    for closure in known:
        if closure.ends_on and closure.starts_on - margin <= claim.asked_on <= closure.ends_on - margin:
            days = (closure.ends_on - closure.starts_on).days
            shut = f"The setting was closed for {days} days from {day_words(closure.starts_on)}."
            if days >= exception.least_days:
                return Bearing.BORNE_OUT, f"{asked} {shut}"
    wanted = (
        f"No closure of {exception.least_days} days or more began within {exception.margin_days} days of it"
    )
    return Bearing.NOT_BORNE_OUT, f"{asked} {wanted}, with the reopening as far off."


def _absence(claim: Claim, exception: LimitException, run: Period) -> Weighed:
    if claim.from_on is None:
        return Bearing.NOT_SHOWN, "Say from which day until which day they were away."
    if not _meets(claim, run):
        return Bearing.NOT_BORNE_OUT, "They were not away in the time of this limit."
    if claim.until_on is None:
        return Bearing.NOT_SHOWN, "Say on which day they were back."
    days = (claim.until_on - claim.from_on).days
    if days < exception.least_days:
        return Bearing.NOT_BORNE_OUT, f"{days} days is short of {exception.least_days} days without a break."
    return Bearing.BORNE_OUT, f"They were away for {days} days from {day_words(claim.from_on)}."


def _during(claim: Claim, run: Period) -> Weighed:
    if claim.from_on is None:
        return Bearing.NOT_SHOWN, "Say on which day it happened or began."
    if not _meets(claim, run):
        return Bearing.NOT_BORNE_OUT, "It was not in the time of this limit."
    return Bearing.BORNE_OUT, f"It began on {day_words(claim.from_on)}, in the time of this limit or before."


def _ended(exception: LimitException, run: Period) -> Weighed:
    last = run.ends_on - timedelta(days=1) if run.ends_on else run.starts_on
    if exception.in_force.covers(last):
        return Bearing.BORNE_OUT, f"The limit ended on {day_words(last)}, while this exception was law."
    return Bearing.NOT_BORNE_OUT, f"The limit ended on {day_words(last)}, when this exception was not law."


def _meets(claim: Claim, run: Period) -> bool:
    """Whether what is claimed shares a day with the limit; something of one day may end as it begins."""
    if claim.from_on is None:
        return False
    one_day_at_least = claim.from_on + timedelta(days=1)
    until = None if claim.until_on is None else max(claim.until_on, one_day_at_least)
    return Period(claim.from_on, until).overlaps(run)
