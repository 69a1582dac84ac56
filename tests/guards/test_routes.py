"""Every address is accounted for: it names the permission it needs, or says why it is public."""

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


def routes(patterns: list[Any], prefix: str = "") -> Iterator[tuple[str, str, Callable[..., Any]]]:
    """Every address with its name and its view."""
    for each in patterns:
        here = prefix + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from routes(each.url_patterns, here)
        elif isinstance(each, URLPattern):
            yield here, each.name or "", each.callback


def unaccounted(found: Iterator[tuple[str, str, Callable[..., Any]]]) -> list[str]:
    """Addresses that declare nothing; the sign-in library's own views are wrapped where they are listed."""
    return [f"/{address} ({name})" for address, name, view in found if getattr(view, "policy", None) is None]


def test_every_address_is_accounted_for() -> None:
    assert not unaccounted(routes(get_resolver().url_patterns))


def test_names_are_used_once() -> None:
    names = [
        name for _, name, view in routes(get_resolver().url_patterns) if name and hasattr(view, "policy")
    ]
    assert sorted(names) == sorted(set(names))


def test_a_view_that_declares_nothing_is_found() -> None:
    def view(request: object) -> None: ...

    assert unaccounted(iter([("secret/", "secret", view)])) == ["/secret/ (secret)"]
