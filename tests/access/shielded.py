"""Every page of a child as one reader gets it, searched for words that say where the child is (trust 2.4.1, P18)."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse

from alongside.access.actor import Actor
from alongside.platform import clock
from tests.access.places import FIXED, routes
from tests.plans.reading import signed_in

PLACES = ("Larkfield", "Whitcombe", "Osei", "Ruth Hale", "Mill Lane", "planted-place", "Brooktown")
"""The setting of the child, who works there, where the child lives, where they move to, and words typed by staff."""


def leaks(
    who: Actor, ids: Mapping[str, Any], at: datetime, places: Collection[str] = PLACES
) -> dict[str, list[str]]:
    """By route, the words of `places` on each page of the child that `who` can open at a moment.

    `ids` are the parts of addresses that name rows of the child; a route with a part that is not among them, and that
    is no fixed word, is left out.
    """
    known, found = {**FIXED, **ids}, {}
    with clock.moved_to(at):
        browser = signed_in(who)
        for route in routes():
            if "child_id" not in route.parts or any(part not in known for part in route.parts):
                continue
            answer = browser.get(reverse(route.name, kwargs={part: known[part] for part in route.parts}))
            if answer.status_code != 200:
                continue
            content = b"".join(answer) if answer.streaming else answer.content
            text = content.decode("utf-8", "replace")
            words = [one for one in places if one in text]
            if words:
                found[route.name] = words
    return found
