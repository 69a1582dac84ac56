"""A mother asks from her phone, the council decides, she reads why (R23, R24, R28)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from alongside.access.choices import Role, StandingKind
from alongside.platform import clock
from tests.browser import axe, fits
from tests.makers import world
from tests.makers.family import amira_and_hers
from tests.plans.test_mine_browser import enter
from tests.plans.test_operations import write_whole_plan


@pytest.mark.django_db(transaction=True)
def test_a_request_from_a_phone_to_a_decision_with_its_reasons(phone: Page, desktop: Page) -> None:
    with clock.moved_to(world.NOW):
        around = amira_and_hers()
        write_whole_plan(around)
        council, person = world.make_council(), world.make_person("Max", "Ibe")
        world.stands(around.child, StandingKind.MAINTAINS, organisation=council)
        world.joins(person, council, Role.SEND_MANAGER)
        manager = world.acting(person, Role.SEND_MANAGER, council)
        enter(phone, around.mother)
        phone.goto(f"/children/{around.child.id}/request/")
        axe(phone)
        fits(phone)
        phone.get_by_role("button", name="Ask for an assessment").click()
        phone.get_by_label("Why do you ask?").fill("She cannot tell me about her day.")
        axe(phone)
        fits(phone)
        phone.get_by_role("button", name="Send it to the council").click()
        expect(phone.get_by_text("The clock has started")).to_be_visible()
        expect(phone.get_by_text("Tuesday 27 October 2026").first).to_be_visible()
        axe(phone)
        fits(phone)
    with clock.moved_to(world.NOW + timedelta(days=20)):
        enter(desktop, replace(manager, on=(world.NOW + timedelta(days=20)).date()))
        desktop.goto("/cases/")
        axe(desktop)
        desktop.get_by_role("link", name="Amira Kowalska", exact=True).click()
        desktop.get_by_role("button", name="Prepare the decision").click()
        desktop.get_by_role("group", name="has, or may have").get_by_label("Yes").check()
        desktop.get_by_role("group", name="through a plan").get_by_label("No").check()
        desktop.get_by_label("The request").check()
        desktop.get_by_role("group", name="Will the council assess?").get_by_label("No").check()
        desktop.get_by_label("Why?").fill(
            "The help that began in spring is working, and the school can give what she needs now."
        )
        axe(desktop)
        desktop.get_by_role("button", name="Decide, and write to the family").click()
        expect(desktop.get_by_text("A refusal says what happens next").first).to_be_visible()
        axe(desktop)
        desktop.get_by_label("If not: what happens next").fill(
            "The school goes on, and looks at it in six weeks."
        )
        desktop.get_by_role("button", name="Decide, and write to the family").click()
        expect(desktop.get_by_text("Each person with a say has their letter")).to_be_visible()
        enter(phone, around.mother)
        phone.goto(f"/children/{around.child.id}/request/")
        phone.get_by_role("link", name="Our decision about an assessment").click()
        expect(phone.get_by_text("Your time limits")).to_be_visible()
        axe(phone)
        fits(phone)
