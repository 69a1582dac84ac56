"""Addresses of pages and files, worked out once each: a long page names over a hundred."""

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.templatetags.static import static
from django.urls import NoReverseMatch, get_script_prefix, reverse

_PLAIN_WORD = re.compile(r"[A-Za-z0-9_-]+")
"""Words that every converter of a path takes and that stand in an address as they are."""
_ID = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
"""An id that comes as text, in the one form in which addresses hold it."""
_LENGTH_OF_ID = 36
_MARK = re.compile(r"00000000-0000-a17e-0000-[0-9a-f]{12}")
"""An id that stands for another one; they are in the order of the address."""


def page_address(name: str, *parts: Any) -> str:
    """`reverse(name, args=parts)`. The form of each page's address is kept; ids and words are filled in.

    Raises NoReverseMatch where there is no such page.
    """
    kinds = tuple([UUID if isinstance(part, UUID) else _word(part) for part in parts])
    form = _form(settings.ROOT_URLCONF, get_script_prefix(), name, kinds)
    return form.format(*parts) if form else reverse(name, args=parts or None)


def _word(part: Any) -> type:
    if not isinstance(part, str) or not _PLAIN_WORD.fullmatch(part):
        return object
    return UUID if len(part) == _LENGTH_OF_ID and _ID.fullmatch(part) else str


@lru_cache(maxsize=2_000)
def _form(_pages: str, _prefix: str, name: str, kinds: tuple[type, ...]) -> str:
    """The address with {0}, {1} in the places of its parts; nothing where it depends on more than that."""
    if object in kinds:
        return ""
    marks = [UUID(int=(0xA17E << 64) + n) if kind is UUID else f"a17e-{n}" for n, kind in enumerate(kinds)]
    try:
        form = reverse(name, args=marks or None)
    except NoReverseMatch:
        return ""
    for n, mark in enumerate(marks):
        form = form.replace(str(mark), f"{{{n}}}")
    return form


def addresses_of(name: str) -> Callable[..., str]:
    """`page_address` of one page for the many ids of a list: where the page stands is looked up once."""
    forms: dict[int, list[str]] = {}

    def address(*ids: UUID) -> str:
        pieces = forms.get(len(ids))
        if pieces is None:
            marks = [UUID(int=(0xA17E << 64) + n) for n in range(len(ids))]
            forms[len(ids)] = pieces = _MARK.split(page_address(name, *marks))
        return "".join([pieces[0], *[str(one) + piece for one, piece in zip(ids, pieces[1:], strict=True)]])

    return address


@cache
def file_address(path: str) -> str:
    """The address of one of the product's own files: a style sheet, a font, a symbol."""
    return str(static(path))
