"""A young person without a sign-in: what they say is taken in, and staff hear where nobody can act (CFA 2014 s.80)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from alongside.access.actor import Actor
from alongside.annualreviews.models import AnnualReview, EarlyAsk
from alongside.annualreviews.operations.early import answer_early, take_in_early
from alongside.annualreviews.operations.opening import open_reviews
from alongside.annualreviews.queries.reviews import early_ask_of
from alongside.casefile.board import board_for
from alongside.casefile.waiting import waiting_for
from alongside.children.choices import Authority, Deciding
from alongside.children.models import Standing
from alongside.children.of_age.operations import record_capacity
from alongside.children.of_age.rules import NewAssessment
from alongside.deadlines.models import Clock
from alongside.deadlines.operations.assigning import assign
from alongside.disputes.budgets.operations.asking import take_in_budget, take_in_review
from alongside.disputes.budgets.queries import budget_of
from alongside.disputes.models import Budget
from alongside.ehc.choices import Route
from alongside.ehc.said import SaidElsewhere
from alongside.kernel.refusal import Refusal
from alongside.notices.models import Notice
from alongside.platform import clock
from tests.ehc.conftest import Area, area  # noqa: F401 - fixtures
from tests.ehcplans.test_amending import with_plan  # noqa: F401 - a fixture
from tests.makers import world
from tests.plans.reading import signed_in, text_of
from tests.support.test_actions import ok, refused

SAID = SaidElsewhere("planted-said: the bus makes me ill.", world.TODAY - timedelta(days=3))
FIELDS = {
    "person": "young-person", "route": "phone", "words": "Please pay my helper to me.",
    "said_on-day": "14", "said_on-month": "9", "said_on-year": "2026",
}  # fmt: skip


@pytest.fixture
def grown(with_plan: Area) -> Area:  # noqa: F811
    """Amira with a plan in force, 17 and with no standing of her own; the review of the year is open."""
    child = with_plan.around.child
    world.changed(child, born_on=date(2009, 3, 4))
    for row in Standing.everything.filter(child=child, kind="child"):
        world.changed(row, ends_on=world.TODAY - timedelta(days=1))
    open_reviews(world.NOW)
    ok(assign(with_plan.caseworker, child.id, with_plan.caseworker.person_id, world.NOW))
    return with_plan


def under_review(area: Area) -> None:  # noqa: F811
    world.changed(AnnualReview.everything.get(closed_on=None), meeting_on=world.TODAY + timedelta(days=30))


def test_an_early_review_by_telephone_counts_from_its_day(grown: Area) -> None:
    """R29: said on 12 September, answered by 26 September; in her name, in nobody else's, and read by no parent."""
    child, around = grown.around.child.id, grown.around
    late = replace(SAID, said_on=world.TODAY + timedelta(days=1))
    assert refused(take_in_early(grown.caseworker, child, late, world.NOW)) == "said.day"
    mothers = replace(SAID, person_id=around.mother.person_id)
    assert refused(take_in_early(grown.caseworker, child, mothers, world.NOW)) == "said.not-theirs"
    url = reverse("annualreviews:early_taken_in", args=[child])
    assert (
        signed_in(around.senco).get(url).status_code == signed_in(around.mother).get(url).status_code == 404
    )
    row = ok(take_in_early(grown.caseworker, child, SAID, world.NOW))
    assert (row.asker_id, row.asker_name, row.answer_by) == (None, "Amira Kowalska", date(2026, 9, 26))
    assert refused(take_in_early(grown.caseworker, child, SAID, world.NOW)) == "early.open"
    seen = early_ask_of(around.mother, child)
    assert seen and seen.words == "" and "By telephone" in seen.came
    page = text_of(signed_in(grown.caseworker).get(reverse("annualreviews:answer_early", args=[child])))
    assert "planted-said" in page and "has no sign-in here" in page
    ok(answer_early(grown.caseworker, child, "yes", "", world.NOW))
    assert not Notice.everything.filter(event="annual-review.early-answered").exists()
    assert EarlyAsk.everything.get().answer == "yes"


