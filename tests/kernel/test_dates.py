"""Dates: every way an English school writes one, and none taken the wrong way round."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.kernel.dates import read_date
from alongside.kernel.refusal import Refusal

BIRTHDAY = date(2018, 5, 14)


@pytest.mark.parametrize(
    "text",
    ["14/05/2018", "14/5/2018", "14-5-18", "14.05.2018", "14 05 2018", "14/05/18", "2018-05-14", "2018/05/14",
     "14 May 2018", "14th May 2018", "14-May-18", "14-MAY-2018", "14May2018", "Mon 14 May 2018",
     "Monday, 14th of May 2018", "May 14, 2018", "14/05/2018 00:00:00", "14/05/2018 12:00 AM",
     "2018-05-14T00:00:00", "2018-05-14T00:00:00.000Z", "2018-05-14 00:00:00+01:00", "  14 / 05 / 2018 "],
)  # fmt: skip
def test_ways_to_write_a_date(text: str) -> None:
    assert read_date(text) == BIRTHDAY


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("5/14/2018", "date.order"),
        ("05-14-2018", "date.order"),
        ("2018-14-05", "date.order"),
        ("43234", "date.serial"),
        ("43234.0", "date.serial"),
        ("31/02/2018", "date.impossible"),
        ("00/05/2018", "date.impossible"),
        ("14/13/2018", "date.impossible"),
        ("32/13/2018", "date.impossible"),
        ("14/05/1818", "date.year"),
        ("14/05/9999", "date.year"),
        ("14 Floreal 2018", "date.month_name"),
        ("14/05/201", "date.unreadable"),
        ("last Tuesday", "date.unreadable"),
        ("١٤/٠٥/٢٠١٨", "date.unreadable"),
        ("20180514", "date.unreadable"),
        ("", "date.unreadable"),
    ],
)
def test_what_is_not_a_date_says_what_to_write(text: str, code: str) -> None:
    refusal = read_date(text)
    assert isinstance(refusal, Refusal)
    assert refusal.code == code
    assert "14/05/2018" in refusal.what_to_do


def test_two_digit_years_belong_to_this_century_up_to_69() -> None:
    assert read_date("1/1/69") == date(2069, 1, 1)
    assert read_date("1/1/70") == date(1970, 1, 1)


@given(
    st.dates(date(1900, 1, 1), date(2100, 12, 31)),
    st.sampled_from(["%d/%m/%Y", "%d %B %Y", "%Y-%m-%d", "%d.%m.%Y"]),
)
def test_what_is_written_is_read_back(day: date, way: str) -> None:
    assert read_date(day.strftime(way)) == day


@given(st.text(max_size=40) | st.from_regex(r"[0-9/ .\-]{1,20}", fullmatch=True))
def test_any_text_is_a_date_or_a_refusal(text: str) -> None:
    assert isinstance(read_date(text), date | Refusal)
