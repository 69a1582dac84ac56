"""Writing to each other in a real browser: on a phone, by touch, checked by axe and at 320 px (R3, R13, R14, S2)."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from alongside.conversations.models import SentLink
from alongside.platform import clock
from tests.browser import axe, fits, small_targets
from tests.conversations.talk import says
from tests.makers import world
from tests.makers.family import Around, amira_and_hers
from tests.plans.test_mine_browser import enter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def around(transactional_db: None) -> Iterator[Around]:
    with clock.moved_to(world.NOW):
        around = amira_and_hers()
        says(around.father, around, "A first message")
        yield around


def checked(page: Page) -> None:
    axe(page)
    fits(page)
    assert not small_targets(page)


def test_a_mother_asks_a_teacher_answers_and_a_letter_is_taken_back(phone: Page, around: Around) -> None:
    base = f"/children/{around.child.id}"
    enter(phone, around.mother)
    phone.goto(f"{base}/messages/")
    checked(phone)
    phone.get_by_label("Write to Larkfield Primary School").fill("When is swimming?")
    phone.get_by_label("This is a question").check()
    phone.get_by_role("button", name="Send").tap()
    expect(phone.get_by_text("Daniel Osei answers by").first).to_be_visible()
    checked(phone)
    enter(phone, around.teacher)
    phone.goto(f"{base}/messages/")
    checked(phone)
    phone.get_by_role("link", name="Nadia Kowalska").tap()
    phone.get_by_role("link", name="Somebody else answers, or another day").tap()
    checked(phone)
    phone.go_back()
    phone.get_by_role("link", name="Write down a call, a letter or a talk").tap()
    checked(phone)
    phone.go_back()
    phone.get_by_role("link", name="Answer this question").tap()
    phone.get_by_label("Your answer").fill("On Tuesdays.")
    phone.get_by_role("button", name="Send the answer").tap()
    expect(phone.get_by_text("Answered")).to_be_visible()
    phone.goto(f"{base}/good-news/")
    phone.get_by_label("What went well?").fill("She swam.")
    phone.get_by_role("button", name="Send", exact=True).tap()
    expect(phone.get_by_text("Your good news is sent.")).to_be_visible()
    checked(phone)
    enter(phone, around.senco)
    phone.goto(f"{base}/send/")
    checked(phone)
    phone.get_by_label("Nadia Kowalska, Amira’s mother").check()
    phone.get_by_label("The passport").check()
    phone.get_by_role("button", name="Go on").tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text("This goes to Nadia Kowalska, Amira’s mother")
    checked(phone)
    phone.get_by_role("button", name="Send it to Nadia Kowalska").tap()
    expect(phone.get_by_text("Not opened yet")).to_be_visible()
    checked(phone)
    row = SentLink.everything.get()
    enter(phone, around.mother)
    phone.goto(f"/sent/{row.secret}/")
    checked(phone)
    phone.goto(f"{base}/good-news/")
    phone.get_by_role("button", name="Thank you").tap()
    checked(phone)
    phone.goto("/my-settings/")
    checked(phone)
    enter(phone, around.senco)
    phone.goto(f"{base}/sent/")
    phone.get_by_role("button", name="Take it back").tap()
    expect(phone.get_by_text("Taken back by Ada Whitcombe")).to_be_visible()
