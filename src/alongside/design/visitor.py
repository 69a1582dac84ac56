"""Who a page is drawn for, as far as the layout needs to know.

The layout also draws error pages, where the sign-in machinery may not have run, so everything here is
careful: no actor means nobody is signed in.
"""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch

from alongside.design.addresses import page_address


@dataclass(frozen=True)
class Visitor:
    """A signed-in person, as the top of each page names them."""

    name: str
    role: str = ""
    other_roles: bool = False


def visitor(request: HttpRequest | None) -> Visitor | None:
    """The signed-in person, or None."""
    actor = getattr(request, "actor", None)
    if actor is None or not actor.signed_in:
        return None
    role = "" if actor.is_family else str(actor.role.label)
    return Visitor(
        name=actor.name,
        role=", ".join(filter(None, [role, actor.organisation_name])),
        other_roles=len(actor.hats) > 1,
    )


def is_signed_in(request: HttpRequest) -> bool:
    """Whether the page belongs to somebody, and so must not stay in a browser's cache."""
    if visitor(request):
        return True
    user = getattr(request, "user", None)
    return bool(getattr(user, "is_authenticated", False))


def address(name: str, fallback: str = "") -> str:
    """The address of a named page, or `fallback` when this installation has no such page."""
    try:
        return page_address(name)
    except NoReverseMatch:
        return fallback
