"""Asking by a link, and answering it on a phone: accessible, and as narrow as 320 pixels (S15, O5)."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from alongside.plans.operations import start_plan
from alongside.platform import clock
from tests.browser import axe, fits
from tests.journeys import school
from tests.journeys.school import fill_date
from tests.makers import world
from tests.makers.family import Around, amira_and_hers
from tests.plans.test_mine_browser import enter

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def around(transactional_db: None, settings: Any) -> Iterator[Around]:
    settings.DEMO = True
    with clock.moved_to(world.NOW):
        found = amira_and_hers()
        start_plan(found.senco, found.child.id, world.NOW)
        yield found


def looked_at(page: Page) -> None:
    axe(page)
    fits(page)


def test_the_therapist_is_asked_and_answers_on_her_phone(desktop: Page, phone: Page, around: Around) -> None:
    """S15: link, date of birth, what is asked and what she will see, yes, and where she writes."""
    enter(desktop, around.senco)
    child = f"/children/{around.child.id}/"
    desktop.goto(f"{child}asks/")
    desktop.get_by_role("button", name="Ask someone to take part").click()
    looked_at(desktop)
    desktop.get_by_role("link", name="A professional").click()
    looked_at(desktop)
    _fill(desktop)
    desktop.get_by_role("button", name="Ask them").click()
    expect(desktop.get_by_text("has not been opened yet")).to_be_visible()
    looked_at(desktop)
    letter = school.letter_to("sian@therapy.example.org")
    assert "Amira" not in letter
    link = re.search(r"/invitation/\S+", letter)
    assert link
    phone.goto(link[0])
    fill_date(phone, 4, 5, 2018)
    phone.get_by_role("button", name="Go on").click()
    phone.goto("/home/")
    phone.get_by_role("link", name="Say whether you can take part").click()
    expect(phone.get_by_text("What has helped her?")).to_be_visible()
    looked_at(phone)
    phone.get_by_role("button", name="Yes, I take part").click()
    looked_at(phone)
    phone.get_by_role("button", name="Yes", exact=True).click()
    expect(phone.get_by_text("It is noted that you take part.")).to_be_visible()
    desktop.goto(f"{child}plan/")
    expect(desktop.get_by_role("link", name="Siân Bowen")).to_be_visible()
    desktop.goto(f"{child}asks/")
    expect(desktop.get_by_role("main")).to_contain_text("Takes part")
    looked_at(desktop)


def _fill(page: Page) -> None:
    page.get_by_label("Their given name").fill("Siân")
    page.get_by_label("Their family name").fill("Bowen")
    page.get_by_label("Where do they work?").select_option("new")
    page.get_by_label("The name of the service").fill("Merefield Therapy")
    page.get_by_label("What do they do?").fill("Speech and language therapist")
    page.get_by_label("Their e-mail address").fill("sian@therapy.example.org")
    page.get_by_label("What would you like to know from them?").fill("What has helped her?")
    page.get_by_label("Why do you ask them?").fill("You have worked with her since spring.")
    last = world.TODAY + timedelta(weeks=6)
    group = page.get_by_role("group", name="The last day they may see the plan")
    fill_date(group, last.day, last.month, last.year)
