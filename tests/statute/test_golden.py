"""Two computations of every lawful date, made apart, agree: the product's, and the oracle's in golden/*.csv.

Keeps R24: the clock is exact.
"""

import csv
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache

import pytest

from alongside import statute
from alongside.kernel.periods import Period
from alongside.statute.bank_holidays import BankHoliday
from alongside.statute.loading import shipped_holidays, shipped_limits
from tests.statute import oracle_days as days
from tests.statute.golden_cases import CLAIM_HEADINGS, FILES, FOLDER, HEADINGS
from tests.statute.oracle_table import TABLE, Told, closure_excepts

Row = dict[str, str]


@cache
def rows(name: str) -> tuple[Row, ...]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8") as file:
        return tuple(csv.DictReader(file))


def every_row() -> Iterator[Row]:
    for name in FILES:
        yield from rows(name)


def texts(row: Row) -> dict[str, str]:
    return dict(each.split("=") for each in row["happened"].split())


def moment(text: str) -> date | datetime:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def pairs(text: str) -> tuple[tuple[date, date], ...]:
    ends = (each.split("..") for each in text.split())
    return tuple((date.fromisoformat(first), date.fromisoformat(until)) for first, until in ends)


def closures(row: Row) -> tuple[Period, ...]:
    return tuple(Period(first, until) for first, until in pairs(row["closed"]))


def by_the_engine(row: Row) -> str:
    happened = {name: moment(text) for name, text in texts(row).items()}
    return statute.work_out(row["key"], happened, closures=closures(row)).due_on.isoformat()


def by_the_oracle(row: Row) -> str:
    happened = {name: days.london(text) for name, text in texts(row).items()}
    return str(TABLE[row["key"]].due_on(Told(happened, pairs(row["closed"]))))


@pytest.mark.parametrize("name", FILES)
def test_the_engine_finds_the_days_of_the_golden_cases(name: str) -> None:
    wrong = [(row, found) for row in rows(name) if (found := by_the_engine(row)) != row["due_on"]]
    assert not wrong, wrong[:5]


@pytest.mark.parametrize("name", FILES)
def test_the_golden_cases_are_what_the_oracle_says(name: str) -> None:
    wrong = [(row, found) for row in rows(name) if (found := by_the_oracle(row)) != row["due_on"]]
    assert not wrong, "python -m tests.statute.golden_cases"


def test_closures_except_as_the_oracle_says_and_move_no_date() -> None:
    seen = Counter[str]()
    for row in rows("claims"):
        ((first, until),) = pairs(row["closed"])
        asked_on = date.fromisoformat(row["asked_on"])
        happened = {name: moment(text) for name, text in texts(row).items()}
        claim = statute.Claim("school-closure", asked_on=asked_on)
        worked = statute.work_out(row["key"], happened, closures=closures(row), claims=[claim])
        assert worked.due_on.isoformat() == row["due_on"] == by_the_oracle(row), row
        assert ("yes" if worked.borne_out else "no") == row["borne_out"], (row, worked.claimed)
        assert closure_excepts(asked_on, first, until) is worked.borne_out
        seen[row["borne_out"]] += 1
    assert min(seen.values()) >= 30


def test_there_are_enough_cases_where_it_is_easy_to_be_wrong() -> None:
    every = list(every_row())
    assert len({(row["key"], row["happened"], row["closed"]) for row in every}) >= 3_000
    why = Counter(row["why"] for row in every)
    assert {theme for theme, number in why.items() if number >= 300} >= {
        *("leap day", "month end", "Easter", "bank holiday", "Christmas", "August", "clock change"),
        *("last Friday of June", "school closed", "near midnight"),
    }
    assert rows("request")[0].keys() == set(HEADINGS)
    assert rows("claims")[0].keys() == set(CLAIM_HEADINGS)


def test_every_limit_that_ships_is_in_the_table_and_in_the_cases() -> None:
    limits = shipped_limits()
    shipped = {
        limit.key
        for limit in (*limits.timescales, *limits.fixed_dates, *limits.ages, *limits.combined)
        if limit.in_force_until is None
    }
    assert shipped == set(TABLE)
    assert {row["key"] for row in every_row()} == shipped


def test_the_oracle_works_out_the_bank_holidays_that_ship() -> None:
    """It knows Easter and the Mondays; the file has what was announced."""

    def day_of(holiday: BankHoliday) -> date:
        return holiday.on

    ours = set(map(day_of, shipped_holidays()))
    assert ours == {day for year in range(2014, 2029) for day in days.bank_holidays(year)}
