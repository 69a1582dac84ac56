"""A guided conversation live in a meeting, by keyboard alone: Enter keeps a note, the next one can be typed (O12)."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from alongside.platform import clock
from alongside.support.models import Action
from alongside.voice.models import Statement
from tests.browser import arrived, axe, fits
from tests.conversations.test_guided import led
from tests.makers import world
from tests.makers.family import Around, amira_and_hers
from tests.plans.test_mine_browser import enter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def around(transactional_db: None) -> Iterator[Around]:
    with clock.moved_to(world.NOW):
        yield amira_and_hers()


def typed(page: Page, text: str) -> None:
    """Type a note where the focus is, and press Enter."""
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    expect(page.get_by_role("listitem").filter(has_text=text).first).to_be_visible()
    arrived(page)


def test_a_conversation_is_led_by_keyboard_alone(desktop: Page, around: Around) -> None:
    talk = led(around)
    enter(desktop, around.senco)
    desktop.goto(f"/children/{around.child.id}/meetings/{talk.meeting_id}/guided/?topic=hopes")
    expect(desktop.get_by_label("What was said?")).to_be_focused()
    axe(desktop)
    fits(desktop)
    typed(desktop, "A friend at lunch")
    expect(desktop.get_by_label("What was said?")).to_be_focused()
    typed(desktop, "To swim")
    desktop.keyboard.press("Tab")
    expect(desktop.get_by_label("Whose words?")).to_be_focused()
    desktop.keyboard.press("Tab")
    desktop.keyboard.type("Signed")
    desktop.keyboard.press("Shift+Tab")
    desktop.keyboard.press("Shift+Tab")
    typed(desktop, "A red bike")
    said = {row.text: row.gathered for row in Statement.everything.filter(topic="hopes")}
    assert said == {"A friend at lunch": "said", "To swim": "said", "A red bike": "signed"}
    for _ in range(12):
        if desktop.evaluate("document.activeElement.closest('summary') !== null"):
            break
        desktop.keyboard.press("Tab")
    desktop.keyboard.press("Enter")
    for text in ("Ask the swimming club", "Ada", None, "25", "9", "2026"):
        desktop.keyboard.press("Tab")
        if text:
            desktop.keyboard.type(text)
    desktop.keyboard.press("Enter")
    expect(desktop.get_by_role("listitem").filter(has_text="Ask the swimming club")).to_be_visible()
    assert Action.everything.get().owner_name == "Ada Whitcombe"
    expect(desktop.get_by_label("What is to be done?")).to_be_focused()
    axe(desktop)
