"""A child signs a line on a phone: by touch, with a sign of her own, and can stop at any time (O25; trust 4.4)."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from alongside.children.models import SharingAnswer
from alongside.platform import clock
from tests.browser import axe, fits
from tests.makers import world
from tests.makers.family import Around, amira_and_hers
from tests.plans.test_mine_browser import enter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def around(transactional_db: None) -> Iterator[Around]:
    with clock.moved_to(world.NOW):
        yield amira_and_hers()


def test_a_child_signs_a_line_with_a_sign_and_goes_on_to_the_next(phone: Page, around: Around) -> None:
    enter(phone, around.amira)
    phone.goto(f"/children/{around.child.id}/sharing/")
    axe(phone)
    fits(phone)
    phone.get_by_role("button", name="Answer, one line at a time").click()
    expect(
        phone.get_by_role("heading", name="May the people who write my plan with me keep it?")
    ).to_be_visible()
    axe(phone)
    fits(phone)
    expect(phone.get_by_role("link", name="Stop for now")).to_be_visible()
    phone.get_by_text("I'm not sure").click()
    phone.get_by_text("Rainbow").click()
    phone.get_by_label("Is somebody with you? Who?").fill("Mum")
    phone.get_by_role("button", name="Sign", exact=True).click()
    expect(phone.get_by_role("heading", name="May the grown-ups in my class read my plan?")).to_be_visible()
    kept = SharingAnswer.everything.get()
    assert (kept.reply, kept.evidence["signature"]["value"]) == ("unsure", "rainbow")
