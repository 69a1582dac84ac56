"""A setting's provision on a phone and at a desk: one session in one press, the map, money, numbers (S6, S26, S28)."""

from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from alongside.access.choices import Role
from alongside.inclusion.operations.catalogue import add_intervention
from alongside.inclusion.operations.money import add_income
from alongside.platform import clock
from alongside.support.models import Delivery
from tests.browser import axe, fits, small_targets
from tests.inclusion.conftest import TALK
from tests.inclusion.many import children_with_help, scores
from tests.makers import world
from tests.makers.family import amira_and_hers
from tests.plans.test_mine_browser import enter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_senco_runs_her_provision_and_a_governor_reads_numbers(phone: Page) -> None:
    """S6, S26, S28: at 320 pixels and for a screen reader as well."""
    with clock.moved_to(world.NOW):
        around = amira_and_hers()
        talk = add_intervention(around.senco, TALK, world.NOW)
        uses = children_with_help(around.school, talk, 7)  # type: ignore[arg-type]
        scores(uses[:6], "confidence", 1, 3)
        add_income(around.head, 2026, "notional", "Notional SEN budget", Decimal("900"), world.NOW)
        governor = world.make_person("Helen", "Marsh")
        world.joins(governor, around.school, Role.GOVERNOR)
        enter(phone, around.senco)
        for place in ("/interventions/", f"/interventions/{talk.pk}/", "/interventions/add/", "/budget/"):
            phone.goto(place)
            axe(phone)
            fits(phone)
        phone.goto(f"/groups/{uses[0].group_id}/")
        phone.get_by_label("Child0 Number000").select_option("child_away")
        axe(phone)
        fits(phone)
        phone.get_by_role("button", name="Save for everyone").tap()
        expect(phone.get_by_text("Saved for each child")).to_be_visible()
        assert sorted(Delivery.everything.values_list("state", flat=True)) == ["given"] * 3 + ["missed"]
        phone.goto("/provision-map/")
        axe(phone)
        fits(phone)
        assert not small_targets(phone)
        phone.get_by_role("link", name="Child4 Number004").focus()
        phone.keyboard.press("Enter")
        phone.get_by_label("Group 0").check()
        axe(phone)
        fits(phone)
        phone.get_by_role("button", name="Move").tap()
        expect(phone.get_by_text("Moved from today")).to_be_visible()
        phone.goto(f"/children/{uses[0].child_id}/costs/")
        axe(phone)
        fits(phone)
        enter(phone, world.acting(governor, Role.GOVERNOR, around.school))
        phone.goto("/budget/numbers/")
        expect(phone.get_by_text("6 children, +2.0 on average").first).to_be_visible()
        axe(phone)
        fits(phone)
