"""The SEN2 return of the year: what is missing is shown by child, put right, and the file goes together."""

import io
import re

from playwright.sync_api import Locator, Page

from alongside.platform.worker import run_due
from tests.journeys.school import downloaded
from tests.journeys.statutory.around import Merefield, come, go, looked_at, on, reads
from tests.returns.reading_back import read_people
from tests.statute import story


def the_return_validates(page: Page, area: Merefield) -> None:
    """All three children are in it, each as the story left them on the day; nothing is left to put right (R31)."""
    with on(story.RETURNED):
        come(page, area.manager, "/returns/")
        go(page, "Write what the council says of itself")
        page.get_by_label("The council’s number").fill("831")
        for group in page.get_by_role("group").all():
            group.get_by_label("Yes").first.check()
        looked_at(page)
        go(page, "Save")
        go(page, "Look through")
        run_due()
        page.goto("/returns/")
        reads(page, "3 children and young people are in it.")
        reads(page, "Asked while in relevant youth accommodation: This is missing.")
        looked_at(page)
        for child, postcode in ((area.amira.child, "ME1 2AB"), (area.leo, "ME3 4CD"), (area.theo, "ME5 6EF")):
            page.goto("/returns/")
            go(page, child.full_name)
            _part(page, "About the child").locator("summary").click()
            page.get_by_label(re.compile("^\\s*Postcode")).first.fill(postcode)
            go(page, "Save")
            _says_no_where_nobody_said(page)
            reads(page, "Nothing to put right")
            looked_at(page)
        page.goto("/returns/")
        reads(page, "0 errors")
        reads(page, "Nothing to put right")
        _is_made(page)


def _part(page: Page, title: str) -> Locator:
    return page.locator("details").filter(has=page.locator("summary", has_text=title))


def _says_no_where_nobody_said(page: Page) -> None:
    """Youth accommodation, a unit, a budget, an exception: unknown until somebody says it, of each thing by itself."""
    titles = page.locator("details:has(input[name=about]:not([value=place])):has(input[type=radio]) summary")
    for title in titles.all_inner_texts():
        part = _part(page, title.strip())
        part.locator("summary").click()
        for question in part.get_by_role("group").all():
            if not question.locator("input:checked").count():
                question.get_by_label("No", exact=True).check()
        part.get_by_role("button", name="Save", exact=True).click()


def _is_made(page: Page) -> None:
    """The file is read back by a reader of its own: three people, and what was decided about each."""
    go(page, "Make it")
    run_due()
    page.goto("/returns/")
    href = page.get_by_role("link", name=re.compile("^Take the file")).get_attribute("href")
    people = read_people(io.BytesIO(downloaded(page, href or "")))
    told = {
        one.forename: (one.requests[0].outcome, one.requests[0].mediation, one.requests[0].active is not None)
        for one in people
    }
    assert told == {"Amira": ("Y", False, False), "Leo": ("N", True, False), "Theo": ("H", None, True)}
