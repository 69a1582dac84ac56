"""Dates as English schools, families and their spreadsheets write them: the day comes first."""

import re
from datetime import date

from alongside.kernel.refusal import Refusal

_WRITE = "Write the day, the month and the year, like 14/05/2018."
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"), start=1,
    )
    for name in names.split()
}  # fmt: skip
_TIME = r"(?:[T ]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?: ?[ap]m)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?"
_SEPARATOR = r"[ ]?[-/. ][ ]?"
_DAY_FIRST = re.compile(
    f"([0-9]{{1,2}}){_SEPARATOR}([0-9]{{1,2}}){_SEPARATOR}([0-9]{{4}}|[0-9]{{2}}){_TIME}", re.I
)
_YEAR_FIRST = re.compile(f"([0-9]{{4}})[-/.]([0-9]{{1,2}})[-/.]([0-9]{{1,2}}){_TIME}", re.I)
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[, ]+)?"
_NAMED = re.compile(
    rf"{_WEEKDAY}([0-9]{{1,2}})(?:st|nd|rd|th)?(?: of)?[-/. ,]*([a-z]{{3,9}})"
    rf"[-/. ,]*([0-9]{{4}}|[0-9]{{2}}){_TIME}",
    re.I,
)
_NAME_FIRST = re.compile(
    rf"{_WEEKDAY}([a-z]{{3,9}})[. ]+([0-9]{{1,2}})(?:st|nd|rd|th)?,? +([0-9]{{4}}){_TIME}", re.I
)
_SERIAL = re.compile(r"[0-9]{4,6}(?:[.,][0-9]+)?")
_EARLIEST, _LATEST = 1900, 2100
_TWO_DIGIT_PIVOT = 70


def read_date(text: str) -> date | Refusal:
    """The date that `text` means, or a refusal that says what to write.

    Day first, always: 5/14/2018 is refused and not taken for 14 May. A spreadsheet's day counts (43234) are
    refused, because nobody can see whether they are right. Years of two numbers up to 69 are in this century.
    A time after the date is dropped. Empty text is refused too: ask before you call.
    """
    text = " ".join(text.split())
    if found := _DAY_FIRST.fullmatch(text):
        return _date(found[3], int(found[2]), found[1])
    if found := _YEAR_FIRST.fullmatch(text):
        return _date(found[1], int(found[2]), found[3])
    if found := _NAMED.fullmatch(text):
        return _with_named_month(found[1], found[2], found[3])
    if found := _NAME_FIRST.fullmatch(text):
        return _with_named_month(found[2], found[1], found[3])
    if _SERIAL.fullmatch(text):
        return Refusal(
            "date.serial",
            "This is the number a spreadsheet counts days with, and not a date.",
            "In the spreadsheet, set the column's format to Date, then save the file again. " + _WRITE,
        )
    return Refusal("date.unreadable", "This is not a date we can read.", _WRITE)


def _with_named_month(day: str, name: str, year: str) -> date | Refusal:
    month = _MONTHS.get(name.lower())
    if month is None:
        return Refusal("date.month_name", "There is no month with this name.", _WRITE)
    return _date(year, month, day)


def _date(year_text: str, month: int, day_text: str) -> date | Refusal:
    year, day = int(year_text), int(day_text)
    if len(year_text) == 2:
        year += 2000 if year < _TWO_DIGIT_PIVOT else 1900
    if not _EARLIEST <= year <= _LATEST:
        return Refusal("date.year", f"{year} cannot be the year.", _WRITE)
    if month > 12 >= day > 0:
        return Refusal(
            "date.order",
            f"There is no month {month}. Dates here are written with the day first.",
            "If the month came first in your file, change the dates to day, month, year: 14/05/2018.",
        )
    try:
        return date(year, month, day)
    except ValueError:
        return Refusal("date.impossible", "There is no such day in the calendar.", _WRITE)
