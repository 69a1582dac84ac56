"""The golden cases: which days are worth asking about, and the answers of the oracle, kept in golden/*.csv.

    python -m tests.statute.golden_cases        write them again, after the law or the choice of days changed

The days are chosen around what is easily got wrong, for the event and for the day a limit ends. The product has
no part in this: only `test_golden` brings the two together.
"""

import csv
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tests.statute import oracle_days as days
from tests.statute.oracle_table import LAW_FROM, TABLE, Told, closure_excepts
from tests.statute.story import LIMITS

FOLDER = Path(__file__).parent / "golden"
HEADINGS = ("key", "happened", "closed", "due_on", "why")
CLAIM_HEADINGS = ("key", "happened", "asked_on", "closed", "due_on", "borne_out")
FILES = {
    "request": ("request", "assessment", "advice", "plan", "consultation", "reassessment"),
    "reviews": ("review", "phase-transfer", "direct-payment"),
    "moves-and-ages": ("move", "age", "senco", "complaint", "access-request", "records-request", "question"),
    "disputes": ("mediation", "appeal", "ceasing", "claim", "recommendation", "order", "unopposed"),
}
_FIRST, _LAST = date(2019, 11, 1), date(2028, 6, 30)
_BORN_FIRST, _BORN_LAST = date(2001, 9, 1), date(2014, 12, 31)
_EACH = 3
# When the setting of the pupil is closed: holidays, half-terms and a training day.
CLOSED = tuple(
    (date.fromisoformat(first), date.fromisoformat(until))
    for first, until in (
        ("2025-10-27", "2025-11-03"), ("2025-12-20", "2026-01-06"), ("2026-02-16", "2026-02-23"),
        ("2026-03-28", "2026-04-13"), ("2026-05-25", "2026-06-01"), ("2026-06-19", "2026-06-20"),
        ("2026-07-22", "2026-09-03"), ("2026-10-26", "2026-11-02"), ("2026-12-19", "2027-01-05"),
        ("2027-07-23", "2027-08-19"), ("2028-07-21", "2028-08-18"),
    )
)  # fmt: skip
# How far the other events of a limit lie from the one that is chosen.
_COMPANIONS: dict[str, tuple[tuple[str, str, int, int], ...]] = {
    "review.due": (("plan.made", "plan.reviewed", 200, 366),),
    "review.decision-at-latest": (("review.meeting", "plan.reviewed", -366, -300),),
    "review.notice-at-latest": (("review.meeting", "plan.made", -366, -300),),
    "review.changed-plan": (("review.meeting", "amendment-notice.served", 7, 50),),
    "move.plan-passed": (("move.happened", "move.known", -40, 20),),
    "move.review-at-latest": (("plan.transferred", "plan.reviewed", -360, 0),),
    "appeal.at-latest": (("decision.sent", "mediation.certificate-issued", 5, 70),),
    "ceasing.kept-up": (("decision.sent", "mediation.certificate-issued", 5, 70),),
    "order.amend": (("order.made", "mediation.agreed", -30, 30),),
}


@dataclass(frozen=True)
class Golden:
    """One case with its answer, as texts."""

    key: str
    happened: str
    closed: str
    due_on: str
    why: str


def themes(day: date) -> Iterator[str]:
    """Why a day is worth asking about."""
    near = (days.before(day), day, days.after(day))
    if (day.month, day.day) in ((2, 27), (2, 28), (2, 29), (3, 1), (3, 2)):
        yield "leap day"
    if days.after(day).day == 1 or day.day >= 29:
        yield "month end"
    if any(each == days.last_friday_in_june(day.year) for each in near):
        yield "last Friday of June"
    if (day.month, day.day) >= (12, 24) or (day.month, day.day) <= (1, 3):
        yield "Christmas"
    if (day.month, day.day) in ((7, 31), (8, 1), (8, 30), (8, 31), (9, 1), (9, 2)) or day.month == 8:
        yield "August"
    if day.month in (3, 10) and any(each.weekday() == 6 and each.day >= 25 for each in near):
        yield "clock change"
    if 2014 < day.year < 2029 and any(each in days.bank_holidays(day.year) for each in near):
        yield "Easter" if day.month in (3, 4) else "bank holiday"
    if any(days.before(first) <= day <= until for first, until in CLOSED):
        yield "school closed"


def _all_days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first = days.after(first)


def _range_of(key: str) -> tuple[date, date]:
    if key.startswith("age."):
        return _BORN_FIRST, _BORN_LAST
    return LAW_FROM.get(key, _FIRST), _LAST


