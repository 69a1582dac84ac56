"""School years, year groups and ages in England.

Sources: Education Act 1996 sections 8 and 579 (compulsory school age, school year), the Start of Compulsory
School Age Order 1998 (31 August, 31 December, 31 March), the School Leaving Date Order 1997 (last Friday in
June), and the year codes of the school census.
"""

from datetime import date, timedelta
from enum import StrEnum

from alongside.kernel.periods import Period

RECORDED_YEARS: tuple[str, ...] = (
    "E1", "E2", "N1", "N2", "R", *(str(year) for year in range(1, 15)), "M", "X",
)  # fmt: skip
"""Year groups as schools record them: early years, nursery, Reception, 1 to 14, mixed, none."""

_YEAR_NAMES = {
    "E1": "Early years, first year",
    "E2": "Early years, second year",
    "N1": "Nursery, first year",
    "N2": "Nursery, second year",
    "R": "Reception",
    "M": "Mixed year groups",
    "X": "No year group",
}
_SEPTEMBER = 9


class AgeBand(StrEnum):
    """The three ages that guidance, prompts and forms are written for."""

    EARLY_YEARS = "early years"
    SCHOOL = "5 to 16"
    POST_16 = "16 to 25"


class Term(StrEnum):
    """The three terms of a school year."""

    AUTUMN = "autumn"
    SPRING = "spring"
    SUMMER = "summer"


def school_year(day: date) -> int:
    """The calendar year in which the school year of `day` began (1 September to 31 August)."""
    return day.year if day.month >= _SEPTEMBER else day.year - 1


def school_year_period(year: int) -> Period:
    """The school year that began in September of `year`."""
    return Period(date(year, _SEPTEMBER, 1), date(year + 1, _SEPTEMBER, 1))


def school_year_name(year: int) -> str:
    """The school year as people write it: 2025/26."""
    return f"{year}/{(year + 1) % 100:02}"


def age_on(born_on: date, day: date) -> int:
    """Age in whole years; someone born on 29 February turns a year older on 1 March in other years.

    Negative before birth.
    """
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def expected_year(born_on: date, day: date) -> int:
    """The national curriculum year for a birth date: age on the 31 August before the school year, less 4.

    Reception is 0, nursery years are below it. Children taught with another year keep the year recorded for
    them, so what is recorded and what is expected are stored apart.
    """
    return school_year(day) - school_year(born_on) - 5


def expected_year_code(born_on: date, day: date) -> str:
    """The code a school would record for a child taught with their age group; "" where there is none."""
    year = expected_year(born_on, day)
    if year < 1:
        return {0: "R", -1: "N2", -2: "N1"}.get(year, "")
    return str(year) if year <= 14 else ""


def year_name(code: str) -> str:
    """A recorded year group in words: Year 4, Reception."""
    return _YEAR_NAMES.get(code) or (f"Year {code}" if code else "")


def age_band(born_on: date, day: date) -> AgeBand:
    """Which of the three ages a child or young person is in; Reception still belongs to the early years."""
    year = expected_year(born_on, day)
    if year < 1:
        return AgeBand.EARLY_YEARS
    return AgeBand.SCHOOL if year <= 11 else AgeBand.POST_16


def school_leaving_on(born_on: date) -> date:
    """The last day of compulsory school age: last Friday in June of the 16th birthday's school year."""
    june_ends = date(school_year(born_on) + 17, 6, 30)
    return june_ends - timedelta(days=(june_ends.weekday() - 4) % 7)


def compulsory_school_age(born_on: date) -> Period:
    """From the prescribed day on or after the fifth birthday until the school leaving date."""
    fifth = (born_on.month, born_on.day)
    year = born_on.year + 5
    prescribed = ((3, 31), (8, 31), (12, 31))
    month, day = next(each for each in prescribed if each >= fifth)
    return Period(date(year, month, day), school_leaving_on(born_on) + timedelta(days=1))


def term_of(day: date) -> Term:
    """The likely term of a date, for headings and defaults; real term dates are each setting's own."""
    if day.month >= _SEPTEMBER:
        return Term.AUTUMN
    return Term.SPRING if day.month <= 3 else Term.SUMMER
