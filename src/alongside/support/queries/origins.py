"""Where an action came from, for whoever may open that page: of an alert, a promise or a meeting nobody else learns.

An action is read by everyone who reads the plan; the page it was agreed on may be for fewer of them. The page's own
route says what it needs, and the gate is asked for the child; an app whose pages are narrower still says so with
`narrow_origin`. Whoever may not open the page is shown neither its name nor a link that ends in "not found".
"""

from collections.abc import Callable, Iterable
from uuid import UUID

from django.urls import Resolver404, ResolverMatch, resolve

from alongside.access.actor import Actor
from alongside.access.policy import Permission
from alongside.access.routes import Policy
from alongside.children.queries import held

Narrower = Callable[[Actor, UUID, frozenset[UUID]], frozenset[UUID]]
"""Of these ids in addresses about a child, those that the actor may open."""
_narrower: dict[str, tuple[str, Narrower]] = {}


def narrow_origin(page: str, part: str, narrower: Narrower) -> None:
    """Let `narrower` say which addresses of a page an actor may open; `part` of the address is what it is asked of."""
    _narrower[page] = part, narrower


def origins_open_to(actor: Actor, child_id: UUID, paths: Iterable[str]) -> frozenset[str]:
    """Of these addresses about the child, those the actor may open. One question, and one for each narrower page."""
    found = {path: match for path in set(paths) if path and (match := _match(path))}
    needed = {one for match in found.values() for one in _needs(match)}
    if not needed:
        return frozenset()
    may = held(actor, child_id, tuple(sorted(needed)))
    found = {path: match for path, match in found.items() if may.intersection(_needs(match))}
    closed: set[str] = set()
    for page in {match.view_name for match in found.values()} & _narrower.keys():
        part, narrower = _narrower[page]
        ids = {path: match.kwargs[part] for path, match in found.items() if match.view_name == page}
        opened = narrower(actor, child_id, frozenset(ids.values()))
        closed |= {path for path, about in ids.items() if about not in opened}
    return frozenset(found) - closed


def _match(path: str) -> ResolverMatch | None:
    try:
        return resolve(path.partition("#")[0])
    except Resolver404:
        return None


def _needs(match: ResolverMatch) -> frozenset[Permission]:
    return frozenset(
        one for one in getattr(match.func, "policy", Policy()).permissions if isinstance(one, Permission)
    )
