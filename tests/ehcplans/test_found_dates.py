"""Legal dates of changing a plan that were found wrong once: begun again, told again, of another law."""

from datetime import date, timedelta

from alongside.deadlines.models import Clock
from alongside.deadlines.operations.sweeping import sweep_all
from alongside.ehcplans.choices import Because
from alongside.ehcplans.models import EhcLetter
from alongside.ehcplans.operations.amending import begin_amendment, keep_as_it_is, serve_amendment_notice
from alongside.ehcplans.rules.clocks import PlanFacts, facts_of_plan
from tests.ehc.conftest import Area
from tests.ehcplans.conftest import on_day
from tests.ehcplans.test_amending import in_a_unit, with_plan  # noqa: F401 - a fixture
from tests.makers import world
from tests.support.test_actions import ok

WHY = "The room is there already, in the school’s own offer."


def test_an_amendment_that_was_dropped_is_not_late_when_the_next_one_begins(with_plan: Area) -> None:  # noqa: F811
    """Reg 22(4): it was answered in its time. Only a new notice starts eight weeks, and only it is taken back again."""
    ok(in_a_unit(with_plan, 1, begin_amendment, Because.EARLY_REVIEW))
    ok(in_a_unit(with_plan, 2, serve_amendment_notice))
    ok(in_a_unit(with_plan, 20, keep_as_it_is, WHY))
    ok(in_a_unit(with_plan, 100, begin_amendment, Because.OTHER))
    sweep_all(on_day(with_plan, 101)[2])
    rows = Clock.everything.filter(limit__in=("review.final", "review.no-amendment"), superseded_at=None)
    assert [row.limit for row in rows if row.met_on is None] == []
    before = EhcLetter.everything.count()
    ok(in_a_unit(with_plan, 110, keep_as_it_is, WHY))
    assert EhcLetter.everything.count() == before, "no notice was sent, so no right to appeal begins"
    ok(in_a_unit(with_plan, 120, begin_amendment, Because.OTHER))
    ok(in_a_unit(with_plan, 121, serve_amendment_notice))
    assert Clock.everything.filter(limit="review.final", superseded_at=None, met_on=None).exists()


def test_the_plan_after_a_new_assessment_has_its_own_fourteen_weeks() -> None:
    """Reg 27(2): not the eight weeks of reg 22, which are for changes without one."""
    served = date(2026, 9, 1)
    by = {
        because: [
            one.limit
            for one in facts_of_plan(PlanFacts(notice_served_on=served, because=because)).limits
        ]
        for because in (Because.REASSESSMENT, Because.OTHER)
    }  # fmt: skip
    assert by[Because.REASSESSMENT] == ["review.representations"]
    assert by[Because.OTHER] == ["review.representations", "review.final", "review.no-amendment"]


def test_a_notice_after_a_review_runs_to_one_last_day_in_the_review(with_plan: Area) -> None:  # noqa: F811
    """Reg 22, Devon, 8.11: the plan would count eight weeks from the notice, the review twelve from the meeting. They
    run in the review alone, also when the notice is sent again; without a review they run here."""
    met = world.NOW.date() - timedelta(days=50)
    ok(in_a_unit(with_plan, 1, begin_amendment, Because.ANNUAL_REVIEW))
    ok(in_a_unit(with_plan, 2, serve_amendment_notice, ("The report",), met))
    ok(in_a_unit(with_plan, 5, serve_amendment_notice))
    sweep_all(on_day(with_plan, 6)[2])
    own = ("review.final", "review.no-amendment", "review.representations")
    assert not Clock.everything.filter(limit__in=own, superseded_at=None).exists()
    ok(in_a_unit(with_plan, 20, keep_as_it_is, WHY))
    ok(in_a_unit(with_plan, 30, begin_amendment, Because.OTHER))
    ok(in_a_unit(with_plan, 31, serve_amendment_notice))
    assert Clock.everything.filter(limit="review.final", superseded_at=None, met_on=None).exists()
