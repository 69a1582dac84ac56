"""The main job for everyone: write, read and answer without scripts and by keyboard alone; every page light."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from playwright.sync_api import Page, Request, expect

from alongside.people.models import Person
from alongside.plans.models import Agreement
from alongside.plans.operations import propose_plan
from alongside.platform import clock
from alongside.site.demo.cast import member
from alongside.voice.models import Statement
from tests.browser import PHONE, NewContext
from tests.journeys.school import become
from tests.makers import world
from tests.makers.family import Around, amira_and_hers
from tests.plans.test_operations import write_whole_plan

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORDS = "She likes to help in the kitchen."
FIRST_VISIT = 100_000


@pytest.fixture
def around(transactional_db: None, settings: Any) -> Iterator[Around]:
    """A written plan of Amira's, with accounts for those the front page knows by name."""
    settings.DEMO = True
    with clock.moved_to(world.NOW):
        around = amira_and_hers()
        for actor, key in ((around.mother, "nadia"), (around.senco, "whitcombe"), (around.teacher, "osei")):
            assert actor.person_id
            world.make_account(Person.everything.get(pk=actor.person_id), member(key).email)
        write_whole_plan(around)
        yield around


def place(around: Around, path: str = "") -> str:
    """The address of a page about Amira."""
    return f"/children/{around.child.id}/{path}"


def test_the_main_job_without_javascript(without_javascript: Page, around: Around) -> None:
    page = without_javascript
    become(page, "nadia")
    page.get_by_role("button", name="Write your part").click()
    page.get_by_role("link", name="What others see Amira do well").first.click()
    page.get_by_label("Your words").fill(WORDS)
    page.get_by_role("button", name="Save and stop for now").click()
    expect(page.get_by_text(WORDS)).to_be_visible()
    assert Statement.everything.get(text=WORDS).topic == "strengths-seen"
    propose_plan(around.senco, around.child.id, world.NOW)
    page.goto("/home/")
    page.get_by_role("button", name="Read the plan and answer").click()
    expect(page.locator("#version")).to_contain_text(WORDS)
    page.get_by_label("I agree", exact=True).check()
    page.get_by_label("Type your name").fill("Nadia Kowalska")
    page.get_by_role("button", name="Send my answer").click()
    expect(page.get_by_text("The plan is agreed.")).to_be_visible()


def go_by_tab(page: Page, name: str, most: int = 90) -> None:
    """Press Tab until what has this name has the focus, and can be seen to have it."""
    for _ in range(most):
        page.keyboard.press("Tab")
        found = page.evaluate(
            """() => {
                const e = document.activeElement, label = e.labels?.[0]?.innerText;
                const style = getComputedStyle(e);
                return [(e.getAttribute('aria-label') || label || e.innerText || '').trim(),
                    style.outlineStyle !== 'none' || style.boxShadow !== 'none' || e.type === 'radio'];
            }"""
        )
        if name in found[0]:
            assert found[1], f"nobody can see that “{name}” has the focus"
            return
    raise AssertionError(f"Tab never reaches “{name}” on {page.url}")


def press(page: Page, key: str) -> None:
    """Press a key that leads to another page."""
    with page.expect_navigation():
        page.keyboard.press(key)


def test_the_main_job_by_keyboard_alone(desktop: Page, around: Around) -> None:
    page = desktop
    page.goto("/")
    go_by_tab(page, "Nadia Kowalska")
    press(page, "Enter")
    go_by_tab(page, "Write your part")
    press(page, "Enter")
    go_by_tab(page, "What others see Amira do well")
    press(page, "Enter")
    go_by_tab(page, "Your words")
    page.keyboard.type(WORDS)
    go_by_tab(page, "Save and stop for now")
    press(page, "Enter")
    expect(page.get_by_text(WORDS)).to_be_visible()
    propose_plan(around.senco, around.child.id, world.NOW)
    page.goto("/home/")
    go_by_tab(page, "Read the plan and answer")
    press(page, "Space")
    go_by_tab(page, "Go to the questions")
    page.keyboard.press("Enter")
    go_by_tab(page, "I agree")
    page.keyboard.press("Space")
    go_by_tab(page, "Type your name")
    page.keyboard.type("Nadia Kowalska")
    go_by_tab(page, "Send my answer")
    press(page, "Enter")
    expect(page.get_by_text("The plan is agreed.")).to_be_visible()
    assert Agreement.everything.filter(typed_name="Nadia Kowalska", decision="agree").exists()


def served(url: str) -> int:
    """How many bytes of a file go over the wire: the product's own server sends the compressed copy."""
    answer = Client().get(urlsplit(url).path, headers={"Accept-Encoding": "gzip, br"})
    assert answer.status_code == 200, url
    return int(answer.headers["Content-Length"])


def first_visit(new_context: NewContext, known: Page, path: str) -> int:
    """The weight of a page for somebody signed in whose browser holds nothing yet."""
    base = "/".join(known.url.split("/")[:3])
    context = new_context(storage_state=known.context.storage_state(), base_url=base, viewport=PHONE)
    page = context.new_page()
    files: set[str] = set()
    pages: list[int] = []

    def note(request: Request) -> None:
        if "/static/" in request.url:
            files.add(request.url)
        else:
            pages.append(request.sizes()["responseBodySize"])

    page.on("requestfinished", note)
    page.goto(path)
    page.wait_for_load_state("networkidle")
    context.close()
    assert pages, "nothing was measured"
    return sum(pages) + sum(served(url) for url in files)


NADIA = ("my-part/parent-hopes/", "plan/", "plan/answer/", "circle/")
MRS_WHITCOMBE = ("", "plan/", "my-page/together/said/")
MR_OSEI = ("passport/",)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("key", "pages", "places"),
    [
        ("nadia", ("/", "/home/"), NADIA),
        ("whitcombe", ("/children/",), MRS_WHITCOMBE),
        ("osei", (), MR_OSEI),
    ],
)
def test_a_first_visit_weighs_less_than_100_kb(
    desktop: Page,
    new_context: NewContext,
    around: Around,
    key: str,
    pages: tuple[str, ...],
    places: tuple[str, ...],
) -> None:
    propose_plan(around.senco, around.child.id, world.NOW)
    become(desktop, key)
    addresses = {path: path for path in pages} | {path: place(around, path) for path in places}
    weights = {path: first_visit(new_context, desktop, address) for path, address in addresses.items()}
    assert all(size < FIRST_VISIT for size in weights.values()), weights
