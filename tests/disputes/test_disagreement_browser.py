"""Seeing something differently on a small screen: raised from the passage, stepped, settled (R17)."""

import pytest
from playwright.sync_api import Page, expect

from alongside.platform import clock
from tests.browser import axe, fits
from tests.makers import world
from tests.makers.family import amira_and_hers
from tests.plans.test_mine_browser import enter
from tests.plans.test_operations import write_whole_plan


@pytest.mark.django_db(transaction=True)
def test_a_parent_sees_a_passage_differently(phone: Page) -> None:
    with clock.moved_to(world.NOW):
        around = amira_and_hers()
        write_whole_plan(around)
        enter(phone, around.mother)
        phone.goto(f"/children/{around.child.id}/plan/read/")
        phone.get_by_role("link", name="I see this differently").first.click()
        axe(phone)
        fits(phone)
        phone.get_by_label("How do you see it?").fill("At home she talks all day.")
        phone.get_by_label("Beside the plan").check()
        phone.get_by_role("button", name="Save").click()
        expect(phone.get_by_text("There is no next step yet")).to_be_visible()
        axe(phone)
        fits(phone)
        phone.get_by_role("link", name="Record a step").or_(
            phone.get_by_role("button", name="Record a step")
        ).click()
        phone.get_by_label("What was said or agreed?").fill("We talked at the gate.")
        axe(phone)
        fits(phone)
        phone.get_by_role("button", name="Save").click()
        expect(phone.get_by_text("We talked at the gate.")).to_be_visible()
        phone.goto(f"/children/{around.child.id}/plan/read/")
        expect(phone.get_by_text("sees this differently")).to_be_visible()
        axe(phone)
        fits(phone)
        phone.goto(f"/children/{around.child.id}/disagreements/")
        axe(phone)
        fits(phone)
