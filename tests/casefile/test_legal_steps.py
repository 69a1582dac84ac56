"""What happens next by law, and whether it comes before the next thing of the plan (O3, O5): rules as a table."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from alongside.casefile.legal_steps import earlier, next_limit
from alongside.casefile.next_steps import NextStep
from alongside.deadlines.queries import ClockShown
from alongside.ehcplans.queries.dates import next_date

TODAY = date(2026, 11, 22)
PLAN = NextStep("The plan is agreed and in use.", "Step 3 of 3", who="Mrs Whitcombe")


def clock(limit: str, days: int, *, who: str = "council", met: bool = False) -> ClockShown:
    due = TODAY + timedelta(days)
    started = TODAY - timedelta(7)
    return ClockShown(
        limit, "Do it", who, "SI 2014/1530", started, "A request", due, TODAY if met else None, days < 0,
        ("It began.", "So it ends."), is_over=who == "family" and days < 0 and not met,
    )  # fmt: skip


def given(one: ClockShown) -> ClockShown:
    """As a limit that is time to be given: it is never overdue."""
    return replace(one, is_overdue=False, is_over=one.due_on < TODAY)


@pytest.mark.parametrize(
    ("clocks", "limit"),
    [
        ([], None),
        ([clock("assessment.decision", 20)], "assessment.decision"),
        ([clock("plan.final", 80), clock("plan.draft", 40)], "plan.draft"),
        ([clock("assessment.decision", -3, met=True), clock("plan.final", 80)], "plan.final"),
        ([clock("review.due", 200)], None),
        ([clock("review.due", 50)], "review.due"),
        ([clock("review.list", 3)], None),
        ([clock("question.answer", 1)], None),
        ([clock("plan.final", 400)], "plan.final"),
        # What was late stays to be done; time that others had and did not use is over.
        ([clock("plan.final", -3)], "plan.final"),
        ([clock("appeal.window", -3, who="family"), clock("review.due", 50)], "review.due"),
        ([clock("mediation.contact", 0, who="family")], "mediation.contact"),
        (
            [given(clock("review.representations", -3)), clock("review.changed-plan", 30)],
            "review.changed-plan",
        ),
        ([given(clock("plan.representations", 0))], "plan.representations"),
        # Of several the nearest counts, to come or missed: an old one that was missed does not hide it.
        ([clock("assessment.decision", -90), clock("plan.draft", -20), clock("plan.final", 8)], "plan.final"),
        ([clock("plan.draft", -40), clock("plan.final", -5)], "plan.final"),
        ([clock("assessment.decision", -2), clock("plan.final", 90)], "assessment.decision"),
        ([clock("plan.draft", -4), clock("plan.final", 4)], "plan.final"),
    ],
)
def test_the_next_limit_is_the_nearest_that_runs(clocks: list[ClockShown], limit: str | None) -> None:
    found = next_limit(clocks, TODAY)
    assert (found.clock.limit if found else None) == limit


@pytest.mark.parametrize(
    ("step", "days", "is_legal"),
    [
        (PLAN, 10, True),
        (NextStep("A review.", "Step 3 of 3", who="Mr Osei", by=TODAY + timedelta(5)), 10, False),
        (NextStep("A review.", "Step 3 of 3", who="Mr Osei", by=TODAY + timedelta(15)), 10, True),
        (NextStep("The plan is ready for you to read.", "Step 2 of 3", who="You"), 10, False),
    ],
)
def test_the_sooner_is_said_and_what_waits_for_the_reader_stays_first(
    step: NextStep, days: int, is_legal: bool
) -> None:
    legal = next_limit([clock("assessment.decision", days)], TODAY)
    said = earlier(step, legal, is_family=True, setting="Larkfield", href="/request/")
    assert (said.what != step.what) is is_legal
    if is_legal:
        assert (said.who, said.why) == ("The council", "It began. So it ends.")
        assert said.actions[0][1] == "/request/"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ((-90, -20, 8), "Do it. 2 other dates are past."),
        ((-20, 8), "Do it. 1 other date is past."),
        ((-20,), "Do it."),
        ((8, 9), "Do it."),
    ],
)
def test_whoever_keeps_the_dates_reads_how_many_others_are_past(days: tuple[int, ...], said: str) -> None:
    """R24: one date is named, and none that was missed is forgotten. A family is not counted what others missed."""
    legal = next_limit([clock("move.tell-family", one) for one in days], TODAY)
    assert earlier(PLAN, legal, is_family=False, setting="", href="").what == said
    assert earlier(PLAN, legal, is_family=True, setting="", href="").what == "Do it."


def test_a_plan_in_force_names_its_nearest_date_and_counts_it_not_among_the_others() -> None:
    """The council's own step goes by the same rule, and a date that is named is no other one."""
    dates = [clock("review.meeting", -40), clock("review.decision", -9), clock("plan.final", 12)]
    assert next_date(dates, TODAY) == dates[1]
    assert next_date(dates[:2], TODAY) == dates[1] and next_date([], TODAY) is None
    step = NextStep("In force.", "Plan", who="The council", by=dates[1].due_on)
    legal = next_limit([*dates, clock("mediation.contact", 5, who="family")], TODAY)
    said = earlier(step, legal, is_family=False, setting="", href="")
    assert (said.by, said.what) == (dates[1].due_on, "In force. 1 other date is past.")