def test_a_budget_by_telephone_is_hers_and_not_a_parents(grown: Area) -> None:
    """SI 2014/1652 reg 4, 7: asked and asked again by telephone. Who reads on reads no money and no date; she does,
    once she has a sign-in."""
    child, around = grown.around.child.id, grown.around
    assert refused(take_in_budget(grown.caseworker, child, SAID, world.NOW)) == "budget.when"
    under_review(grown)
    url = reverse("disputes:budget_do", args=[child, "take-in"])
    assert signed_in(around.mother).get(url).status_code == 404
    staff = signed_in(grown.caseworker)
    assert staff.post(url, FIELDS | {"person": str(around.mother.person_id)}).status_code == 422
    assert staff.post(url, FIELDS).status_code == 302
    row = Budget.everything.get()
    assert (row.asker_id, row.asked_on, row.route) == (None, date(2026, 9, 14), Route.PHONE)
    assert budget_of(around.mother, child) is None
    world.changed(row, state="refused", grounds=["no-sum"], reasons="Because.", decided_on=world.TODAY)
    again = replace(SAID, words="Think again.", said_on=world.TODAY)
    ok(take_in_review(grown.caseworker, child, row.id, again, world.NOW))
    assert refused(take_in_review(grown.caseworker, child, row.id, again, world.NOW)) == "budget.over"
    world.saved(Clock(
        child=around.child, matter_id=row.id, limit="direct-payment.first-review", event="direct-payment.started",
        started_on=world.TODAY, evidence="x", due_on=world.TODAY, made_at=world.NOW, kind="budget",
    ))  # fmt: skip
    plan = reverse("ehcplans:ehc_plan", args=[child])
    assert "planted" not in text_of(signed_in(around.mother).get(plan))
    world.stands(around.child, "child", person=_person(around.amira))
    assert (found := budget_of(around.amira, child)) and found.is_mine


def _person(who: Actor) -> Any:
    return (
        Standing.everything.filter(person_id=who.person_id, kind="child").select_related("person")[0].person
    )


def waits(who: Actor) -> list[str]:
    return [one.url for one in waiting_for(who) if "of-age" in one.url]


def on_board(who: Actor) -> int:
    return sum(one.total for one in board_for(who).lists if one.key == "nobody-acts")


def test_where_nobody_can_act_staff_are_told_what_to_do(grown: Area) -> None:
    """CFA 2014 s.80: the caseworker who has the work and the SENCo; no more once somebody can."""
    child, around = grown.around.child.id, grown.around
    url = reverse("disputes:of_age", args=[child])
    assert waits(grown.caseworker) == [url] and waits(grown.manager) == [] and on_board(around.senco) == 1
    page = text_of(signed_in(grown.caseworker).get(url))
    assert "Nobody can act for Amira here yet" in page and "write down what they say" in page
    assert "Invite Amira" in text_of(signed_in(around.senco).get(url))
    assert "Nobody can act" not in text_of(signed_in(around.mother).get(url))
    new = NewAssessment(
        Deciding.PLAN, True, world.TODAY, "Dr Tan", "psychologist", "Asked in pictures, twice.", Authority.PARENT,
        around.mother.person_id, review_by=world.TODAY + timedelta(days=300),
    )  # fmt: skip
    made = record_capacity(around.senco, child, new, world.NOW)
    assert not isinstance(made, Refusal)
    assert waits(grown.caseworker) == [] and on_board(around.senco) == 0
    with clock.moved_to(world.NOW + timedelta(days=301)):
        later = replace(grown.caseworker, on=world.TODAY + timedelta(days=301))
        assert waits(later) == [url]


def test_a_child_or_a_young_person_with_a_sign_in_waits_for_nobody(with_plan: Area) -> None:  # noqa: F811
    """Under 16 the parents act; from 16 the young person who is here does."""
    ok(assign(with_plan.caseworker, with_plan.around.child.id, with_plan.caseworker.person_id, world.NOW))
    assert waits(with_plan.caseworker) == [] and on_board(with_plan.around.senco) == 0
    world.changed(with_plan.around.child, born_on=date(2009, 3, 4))
    assert waits(with_plan.caseworker) == [] and on_board(with_plan.around.senco) == 0
