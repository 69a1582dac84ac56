"""Exceptions stand beside a limit and never move it (1.1 rule 11; 1.2 exceptions)."""

from datetime import date

import pytest

from alongside import statute
from alongside.kernel.periods import Period
from alongside.statute.almanac import shipped
from alongside.statute.claims import Bearing, Claim
from alongside.statute.loading import shipped_limits

RECEIVED = date(2026, 5, 11)
EVENTS = {"request.received": RECEIVED, "advice.request-received": RECEIVED, "reassessment.agreed": RECEIVED}
EVENTS |= {"appeal.not-opposed": RECEIVED, "order.made": RECEIVED}
SUMMER = Period(date(2026, 7, 22), date(2026, 9, 2))
HALF_TERM = Period(date(2026, 5, 25), date(2026, 6, 1))
YES, NO, UNSHOWN = Bearing.BORNE_OUT, Bearing.NOT_BORNE_OUT, Bearing.NOT_SHOWN

CASES = [
    # key, claim, closures of the setting, what the facts say
    ("plan.final", Claim("school-closure", asked_on=date(2026, 7, 15)), [SUMMER], YES),
    ("plan.final", Claim("school-closure", asked_on=date(2026, 7, 14)), [SUMMER], NO),
    ("plan.final", Claim("school-closure", asked_on=date(2026, 8, 26)), [SUMMER], YES),
    ("plan.final", Claim("school-closure", asked_on=date(2026, 8, 27)), [SUMMER], NO),
    ("plan.final", Claim("school-closure", asked_on=date(2026, 5, 20)), [HALF_TERM], NO),
    ("plan.final", Claim("school-closure"), [SUMMER], UNSHOWN),
    ("plan.final", Claim("school-closure", asked_on=date(2026, 7, 20)), None, UNSHOWN),
    (
        "plan.final",
        Claim(
            "school-closure",
            asked_on=date(2026, 7, 20),
            from_on=date(2026, 7, 22),
            until_on=date(2026, 8, 19),
        ),
        None,
        YES,
    ),
    (
        "plan.final",
        Claim(
            "school-closure",
            asked_on=date(2026, 7, 20),
            from_on=date(2026, 7, 22),
            until_on=date(2026, 8, 18),
        ),
        None,
        NO,
    ),
    ("plan.final", Claim("absence", from_on=date(2026, 6, 1), until_on=date(2026, 6, 29)), None, YES),
    ("plan.final", Claim("absence", from_on=date(2026, 6, 1), until_on=date(2026, 6, 28)), None, NO),
    ("plan.final", Claim("absence", from_on=date(2026, 1, 1), until_on=date(2026, 3, 1)), None, NO),
    ("plan.final", Claim("absence", from_on=date(2026, 6, 1)), None, UNSHOWN),
    ("plan.final", Claim("absence"), None, UNSHOWN),
    # Reg 44(3) and 45(7): two weeks away are enough here, and not where the law says four
    (
        "unopposed.final",
        Claim("absence-two-weeks", from_on=date(2026, 6, 1), until_on=date(2026, 6, 15)),
        None,
        YES,
    ),
    (
        "unopposed.final",
        Claim("absence-two-weeks", from_on=date(2026, 6, 1), until_on=date(2026, 6, 14)),
        None,
        NO,
    ),
    (
        "order.plan-final",
        Claim("absence-two-weeks", from_on=date(2026, 6, 1), until_on=date(2026, 6, 15)),
        None,
        YES,
    ),
    ("order.amend", Claim("personal-circumstances", from_on=date(2026, 6, 1)), None, YES),
    ("unopposed.amend", Claim("school-closure", asked_on=date(2026, 7, 15)), [SUMMER], YES),
    (
        "plan.final",
        Claim("absence-two-weeks", from_on=date(2026, 6, 1), until_on=date(2026, 6, 29)),
        None,
        NO,
    ),
    ("order.continue", Claim("personal-circumstances", from_on=date(2026, 5, 11)), None, NO),
    ("plan.final", Claim("personal-circumstances", from_on=date(2026, 6, 1)), None, YES),
    ("plan.final", Claim("personal-circumstances", from_on=date(2026, 10, 1)), None, NO),
    ("plan.final", Claim("personal-circumstances"), None, UNSHOWN),
    (
        "advice.reply",
        Claim("missed-appointment", from_on=date(2026, 6, 1), until_on=date(2026, 6, 1)),
        None,
        YES,
    ),
    ("plan.final", Claim("missed-appointment", from_on=date(2026, 6, 1)), None, NO),
    ("advice.reply", Claim("school-closure", asked_on=date(2026, 7, 20)), [SUMMER], NO),
    ("plan.final", Claim("coronavirus"), None, NO),
    ("plan.final", Claim("staff-shortage"), None, NO),
]


