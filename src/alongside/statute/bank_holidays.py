"""The bank holidays of England and Wales that fall on a weekday, as announced, with those of one year only."""

from dataclasses import dataclass
from datetime import date, timedelta

from alongside.statute.tables import Table, read_document

_SATURDAY = 5


@dataclass(frozen=True)
class BankHoliday:
    """One day off and what it is for."""

    on: date
    name: str


def read_bank_holidays(text: str, file: str) -> tuple[BankHoliday, ...]:
    """The days written in `text`, in order; raises WrongData."""
    return read_document(text, file, _read_all)


def _read_all(document: Table) -> tuple[BankHoliday, ...]:
    document.only("holiday")
    pairs = document.tables("holiday", lambda table: (table, _read_holiday(table)))
    if not pairs:
        document.wrong(None, "There are no bank holidays here.", "Add a [[holiday]] for each.")
    day_before = date.min
    for table, holiday in pairs:
        if holiday.on <= day_before:
            table.wrong("on", f"{holiday.on} is out of order or there twice.", "Keep the days in order.")
        if day_before > date.min and holiday.on - day_before > timedelta(days=366):
            table.wrong(
                "on", f"Nothing is known between {day_before} and {holiday.on}.", "Add the year between."
            )
        day_before = holiday.on
    return tuple(holiday for _, holiday in pairs)


def _read_holiday(table: Table) -> BankHoliday:
    table.only("on", "name")
    holiday = BankHoliday(on=table.day("on"), name=table.text("name"))
    if holiday.on.weekday() >= _SATURDAY:
        table.wrong("on", f"{holiday.on} is a weekend.", "Give the weekday that stands in for it.")
    return holiday
