"""A mother answers the draft from her phone; the council answers her, asks a setting and issues the plan (R25, R27)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from alongside.ehcplans.models import EhcLine, EhcPlan
from alongside.ehcplans.operations.serving import serve_draft
from alongside.platform import clock
from tests.browser import axe, fits
from tests.ehc.conftest import Area
from tests.ehcplans.conftest import another_setting, on_day, written
from tests.makers import world
from tests.plans.test_mine_browser import enter
from tests.support.test_actions import ok


@pytest.mark.django_db(transaction=True)
def test_a_draft_is_answered_from_a_phone_and_becomes_final(
    planning: Area, phone: Page, desktop: Page
) -> None:
    child = planning.around.child.id
    written(planning, 55)
    caseworker, _, at = on_day(planning, 60)
    ok(serve_draft(caseworker, child, EhcPlan.everything.get().edition, at))
    _, senco = another_setting()
    with clock.moved_to(world.NOW + timedelta(days=61)):
        _the_mother_answers(planning, phone, child)
        _the_council_answers(planning, desktop, child)
        _the_setting_answers(senco, desktop)
    with clock.moved_to(world.NOW + timedelta(days=76)):
        later = (world.NOW + timedelta(days=76)).date()
        enter(desktop, replace(planning.manager, on=later))
        desktop.goto(f"/children/{child}/ehc-plan/issue/")
        desktop.get_by_label("Oakfield School").check()
        axe(desktop)
        desktop.get_by_role("button", name="Issue the plan").click()
        expect(desktop.get_by_text("Everybody who must have it has been sent it")).to_be_visible()
        axe(desktop)
        enter(phone, replace(planning.around.mother, on=later))
        phone.goto(f"/children/{child}/ehc-plan/")
        axe(phone)
        fits(phone)
        phone.get_by_role("link", name="The final plan, and your rights").first.click()
        expect(phone.get_by_text("Your time limits")).to_be_visible()
        axe(phone)
        fits(phone)


def _the_mother_answers(planning: Area, phone: Page, child: object) -> None:
    enter(phone, planning.around.mother)
    phone.goto(f"/children/{child}/ehc-plan/")
    axe(phone)
    fits(phone)
    phone.get_by_role("button", name="Read it and answer").click()
    axe(phone)
    fits(phone)
    line = EhcLine.everything.get(section="F")
    phone.locator(f"#line-{line.id}").get_by_role("link", name="This is not right").click()
    phone.get_by_label("Your words").fill("She needs it at lunch too.")
    axe(phone)
    fits(phone)
    phone.get_by_role("button", name="Send").click()
    expect(phone.get_by_text("The council has it and answers you")).to_be_visible()
    phone.get_by_role("link", name="Ask for a school, nursery or college").first.click()
    phone.get_by_label("Which one?").select_option(label="Oakfield School")
    phone.get_by_role("button", name="Send").click()


def _the_council_answers(planning: Area, desktop: Page, child: object) -> None:
    enter(desktop, replace(planning.manager, on=(world.NOW + timedelta(days=61)).date()))
    desktop.goto(f"/children/{child}/ehc-plan/write/")
    axe(desktop)
    desktop.goto(f"/children/{child}/ehc-plan/said/")
    desktop.get_by_role("link", name="Answer Nadia Kowalska").click()
    desktop.get_by_label("The plan was changed", exact=True).check()
    desktop.get_by_label("Your answer").fill("We have written that it is given at lunch as well.")
    axe(desktop)
    desktop.get_by_role("button", name="Answer").click()
    desktop.goto(f"/children/{child}/ehc-plan/settings/")
    desktop.get_by_label("Which setting?").select_option(label="Oakfield School")
    axe(desktop)
    desktop.get_by_role("button", name="Send it and ask").click()
    expect(desktop.get_by_text("has been asked, and has 15 days")).to_be_visible()


def _the_setting_answers(senco: object, desktop: Page) -> None:
    enter(desktop, replace(senco, on=(world.NOW + timedelta(days=61)).date()))  # type: ignore[type-var]
    desktop.goto("/consultations/")
    axe(desktop)
    desktop.get_by_role("link", name="Amira Kowalska").click()
    axe(desktop)
    desktop.get_by_label("We can meet these needs").check()
    desktop.get_by_role("button", name="Send the answer").click()
    expect(desktop.get_by_text("The council has your answer")).to_be_visible()
