"""Requests that fail leave nothing of what they carried in any log (ASVS 16.2.5)."""

import io
import logging
from collections.abc import Iterator
from typing import Any
from unittest import mock

import pytest
from django.db import IntegrityError
from django.test import Client

from alongside.casefile.web import views
from alongside.platform.logs import WithoutContent
from tests.makers.family import amira_and_hers
from tests.plans.reading import signed_in

pytestmark = pytest.mark.django_db
NAME, UPN, EMAIL, PLACE = "Zqnameqz", "A123456789012", "zq@canary.example", "ZQ1 1QZ"
CARRIED = f"{NAME} {UPN} {EMAIL} {PLACE}"
FORM = {"text": CARRIED, "name": NAME, "who": NAME, "login": EMAIL, "email": EMAIL, "password": CARRIED}


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What the log handler of the product writes, at the most talkative level."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.addFilter(WithoutContent())
    root = logging.getLogger()
    level, handlers = root.level, root.handlers[:]
    root.handlers = [handler]
    root.setLevel(logging.DEBUG)
    yield out
    root.setLevel(level)
    root.handlers = handlers


def _nothing_of_it(out: io.StringIO) -> None:
    text = out.getvalue()
    assert text, "something was logged"
    for part in (NAME, UPN, EMAIL, PLACE):
        assert part.lower() not in text.lower(), part


def _client() -> tuple[Client, str]:
    around = amira_and_hers()
    client = signed_in(around.senco)
    client.raise_request_exception = False
    return client, f"/children/{around.child.id}/"


def test_what_is_not_there(written: io.StringIO) -> None:
    client, _ = _client()
    client.get("/children/01a1ffd0-0433-7bae-b663-3584fcb932af/", {"name": CARRIED})
    client.post("/children/01a1ffd0-0433-7bae-b663-3584fcb932af/words/draft/", FORM)
    _nothing_of_it(written)


def test_what_cannot_be_understood(written: io.StringIO) -> None:
    client, address = _client()
    client.post(f"{address}my-part/matters-to-me/", FORM)
    client.post("/sign-in/", FORM)
    client.get("/children/", {"name": CARRIED, "after": CARRIED, "sen": CARRIED, "plan": CARRIED})
    _nothing_of_it(written)


def test_a_form_from_elsewhere(written: io.StringIO) -> None:
    client, address = _client()
    client.handler.enforce_csrf_checks = True
    assert client.post(f"{address}plan/comment/", FORM).status_code == 403
    _nothing_of_it(written)


@pytest.mark.parametrize("error", [ValueError, KeyError, IntegrityError, RuntimeError])
def test_a_mistake_of_ours(written: io.StringIO, error: type[Exception]) -> None:
    """Exceptions quote what they choked on: a database quotes the whole row."""
    client, address = _client()

    def breaks(*_: Any, **__: Any) -> None:
        carried = CARRIED  # a local of the frame, as it would be
        raise error(f"row ({carried})")

    with mock.patch.object(views, "child_page", breaks):
        answer = client.get(address, {"name": CARRIED})
    assert answer.status_code == 500
    assert NAME.encode() not in answer.content and b"Traceback" not in answer.content
    _nothing_of_it(written)
