"""The pages of a council's casework in a browser: nothing axe finds, and nothing wider than 320 pixels (S16, R17).

One visit for whoever it is for, in the demo area, by the links that the pages themselves show.
"""

import re

import pytest
from playwright.sync_api import Page

from tests.browser import axe, fits
from tests.site.following import kind, pages_in

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

STATUTORY = re.compile(
    r"^/(cases|panels|annual-reviews|advice|consultations|returns)/|"
    r"/(request|ehc-plan|annual-review|promises|plan-end|appeals|plan-changes|of-age|return)/"
)
BEGINNING = {
    "caseworker": ("/cases/", "/annual-reviews/"),
    "manager": ("/panels/", "/returns/"),
    "psychologist": ("/advice/",),
    "": ("/ask-for-an-assessment/",),
}
LEAST = {"caseworker": 25, "manager": 2, "psychologist": 1, "": 1}
MOST = 34


@pytest.mark.parametrize("who", BEGINNING)
def test_every_statutory_page_can_be_read_by_all_and_fits(phone: Page, demo_area: None, who: str) -> None:
    if who:
        phone.goto("/")
        phone.locator(f"form:has(input[value='{who}']) button").first.click()
        phone.wait_for_url("**/home/")
    waiting, seen = list(BEGINNING[who]), set[str]()
    while waiting and len(seen) < (MOST if who == "caseworker" else 4):
        path = waiting.pop(0)
        if kind(path) in seen:
            continue
        seen.add(kind(path))
        answer = phone.goto(path)
        assert answer and answer.status == 200, path
        axe(phone)
        fits(phone)
        links = phone.locator("main a[href]").evaluate_all("all => all.map(one => one.getAttribute('href'))")
        waiting += [each for each in pages_in(links) if STATUTORY.search(each)]
    assert len(seen) >= LEAST[who]
