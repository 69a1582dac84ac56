"""Ticking help on a phone, in seconds (S1)."""

import pytest
from playwright.sync_api import Page, expect

from alongside.platform import clock
from alongside.support.models import Delivery
from tests.browser import axe, fits, small_targets
from tests.makers import world
from tests.makers.family import amira_and_hers
from tests.plans.test_mine_browser import enter
from tests.plans.test_operations import write_whole_plan
from tests.support.test_delivery import named


@pytest.mark.django_db(transaction=True)
def test_a_teacher_ticks_and_a_mother_sees_it(phone: Page) -> None:
    with clock.moved_to(world.NOW):
        around = amira_and_hers()
        write_whole_plan(around)
        named(around, around.teacher)
        enter(phone, around.teacher)
        phone.goto("/today/")
        axe(phone)
        fits(phone)
        assert not small_targets(phone)
        phone.get_by_role("button", name="Given as planned").tap()
        expect(phone.get_by_text("Everything is ticked")).to_be_visible()
        phone.get_by_role("link", name="Change").tap()
        axe(phone)
        fits(phone)
        phone.get_by_label("Not given").check()
        phone.get_by_label("A trip, a test or an event").check()
        phone.get_by_role("button", name="Save").tap()
        expect(phone.get_by_text("A trip, a test or an event")).to_be_visible()
        assert Delivery.everything.get(replaced_at=None).state == "missed"
        enter(phone, around.mother)
        for place in ("help/", "actions/", "asked/", "asked/add/"):
            phone.goto(f"/children/{around.child.id}/{place}")
            axe(phone)
            fits(phone)
        phone.goto(f"/children/{around.child.id}/help/")
        phone.get_by_role("link", name="Language group").tap()
        expect(phone.get_by_text("0 of 1 times.", exact=False)).to_be_visible()
        axe(phone)
        fits(phone)
