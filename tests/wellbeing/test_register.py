"""How sessions are kept and counted, against a plain oracle (S17, P8)."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.statute.attendance import NO_MARK, Counts, attendance_law, read_attendance
from alongside.statute.files import england_text
from alongside.statute.problems import WrongData
from alongside.wellbeing.rules.register import (
    EMPTY,
    SESSIONS,
    count,
    last_marked,
    level_of,
    merged,
    place_of,
    stretch,
    weeks,
)

# The table of the statistics, written a second time by hand (SI 2024/208 and the census guide).
ATTENDING = {"/", "\\", "L", "K", "V", "P", "W", "B", "J"}
AUTHORISED = {"M", "I", "R", "S", "T", "E", "J1", "C", "C1", "C2", "H", "F"}
UNAUTHORISED = {"G", "N", "O", "U"}
NOT_COUNTED = {"D", "X", "Q", "Y1", "Y2", "Y3", "Y4", "Y5", "Y6", "Y7", "Z", "#", "Y"}
MARKS = [one.mark for one in attendance_law().codes]
parts = st.text(st.sampled_from([*MARKS, NO_MARK]), max_size=60)
texts = st.builds(
    lambda before, part, again: (EMPTY[:before] + part * again + EMPTY)[:SESSIONS],
    st.integers(0, SESSIONS),
    parts,
    st.integers(1, 8),
)


def test_every_code_is_counted_as_the_statistics_count_it() -> None:
    """S17: the codes since August 2024, and the retired ones of before."""
    by_way = {way: {one.code for one in attendance_law().codes if one.counts is way} for way in Counts}
    assert by_way == {
        Counts.ATTENDING: ATTENDING,
        Counts.AUTHORISED: AUTHORISED,
        Counts.UNAUTHORISED: UNAUTHORISED,
        Counts.NOT_COUNTED: NOT_COUNTED,
    }


@pytest.mark.parametrize(
    ("code", "before", "since"),
    [("H", True, False), ("F", True, False), ("Y", True, False), ("J", True, False)]
    + [(code, False, True) for code in ("K", "Q", "C2", "J1", "Y1", "Y7")]
    + [(code, True, True) for code in ("/", "L", "I", "O", "#")],
)
def test_codes_hold_between_their_dates(code: str, before: bool, since: bool) -> None:
    in_force = attendance_law().by_code[code].in_force
    assert (in_force.covers(date(2024, 8, 18)), in_force.covers(date(2024, 8, 19))) == (before, since)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('mark = "L"', 'mark = "/"', "same character"),
        ('counts = "attending"', 'counts = "present"', "not a known counts"),
        ('code = "K"', 'code = "L"', "there twice"),
        ('mark = "K"', 'mark = "KK"', "one plain character"),
    ],
)
def test_wrong_data_is_named_with_its_line(old: str, new: str, says: str) -> None:
    text, file = england_text("attendance.toml")
    with pytest.raises(WrongData) as wrong:
        read_attendance(text.replace(old, new, 1), file)
    assert any(says in one.message and one.line for one in wrong.value.problems)


def oracle(marks: str) -> tuple[int, int, int, int]:
    """Counted one session at a time."""
    codes = {one.mark: one.code for one in attendance_law().codes}
    ways = [ATTENDING, AUTHORISED, UNAUTHORISED, NOT_COUNTED]
    totals = [0, 0, 0, 0]
    for mark in marks:
        for place, way in enumerate(ways):
            totals[place] += codes.get(mark) in way
    return totals[0], totals[1], totals[2], totals[3]


@given(texts)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_figures_are_those_of_a_plain_count(marks: str) -> None:
    """S17: sessions attended, authorised, unauthorised, not counted, and the shares that follow."""
    figures = count(marks)
    attended, authorised, unauthorised, _ = expected = oracle(marks)
    assert (figures.attended, figures.authorised, figures.unauthorised, figures.not_counted) == expected
    possible = attended + authorised + unauthorised
    assert figures.possible == possible
    if possible:
        assert abs((figures.attendance or 0) - 100 * attended / possible) <= 0.0500001
        absent = (authorised + unauthorised) / possible
        assert figures.misses(10) == (absent * 10 >= 1 - 1e-12)
        assert level_of(figures) == ("severe" if absent >= 0.5 else "persistent" if absent >= 0.1 else "")


@given(texts)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_weeks_of_a_year_add_up_to_it(marks: str) -> None:
    parts = weeks({2024: marks})
    whole = count(marks)
    assert sum(one.figures.possible for one in parts) == whole.possible
    assert sum(one.figures.attended for one in parts) == whole.attended
    assert all(one.starts_on.weekday() == 0 for one in parts)


@given(texts, texts)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_file_is_written_over_what_is_held_and_twice_changes_nothing(held: str, new: str) -> None:
    """S17: importing the same marks again changes nothing; where the file is silent what is held stays."""
    text, added, changed = merged(held, new)
    for old, said, now in zip(held, new, text, strict=True):
        assert now == (said if said != NO_MARK else old)
    assert (added, changed) != (0, 0) or text == held
    assert merged(text, new) == (text, 0, 0)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dates(date(2019, 9, 1), date(2030, 8, 31)), st.booleans())
def test_each_session_has_a_place_of_its_own(day: date, afternoon: bool) -> None:
    year = day.year if day.month >= 9 else day.year - 1
    place = place_of(day, afternoon=afternoon)
    marks = EMPTY[:place] + "L" + EMPTY[place + 1 :]
    assert stretch(marks, year, day, day).strip(NO_MARK) == "L"
    assert stretch(marks, year, day + timedelta(days=1), day + timedelta(days=900)).strip(NO_MARK) == ""
    assert last_marked({year: marks}) == day


def test_a_tenth_is_a_tenth_and_not_nearly() -> None:
    """S17: persistent absence is a tenth or more, severe half or more, counted exactly."""
    assert level_of(count("/" * 901 + "O" * 100)) == ""
    assert level_of(count("/" * 900 + "O" * 100)) == "persistent"
    assert level_of(count("/" * 50 + "I" * 50 + "X" * 400)) == "severe"
    assert level_of(count("X" * 10)) == ""
