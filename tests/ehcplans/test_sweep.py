"""The clocks of a plan in the nightly sweep: missed or run twice they come out the same; a fault is mended (R25)."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.annualreviews.operations.opening import open_reviews
from alongside.deadlines.models import Clock
from alongside.deadlines.operations.sweeping import kinds, sweep_all, sweep_some
from alongside.ehcplans.choices import Because, CeaseReason
from alongside.ehcplans.models import EhcPlan
from alongside.ehcplans.operations.amending import begin_amendment, serve_amendment_notice
from alongside.ehcplans.operations.ceasing import cease
from alongside.ehcplans.operations.consulting import NewConsultation, consult
from alongside.ehcplans.operations.serving import serve_draft
from tests.ehc.conftest import Area
from tests.ehcplans.conftest import another_setting, on_day, written
from tests.ehcplans.test_amending import in_a_unit, with_plan
from tests.makers import world
from tests.support.test_actions import ok

__all__ = ["with_plan"]


@pytest.fixture
def asked(planning: Area) -> Area:
    """A draft before the family, and a setting that was asked."""
    written(planning, 55)
    caseworker, _, at = on_day(planning, 60)
    ok(serve_draft(caseworker, planning.around.child.id, EhcPlan.everything.get().edition, at))
    ok(consult(caseworker, planning.around.child.id, NewConsultation(another_setting()[0].id), at))
    return planning


def _live() -> dict[str, Any]:
    return {one.limit: one.due_on for one in Clock.everything.filter(superseded_at=None)}


def _break(area: Area, *limits: str) -> None:
    with operation(area.caseworker, Permission.CASE_KEEP, world.NOW) as unit:
        for one in Clock.in_unit.filter(limit__in=limits, superseded_at=None):
            one.due_on += timedelta(days=3)
            one.save()
            unit.record("test.broke", one, child_id=one.child_id)


def test_a_draft_and_a_setting_that_was_asked(asked: Area) -> None:
    right, at = _live(), on_day(asked, 61)[2]
    assert {"plan.representations", "consultation.reply"} <= set(right)
    assert {"plans", "consultations", "endings", "reviews", "cases"} <= set(kinds())
    assert sweep_all(at) == 0
    _break(asked, "plan.representations", "consultation.reply")
    assert sweep_all(at) == 2 and _live() == right
    assert sweep_all(at) == 0
    with CaptureQueriesContext(connection) as asked_for:
        sweep_some("plans", None, at)
        sweep_some("consultations", None, at)
    assert len(asked_for) <= 14


def test_a_notice_of_changes_and_the_end(with_plan: Area) -> None:
    """Fifteen days and eight weeks from the notice; once a plan has ended nothing of it runs."""
    open_reviews(world.NOW)
    ok(in_a_unit(with_plan, 10, begin_amendment, Because.OTHER))
    ok(in_a_unit(with_plan, 11, serve_amendment_notice, ()))
    right, at = _live(), on_day(with_plan, 12)[2]
    assert {"review.representations", "review.final", "review.no-amendment"} <= set(right)
    _break(with_plan, "review.final", "review.representations")
    assert sweep_all(at) == 1 and _live() == right
    on = on_day(with_plan, 13)[0].on
    ok(in_a_unit(with_plan, 13, cease, on, CeaseReason.LEFT_ENGLAND))
    plan = EhcPlan.everything.get()
    assert not Clock.everything.filter(matter_id=plan.id, superseded_at=None).exists()
    assert sweep_all(on_day(with_plan, 14)[2]) == 0
