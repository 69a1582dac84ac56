"""The links across the top of every page.

Upper apps know where people may go; this foundation does not. The app that decides (site) gives a function
once, when it starts: `navigation_from(places_for)`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import HttpRequest


@dataclass(frozen=True)
class Place:
    """One link of the navigation; it is the current one when the page's address starts with its own.

    `mine` belongs to the person and not to their work: on a wide screen it stands beside their name.
    """

    text: str
    href: str
    mine: bool = False


PlacesFor = Callable[[HttpRequest], Iterable[Place]]
_source: list[PlacesFor] = []


def navigation_from(places_for: PlacesFor) -> None:
    """Let `places_for(request)` decide which places the person behind a request is offered."""
    _source[:] = [places_for]


def navigation(request: HttpRequest | None) -> list[dict[str, object]]:
    """The places for this request, as the service navigation component wants them."""
    if request is None or not _source:
        return []
    places = list(_source[0](request))
    here = max((p.href for p in places if request.path.startswith(p.href)), key=len, default="")
    return [
        {
            "text": p.text,
            "href": p.href,
            "current": p.href == request.path,
            "active": p.href == here,
            "attributes": {"data-mine": "yes"} if p.mine else {},
        }
        for p in places
    ]
