"""Our bank holidays are those of an independent list."""

from datetime import date

import holidays

from alongside import statute

SATURDAY = 5


def test_bank_holidays_agree_with_the_holidays_package() -> None:
    others = holidays.country_holidays("GB", subdiv="ENG", years=range(2014, 2029))
    weekdays = {day for day in others if day.weekday() < SATURDAY}
    assert statute.on(date(2026, 1, 1)).bank_holidays == weekdays


def test_one_off_and_moved_holidays_are_named() -> None:
    named = {holiday.on: holiday.name for holiday in statute.on(date(2026, 1, 1)).holidays}
    assert "Jubilee" in named[date(2022, 6, 3)]
    assert "Funeral" in named[date(2022, 9, 19)]
    assert "Coronation" in named[date(2023, 5, 8)]
    assert named[date(2026, 12, 28)] == "Boxing Day, substitute day"


def test_how_far_the_list_reaches_is_known() -> None:
    assert statute.on(date(2026, 1, 1)).bank_holidays_known_until == date(2028, 12, 31)