def cases() -> Iterator[Golden]:
    """Every case, in the order of the table."""
    for key in TABLE:
        yield from dict.fromkeys((*_around_themes(key), *_around_midnight(key), *_of_the_story(key)))


def _of_the_story(key: str) -> Iterator[Golden]:
    """The dates that a whole story speaks of."""
    for limit, happened in LIMITS:
        if limit == key:
            yield _golden(key, {event: day.isoformat() for event, day in happened.items()}, "story")


def _around_themes(key: str) -> Iterator[Golden]:
    """For each theme some days on which the event falls in it, and some on which the limit ends in it."""
    chance = random.Random(key)
    starts, ends = defaultdict[str, list[date]](list), defaultdict[str, list[date]](list)
    for day in _all_days(*_range_of(key)):
        for theme in themes(day):
            starts[theme].append(day)
        for theme in themes(_due(key, {TABLE[key].events[0]: day})):
            ends[theme].append(day)
    for found in (starts, ends):
        for theme in sorted(found):
            for day in chance.sample(found[theme], min(_EACH, len(found[theme]))):
                yield _golden(key, _with_companions(key, day, chance), theme)


def _around_midnight(key: str) -> Iterator[Golden]:
    """Instants at which the day in London is not the day of universal time, or nearly not."""
    if key.startswith("age."):
        return
    chance = random.Random(f"{key} at night")
    moments = (
        *("2026-06-30T22:59Z", "2026-06-30T23:00Z", "2027-03-28T00:30Z", "2027-03-28T23:30Z"),
        *("2026-10-24T23:30Z", "2026-10-25T00:30Z", "2026-10-25T23:30Z", "2026-12-31T23:59Z"),
        *("2027-08-30T23:15Z", "2028-02-28T23:45Z", "2028-02-29T00:00Z", "2027-06-24T23:30Z"),
    )
    for moment in sorted(chance.sample(moments, 5)):
        yield _golden(key, {TABLE[key].events[0]: moment}, "near midnight")


def _with_companions(key: str, day: date, chance: random.Random) -> dict[str, str]:
    happened = {TABLE[key].events[0]: day.isoformat()}
    for event, other, nearest, farthest in _COMPANIONS.get(key, ()):
        happened = {event: day.isoformat()}
        if chance.random() < 0.8:
            steps = chance.randint(nearest, farthest)
            walk = days.walk_on if steps > 0 else days.walk_back
            happened[other] = walk(day, abs(steps)).isoformat()
    return happened


def _golden(key: str, happened: dict[str, str], why: str) -> Golden:
    found = {name: days.london(text) for name, text in happened.items()}
    closed = CLOSED if key == "records-request.reply" else ()
    due = _due(key, found)
    near = [(first, until) for first, until in closed if until > min(found.values()) and first <= due]
    return Golden(key, _join(happened), " ".join(f"{a}..{b}" for a, b in near), due.isoformat(), why)


def _join(happened: dict[str, str]) -> str:
    return " ".join(f"{name}={text}" for name, text in happened.items())


def _due(key: str, happened: dict[str, date]) -> date:
    due = TABLE[key].due_on(Told(happened, CLOSED if key == "records-request.reply" else ()))
    assert due is not None
    return due


def claims() -> Iterator[tuple[str, ...]]:
    """Closures and the days on which advice was asked for, around both ends of the time that excepts."""
    for key in ("assessment.decision", "plan.refusal", "plan.final", "reassessment.final"):
        for first, until in CLOSED:
            for end in (first, until):
                for steps in (3, 6, 7, 8, 14):
                    asked = days.walk_back(end, steps)
                    event = days.walk_back(asked, 10)
                    name = TABLE[key].events[0]
                    borne_out = "yes" if closure_excepts(asked, first, until) else "no"
                    due = _due(key, {name: event}).isoformat()
                    yield key, f"{name}={event}", asked.isoformat(), f"{first}..{until}", due, borne_out


def write() -> int:
    """Write the files; returns how many cases there are."""
    FOLDER.mkdir(exist_ok=True)
    written = 0
    every = list(cases())
    for name, firsts in FILES.items():
        rows = [each for each in every if each.key.split(".")[0] in firsts]
        _write(name, HEADINGS, ([r.key, r.happened, r.closed, r.due_on, r.why] for r in rows))
        written += len(rows)
    assert written == len(every), "a limit has no file"
    found = list(claims())
    _write("claims", CLAIM_HEADINGS, found)
    return written + len(found)


def _write(name: str, headings: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    with (FOLDER / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(headings)
        writer.writerows(rows)


if __name__ == "__main__":
    print(f"{write()} cases")
