"""A cycle on a phone and at a desk: SENCo, teacher, parent and child, from assess to review (S4, S5, S9, S18)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from alongside.platform import clock
from alongside.support.models import Cycle, Measure
from alongside.support.operations import NewMeasure, record_measure
from tests.browser import axe, fits, small_targets
from tests.makers import world
from tests.makers.family import Around, amira_and_hers
from tests.plans.test_mine_browser import enter
from tests.plans.test_operations import write_whole_plan
from tests.support.test_actions import ok
from tests.support.test_cycles import in_do
from tests.support.test_delivery import help_of


def looked_over(page: Page) -> None:
    axe(page)
    fits(page)


@pytest.fixture
def around(transactional_db: None) -> Around:
    """Amira with a whole plan."""
    with clock.moved_to(world.NOW):
        found = amira_and_hers()
        write_whole_plan(found)
        return found


def test_a_cycle_from_assess_to_review(phone: Page, around: Around) -> None:
    """S4, S9: the record moves with SENCo, teacher and parent; a child answers with a face, a teacher scores."""
    with clock.moved_to(world.NOW):
        child, help_ = around.child.id, help_of(around)
        cycle = in_do(around)
        for weeks, score, moment in ((8, 3, "before"), (1, 9, "during")):
            on = world.TODAY - timedelta(weeks=weeks)
            ok(
                record_measure(
                    around.teacher,
                    child,
                    NewMeasure("minutes-on-task", Decimal(score), on, moment, help_),
                    world.NOW,
                )
            )
        main = f"/children/{child}/cycles/{cycle.id}/"
        enter(phone, around.amira)
        phone.goto(f"/children/{child}/measures/faces/")
        looked_over(phone)
        phone.get_by_role("button", name="Happy", exact=True).tap()
        expect(phone.get_by_text("2 of 6")).to_be_visible()
        assert Measure.everything.get(voice="child").score == 4
        enter(phone, around.teacher)
        phone.goto(f"/children/{child}/measures/add/?with=minutes-on-task&help={help_}")
        looked_over(phone)
        phone.get_by_label("Score (minutes)").fill("12")
        phone.get_by_role("button", name="Save").tap()
        expect(phone.get_by_text("Saved: Minutes of work alone, 12 minutes.")).to_be_visible()
        looked_over(phone)
        enter(phone, around.senco)
        phone.goto(main)
        looked_over(phone)
        assert not small_targets(phone)
        phone.get_by_role("button", name="Begin the review").tap()
        expect(phone.get_by_text("Nothing from the family is here yet.")).to_be_visible()
        enter(phone, around.mother)
        phone.goto(main)
        phone.get_by_role("link", name="Say what you see").or_(
            phone.get_by_role("button", name="Say what you see")
        ).tap()
        looked_over(phone)
        phone.get_by_label("What is better?").fill("She asks at home too")
        phone.get_by_role("button", name="Save").tap()
        expect(phone.get_by_text("She asks at home too")).to_be_visible()
        looked_over(phone)
        enter(phone, around.senco)
        phone.goto(main)
        phone.get_by_role("link", name="Decide what comes next").tap()
        looked_over(phone)
        phone.get_by_label("Go on as it is").check()
        phone.get_by_label("What shows it?").fill("Twelve minutes now")
        phone.get_by_role("button", name="Save").tap()
        phone.get_by_role("link", name="Write the day and who was there").tap()
        phone.get_by_label("Why is the child’s word not here?").fill("She was ill")
        phone.get_by_role("button", name="Save").tap()
        phone.get_by_role("button", name="Finish this cycle").tap()
        expect(phone.get_by_text("This cycle is finished.")).to_be_visible()
        assert Cycle.everything.get().finished_at
        for place in ("cycles/", "stage/", "requests/", "requests/add/", "measures/add/"):
            phone.goto(f"/children/{child}/{place}")
            looked_over(phone)
