"""Timeliness as it is published: decided in 6 weeks, refused in 16, issued in 20 with and without exceptions.

Dates are those of the clock, worked out by the law of the day of the request; small numbers are hidden before
anything is published.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from alongside.kernel.periods import Period
from alongside.kernel.small_numbers import SMALLEST_SHOWN, hidden
from alongside.returns.rules.records import Person, Request
from alongside.statute.almanac import shipped

_YEAR = timedelta(weeks=52)
MEASURES: Mapping[str, str] = {
    "decision": "Decisions whether to assess, within 6 weeks of the request",
    "refusal": "Decisions that there will be no plan, within 16 weeks",
    "plan": "Plans issued within 20 weeks, all of them",
    "plan-no-exceptions": "Plans issued within 20 weeks, leaving out those with exceptions",
    "review": "Decisions after an annual review, within 4 weeks of the meeting",
}
LATE: Mapping[str, str] = {
    "20-52": "Plans issued after 20 to 52 weeks",
    "52": "Plans issued after more than 52 weeks",
}


def _last_day(limit: str, received_on: date) -> date:
    return shipped().work_out(limit, {"request.received": received_on}).due_on


def count(people: Iterable[Person], period: Period) -> Counter[str]:
    """Of each measure, how many there were in the period (`decision`) and how many in time (`decision.in-time`)."""
    found: Counter[str] = Counter()
    for person in people:
        for request in person.requests:
            _count_request(found, request, period)
            active = request.active
            if active and active.review_meeting and active.last_review:
                by = active.review_meeting + timedelta(weeks=4)
                _one(found, "review", in_time=active.last_review <= by)
    return found


def _count_request(found: Counter[str], request: Request, period: Period) -> None:
    received, assessment = request.received_on, request.assessment
    if received and request.outcome in ("Y", "N") and request.outcome_on:
        _one(found, "decision", in_time=request.outcome_on <= _last_day("assessment.decision", received))
    if not received or assessment is None or assessment.outcome_on is None:
        return
    if not period.covers(assessment.outcome_on):
        return  # made between the period and the reference day: counted in its own year
    if assessment.outcome == "N":
        _one(found, "refusal", in_time=assessment.outcome_on <= _last_day("plan.refusal", received))
    if assessment.outcome == "Y":
        in_time = assessment.outcome_on <= _last_day("plan.final", received)
        _one(found, "plan", in_time=in_time)
        if not assessment.week20:
            _one(found, "plan-no-exceptions", in_time=in_time)
        if not in_time:
            found["52" if assessment.outcome_on > received + _YEAR else "20-52"] += 1


def _one(found: Counter[str], key: str, *, in_time: bool) -> None:
    found[key] += 1
    found[f"{key}.in-time"] += in_time


@dataclass(frozen=True)
class Measure:
    """One line: how many, how many in time, and which part that is. None where a number is too small to show.

    A line that counts what was `late` has no number in time.
    """

    label: str
    of: int | None
    in_time: int | None = None
    percent: int | None = None
    late: bool = False


def measures(found: Mapping[str, int], *, published: bool) -> tuple[Measure, ...]:
    """The lines of the table; with `published`, small numbers and what gives them away are hidden."""
    lines = {key: _measure(key, found, published) for key in MEASURES}
    excepted = found.get("plan", 0) - found.get("plan-no-exceptions", 0)
    if published and 0 < excepted < SMALLEST_SHOWN:
        # The one line taken from the other would say how many exceptions there were.
        lines["plan-no-exceptions"] = Measure(MEASURES["plan-no-exceptions"], None)
    # How many were late in all stands in the line above, so of the two lines one alone can never be hidden.
    late = _parts(found, tuple(LATE), published)
    return (
        *lines.values(),
        *(Measure(label, some, late=True) for label, some in zip(LATE.values(), late, strict=True)),
    )


def _parts(found: Mapping[str, int], keys: tuple[str, ...], published: bool) -> list[int | None]:
    counts = [found.get(key, 0) for key in keys]
    return hidden(counts) if published else list(counts)


def _measure(key: str, found: Mapping[str, int], published: bool) -> Measure:
    of, in_time = found.get(key, 0), found.get(f"{key}.in-time", 0)
    parts = hidden([in_time, of - in_time]) if published else [in_time, of - in_time]
    if None in parts:
        return Measure(MEASURES[key], of if of >= 2 * SMALLEST_SHOWN else None)
    return Measure(MEASURES[key], of, in_time, round(100 * in_time / of) if of else None)