@pytest.mark.parametrize(
    ("own", "legal", "is_legal"),
    [(-300, -20, True), (-300, 20, True), (-61, 20, True), (-60, 20, False), (5, 20, False), (5, -20, True)],
)
def test_a_day_of_the_plan_that_is_long_past_hides_no_legal_day(own: int, legal: int, is_legal: bool) -> None:
    """R24: the school's own review of two years ago is not what happens next while the yearly review is late."""
    step = replace(PLAN, by=TODAY + timedelta(own))
    found = next_limit([clock("review.due", legal)], TODAY)
    said = earlier(step, found, is_family=True, setting="", href="")
    assert (said.what != step.what) is is_legal


def test_a_review_that_is_near_comes_before_a_plan_to_read_that_has_no_day() -> None:
    """The plan stays to be pressed beside it."""
    read = NextStep("Ready to read.", "Step 2 of 3", who="You", actions=(("Read the plan", "/plan/"),))
    for days, is_legal in ((28, True), (29, False)):
        said = earlier(
            read, next_limit([clock("review.meeting", days)], TODAY), is_family=True, setting="", href="/r/"
        )
        assert (said.by is not None) is is_legal
        assert ("Read the plan", "/plan/") in said.actions


def test_a_family_is_told_that_it_is_for_them_and_others_that_it_is_for_the_family() -> None:
    legal = next_limit([clock("mediation.contact", 10, who="family")], TODAY)
    for is_family, who in ((True, "You"), (False, "The family")):
        assert earlier(PLAN, legal, is_family=is_family, setting="", href="/").who == who


def test_the_days_a_family_has_for_a_draft_stand_before_a_step_that_has_none() -> None:
    """P6: of the draft of the council and the school’s own plan, the one with a last day is read first."""
    own = NextStep("The plan is ready for you to read.", "Step 2 of 3", who="You")
    for limit in ("plan.representations", "review.representations"):
        legal = next_limit([given(clock(limit, 14))], TODAY)
        others = earlier(own, legal, is_family=False, setting="", href="")
        assert others.who == "You", "what waits for somebody of the staff stays theirs"
        assert earlier(PLAN, legal, is_family=False, setting="", href="").who == "The family"
        said = earlier(own, legal, is_family=True, setting="", href="/ehc-plan/")
        assert (said.who, said.by) == ("You", TODAY + timedelta(14))
        assert said.actions[0][0].startswith("Read the")
    hers = next_limit([clock("mediation.contact", 14, who="family")], TODAY)
    assert earlier(own, hers, is_family=True, setting="", href="/").what == own.what
