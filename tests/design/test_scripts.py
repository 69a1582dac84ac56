"""The small scripts in a real browser: what they say about saving must be true, and nothing is spoken elsewhere."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from alongside.design.build import TARGET

pytestmark = pytest.mark.browser

HOST = "http://localhost"
FORM = """<!DOCTYPE html><html lang="en-GB"><title>Write</title>
<script type="module" src="/static/alongside.js"></script><body><main>
<form data-autosave="/save" method="post" action="/sent">
<input type="hidden" name="csrfmiddlewaretoken" value="token"><input type="hidden" name="edition" value="3">
<textarea name="text" aria-label="Text"></textarea><button>Send</button>
<p data-saved role="status"></p></form>
<p id="words" lang="en-GB">I like painting.</p>
<button data-read-aloud="words" data-stop-words="Stop reading" hidden><span data-words>Read this to me</span></button>
</main>"""
VOICES = """
window.spoken = [];
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
Object.defineProperty(window, 'speechSynthesis', {value: {
    getVoices: () => VOICES, addEventListener: () => {}, cancel: () => {},
    speak: speech => window.spoken.push([speech.text, speech.voice.name]),
}});
"""
HERE = {"name": "here", "lang": "en_GB", "localService": True}
ELSEWHERE = {"name": "elsewhere", "lang": "en-GB", "localService": False}

Answer = Callable[[Route], None]


def writing(page: Page, answer: Answer, script: str = "") -> Page:
    """A page with a form that saves itself; `answer` plays the server."""

    def serve(route: Route) -> None:
        path = route.request.url.removeprefix(HOST)
        if path == "/save":
            answer(route)
        elif path.startswith("/static/"):
            route.fulfill(path=TARGET / path.removeprefix("/static/"))
        else:
            route.fulfill(body=FORM, content_type="text/html")

    page.route("**/*", serve)
    if script:
        page.add_init_script(script)
    page.goto(f"{HOST}/write")
    page.wait_for_function("document.body.classList.contains('js-enabled')")
    return page


def reply(status: int = 200, **content: Any) -> Answer:
    return lambda route: route.fulfill(
        status=status, body=json.dumps(content), content_type="application/json"
    )


def test_it_says_saved_when_it_is_and_carries_the_new_edition(page: Page) -> None:
    posted: list[str] = []

    def save(route: Route) -> None:
        posted.append(route.request.post_data or "")
        assert route.request.headers["accept"] == "application/json"
        reply(saved_at="14:02", edition=4)(route)

    writing(page, save)
    page.get_by_label("Text").fill("I like painting")
    expect(page.get_by_role("status")).to_have_text("Not saved yet")
    expect(page.get_by_role("status")).to_have_text("Saved at 14:02")
    assert "I like painting" in posted[0]
    assert "token" in posted[0]
    assert page.locator("[name=edition]").input_value() == "4"


def test_it_says_loudly_that_it_is_not_saved(page: Page) -> None:
    answers = [reply(saved_at="14:02", edition=4), lambda route: route.abort()]
    writing(page, lambda route: answers.pop(0)(route) if answers else route.abort())
    page.get_by_label("Text").fill("one")
    expect(page.get_by_role("status")).to_have_text("Saved at 14:02")
    page.get_by_label("Text").fill("two")
    expect(page.get_by_role("status")).to_contain_text("Not saved since 14:02. You are not connected.")
    assert page.get_by_role("status").locator("strong").count() == 1


@pytest.mark.parametrize(("status", "words"), [(403, "signed out"), (500, "Something went wrong")])
def test_it_says_why_it_could_not_save(page: Page, status: int, words: str) -> None:
    writing(page, lambda route: route.fulfill(status=status, body="<p>no</p>", content_type="text/html"))
    page.get_by_label("Text").fill("one")
    expect(page.get_by_role("status")).to_contain_text("Not saved yet.")
    expect(page.get_by_role("status")).to_contain_text(words)


def test_a_text_that_came_second_is_kept_and_both_are_offered(page: Page) -> None:
    writing(page, reply(409, stale=True, url="/both/7"))
    page.get_by_label("Text").fill("mine")
    link = page.get_by_role("link", name="Read both texts")
    expect(link).to_have_attribute("href", "/both/7")
    assert page.get_by_label("Text").input_value() == "mine"


def test_what_cannot_be_saved_says_why_as_text(page: Page) -> None:
    writing(page, reply(422, errors="<b>Enter a date</b>"))
    page.get_by_label("Text").fill("mine")
    expect(page.get_by_role("status")).to_have_text("Not saved. <b>Enter a date</b>")


def test_leaving_with_unsaved_words_asks_first_and_sending_does_not(page: Page) -> None:
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    writing(page, lambda route: None)
    page.get_by_label("Text").press_sequentially("mine")
    page.goto(f"{HOST}/elsewhere")
    assert asked == ["beforeunload"]
    page.goto(f"{HOST}/write")
    page.wait_for_function("document.body.classList.contains('js-enabled')")
    page.get_by_label("Text").press_sequentially("mine")
    page.get_by_role("button", name="Send").click()
    page.wait_for_url("**/sent")
    assert asked == ["beforeunload"]


def test_nothing_is_kept_in_the_browser(page: Page) -> None:
    writing(page, reply(saved_at="14:02", edition=4))
    page.get_by_label("Text").fill("private words")
    expect(page.get_by_role("status")).to_have_text("Saved at 14:02")
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    for script in TARGET.glob("*.js"):
        if script.name != "govuk.js":
            assert "Storage" not in script.read_text()


def test_only_a_voice_of_the_device_reads_aloud(page: Page) -> None:
    writing(page, reply(), VOICES.replace("VOICES", json.dumps([ELSEWHERE, HERE]), 1))
    page.get_by_role("button", name="Read this to me").click()
    assert page.evaluate("spoken") == [["I like painting.", "here"]]
    expect(page.get_by_role("button", name="Stop reading")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Stop reading").click()
    expect(page.get_by_role("button", name="Read this to me")).to_be_visible()


@pytest.mark.parametrize("voices", [[], [ELSEWHERE], [{**HERE, "lang": "fr-FR"}]])
def test_without_such_a_voice_the_button_stays_away(page: Page, voices: list[dict[str, Any]]) -> None:
    writing(page, reply(), VOICES.replace("VOICES", json.dumps(voices), 1))
    expect(page.locator("[data-read-aloud]")).to_be_hidden()
