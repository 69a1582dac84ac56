"""What always holds of a date worked out: whatever the day, the claims and the changes of law."""

from datetime import UTC, date, datetime, timedelta

import pytest

from alongside import statute
from alongside.kernel.periods import Period
from alongside.kernel.school_years import school_leaving_on
from alongside.statute.almanac import Almanac
from alongside.statute.limit_reading import read_limits
from alongside.statute.loading import shipped_holidays, shipped_limits
from alongside.statute.timescales import AgeLimit, FixedDate, Timescale, Unit
from tests.statute.test_wrong_data import EVENT, LIMIT

STARTED: list[Timescale | FixedDate | AgeLimit] = [
    *shipped_limits().timescales,
    *shipped_limits().fixed_dates,
    *shipped_limits().ages,
]
LIMITS = [limit for limit in STARTED if limit.in_force_until is None]
KEYS = [limit.key for limit in LIMITS]
TERMS = (Period(date(2027, 12, 18), date(2028, 1, 4)), Period(date(2028, 2, 14), date(2028, 2, 19)))


def due(key: str, day: date) -> date:
    limit = next(limit for limit in LIMITS if limit.key == key)
    return statute.work_out(key, {limit.from_event: day}, closures=TERMS).due_on


def some_days(limit: object) -> list[date]:
    """Around Christmas, a leap day and August; for birthdays around them in another leap year."""
    year = 2007 if isinstance(limit, AgeLimit) else 2027
    return [date(year, 12, 18) + timedelta(days=n) for n in range(90)] + [
        date(year + 1, 6, 20) + timedelta(days=n) for n in range(80)
    ]


@pytest.mark.parametrize("limit", LIMITS, ids=KEYS)
def test_a_later_start_never_ends_earlier(limit: Timescale) -> None:
    found = [due(limit.key, day) for day in some_days(limit)]
    assert found == sorted(found)


def test_a_limit_counted_in_days_that_count_ends_on_one() -> None:
    off = {holiday.on for holiday in shipped_holidays()}
    for limit in LIMITS:
        if isinstance(limit, Timescale) and limit.unit in (Unit.WORKING_DAYS, Unit.SCHOOL_DAYS):
            for day in some_days(limit):
                ends = due(limit.key, day)
                assert ends.weekday() < 5, limit.key
                assert ends not in off, limit.key
                assert limit.unit is Unit.WORKING_DAYS or not any(shut.covers(ends) for shut in TERMS)


def test_no_appeal_ends_in_august_or_at_christmas() -> None:
    for key in ("appeal.window", "appeal.after-certificate"):
        for number in range(800):
            ends = due(key, date(2025, 1, 1) + timedelta(days=number))
            assert ends.month != 8
            assert (ends.month, ends.day) < (12, 25)
            assert (ends.month, ends.day) != (1, 1)


@pytest.mark.parametrize("day", [date(2028, 2, 29), date(2027, 8, 31), date(2027, 12, 31), date(2027, 1, 30)])
def test_every_limit_can_start_on_any_day(day: date) -> None:
    for limit in LIMITS:
        born = day.replace(year=2008) if isinstance(limit, AgeLimit) else day
        assert statute.work_out(limit.key, {limit.from_event: born}).steps, limit.key


def test_a_year_that_starts_with_a_leap_day_ends_with_the_last_of_february() -> None:
    days = [date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1)]
    assert [due("review.first", day) for day in days] == [
        date(2025, 2, 27),
        date(2025, 2, 28),
        date(2025, 2, 28),
    ]


def test_rights_pass_on_the_day_the_kernel_says() -> None:
    for number in range(0, 4_000, 7):
        born_on = date(2001, 1, 1) + timedelta(days=number)
        assert statute.work_out("age.rights-pass", {"child.born": born_on}).due_on == school_leaving_on(
            born_on
        )


# Instants


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2026, 7, 3, 22, 59, tzinfo=UTC), date(2026, 7, 3)),
        (datetime(2026, 7, 3, 23, 0, tzinfo=UTC), date(2026, 7, 4)),  # half past midnight in summer
        (datetime(2026, 12, 3, 23, 30, tzinfo=UTC), date(2026, 12, 3)),
        (date(2026, 7, 3), date(2026, 7, 3)),
    ],
)
def test_an_instant_is_the_day_it_was_in_london(instant: date, day: date) -> None:
    assert statute.work_out("plan.final", {"request.received": instant}).event_on == day


def test_an_instant_without_a_place_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        statute.work_out("plan.final", {"request.received": datetime(2026, 7, 3, 23, 30)})


# Law of its day

LATER = LIMIT.replace("length = 6", "length = 4").replace("2014-09-01", "2029-09-01")
CHANGED = EVENT + LIMIT + "in_force_until = 2029-09-01\n" + LATER


def test_a_case_keeps_the_law_of_the_day_of_its_event() -> None:
    almanac = Almanac(read_limits(CHANGED, "reform.toml"), shipped_holidays())
    before, after = date(2029, 8, 31), date(2029, 9, 1)
    assert almanac.work_out("a.limit", {"it.happened": before}).due_on == before + timedelta(weeks=6)
    assert almanac.work_out("a.limit", {"it.happened": after}).due_on == after + timedelta(weeks=4)
    assert "6 weeks" in almanac.work_out("a.limit", {"it.happened": before}).steps[1]


