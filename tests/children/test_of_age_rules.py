"""From the computed day on the young person decides; capacity is asked of one decision (trust 2.4.4, 2.4.10)."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from alongside.children.choices import Authority, Deciding
from alongside.children.of_age.rules import (
    Around,
    Lacking,
    NewAssessment,
    holders,
    is_grown,
    reads_until,
    refuse_assessment,
)
from alongside.children.sharing.rules import decides_from, grown_if_born_by

MOTHER, FATHER, THEO, AUNT = (UUID(int=number) for number in range(1, 5))
FAMILY = (Around(MOTHER, "parent"), Around(FATHER, "parent"), Around(THEO, "child"), Around(AUNT, "carer"))
BORN = date(2010, 11, 3)
BEFORE, AFTER = date(2027, 6, 25), date(2027, 6, 26)


@pytest.mark.parametrize(
    ("born_on", "last_day"),
    [
        (date(2010, 9, 1), date(2027, 6, 25)),  # the oldest of the school year
        (date(2011, 8, 31), date(2027, 6, 25)),  # 15 on the day: still the same Friday
        (date(2011, 6, 26), date(2027, 6, 25)),  # a birthday the day after
        (date(2011, 7, 15), date(2027, 6, 25)),  # between the Friday and 31 August
        (date(2011, 9, 1), date(2028, 6, 30)),  # the next school year
        (date(2008, 2, 29), date(2024, 6, 28)),
    ],
)
def test_the_rights_pass_on_the_last_friday_of_june_and_not_on_a_birthday(
    born_on: date, last_day: date
) -> None:
    """CFA 2014 s.83."""
    assert not is_grown(born_on, last_day)
    assert is_grown(born_on, last_day + timedelta(days=1))


@pytest.mark.parametrize(
    "on", [date(2027, 6, 25), date(2027, 6, 26), date(2027, 12, 31), date(2028, 1, 1), date(2028, 6, 30)]
)
def test_who_is_grown_is_found_by_the_day_of_birth(on: date) -> None:
    """The latest day of birth of those who are grown; the day after it is not."""
    latest = grown_if_born_by(on)
    assert decides_from(latest) <= on
    assert decides_from(latest + timedelta(days=1)) > on


@pytest.mark.parametrize(
    ("on", "lacking", "who"),
    [
        (BEFORE, None, {MOTHER, FATHER}),
        (AFTER, None, {THEO}),
        # what was found about capacity before the day changes nothing: the parents decide for a child
        (BEFORE, Lacking(AUNT, Authority.DEPUTY), {MOTHER, FATHER}),
        (AFTER, Lacking(AUNT, Authority.DEPUTY), {AUNT}),
        (AFTER, Lacking(MOTHER, Authority.PARENT), {MOTHER}),
        (AFTER, Lacking(None, Authority.PARENT), {MOTHER, FATHER}),
        # a deputy from outside acts by letter; nobody here takes their place
        (AFTER, Lacking(None, Authority.DEPUTY), set()),
    ],
)
def test_who_may_take_a_decision(on: date, lacking: Lacking | None, who: set[UUID]) -> None:
    """CFA 2014 s.80, SI 2014/1530 reg 64: the representative, or else the parent; capacity is presumed."""
    assert holders(FAMILY, BORN, on, lacking) == who


def test_reading_goes_on_for_ninety_days_and_never_less_than_that_after_being_told() -> None:
    assert reads_until(BEFORE, date(2027, 3, 1)) == BEFORE + timedelta(days=90)
    assert reads_until(BEFORE, date(2028, 1, 10)) == date(2028, 1, 10) + timedelta(days=90)


GOOD = NewAssessment(
    Deciding.APPEAL, True, AFTER, "Dr Hill", "psychologist", "Two talks with symbols.", Authority.PARENT, MOTHER, "",
    "",
    AFTER + timedelta(days=300),
)  # fmt: skip


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, ""),
        ({"lacks": False, "authority": "", "representative_id": None}, ""),
        ({"deciding": "everything"}, "capacity.deciding"),
        ({"assessed_on": AFTER + timedelta(days=9)}, "capacity.day"),
        ({"evidence": " "}, "capacity.evidence"),
        ({"assessor_name": ""}, "capacity.assessor_name"),
        ({"review_by": AFTER + timedelta(days=366)}, "capacity.review"),
        ({"review_by": None}, "capacity.review"),
        ({"authority": ""}, "capacity.authority"),
        ({"representative_id": None}, "capacity.representative"),
        ({"authority": Authority.DEPUTY}, "capacity.document"),
    ],
)
def test_an_assessment_says_one_decision_and_who_decides(change: dict, code: str) -> None:  # type: ignore[type-arg]
    found = refuse_assessment(replace(GOOD, **change), BORN, AFTER)
    assert (found.code if found else "") == code


def test_capacity_is_not_asked_about_before_the_day() -> None:
    found = refuse_assessment(GOOD, BORN, BEFORE)
    assert found is not None
    assert found.code == "capacity.child"
