"""The clock: true unless moved, in England's time."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from alongside.platform import checks, clock


def test_the_day_is_england_s() -> None:
    """Half past eleven in the evening in summer, by Greenwich, is tomorrow in London."""
    with time_machine.travel(datetime(2026, 7, 1, 23, 30, tzinfo=UTC), tick=False):
        assert clock.today() == date(2026, 7, 2)
        assert clock.now() == datetime(2026, 7, 1, 23, 30, tzinfo=UTC)


def test_it_can_be_moved_for_a_while() -> None:
    with clock.moved_to(date(2026, 9, 15)):
        assert clock.today() == date(2026, 9, 15)
        with clock.moved_to(timedelta(days=-400)):
            assert clock.today() == clock.instant().date() - timedelta(days=400)
        assert clock.now().hour == 9
    assert abs(clock.now() - clock.instant()) < timedelta(seconds=5)


@pytest.mark.parametrize(
    ("text", "day"),
    [("2026-09-15", date(2026, 9, 15)), ("2026-03-29T14:00", date(2026, 3, 29))],
)
def test_the_environment_can_stand_it_still(text: str, day: date, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALONGSIDE_CLOCK", text)
    assert clock.today() == day


def test_the_environment_can_move_it_by_a_distance(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALONGSIDE_CLOCK", "+12d")
    assert abs(clock.now() - clock.instant() - timedelta(days=12)) < timedelta(seconds=5)


def test_a_clock_that_cannot_be_read_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALONGSIDE_CLOCK", "tomorrow")
    (error,) = checks.the_clock_is_right()
    assert "2026-09-15" in error.msg


def test_production_refuses_a_moved_clock(monkeypatch: pytest.MonkeyPatch, settings: object) -> None:
    monkeypatch.setenv("ALONGSIDE_CLOCK", "+1d")
    settings.PRODUCTION = True
    assert [error.id for error in checks.the_clock_is_right()] == ["platform.E001"]
