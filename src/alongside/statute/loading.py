"""England's law, read once from its files and asked for by date."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Protocol, TypeVar

from alongside.kernel.periods import Period
from alongside.statute.bank_holidays import BankHoliday, read_bank_holidays
from alongside.statute.codes import CodeList, read_code_lists
from alongside.statute.files import england_text
from alongside.statute.law import Law
from alongside.statute.limit_reading import read_limits
from alongside.statute.timescales import Limits


class _Rule(Protocol):
    @property
    def key(self) -> str: ...
    @property
    def in_force(self) -> Period: ...


Rule = TypeVar("Rule", bound=_Rule)


@dataclass(frozen=True)
class _Statutes:
    limits: Limits
    code_lists: Mapping[str, CodeList]
    holidays: tuple[BankHoliday, ...]


@lru_cache(maxsize=128)
def on(day: date) -> Law:
    """The law in force on `day`. Raises WrongData if the shipped files cannot be used."""
    statutes = _statutes()
    limits = statutes.limits
    return Law(
        on=day,
        timescales=_in_force(limits.timescales, day),
        fixed_dates=_in_force(limits.fixed_dates, day),
        exceptions=_in_force(limits.exceptions, day),
        events=limits.events,
        code_lists={key: codes.on(day) for key, codes in statutes.code_lists.items()},
        holidays=statutes.holidays,
    )


def all_codes(key: str) -> CodeList:
    """The list called `key` with the codes of every date, for reading old records."""
    return _statutes().code_lists[key]


def shipped_limits() -> Limits:
    """Every limit of every date."""
    return _statutes().limits


def shipped_holidays() -> tuple[BankHoliday, ...]:
    """Every bank holiday known."""
    return _statutes().holidays


@cache
def _statutes() -> _Statutes:
    return _Statutes(
        limits=read_limits(*england_text("timescales.toml")),
        code_lists=read_code_lists(*england_text("codes.toml")),
        holidays=read_bank_holidays(*england_text("bank_holidays.toml")),
    )


def _in_force(rules: Iterable[Rule], day: date) -> Mapping[str, Rule]:
    return {rule.key: rule for rule in rules if rule.in_force.covers(day)}
