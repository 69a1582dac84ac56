"""A review held on one screen, by keyboard and mouse (O21, O22)."""

import pytest
from playwright.sync_api import Page, expect

from alongside.plans.operations import Answer, answer_plan, propose_plan
from alongside.platform import clock
from alongside.reviews.models import Review
from alongside.reviews.operations import NewAnswer, answer_question, plan_review
from tests.browser import axe, fits
from tests.makers import world
from tests.makers.family import Around, amira_and_hers
from tests.plans.test_mine_browser import enter
from tests.plans.test_operations import write_whole_plan
from tests.support.test_actions import ok


def with_review() -> tuple[Around, Review]:
    """An agreed plan and its review, in which the child has written."""
    around = amira_and_hers()
    write_whole_plan(around)
    version = ok(propose_plan(around.senco, around.child.id, world.NOW))
    answer = Answer("agree", "Nadia Kowalska", version.digest)
    ok(answer_plan(around.mother, around.child.id, answer, {"format": "web"}, world.NOW))
    review = ok(plan_review(around.senco, around.child.id, world.TODAY, "", world.NOW))
    new = NewAnswer("working", "child", "The lunch game.")
    ok(answer_question(around.amira, around.child.id, review.id, new, 0, world.NOW))
    return around, review


@pytest.mark.django_db(transaction=True)
def test_a_review_is_held_and_finished(desktop: Page) -> None:
    with clock.moved_to(world.NOW):
        around, review = with_review()
        enter(desktop, around.senco)
        desktop.goto(f"/children/{around.child.id}/reviews/{review.id}/")
        axe(desktop)
        fits(desktop)
        desktop.get_by_role("radio", name="Partly met").check()
        desktop.get_by_role("radio", name="Keep it as it is").first.check()
        desktop.get_by_role("button", name="Save what is said of").first.click()
        expect(desktop.get_by_text("1 of 1 outcomes looked at")).to_be_visible()
        desktop.get_by_role("button", name="Write your part").click()
        desktop.get_by_label("What is not working?").fill("The hall is loud.")
        axe(desktop)
        fits(desktop)
        desktop.get_by_role("button", name="Save").click()
        expect(desktop.get_by_text("The hall is loud.")).to_be_visible()
        desktop.get_by_role("button", name="Finish the review").click()
        axe(desktop)
        fits(desktop)
        desktop.get_by_role("button", name="Finish the review").click()
        expect(desktop.get_by_role("heading", name="Amira: record of a review")).to_be_visible()
        axe(desktop)
        fits(desktop)
        desktop.goto(f"/children/{around.child.id}/reviews/")
        axe(desktop)
        fits(desktop)
        assert Review.everything.filter(finished_at=None).count() == 1
