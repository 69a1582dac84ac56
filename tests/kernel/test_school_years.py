"""School years, ages and the two ends of compulsory school age."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.kernel import school_years as years

births = st.dates(date(1995, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("day", "year"), [(date(2025, 8, 31), 2024), (date(2025, 9, 1), 2025), (date(2026, 1, 5), 2025)]
)
def test_the_school_year_begins_in_september(day: date, year: int) -> None:
    assert years.school_year(day) == year
    assert years.school_year_period(year).covers(day)


def test_a_school_year_is_written_short() -> None:
    assert years.school_year_name(2025) == "2025/26"
    assert years.school_year_name(2099) == "2099/00"


@pytest.mark.parametrize(
    ("born_on", "code"),
    [
        (date(2018, 5, 14), "3"),
        (date(2018, 8, 31), "3"),
        (date(2018, 9, 1), "2"),
        (date(2020, 9, 1), "R"),
        (date(2021, 9, 1), "N2"),
        (date(2022, 9, 1), "N1"),
        (date(2024, 1, 1), ""),
        (date(2010, 3, 2), "11"),
        (date(2007, 9, 1), "13"),
        (date(2003, 1, 1), ""),
    ],
)
def test_the_year_group_that_goes_with_a_birth_date(born_on: date, code: str) -> None:
    assert years.expected_year_code(born_on, date(2025, 11, 3)) == code


@given(births, st.dates(date(2015, 1, 1), date(2035, 1, 1)))
def test_expected_year_is_age_on_31_august_less_four(born_on: date, day: date) -> None:
    before = date(years.school_year(day), 8, 31)
    assert years.expected_year(born_on, day) == years.age_on(born_on, before) - 4


@pytest.mark.parametrize(
    ("born_on", "day", "age"),
    [
        (date(2018, 5, 14), date(2026, 5, 13), 7),
        (date(2018, 5, 14), date(2026, 5, 14), 8),
        (date(2012, 2, 29), date(2026, 2, 28), 13),
        (date(2012, 2, 29), date(2026, 3, 1), 14),
    ],
)
def test_age(born_on: date, day: date, age: int) -> None:
    assert years.age_on(born_on, day) == age


@pytest.mark.parametrize(
    ("born_on", "band"),
    [
        (date(2021, 1, 1), years.AgeBand.EARLY_YEARS),
        (date(2018, 5, 14), years.AgeBand.SCHOOL),
        (date(2010, 3, 2), years.AgeBand.SCHOOL),
        (date(2009, 3, 2), years.AgeBand.POST_16),
        (date(2001, 3, 2), years.AgeBand.POST_16),
    ],
)
def test_age_bands(born_on: date, band: years.AgeBand) -> None:
    assert years.age_band(born_on, date(2025, 11, 3)) == band


@pytest.mark.parametrize(
    ("born_on", "starts_on", "last_day"),
    [
        (date(2018, 5, 14), date(2023, 8, 31), date(2034, 6, 30)),
        (date(2018, 8, 31), date(2023, 8, 31), date(2034, 6, 30)),
        (date(2018, 9, 1), date(2023, 12, 31), date(2035, 6, 29)),
        (date(2019, 1, 1), date(2024, 3, 31), date(2035, 6, 29)),
        (date(2019, 3, 31), date(2024, 3, 31), date(2035, 6, 29)),
        (date(2012, 2, 29), date(2017, 3, 31), date(2028, 6, 30)),
    ],
)
def test_compulsory_school_age(born_on: date, starts_on: date, last_day: date) -> None:
    period = years.compulsory_school_age(born_on)
    assert period.starts_on == starts_on
    assert period.covers(last_day)
    assert not period.covers(last_day + timedelta(days=1))


@given(births)
def test_school_leaving_is_the_last_friday_of_june(born_on: date) -> None:
    last_day = years.school_leaving_on(born_on)
    assert (last_day.month, last_day.weekday()) == (6, 4)
    assert last_day + timedelta(days=7) > date(last_day.year, 6, 30)
    assert years.expected_year(born_on, last_day) == 11


@given(births)
def test_school_age_starts_within_months_of_the_fifth_birthday(born_on: date) -> None:
    starts_on = years.compulsory_school_age(born_on).starts_on
    assert years.age_on(born_on, starts_on) == 5
    assert (starts_on.month, starts_on.day) in {(3, 31), (8, 31), (12, 31)}


def test_names_of_years() -> None:
    assert [years.year_name(code) for code in ("R", "4", "N2", "")] == [
        "Reception",
        "Year 4",
        "Nursery, second year",
        "",
    ]
    assert all(years.year_name(code) for code in years.RECORDED_YEARS)
    assert len(years.RECORDED_YEARS) == 21


@pytest.mark.parametrize(
    ("day", "term"),
    [(date(2025, 9, 3), "autumn"), (date(2026, 1, 15), "spring"), (date(2026, 5, 21), "summer")],
)
def test_census_days_fall_in_their_terms(day: date, term: str) -> None:
    assert years.term_of(day) == term
