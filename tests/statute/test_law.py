"""The law of a day: what held, how its limits are counted, and what changed."""

from datetime import date

import pytest

from alongside import statute
from alongside.statute.limit_reading import read_limits
from alongside.statute.timescales import Direction, Timescale, Unit
from alongside.statute.validity import Basis, Confidence
from tests.statute.test_wrong_data import EVENT, LIMIT

LAW = statute.on(date(2026, 1, 12))


@pytest.mark.parametrize(
    ("key", "event_on", "due_on"),
    [
        # Weeks from receipt leave out the day itself (reference 1.1, rule 2).
        ("assessment.decision", date(2026, 1, 12), date(2026, 2, 23)),
        ("plan.refusal", date(2026, 1, 12), date(2026, 5, 4)),
        ("plan.final", date(2026, 1, 12), date(2026, 6, 1)),
        ("advice.reply", date(2026, 1, 12), date(2026, 2, 23)),
        # “Beginning with the day of service” counts it: the earliest close is day 14 after (rule 3).
        ("plan.representations", date(2026, 1, 12), date(2026, 1, 26)),
        ("review.representations", date(2026, 1, 12), date(2026, 1, 26)),
        # Twelve months starting with a day end the day before the anniversary.
        ("review.first", date(2026, 1, 12), date(2027, 1, 11)),
        # Review meetings: two weeks before, two after, four, and eight more (reference 1.6).
        ("review.invitation", date(2026, 3, 16), date(2026, 3, 2)),
        ("review.papers", date(2026, 3, 16), date(2026, 3, 2)),
        ("review.report", date(2026, 3, 16), date(2026, 3, 30)),
        ("review.decision", date(2026, 3, 16), date(2026, 4, 13)),
        ("review.amendment-notice", date(2026, 3, 16), date(2026, 4, 13)),
        ("review.final", date(2026, 4, 13), date(2026, 6, 8)),
        ("review.final-at-latest", date(2026, 3, 16), date(2026, 6, 8)),
        # Working days across Easter, counting the first when the limit begins with a day.
        ("mediation.certificate-declined", date(2026, 4, 2), date(2026, 4, 9)),
        ("move.transfer", date(2026, 4, 1), date(2026, 4, 23)),
        ("mediation.notice", date(2026, 4, 9), date(2026, 3, 31)),
        # Months by corresponding date; the Tribunal's August and Christmas.
        ("mediation.contact", date(2026, 4, 30), date(2026, 6, 30)),
        ("appeal.window", date(2026, 4, 30), date(2026, 6, 30)),
        ("appeal.window", date(2026, 6, 10), date(2026, 9, 1)),
        ("appeal.window", date(2026, 10, 28), date(2027, 1, 4)),
        ("appeal.window", date(2026, 11, 1), date(2027, 1, 4)),
        ("appeal.window", date(2026, 11, 2), date(2027, 1, 2)),
        ("appeal.after-certificate", date(2026, 12, 31), date(2027, 1, 31)),
        ("senco.qualification", date(2026, 1, 12), date(2029, 1, 12)),
        ("phase-transfer.between-post-16", date(2026, 9, 1), date(2026, 4, 1)),
    ],
)
def test_limits_end_on_the_day_the_law_says(key: str, event_on: date, due_on: date) -> None:
    assert LAW.due_on(key, event_on) == due_on


def test_a_limit_says_what_it_is_and_where_it_comes_from() -> None:
    final = LAW.timescale("plan.final")
    assert (final.length, final.unit, final.inclusive, final.from_event) == (
        20,
        "weeks",
        False,
        "request.received",
    )
    assert final.citation == "SI 2014/1530 reg 13(2)"
    assert (final.confidence, final.basis) == (Confidence.SOURCE, Basis.LAW)
    assert (final.in_force_from, final.in_force_until) == (date(2014, 9, 1), None)
    assert LAW.event(final.from_event).label
    assert final.in_words == "20 weeks"
    assert LAW.timescale("plan.representations").in_words == "at least 15 days, counting the first"
    assert LAW.timescale("mediation.health-informs").in_words == "1 week"
    assert LAW.timescale("review.first").in_words == "12 months starting with that day"
    assert LAW.timescale("move.on-the-day").in_words == "the same day"


def test_exceptions_are_told_apart_from_limit_to_limit() -> None:
    keys = [exception.key for exception in LAW.exceptions_to("plan.final")]
    assert keys == ["school-closure", "early-years-closure", "personal-circumstances", "absence"]
    assert "missed-appointment" in [exception.key for exception in LAW.exceptions_to("advice.reply")]
    assert LAW.exceptions_to("review.decision") == ()


def test_every_limit_of_the_shipped_law_can_be_counted() -> None:
    for key, limit in LAW.timescales.items():
        due, event_on = LAW.due_on(key, date(2026, 3, 16)), date(2026, 3, 16)
        if limit.unit is Unit.SAME_DAY:
            assert due == event_on, key
        else:
            assert (due > event_on) is (limit.direction is Direction.AFTER), key


@pytest.mark.parametrize(
    ("key", "day", "holds"),
    [
        ("plan.final", date(2014, 8, 31), False),
        ("plan.final", date(2014, 9, 1), True),
        ("recommendation.reply", date(2018, 4, 2), False),
        ("recommendation.reply", date(2018, 4, 3), True),
        ("complaint.data-acknowledged", date(2026, 6, 18), False),
        ("complaint.data-acknowledged", date(2026, 6, 19), True),
    ],
)
def test_a_rule_holds_from_its_first_day(key: str, day: date, holds: bool) -> None:
    assert (key in statute.on(day).timescales) is holds


def test_a_changed_rule_keeps_its_old_version_for_old_cases() -> None:
    before = statute.on(date(2024, 8, 31)).timescale("senco.qualification")
    after = statute.on(date(2024, 9, 1)).timescale("senco.qualification")
    assert "National Award" in before.citation
    assert "NPQ" in after.citation


def test_a_spent_exception_is_open_only_to_its_time() -> None:
    in_summer_2020 = statute.on(date(2020, 7, 1)).exceptions_to("plan.final")
    assert "coronavirus" in [exception.key for exception in in_summer_2020]
    assert "coronavirus" not in statute.on(date(2020, 9, 26)).exceptions


def test_a_reform_is_a_change_of_data() -> None:
    text = EVENT + LIMIT + "in_force_until = 2029-09-01\n"
    text += LIMIT.replace("length = 6", "length = 4").replace("2014-09-01", "2029-09-01")
    lengths = {t.in_force_from: t.length for t in read_limits(text, "reform.toml").timescales}
    assert lengths == {date(2014, 9, 1): 6, date(2029, 9, 1): 4}


def test_asking_for_a_rule_that_did_not_hold_names_rule_and_day() -> None:
    with pytest.raises(KeyError, match=r"no timescale “plan\.final” was in force on 2013-01-01"):
        statute.on(date(2013, 1, 1)).timescale("plan.final")


def test_only_rules_read_or_well_known_may_stop_anybody() -> None:
    assert [level.may_stop for level in Confidence] == [True, True, False, False]
    assert not LAW.timescale("mediation.notice").confidence.may_stop


def test_the_day_to_aim_for_is_a_working_day() -> None:
    easter_monday = date(2026, 4, 6)
    assert LAW.due_on("plan.final", date(2025, 11, 17)) == easter_monday
    assert LAW.target_on(easter_monday) == date(2026, 4, 2)


def test_every_unit_is_in_use() -> None:
    used = {limit.unit for limit in LAW.timescales.values()}
    assert used == set(Unit)
    assert all(isinstance(limit, Timescale) for limit in LAW.timescales.values())
