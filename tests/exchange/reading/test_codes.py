"""Codes: the census's own, and the words schools write for them."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.exchange.reading import codes
from alongside.kernel.refusal import Refusal
from alongside.kernel.school_years import RECORDED_YEARS
from alongside.statute import all_codes


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("K", "K"), ("k", "K"), ("SEN Support", "K"), ("SEN support (K)", "K"), ("K - SEN Support", "K"),
        ("E", "E"), ("EHCP", "E"), ("Education, Health and Care Plan", "E"), ("EHC Plan", "E"),
        ("N", "N"), ("No Specified SEN", "N"), ("No Special Educational Need", "N"), ("None", "N"),
        ("S", "S"), ("Statement", "S"), ("School Action Plus", "P"), ("A", "A"),
    ],
)  # fmt: skip
def test_sen_status(text: str, code: str) -> None:
    assert codes.read_sen_provision(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("SLCN", "SLCN"), ("slcn", "SLCN"), ("Speech, Language and Communication Needs", "SLCN"), ("1 - SLCN", "SLCN"),
        ("Autistic Spectrum Disorder", "ASD"), ("ASD - Autistic Spectrum Disorder", "ASD"), ("Visual impairment", "VI"),
        ("Social, Emotional & Mental Health", "SEMH"), ("Down Syndrome", "DS"), ("Dyslexia", "SPLD"), ("NSA", "NSA"),
    ],
)  # fmt: skip
def test_types_of_need(text: str, code: str) -> None:
    assert codes.read_sen_need(text) == code


@pytest.mark.parametrize(
    ("key", "reader"),
    [
        ("sen-type", codes.read_sen_need),
        ("ethnicity", codes.read_ethnicity),
        ("sen-provision", codes.read_sen_provision),
        ("nc-year", codes.read_year),
    ],
)
def test_every_code_in_the_statute_is_known_by_its_code(key: str, reader: Callable[[str], object]) -> None:
    assert [reader(one.code) for one in all_codes(key)] == [one.code for one in all_codes(key)]


@pytest.mark.parametrize("key", ["sen-type", "ethnicity"])
def test_every_code_in_the_statute_is_known_by_its_name(key: str) -> None:
    reader = {"sen-type": codes.read_sen_need, "ethnicity": codes.read_ethnicity}[key]
    assert [reader(one.label) for one in all_codes(key)] == [one.code for one in all_codes(key)]


def test_the_years_are_those_of_the_statute() -> None:
    assert set(RECORDED_YEARS) == {one.code for one in all_codes("nc-year")}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Year 4", "4"), ("Yr 4", "4"), ("Y4", "4"), ("Y04", "4"), ("04", "4"), ("4", "4"), ("NC Year 11", "11"),
        ("Year Group 3", "3"), ("Curriculum Year 9", "9"), ("Reception", "R"), ("Year R", "R"), ("YR", "R"),
        ("R", "R"), ("0", "R"), ("FS2", "R"), ("Nursery", "N2"), ("N1", "N1"), ("Nursery 1", "N1"), ("E2", "E2"),
        ("-1", "N2"), ("Year 13", "13"), ("X", "X"), ("M", "M"),
    ],
)  # fmt: skip
def test_year_groups(text: str, code: str) -> None:
    assert codes.read_year(text) == code


@pytest.mark.parametrize("text", ["15", "Year 0x", "?", "Year", "3B", "12 and 13"])
def test_what_is_no_year_group(text: str) -> None:
    assert isinstance(codes.read_year(text), Refusal)


@pytest.mark.parametrize("code", RECORDED_YEARS)
def test_every_census_year_is_read_back(code: str) -> None:
    assert codes.read_year(code) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("WBRI", "WBRI"), ("wbri", "WBRI"), ("White - British", "WBRI"), ("APKN", "APKN"), ("Chinese", "CHNE"),
        ("White and Black Caribbean", "MWBC"), ("Any other mixed background", "MOTH"), ("REFU", "REFU"),
        ("WENG", "WENG"),
    ],
)  # fmt: skip
def test_ethnicity(text: str, code: str) -> None:
    assert codes.read_ethnicity(text) == code


@pytest.mark.parametrize(
    ("text", "value"), [("Y", True), ("false", False), ("T", True), ("0", False), ("No", False)]
)
def test_yes_and_no(text: str, value: bool) -> None:
    assert codes.read_yes_no(text) is value


@pytest.mark.parametrize(("text", "value"), [("F", "F"), ("male", "M"), ("Girl", "F")])
def test_sex(text: str, value: str) -> None:
    assert codes.read_sex(text) == value


@given(st.text(min_size=1, max_size=30))
def test_any_text_is_a_code_or_a_refusal_that_says_what_to_write(text: str) -> None:
    readers = (
        codes.read_sen_provision, codes.read_sen_need, codes.read_year, codes.read_ethnicity, codes.read_sex,
        codes.read_yes_no,
    )  # fmt: skip
    for reader in readers:
        value = reader(text)
        assert isinstance(value, str | bool) or value.what_to_do