@pytest.mark.parametrize(("key", "claim", "closures", "bearing"), CASES)
def test_the_facts_of_a_claim_are_weighed(
    key: str, claim: Claim, closures: list[Period] | None, bearing: Bearing
) -> None:
    worked = statute.work_out(key, EVENTS, closures=closures, claims=[claim])
    assert worked.claimed[0].bearing is bearing, worked.claimed[0].why
    assert worked.claimed[0].why.endswith(".")
    assert worked.borne_out is (bearing is YES)


def test_no_claim_ever_moves_a_date() -> None:
    for limit in shipped_limits().timescales:
        if limit.in_force_until is not None:
            continue
        event = {limit.from_event: date(2026, 7, 1)}
        plain = statute.work_out(limit.key, event, closures=[SUMMER])
        for _, claim, _, _ in CASES:
            claimed = statute.work_out(limit.key, event, closures=[SUMMER], claims=[claim, claim])
            assert (claimed.due_on, claimed.aim_for, claimed.steps) == (
                plain.due_on,
                plain.aim_for,
                plain.steps,
            )


@pytest.mark.parametrize(
    ("received", "open_to_it", "bearing"),
    [
        # The limit of 20 weeks ended while the exception was law; a day too early; begun within and ended after.
        (date(2020, 4, 6), True, YES),
        (date(2019, 12, 12), False, NO),
        (date(2020, 5, 9), True, NO),
        (date(2020, 9, 26), False, NO),
    ],
)
def test_the_exception_of_2020_is_open_to_its_time_only(
    received: date, open_to_it: bool, bearing: Bearing
) -> None:
    worked = statute.work_out("plan.final", {"request.received": received}, claims=[Claim("coronavirus")])
    assert ("coronavirus" in [each.key for each in worked.may_be_claimed]) is open_to_it
    assert worked.claimed[0].bearing is bearing


def test_a_claim_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        Claim("absence", from_on=date(2026, 6, 2), until_on=date(2026, 6, 1))


@pytest.mark.parametrize(
    ("limit", "keys"),
    [
        # By hand from SI 2014/1530: regs 5(4) and 13(3); 27(3); 45(7). Regs 20 and 22, of reviews, name none.
        ("plan.final", {"school-closure", "early-years-closure", "personal-circumstances", "absence"}),
        (
            "reassessment.final",
            {"school-closure", "early-years-closure", "personal-circumstances", "absence"},
        ),
        (
            "unopposed.amend",
            {"school-closure", "early-years-closure", "personal-circumstances", "absence-two-weeks"},
        ),
        ("unopposed.continue", set()),
        ("review.decision-at-latest", set()),
        ("review.changed-plan", set()),
    ],
)
def test_what_excuses_a_missed_day_is_what_the_law_lists(limit: str, keys: set[str]) -> None:
    """1.1 rule 11, 1.2: of a limit made of several, what its parts have; for a review there is nothing."""
    found = shipped().exceptions_to(limit, date(2026, 5, 11), date(2026, 7, 6))
    assert {one.key for one in found} == keys
