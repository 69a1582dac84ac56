"""A SENCo plans a review between two lessons, a mother says how it goes from her phone, both say what is given."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from alongside.annualreviews.operations.promises import open_checks
from alongside.platform import clock
from tests.annualreviews.conftest import later, plan_in_force
from tests.browser import axe, fits
from tests.makers import world
from tests.plans.test_mine_browser import enter


@pytest.mark.django_db(transaction=True)
def test_a_review_from_a_day_to_what_the_mother_says_and_whether_help_is_given(
    phone: Page, desktop: Page
) -> None:
    """R29, S1: each page on a phone and a computer, with the keyboard order and contrast that axe asks for."""
    with clock.moved_to(world.NOW):
        area = plan_in_force()
        address = f"/children/{area.child_id}/annual-review/"
        enter(desktop, area.around.senco)
        desktop.goto(address)
        axe(desktop)
        desktop.get_by_role("button", name="Find a day").click()
        day = world.TODAY + timedelta(days=21)
        for part, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            desktop.get_by_label(part, exact=True).fill(str(value))
        desktop.get_by_label("Where?").fill("The library")
        axe(desktop)
        desktop.get_by_role("button", name="Set the day").click()
        expect(desktop.get_by_text("The law also names: health professional")).to_be_visible()
        axe(desktop)
        desktop.get_by_label("Why nobody can be asked").fill("Asked by letter; nobody is named yet.")
        desktop.get_by_role("button", name="Ask everybody on the list").click()
        expect(desktop.get_by_text("Step 3 of 7")).to_be_visible()
        enter(phone, area.around.mother)
        phone.goto(address)
        axe(phone)
        fits(phone)
        phone.get_by_role("button", name="Say how it is going").click()
        phone.get_by_label("How is it going?").fill("She reads to her brother now.")
        axe(phone)
        fits(phone)
        phone.get_by_role("button", name="Save").click()
        expect(phone.get_by_text("It goes to everybody who is asked")).to_be_visible()
        desktop.goto(f"{address}meeting/")
        desktop.get_by_label("What goes well").fill("She reads to her brother.")
        axe(desktop)
        desktop.locator("#topic-going-well").get_by_role("button").click()
        expect(desktop.locator("#topic-going-well").get_by_text("Saved by")).to_be_visible()
        phone.goto(f"{address}meeting/")
        axe(phone)
        fits(phone)
        desktop.goto(f"{address}report/")
        expect(desktop.get_by_text("Nothing is written yet about")).to_be_visible()
        axe(desktop)
    at, (senco,) = later(30, area.around.senco)
    with clock.moved_to(at):
        open_checks(at)
        enter(desktop, senco)
        desktop.goto(f"/children/{area.child_id}/promises/")
        axe(desktop)
        phone.goto(f"/children/{area.child_id}/promises/")
        axe(phone)
        fits(phone)
