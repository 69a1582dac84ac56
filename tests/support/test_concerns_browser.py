"""A parent tells a worry on a phone; the SENCo reads it, answers, begins SEN support; the parent reads the letter."""

import pytest
from playwright.sync_api import Page, expect

from alongside.platform import clock
from alongside.support.models import SupportLetter
from tests.browser import axe, fits, small_targets
from tests.makers import world
from tests.makers.family import amira_and_hers
from tests.plans.test_mine_browser import enter


def opens(page: Page, name: str, heading: str) -> None:
    """Tap a link or a button, and wait for the page it leads to."""
    page.get_by_role("link", name=name).or_(page.get_by_role("button", name=name)).first.tap()
    expect(page.get_by_role("heading", level=1, name=heading)).to_be_visible()
    page.wait_for_load_state()


def looks_right(page: Page) -> None:
    axe(page)
    fits(page)
    assert not small_targets(page)


@pytest.mark.django_db(transaction=True)
def test_from_a_worry_to_a_letter(phone: Page) -> None:
    """R2, T8, O28, R8: told, read, answered; the class, the letter and the welcome plan on the way."""
    with clock.moved_to(world.NOW):
        around = amira_and_hers()
        home = f"/children/{around.child.id}/"
        enter(phone, around.mother)
        phone.goto(home)
        opens(phone, "Tell the school about a worry", "Tell the school about a worry")
        looks_right(phone)
        phone.get_by_label("What are you worried about?").fill("She covers her ears at lunch.")
        phone.get_by_label("Senses and body").check()
        phone.get_by_role("button", name="Send to the SENCo").tap()
        expect(phone.get_by_text("Sent, not read yet")).to_be_visible()
        looks_right(phone)
        enter(phone, around.senco)
        phone.goto("/concerns/")
        looks_right(phone)
        opens(phone, "Amira", "A worry")
        phone.get_by_role("button", name="Say that I have read it").tap()
        expect(phone.get_by_text("Read", exact=True)).to_be_visible()
        looks_right(phone)
        phone.get_by_label("Your answer").fill("You are right. We begin to help with it today.")
        phone.get_by_label("SEN support begins").check()
        phone.get_by_role("button", name="Send the answer").tap()
        expect(phone.get_by_text("Answered", exact=True)).to_be_visible()
        phone.goto(f"{home}class-offer/sensory-and-physical/")
        looks_right(phone)
        phone.get_by_label("How is it?").first.select_option("helps")
        phone.get_by_label("Since when?").first.select_option(index=1)
        opens(phone, "Save", "What the class offers already")
        looks_right(phone)
        opens(phone, "Begin SEN support", "SEN support begins")
        looks_right(phone)
        phone.get_by_label("Main need").select_option("SLCN")
        phone.get_by_label("What did the child and the family say?").fill("Both agree.")
        phone.get_by_label("Why? The family reads this.").fill("The noise stops her from eating.")
        phone.get_by_label("What do you do now?").fill("Lunch in the Nest with two friends.")
        opens(phone, "Save and see the letters", "Letters about SEN support")
        looks_right(phone)
        opens(phone, "To Nadia Kowalska", "Help that Amira now has")
        looks_right(phone)
        phone.get_by_label("Here, behind their sign-in").check()
        opens(phone, "Give it", "Letters about SEN support")
        expect(phone.get_by_text("Given", exact=True)).to_be_visible()
        phone.goto(f"{home}welcome/add/")
        looks_right(phone)
        enter(phone, around.mother)
        letter = SupportLetter.everything.get(to=around.mother_person)
        phone.goto(f"{home}support-letters/{letter.pk}/")
        expect(phone.get_by_text("Lunch in the Nest with two friends.")).to_be_visible()
        looks_right(phone)
        phone.goto("/what-every-class-offers/")
        looks_right(phone)
