"""Whoever follows a link that the product shows them arrives: no page leads to a closed door (O5, experience 6)."""

import re
from html import unescape

import pytest
from django.test import Client

from tests.site.following import kind, pages_in

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

_LINK = re.compile(r'<a\b[^>]*?\bhref="([^"]+)"')
MOST = 70
"""Kinds of page that one person opens; a home page leads to nearly all of theirs within this."""


@pytest.mark.parametrize(
    "who", ["nadia", "piotr", "caseworker", "head", "osei", "safeguarding", "psychologist"]
)
def test_every_link_leads_somewhere(demo_area: None, who: str) -> None:
    client = Client(headers={"host": "localhost"})
    client.post("/demo/sign-in/", {"who": who})
    waiting, seen, closed = [("/home/", "")], set[str](), list[str]()
    while waiting and len(seen) < MOST:
        path, led = waiting.pop(0)
        if kind(path) in seen:
            continue
        seen.add(kind(path))
        answer = client.get(path)
        if answer.status_code not in (200, 302):
            closed.append(f"{kind(path)} from {kind(led)}: {answer.status_code}")
        if answer.status_code == 200 and not answer.streaming:
            links = [unescape(each) for each in _LINK.findall(answer.content.decode())]
            waiting += [(each, path) for each in pages_in(links)]
    assert not closed
