"""One's own part on a phone: by touch, by keyboard, and without JavaScript; checked by axe (O13, O17; trust 4.4)."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from alongside.access.actor import Actor
from alongside.plans.operations import start_plan
from alongside.platform import clock
from alongside.voice.choices import Ring, Voice
from alongside.voice.models import CirclePerson, Statement
from alongside.voice.operations import NewWords, put_in_circle, write_words
from tests.browser import axe, fits
from tests.makers import world
from tests.makers.family import Around, amira_and_hers
from tests.plans.reading import signed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def around(transactional_db: None) -> Iterator[Around]:
    with clock.moved_to(world.NOW):
        around = amira_and_hers()
        start_plan(around.senco, around.child.id, world.NOW)
        for name, who, ring in (
            ("Mum", "", Ring.CLOSEST),
            ("Babcia", "grandmother", Ring.CLOSEST),
            ("Zosia", "friend", Ring.FRIENDS),
            ("Mr Osei", "teacher", Ring.HELPERS),
        ):
            put_in_circle(around.amira, around.child.id, name, who, ring, world.NOW)
        write_words(
            around.amira, around.child.id, NewWords("hopes", "A friend at lunch.", Voice.CHILD), world.NOW
        )
        yield around


def enter(page: Page, actor: Actor) -> None:
    """Bring the session of somebody signed in to the browser."""
    cookies = signed_in(actor).cookies
    page.context.add_cookies(
        [{"name": name, "value": one.value, "url": _base(page)} for name, one in cookies.items()]
    )


def _base(page: Page) -> str:
    page.goto("/health/live")
    return page.url.rsplit("/health", 1)[0]


def too_small(page: Page, least: int = 48) -> list[str]:
    """Controls in the page's own content that a child's finger could miss."""
    return page.evaluate(
        """least => [...document.querySelectorAll('main a[href], main button, main summary, main textarea')]
            .filter(e => e.checkVisibility() && !e.closest('.govuk-error-summary'))
            .map(e => [e, e.getBoundingClientRect()])
            .filter(([_, r]) => r.height && (r.height < least - 0.5 || r.width < least - 0.5))
            .map(([e, r]) => Math.round(r.width) + 'x' + Math.round(r.height) + ' ' + e.outerHTML.slice(0, 120))""",
        least,
    )


def test_a_child_says_something_on_a_phone(phone: Page, around: Around) -> None:
    enter(phone, around.amira)
    phone.goto(f"/children/{around.child.id}/my-page/")
    axe(phone)
    fits(phone)
    phone.get_by_role("link", name="Say something").click()
    axe(phone)
    fits(phone)
    assert not too_small(phone)
    phone.get_by_role("link", name="What I am good at").last.click()
    phone.get_by_role("button", name="drawing", exact=True).tap()
    expect(phone.get_by_role("button", name="drawing")).to_have_attribute("aria-pressed", "true")
    expect(phone.locator("[data-saved]")).to_contain_text("Saved at 09:00")
    axe(phone)
    fits(phone)
    assert not too_small(phone)
    phone.get_by_role("button", name="Save and go on").tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text("What is easy for you?")
    assert Statement.everything.get(topic="good-at").text == "drawing"


def test_the_explanation_of_just_for_me_and_the_readers_pass_as_well(phone: Page, around: Around) -> None:
    enter(phone, around.amira)
    for place in ("my-part/just-for-me/", "my-page/who-can-see/", "picture/", "my-part/hopes/"):
        phone.goto(f"/children/{around.child.id}/{place}")
        axe(phone)
        fits(phone)
    enter(phone, around.mother)
    for place in (
        "my-part/",
        "my-page/together/",
        "my-page/together/said/",
        "photos/",
        "my-part/parent-hopes/",
    ):
        phone.goto(f"/children/{around.child.id}/{place}")
        axe(phone)
        fits(phone)


def test_the_circle_by_touch_and_by_keyboard(phone: Page, around: Around) -> None:
    enter(phone, around.amira)
    phone.goto(f"/children/{around.child.id}/circle/")
    axe(phone)
    fits(phone)
    zosia = phone.locator("a.al-face", has_text="Zosia")
    zosia.tap()
    expect(phone.get_by_role("heading", name="Zosia")).to_be_visible()
    axe(phone)
    assert not too_small(phone)
    phone.get_by_role("button", name="Closer to me").tap()
    expect(phone.locator("a.al-face", has_text="Zosia")).to_have_attribute("data-at", "1")
    phone.locator("a.al-face", has_text="Zosia").focus()
    phone.keyboard.press("ArrowDown")
    expect(phone.locator("a.al-face", has_text="Zosia")).to_have_attribute("data-at", "2")
    assert CirclePerson.everything.get(name="Zosia").ring == "2"


def test_the_circle_by_dragging(desktop: Page, around: Around) -> None:
    enter(desktop, around.mother)
    desktop.goto(f"/children/{around.child.id}/circle/")
    axe(desktop)
    face = desktop.locator("a.al-face", has_text="Zosia").locator(".al-face__round").bounding_box()
    core = desktop.locator(".al-rings__core").bounding_box()
    assert face and core
    x, y = face["x"] + face["width"] / 2, face["y"] + face["height"] / 2
    to_x, to_y = core["x"] + core["width"] / 2, core["y"] + core["height"] / 2
    desktop.mouse.move(x, y)
    desktop.mouse.down()
    desktop.mouse.move(to_x + (x - to_x) * 0.45, to_y + (y - to_y) * 0.45, steps=8)
    desktop.mouse.up()
    expect(desktop.locator("a.al-face", has_text="Zosia")).to_have_attribute("data-at", "1")


def test_all_of_it_without_javascript(without_javascript: Page, around: Around) -> None:
    page = without_javascript
    enter(page, around.amira)
    page.goto(f"/children/{around.child.id}/my-part/good-at/")
    page.get_by_role("button", name="drawing", exact=True).click()
    page.get_by_role("button", name="singing", exact=True).click()
    expect(page.locator("textarea")).to_have_value("drawing, singing")
    expect(page.get_by_role("button", name="drawing")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Save and stop for now").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What do you want to say?")
    assert Statement.everything.get(topic="good-at").text == "drawing, singing"
    page.goto(f"/children/{around.child.id}/circle/")
    page.get_by_role("button", name="Dad", exact=True).click()
    page.get_by_role("link", name="Move or take out Dad").click()
    page.get_by_role("button", name="Further out").click()
    page.get_by_role("button", name="Take out").click()
    assert CirclePerson.everything.get(name="Dad").ended_at is not None
