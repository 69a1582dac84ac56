"""Which clocks should exist, and what changes to get there. Nothing is counted down and nothing stored as late."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from alongside.deadlines.rules import (
    Facts,
    Happened,
    KeptClock,
    Running,
    WantedClock,
    changes,
    clocks_that_should_exist,
    is_overdue,
)
from alongside.statute.almanac import shipped

RECEIVED = Happened("request.received", date(2026, 3, 3), "E-mail from her mother, 3 March")
LIMITS = (Running("assessment.decision"), Running("plan.final"), Running("plan.representations"))


def kept(wanted: tuple[WantedClock, ...]) -> list[KeptClock]:
    return [KeptClock(c.limit, c.event, c.started_on, c.evidence, c.due_on, c.met_on) for c in wanted]


def test_a_clock_exists_once_its_event_has_happened() -> None:
    clocks = clocks_that_should_exist(Facts([RECEIVED], LIMITS))
    assert [(clock.limit, clock.due_on) for clock in clocks] == [
        ("assessment.decision", date(2026, 4, 14)),
        ("plan.final", date(2026, 7, 21)),
    ]
    assert clocks[0].evidence == RECEIVED.evidence
    assert clocks[0].steps[-2] == "So by Tuesday 14 April 2026."
    assert clocks_that_should_exist(Facts([], LIMITS)) == ()


def test_the_day_is_that_of_london_and_the_latest_of_an_event_counts() -> None:
    first = Happened("review.meeting", date(2026, 6, 1), "Note of the first meeting")
    again = Happened("review.meeting", datetime(2026, 7, 3, 23, 30, tzinfo=UTC), "Note of the second")
    for happened in ([first, again], [again, first]):
        (clock,) = clocks_that_should_exist(Facts(happened, [Running("review.decision")]))
        assert (clock.started_on, clock.due_on) == (date(2026, 7, 4), date(2026, 8, 1))
        assert clock.evidence == "Note of the second"


def test_nothing_changes_when_everything_is_as_it_should_be() -> None:
    wanted = clocks_that_should_exist(Facts([RECEIVED], LIMITS))
    found = changes(kept(wanted), wanted)
    assert (found.start, found.meet, found.supersede) == ((), (), ())


@pytest.mark.parametrize(
    ("before", "after", "started", "met", "superseded"),
    [
        (None, LIMITS[0], 1, 0, 0),
        (LIMITS[0], Running("assessment.decision", date(2026, 4, 1)), 0, 1, 0),
        # Taken back, or on another day: what was told stays, and another clock begins.
        (Running("assessment.decision", date(2026, 4, 1)), LIMITS[0], 1, 0, 1),
        (
            Running("assessment.decision", date(2026, 4, 1)),
            Running("assessment.decision", date(2026, 4, 2)),
            *(1, 0, 1),
        ),
        (LIMITS[0], None, 0, 0, 1),
    ],
)
def test_what_changes(
    before: Running | None, after: Running | None, started: int, met: int, superseded: int
) -> None:
    then = clocks_that_should_exist(Facts([RECEIVED], [before] if before else []))
    now = clocks_that_should_exist(Facts([RECEIVED], [after] if after else []))
    found = changes(kept(then), now)
    assert (len(found.start), len(found.meet), len(found.supersede)) == (started, met, superseded)


def test_a_start_put_right_supersedes_the_clock() -> None:
    """The clock starts on receipt, not on the day of logging (section 8, fact 1)."""
    logged = replace(RECEIVED, at=date(2026, 3, 9))
    then = clocks_that_should_exist(Facts([logged], LIMITS[:1]))
    now = clocks_that_should_exist(Facts([RECEIVED], LIMITS[:1]))
    found = changes(kept(then), now)
    assert found.supersede == ("assessment.decision",)
    assert found.start[0].due_on == date(2026, 4, 14)


def test_overdue_is_asked_of_a_day() -> None:
    final = shipped().limit_on("plan.final", date(2026, 3, 3))
    given = shipped().limit_on("plan.representations", date(2026, 3, 3))
    due = date(2026, 7, 21)
    assert not is_overdue(final, due, None, due)
    assert is_overdue(final, due, None, date(2026, 7, 22))
    assert not is_overdue(final, due, date(2026, 7, 20), date(2026, 9, 1))
    assert is_overdue(final, due, date(2026, 7, 23), date(2026, 9, 1))
    assert not is_overdue(given, due, None, date(2026, 9, 1))


def test_a_clock_without_evidence_is_refused() -> None:
    with pytest.raises(ValueError, match="evidence"):
        Happened("request.received", date(2026, 3, 3), "")
