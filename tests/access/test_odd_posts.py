"""What is sent to a form that nobody could have meant: no page breaks, and no word of what was typed is lost."""

import logging
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from html import unescape
from html.parser import HTMLParser

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from alongside.platform import clock
from tests.access.personas import Area, make_area
from tests.access.places import Route, absent, address, positions, routes
from tests.access.walk import client_of
from tests.makers import world
from tests.stood_on import stood_on

ODD = {
    "word": "no-such-word", "number": "9" * 40, "below nothing": "-1", "no character": "a\x00b", "late": "9999-12-31",
    "an id": "01a203e9-09c3-77fa-91ae-5bf25639903b", "a year": "2026", "huge": "1e999", "no number": "NaN",
}  # fmt: skip
LONG = "quaggle " * 12_000
"""Longer than any text may be."""
WALKERS = ("senco", "mother", "class teacher")
ONE_OF = 12
"""Of how many pages one is asked, another one each day; `ALONGSIDE_ODD_DAY` asks as on that day (2026-11-22)."""
ALWAYS = {
    "annualreviews:annual_meeting", "annualreviews:promises_kept", "conversations:good_news", "reviews:review",
    "support:cycle", "plans:comments", "plans:circle",
}  # fmt: skip
"""Pages with forms of their own making; each cut or lost words once."""
NO_FORM_OF_THE_RECORD = re.compile(r"sign-out|/account|leave")


@dataclass
class Form:
    """A form of a page: where it is sent, and what it would send."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)


class Forms(HTMLParser):
    """Collects the forms of a page that post."""

    def __init__(self, at: str) -> None:
        super().__init__()
        self.at, self.found, self.now, self.choice = at, list[Form](), None, ""
        self.now: Form | None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what stands in the form."""
        has = {key: value or "" for key, value in attrs}
        if tag == "form":
            self.now = Form((has.get("action") or self.at).partition("#")[0])
            if has.get("method", "").lower() == "post":
                self.found.append(self.now)
        if self.now is None:
            return
        name = has.get("name", "")
        if tag in ("input", "textarea", "button") and name:
            self._typed(tag, name, has)
        elif tag == "select":
            self.choice = name
        elif tag == "option" and ("selected" in has or not self.now.fields.get(self.choice)):
            self.now.fields[self.choice] = has.get("value", "")

    def _typed(self, tag: str, name: str, has: dict[str, str]) -> None:
        assert self.now is not None
        kind = has.get("type", "text") if tag == "input" else tag
        if kind == "hidden":
            self.now.hidden.add(name)
        if kind in ("text", "textarea") and "inputmode" not in has:
            self.now.texts.add(name)
        if name not in self.now.fields or "checked" in has:
            self.now.fields[name] = has.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        """A form ends."""
        if tag == "form":
            self.now = None


def _asked_today() -> Iterator[Route]:
    day = date.fromisoformat(os.environ.get("ALONGSIDE_ODD_DAY") or date.today().isoformat()).toordinal()
    for number, route in enumerate(routes()):
        if (number + day) % ONE_OF == 0 or route.name in ALWAYS:
            yield route


def _forms(client: Client, area: Area) -> Iterator[Form]:
    ids, seen = {**absent(), **positions(area)["own"]}, set()
    for route in _asked_today():
        at = address(route, ids)
        answer = client.get(at)
        if (
            answer.status_code != 200
            or "html" not in answer.headers.get("Content-Type", "")
            or answer.streaming
        ):
            continue
        page = Forms(at)
        page.feed(answer.content.decode())
        for form in page.found:
            key = (form.action, tuple(sorted(form.fields)))
            if key not in seen and not NO_FORM_OF_THE_RECORD.search(form.action):
                seen.add(key)
                yield form


def _sent(client: Client, form: Form, data: dict[str, str]) -> HttpResponse:
    """What comes back; whatever it did is undone."""
    with transaction.atomic():
        answer: HttpResponse = client.post(form.action, data)
        transaction.set_rollback(True)
    return answer


def _tries(form: Form, turn: int) -> Iterator[tuple[str, dict[str, str]]]:
    """As it stands, without anything, and with two of the odd values: in what one fills in, and in all of it."""
    yield "as it stands", form.fields
    yield "nothing", {key: value for key, value in form.fields.items() if key in form.hidden}
    kinds = list(ODD.items())
    name, odd = kinds[turn % len(kinds)]
    yield name, {key: form.fields[key] if key in form.hidden else odd for key in form.fields}
    name, odd = kinds[(turn + 4) % len(kinds)]
    yield f"{name}, everywhere", dict.fromkeys(form.fields, odd)


def _too_long(form: Form) -> dict[str, str]:
    """Every text too long, and something in all the rest."""
    return {key: f"{LONG}{key}" if key in form.texts else value or "1" for key, value in form.fields.items()}


@pytest.mark.django_db
@pytest.mark.parametrize("persona", WALKERS)
def test_no_form_breaks_or_loses_words(persona: str) -> None:
    """Odd things sent to a form are refused in words; a text that is too long comes back whole in its box."""
    logging.getLogger("django.request").setLevel(logging.CRITICAL)
    broken, lost, asked = [], [], 0
    with clock.moved_to(world.NOW):
        area = stood_on(make_area)
        client = client_of(area, persona)
        for turn, form in enumerate(_forms(client, area)):
            asked += 1
            broken += [
                f"{form.action}: {name}" for name, data in _tries(form, turn)
                if _sent(client, form, data).status_code >= 500
            ]  # fmt: skip
            if form.texts:
                answer = _sent(client, form, _too_long(form))
                back = unescape(answer.content.decode()) if not answer.streaming else ""
                lost += [f"{form.action}: {one}" for one in form.texts if f"{LONG}{one}" not in back]
    assert asked > 3
    assert broken == []
    assert lost == []
