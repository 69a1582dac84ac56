"""A word in an address that names nothing, where a page expects one of a few: as a page that is not there."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import NoReverseMatch

from alongside.platform import clock
from tests.access.personas import make_area
from tests.access.places import FIXED, absent, address, positions, routes
from tests.access.walk import client_of
from tests.makers import world
from tests.stood_on import stood_on

pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("persona", ["senco", "caseworker"])]
ODD = ("9999-12-31", "9" * 40, "a\x00b")
Asker = tuple[Client, dict[str, Any]]


@pytest.fixture
def asker(persona: str) -> Iterator[Asker]:
    """Somebody who may open much, and what stands in the addresses of what is theirs."""
    with clock.moved_to(world.NOW):
        area = stood_on(make_area)
        yield client_of(area, persona), {**absent(), **positions(area)["own"]}


def test_a_word_that_no_page_knows_is_answered_with_not_found(asker: Asker) -> None:
    """ASVS 16.5.1, P4: nothing goes wrong, and nothing is given away, whoever asks."""
    client, own = asker
    answers = {}
    for route in routes():
        for part in route.parts:
            if isinstance(FIXED.get(part), str) and part not in own:
                try:
                    at = address(route, own, **{part: "no-such-word"})
                except NoReverseMatch:
                    continue  # the address itself refuses the word
                answers[f"{route.name} {part}"] = client.get(at).status_code
    assert len(answers) > 20
    assert not {name: status for name, status in answers.items() if status >= 500}


def test_odd_words_after_the_address_are_taken_for_nothing(
    asker: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """ASVS 2.2.1: every name that a page looks for after its address, with what no link of ours puts there."""
    client, own = asker
    looked_for: set[str] = set()
    for name in ("get", "getlist", "__getitem__", "__contains__"):
        monkeypatch.setattr(QueryDict, name, _noting(getattr(QueryDict, name), looked_for))
    wrong, tried = [], 0
    for route in routes():
        at = address(route, own)
        looked_for.clear()
        opens = client.get(at).status_code == 200
        names = sorted(looked_for - {"csrfmiddlewaretoken"}) if opens else []
        for odd in ODD if names else ():
            tried += 1
            if client.get(at, dict.fromkeys(names, odd)).status_code >= 500:
                wrong.append(f"{route.name} {names} {odd!r}")
    assert tried > 60
    assert not wrong


def _noting(old: Any, names: set[str]) -> Any:
    def asked(self: QueryDict, key: str, *rest: Any, **more: Any) -> Any:
        names.add(key)
        return old(self, key, *rest, **more)

    return asked
