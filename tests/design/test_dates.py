"""Dates in words, and dates typed in three boxes."""

from datetime import UTC, date, datetime

import pytest
from django import forms

from alongside.design import dates
from alongside.design.fields import error_summary, field
from alongside.design.forms import DateField3

TODAY = date(2026, 5, 14)


def test_dates_in_words() -> None:
    assert dates.day(TODAY) == "14 May 2026"
    assert dates.day_with_weekday(TODAY) == "Thursday 14 May 2026"
    assert dates.day(None) == dates.moment(None) == dates.ago(None, TODAY) == ""


def test_moments_are_told_in_london_time() -> None:
    summer = datetime(2026, 5, 14, 23, 30, tzinfo=UTC)
    assert dates.moment(summer) == "00:30 on 15 May 2026"
    assert dates.day(summer) == "15 May 2026"
    assert dates.moment(datetime(2026, 1, 5, 14, 2, tzinfo=UTC)) == "14:02 on 5 January 2026"


@pytest.mark.parametrize(
    ("then", "words"),
    [
        (date(2026, 5, 14), "today"),
        (date(2026, 5, 13), "yesterday"),
        (date(2026, 5, 11), "3 days ago"),
        (date(2026, 5, 1), "13 days ago"),
        (date(2026, 4, 30), "2 weeks ago"),
        (date(2026, 3, 14), "2 months ago"),
        (date(2023, 5, 1), "3 years ago"),
        (date(2026, 5, 20), "20 May 2026"),
    ],
)
def test_how_long_ago(then: date, words: str) -> None:
    assert dates.ago(then, TODAY) == words


def form_with(day: str, month: str, year: str, **options: object) -> forms.Form:
    """A form with one date, filled in with these three texts."""
    options = {"label": "Date of birth", **options}
    kind = type("OneDate", (forms.Form,), {"born_on": DateField3(**options)})
    return kind({"born_on-day": day, "born_on-month": month, "born_on-year": year})


@pytest.mark.parametrize(
    "typed",
    [
        ("5", "3", "2019"),
        ("05", "03", "2019"),
        (" 5 ", "Mar", "2019"),
        ("5", "march", "2019"),
        ("5", "MAR.", "2019"),
        ("5/3/2019", "", ""),
        ("5 Mar 2019", "", ""),
        ("5.3.2019", "", ""),
        ("2019-03-05", "", ""),
    ],
)
def test_ways_to_write_the_same_date(typed: tuple[str, str, str]) -> None:
    form = form_with(*typed)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["born_on"] == date(2019, 3, 5)


@pytest.mark.parametrize(
    ("typed", "message", "wrong"),
    [
        (("", "", ""), "Enter date of birth", {"day", "month", "year"}),
        (("5", "", "2019"), "Date of birth must include a month", {"month"}),
        (("5", "", ""), "Date of birth must include a month and year", {"month", "year"}),
        (("31", "2", "2019"), "Date of birth must be a real date", {"day", "month", "year"}),
        (("5", "13", "2019"), "Date of birth must be a real date", {"day", "month", "year"}),
        (("5", "Mai", "2019"), "Date of birth must be a real date", {"day", "month", "year"}),
        (("five", "3", "2019"), "Date of birth must be a real date", {"day", "month", "year"}),
        (("5", "3", "19"), "Year must include 4 numbers", {"year"}),
        (("5", "3", "٢٠١٩"), "Date of birth must be a real date", {"day", "month", "year"}),
        (("0", "3", "2019"), "Date of birth must be a real date", {"day", "month", "year"}),
        (("5", "3", "0000"), "Date of birth must be a real date", {"day", "month", "year"}),
        (("<b>", "3", "2019"), "Date of birth must be a real date", {"day", "month", "year"}),
        (("1", "1", "1999"), "Date of birth must be 1 January 2000 or after", {"day", "month", "year"}),
        (("1", "1", "2027"), "Date of birth must be 14 May 2026 or before", {"day", "month", "year"}),
    ],
)
def test_what_is_wrong_with_a_date(typed: tuple[str, str, str], message: str, wrong: set[str]) -> None:
    form = form_with(*typed, earliest=date(2000, 1, 1), latest=TODAY)
    drawn = field(form["born_on"])
    assert message in drawn
    assert "<b>" not in drawn
    for part in ("day", "month", "year"):
        box = drawn[drawn.index(f'id="id_born_on-{part}"') - 200 : drawn.index(f'id="id_born_on-{part}"')]
        assert ("govuk-input--error" in box.rsplit("<input", 1)[1]) == (part in wrong)
    assert 'href="#id_born_on-day"' in error_summary(form)


def test_an_optional_date_may_be_left_out() -> None:
    form = form_with("", "", "", required=False)
    assert form.is_valid()
    assert form.cleaned_data["born_on"] is None


def test_a_percent_sign_in_the_subject_is_kept() -> None:
    assert "100% date must include a year" in field(form_with("1", "1", "", subject="100% date")["born_on"])


def test_a_known_date_is_shown_and_unchanged() -> None:
    kind = type("OneDate", (forms.Form,), {"born_on": DateField3(label="Born")})
    data = {"born_on-day": "5", "born_on-month": "3", "born_on-year": "2019"}
    form = kind(data, initial={"born_on": date(2019, 3, 5)})
    assert not form.has_changed()
    assert 'value="2019"' in field(kind(initial={"born_on": date(2019, 3, 5)})["born_on"])


def test_a_question_is_no_name_for_a_day() -> None:
    """Where the label asks, the message says which question is open, or speaks of the day."""
    form = forms.Form({"on-day": "31", "on-month": "2", "on-year": "2026"})
    form.fields["on"] = DateField3(label="When did the request reach you?")
    form.fields["since"] = DateField3(label="Since when?")
    assert not form.is_valid()
    assert "The day must be a real date" in field(form["on"])
    assert "Answer the question “Since when?”" in field(form["since"])
