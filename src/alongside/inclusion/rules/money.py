"""Financial years, and what a sum of money has to be (S26)."""

from datetime import date
from decimal import Decimal

from alongside.kernel.periods import Period
from alongside.kernel.refusal import Refusal

_APRIL = 4
_MOST = Decimal(10_000_000)


def financial_year(day: date) -> int:
    """The calendar year in which the financial year of a day began: 1 April to 31 March, as councils fund schools."""
    return day.year if day.month >= _APRIL else day.year - 1


def financial_year_period(year: int) -> Period:
    """The financial year that began in April of `year`."""
    return Period(date(year, _APRIL, 1), date(year + 1, _APRIL, 1))


def financial_year_name(year: int) -> str:
    """As people write it: April 2026 to March 2027."""
    return f"April {year} to March {year + 1}"


def refuse_income(name: str, amount: Decimal, year: int, today: date) -> Refusal | None:
    """A sum has a name, is more than nothing, and belongs to a year near enough to be known."""
    if not name:
        return Refusal("income.name", "Say what the money is.", "For example “Notional SEN budget”.", "name")
    if not 0 < amount <= _MOST:
        return Refusal("income.amount", "That is not a sum of money.", "Check the number.", "amount")
    if not financial_year(today) - 5 <= year <= financial_year(today) + 1:
        return Refusal("income.year", "That year is too far away.", "Choose another year.")
    return None
