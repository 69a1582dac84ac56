"""Days as people read them, in letters, documents and sentences; pages write them by `design.dates`."""

from datetime import date

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def day_words(day: date) -> str:
    """Such as 3 March 2026."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def weekday_words(day: date) -> str:
    """Such as Tuesday 3 March 2026."""
    return f"{_WEEKDAYS[day.weekday()]} {day_words(day)}"


def month_words(month: int) -> str:
    """Such as March."""
    return _MONTHS[month - 1]


def ordinal(number: int) -> str:
    """Such as 29th."""
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"
