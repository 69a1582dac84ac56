"""The data lead sees what is wrong with the return, opens a child, and puts it right (R27)."""

from datetime import date, datetime

import pytest
from playwright.sync_api import Page, expect

from alongside.access.choices import Role, StandingKind
from alongside.ehcplans.choices import EhcPlanState, Origin
from alongside.ehcplans.models import EhcPlan
from alongside.platform import clock
from alongside.platform.clock import LONDON
from alongside.returns.operations.checking import check_council
from tests.browser import axe, fits
from tests.makers import world
from tests.plans.test_mine_browser import enter


@pytest.mark.django_db(transaction=True)
def test_from_an_error_to_the_child_and_back_without_it(desktop: Page, phone: Page) -> None:
    with clock.moved_to(world.NOW):
        council, person = world.make_council(), world.make_person("Max", "Ibe")
        world.joins(person, council, Role.SEND_MANAGER)
        child = world.make_child("Ada", "Aske", sex="F", ethnicity="WBRI", primary_need="SLCN")
        world.stands(child, StandingKind.MAINTAINS, organisation=council)
        issued = date(2023, 5, 2)
        world.saved(
            EhcPlan(child=child, council=council, state=EhcPlanState.FINAL, origin=Origin.PAPER, issued_on=issued,
                    first_issued_on=issued, started_at=datetime(2023, 5, 2, 9, tzinfo=LONDON))
        )  # fmt: skip
        check_council(council.id, world.NOW)
        manager = world.acting(person, Role.SEND_MANAGER, council)
        enter(desktop, manager)
        desktop.goto("/returns/")
        axe(desktop)
        wrong = desktop.get_by_role("row").filter(has_text="no pupil number")
        expect(wrong).to_have_count(1)
        wrong.get_by_role("link", name="Ada Aske").click()
        axe(desktop)
        desktop.get_by_text("About the child").click()
        desktop.get_by_label("Why both numbers are missing").select_option("UN3")
        desktop.get_by_role("group").get_by_role("button", name="Save", exact=True).click()
        expect(desktop.get_by_text("Saved.")).to_be_visible()
        desktop.goto("/returns/?mends=caseworker")
        expect(desktop.get_by_role("row").filter(has_text="no pupil number")).to_have_count(0)
        enter(phone, manager)
        for page in ("/returns/", f"/children/{child.id}/return/", "/cases/"):
            phone.goto(page)
            axe(phone)
            fits(phone)
