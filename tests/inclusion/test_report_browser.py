"""The SEN information report in a browser: from draft to the page anyone reads."""

import pytest
from playwright.sync_api import Page, expect

from alongside.inclusion.operations.people import keep_senco
from alongside.inclusion.operations.report import keep_passage
from alongside.inclusion.queries.report import report_of
from alongside.platform import clock
from tests.browser import axe, fits
from tests.inclusion.test_report import _SENCO
from tests.makers import world
from tests.makers.family import amira_and_hers
from tests.plans.test_mine_browser import enter


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_senco_publishes_and_anyone_reads(desktop: Page, phone: Page) -> None:
    """S25: drafted, a gap written, read, published; a parent reads it on a phone without signing in."""
    with clock.moved_to(world.NOW):
        around = amira_and_hers()
        assert around.senco.person_id
        keep_senco(around.head, around.senco.person_id, _SENCO, world.NOW)
        view = report_of(around.senco)
        assert view
        for one in view.gaps[1:]:
            keep_passage(around.senco, one.item.key, "We do this each day. Ask us how.", 0, world.NOW)
        enter(desktop, around.senco)
        desktop.goto("/home/")
        desktop.get_by_role("link", name="Publish your SEN information report").click()
        axe(desktop)
        fits(desktop)
        desktop.get_by_role("button", name="Keep all drafts as they stand").click()
        desktop.get_by_role("link", name=view.gaps[0].item.title, exact=False).click()
        axe(desktop)
        fits(desktop)
        desktop.get_by_label("What do you say?").fill("All needs are welcome here.")
        desktop.get_by_role("button", name="Save").click()
        desktop.get_by_role("button", name="Read it and publish").click()
        axe(desktop)
        fits(desktop)
        desktop.get_by_role("button", name="Publish it").click()
        expect(desktop.get_by_text("Anyone can read it")).to_be_visible()
        phone.goto(f"/sen-information/{around.school.pk}/")
        expect(phone.get_by_text("All needs are welcome here.")).to_be_visible()
        axe(phone)
        fits(phone)
        enter(desktop, around.head)
        for place in ("people-and-training/", "people-and-training/senco/", "people-and-training/training/"):
            desktop.goto(f"/{place}")
            axe(desktop)
            fits(desktop)
