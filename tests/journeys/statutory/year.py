"""The SEN2 return of the year: what is missing is shown by child, put right, and the file goes together."""

import io
import re

from playwright.sync_api import Page

from alongside.platform.worker import run_due
from tests.journeys.school import downloaded, fill_date
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
        reads(page, "3 children and young people are in it. 2 errors")
        looked_at(page)
        for child, postcode in ((area.amira.child, "ME1 2AB"), (area.leo, "ME3 4CD"), (area.theo, "ME5 6EF")):
            page.goto("/returns/")
            go(page, child.full_name)
            page.get_by_text(re.compile("^\\s*(The child|About the child)")).first.click()
            page.get_by_label(re.compile("^\\s*Postcode")).first.fill(postcode)
            go(page, "Save")
        _says_where_theo_is_taught(page)
        page.goto("/returns/")
        reads(page, "0 errors")
        reads(page, "Nothing to put right")
        _is_made(page)


def _says_where_theo_is_taught(page: Page) -> None:
    """His plan came on paper: whether he is in a unit is known to nobody here until it is written."""
    page.get_by_text("Write a place down").click()
    page.get_by_label(re.compile(r"^\s*URN")).fill("123456")
    fill_date(page.get_by_role("group", name=re.compile("First day there")), 1, 9, 2022)
    looked_at(page)
    go(page, "Save the place")
    reads(page, "Nothing to put right")


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
