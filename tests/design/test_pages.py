"""Every page: its title, what a browser may keep, the frame around it, and the gallery."""

import re
import uuid
from datetime import date

import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest
from django.template import engines
from django.test import RequestFactory

from alongside.access.actor import Actor, nobody
from alongside.access.choices import Role
from alongside.design import navigation
from alongside.design.page import page
from alongside.design.web.forms import GalleryForm
from alongside.design.web.views import gallery
from alongside.kernel.refusal import Refusal

TODAY = date(2026, 3, 3)
SENCO = Actor(uuid.uuid4(), Role.SENCO, TODAY, uuid.uuid4(), "Merefield Primary", name="Mrs Whitcombe")
MOTHER = Actor(uuid.uuid4(), Role.FAMILY, TODAY, name="Nadia")


def request_by(actor: Actor | None, path: str = "/children/") -> HttpRequest:
    request = RequestFactory().get(path)
    if actor is not None:
        request.actor = actor
    return request


def drawn(actor: Actor | None, **extra: object) -> tuple[str, HttpRequest]:
    response = page(request_by(actor), "layout.html", title="Write your part", **extra)
    return response.content.decode(), response


def title_of(html: str) -> str:
    return re.search(r"<title>(.*?)</title>", html, re.S)[1]


def test_the_title_names_the_task_and_the_product() -> None:
    assert title_of(drawn(SENCO)[0]) == "Write your part - Alongside"


@pytest.mark.parametrize(
    "extra", [{"form": GalleryForm({})}, {"refusal": Refusal("late", "It is too late.")}]
)
def test_a_page_that_did_not_go_through_says_so_in_its_title(extra: dict[str, object]) -> None:
    assert title_of(drawn(SENCO, **extra)[0]) == "Error: Write your part - Alongside"


def test_no_browser_keeps_a_page_of_somebody_signed_in() -> None:
    assert drawn(SENCO)[1]["Cache-Control"] == "no-store"
    assert "Cache-Control" not in drawn(nobody(TODAY))[1]


@pytest.mark.parametrize("actor", [None, nobody(TODAY)])
def test_the_frame_stands_without_anybody_signed_in(actor: Actor | None) -> None:
    html, response = drawn(actor, status=404)
    assert response.status_code == 404
    assert "Sign out" not in html
    assert "Ask someone" in html


def test_the_frame_names_who_is_signed_in() -> None:
    html, _ = drawn(SENCO)
    assert "Mrs Whitcombe" in html
    assert "SENCo, Merefield Primary" in html
    assert "Family" not in drawn(MOTHER)[0]


def test_help_comes_in_the_same_place() -> None:
    order = [drawn(actor)[0] for actor in (SENCO, MOTHER, None)]
    for html in order:
        assert html.index("</main>") < html.index("Ask someone") < html.index("<footer")


def test_nothing_is_scripted_or_styled_in_the_page() -> None:
    html = gallery(request_by(SENCO)).content.decode()
    assert not re.search(r"\sstyle=|\son[a-z]+=\"", html)
    assert not re.search(r"<script(?![^>]*src=)", html)
    assert "<style" not in html


def test_the_navigation_marks_where_we_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "_source", [])
    assert navigation.navigation(request_by(SENCO)) == []
    navigation.navigation_from(
        lambda request: [navigation.Place("Home", "/"), navigation.Place("Children", "/children/")]
    )
    home, children = navigation.navigation(request_by(SENCO, "/children/12/"))
    assert (home["active"], children["active"], children["current"]) == (False, True, False)
    assert navigation.navigation(request_by(SENCO))[1]["current"]
    assert 'aria-current="page"' in drawn(SENCO)[0]


def test_messages_are_shown_once() -> None:
    request = request_by(SENCO)
    request._messages = [Message(constants.SUCCESS, "Saved <b>it</b>"), Message(constants.INFO, "Moved")]
    html = page(request, "layout.html", title="Home").content.decode()
    assert "Saved &lt;b&gt;it&lt;/b&gt;" in html
    assert html.count("govuk-notification-banner--success") == 1
    assert 'id="flash-1"' in html
    assert 'id="flash-2"' in html


def test_the_gallery_shows_every_part() -> None:
    html = gallery(request_by(nobody(TODAY))).content.decode()
    for words in ("Component gallery", "What happens next", "Past its date", "Stop for now", "ما أحب"):
        assert words in html
    assert len(re.findall(r'id="([^"]+)"', html)) == len(set(re.findall(r'id="([^"]+)"', html)))


def test_the_gallery_says_why_it_is_public() -> None:
    assert "made-up content" in str(gallery.policy)


def test_the_parts_can_be_used_from_any_template() -> None:
    words = engines["jinja2"].from_string(
        '{{ 2 | plural("child", "children") }}, {{ day | day_with_weekday }}, {{ symbol("home", alt=none) }}'
    )
    made = words.render({"day": TODAY})
    assert made.startswith("2 children, Tuesday 3 March 2026, <img")
    assert 'alt="home"' in made
