"""The gallery in a real browser: every component and state, at every width and in every theme."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import axe, fits, small_targets, walk_by_keyboard

pytestmark = pytest.mark.browser

GALLERY = "/gallery/"
LEAST_FOR_CHILDREN = 48


def test_at_a_desk(desktop: Page) -> None:
    """One visit: to draw the gallery costs more than all that is asked of it."""
    desktop.goto(GALLERY)
    assert walk_by_keyboard(desktop, 1) == ["Skip to main content"]
    focus_can_be_seen(desktop)
    right_to_left_is_mirrored(desktop)
    axe(desktop)
    fits(desktop, 320)
    paper_leaves_out_what_cannot_be_pressed(desktop)


def focus_can_be_seen(desktop: Page) -> None:
    for selector in (".al-brand", ".al-picture-card", ".al-answer", ".govuk-button", ".al-table-box"):
        control = desktop.locator(selector).first
        before = control.evaluate("e => getComputedStyle(e).boxShadow + getComputedStyle(e).backgroundColor")
        control.focus()
        desktop.keyboard.press("Shift+Tab")
        desktop.keyboard.press("Tab")
        expect(control).to_be_focused()
        after = control.evaluate("e => getComputedStyle(e).boxShadow + getComputedStyle(e).backgroundColor")
        assert after != before, selector
        assert control.evaluate("e => getComputedStyle(e).outlineStyle") == "solid", selector


def right_to_left_is_mirrored(desktop: Page) -> None:
    family = desktop.locator("[dir=rtl] .al-passage--family")
    sides = family.evaluate(
        "e => [getComputedStyle(e).borderRightWidth, getComputedStyle(e).borderLeftWidth]"
    )
    assert sides == ["8px", "1px"]


def paper_leaves_out_what_cannot_be_pressed(desktop: Page) -> None:
    desktop.emulate_media(media="print")
    for gone in (".al-header", ".al-help", ".al-footer", ".al-stop"):
        expect(desktop.locator(gone).first).to_be_hidden()
    expect(desktop.locator(".al-child").first).to_be_visible()


def test_on_a_phone_in_the_dark(phone: Page) -> None:
    """Axe finds nothing, and everything can be pressed."""
    phone.emulate_media(color_scheme="dark")
    phone.goto(GALLERY)
    axe(phone)
    assert not small_targets(phone)
    low = phone.evaluate(
        """least => [...document.querySelectorAll('.al-for-child a, .al-for-child button')]
            .filter(e => e.checkVisibility() && e.getBoundingClientRect().height < least)
            .map(e => e.outerHTML.slice(0, 120))""",
        LEAST_FOR_CHILDREN,
    )
    assert not low


def test_states_are_told_apart_in_forced_colours(forced_colours: Page) -> None:
    forced_colours.goto(GALLERY)
    tag = forced_colours.locator(".al-tag").first
    assert tag.evaluate("e => getComputedStyle(e).borderTopWidth") == "1px"


def test_it_all_stands_without_scripts(without_javascript: Page) -> None:
    without_javascript.goto(GALLERY)
    expect(without_javascript.locator("h1")).to_have_text(re.compile("Component gallery"))
    expect(without_javascript.locator("[data-read-aloud]").first).to_be_hidden()
    expect(without_javascript.get_by_role("button", name="Save and go on")).to_be_visible()
