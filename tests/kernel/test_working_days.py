"""Dates are counted as the law counts them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.kernel.working_days import (
    add_calendar_months,
    add_working_days,
    is_working_day,
    next_working_day,
    previous_working_day,
    working_days_between,
)

EASTER_2026 = {date(2026, 4, 3), date(2026, 4, 6)}
DAYS = st.dates(date(2014, 1, 1), date(2040, 12, 31))


def test_weekends_and_bank_holidays_are_not_working_days() -> None:
    assert is_working_day(date(2026, 4, 2), EASTER_2026)
    assert not is_working_day(date(2026, 4, 3), EASTER_2026)
    assert not is_working_day(date(2026, 4, 4), EASTER_2026)
    assert not is_working_day(date(2026, 4, 5), EASTER_2026)
    assert not is_working_day(date(2026, 4, 6), EASTER_2026)


def test_the_nearest_working_day_either_way() -> None:
    assert next_working_day(date(2026, 4, 3), EASTER_2026) == date(2026, 4, 7)
    assert previous_working_day(date(2026, 4, 6), EASTER_2026) == date(2026, 4, 2)
    assert next_working_day(date(2026, 4, 7), EASTER_2026) == date(2026, 4, 7)
    assert previous_working_day(date(2026, 4, 7), EASTER_2026) == date(2026, 4, 7)


@pytest.mark.parametrize(
    ("start", "count", "inclusive", "expected"),
    [
        (date(2026, 4, 1), 1, False, date(2026, 4, 2)),
        (date(2026, 4, 2), 1, False, date(2026, 4, 7)),
        (date(2026, 4, 2), 1, True, date(2026, 4, 2)),
        (date(2026, 4, 2), 3, True, date(2026, 4, 8)),
        (date(2026, 4, 4), 1, True, date(2026, 4, 7)),
        (date(2026, 4, 7), -1, False, date(2026, 4, 2)),
        (date(2026, 4, 7), -2, True, date(2026, 4, 2)),
    ],
)
def test_working_days_are_counted_across_easter(
    start: date, count: int, inclusive: bool, expected: date
) -> None:
    assert add_working_days(start, count, EASTER_2026, inclusive=inclusive) == expected


def test_counting_no_days_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="nought"):
        add_working_days(date(2026, 4, 1), 0, EASTER_2026)


def test_working_days_between_two_dates() -> None:
    assert working_days_between(date(2026, 4, 2), date(2026, 4, 7), EASTER_2026) == 1
    assert working_days_between(date(2026, 4, 7), date(2026, 4, 7), EASTER_2026) == 0
    assert working_days_between(date(2026, 4, 8), date(2026, 4, 7), EASTER_2026) == 0


@given(DAYS, st.integers(1, 60))
def test_adding_and_counting_working_days_agree(start: date, count: int) -> None:
    end = add_working_days(start, count, EASTER_2026)
    assert is_working_day(end, EASTER_2026)
    assert working_days_between(start, end, EASTER_2026) == count


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        (date(2026, 1, 12), 2, date(2026, 3, 12)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 1, 15), 0, date(2026, 1, 15)),
    ],
)
def test_months_end_on_the_corresponding_date(start: date, months: int, expected: date) -> None:
    assert add_calendar_months(start, months) == expected


@given(DAYS, st.integers(-60, 60))
def test_months_never_skip_a_month(start: date, months: int) -> None:
    end = add_calendar_months(start, months)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day <= start.day
    assert end.day == start.day or (end + timedelta(days=1)).day == 1