def test_a_change_of_data_leaves_older_cases_alone() -> None:
    """Data that knows of the reform and data that does not agree on everything before it."""
    unchanged = Almanac(read_limits(EVENT + LIMIT, "old.toml"), shipped_holidays())
    changed = Almanac(read_limits(CHANGED, "reform.toml"), shipped_holidays())
    for number in range(0, 2_000, 13):
        event = {"it.happened": date(2024, 1, 1) + timedelta(days=number)}
        assert unchanged.work_out("a.limit", event).due_on == changed.work_out("a.limit", event).due_on


def test_a_case_older_than_the_law_is_a_mistake_of_the_program() -> None:
    with pytest.raises(KeyError, match="not in force on 2014-08-31"):
        statute.work_out("plan.final", {"request.received": date(2014, 8, 31)})


def test_asking_without_the_event_or_for_no_limit_says_so() -> None:
    with pytest.raises(KeyError, match=r"plan\.final.*draft\.served"):
        statute.work_out("plan.final", {"draft.served": date(2026, 1, 5)})
    with pytest.raises(KeyError, match=r"there is no limit “plan\.soon”"):
        statute.work_out("plan.soon", {})
    with pytest.raises(KeyError, match=r"appeal\.at-latest"):
        statute.work_out("appeal.at-latest", {})


# Several limits in one


def test_a_plan_known_of_in_time_is_passed_on_the_day_of_the_move() -> None:
    """Reg 15: 15 working days from learning of it only if that was less than 15 working days before."""
    moved = date(2026, 6, 22)  # a Monday; 1 June is 15 working days before
    passed = {
        known: statute.work_out("move.plan-passed", {"move.happened": moved, "move.known": known}).due_on
        for known in (
            date(2026, 5, 1),
            date(2026, 6, 1),
            date(2026, 6, 2),
            date(2026, 6, 3),
            date(2026, 7, 6),
        )
    }
    assert list(passed.values()) == [moved, moved, moved, date(2026, 6, 23), date(2026, 7, 24)]


def test_a_decision_is_due_four_weeks_on_and_inside_the_year() -> None:
    events = {"plan.made": date(2025, 5, 1), "plan.reviewed": date(2026, 4, 20)}
    late = statute.work_out("review.decision-at-latest", {**events, "review.meeting": date(2027, 4, 5)})
    early = statute.work_out("review.decision-at-latest", {**events, "review.meeting": date(2027, 3, 1)})
    assert (late.due_on, early.due_on) == (date(2027, 4, 19), date(2027, 3, 29))
    assert [part.key for part in late.parts] == ["review.decision", "review.due"]


def test_a_certificate_can_only_put_off_the_last_day_to_appeal() -> None:
    decision = {"decision.sent": date(2026, 3, 2)}
    alone = statute.work_out("appeal.at-latest", decision)
    assert alone.due_on == date(2026, 5, 2)
    for number in range(90):
        given = {**decision, "mediation.certificate-issued": date(2026, 3, 2) + timedelta(days=number)}
        assert statute.work_out("appeal.at-latest", given).due_on >= alone.due_on
    assert statute.work_out("ceasing.kept-up", decision).due_on == alone.due_on


def test_a_combination_is_as_sure_as_its_least_sure_part() -> None:
    both = statute.work_out("move.review-at-latest", {"plan.transferred": date(2026, 3, 2)})
    assert both.confidence == "high"
    assert both.may_stop


# Too late, too early


def test_the_last_day_is_in_time() -> None:
    final = statute.work_out("plan.final", {"request.received": date(2026, 3, 3)})
    assert final.due_on == date(2026, 7, 21)
    assert [final.missed_by(final.due_on + timedelta(days=n)) for n in (-1, 0, 1)] == [False, False, True]


def test_time_that_is_given_ends_with_its_last_day() -> None:
    given = statute.work_out("plan.representations", {"draft.served": date(2026, 1, 12)})
    assert given.at_least
    assert [given.missed_by(date(2026, 1, day)) for day in (25, 26, 27)] == [True, True, False]
    assert given.aim_for is None


def test_what_is_unsure_or_only_guidance_stops_nobody() -> None:
    stops = {
        key: statute.work_out(key, {event: date(2026, 3, 2)}).may_stop
        for key, event in (
            ("plan.final", "request.received"),
            ("mediation.notice", "mediation.meeting"),
            ("move.health", "move.health-known"),
            ("consultation.reply", "consultation.received"),
            ("plan.draft", "request.received"),
        )
    }
    assert [key for key, may in stops.items() if may] == ["plan.final"]


def test_a_closure_without_a_reopening_is_refused() -> None:
    with pytest.raises(ValueError, match="reopening"):
        statute.work_out(
            "plan.final", {"request.received": date(2026, 3, 2)}, closures=[Period(date(2026, 7, 1))]
        )
