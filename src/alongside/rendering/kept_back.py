"""Words that one reader must not get in any document: named for one answer, taken out of whatever is drawn for it."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from alongside.rendering.frozen import canonical_json, from_json
from alongside.rendering.model import Document

Hide = Callable[[str], str]
_hide: ContextVar[Hide | None] = ContextVar("hide", default=None)


@contextmanager
def keeping_back(hide: Hide) -> Iterator[None]:
    """For as long as the block lasts, documents are drawn with their words as `hide` gives them back."""
    token = _hide.set(hide)
    try:
        yield
    finally:
        _hide.reset(token)


def is_keeping_back() -> bool:
    """Whether what is drawn now is for such a reader: then nothing is kept of it, and nothing kept before is given."""
    return _hide.get() is not None


def without_kept_back(document: Document) -> Document:
    """The document as this reader may have it."""
    hide = _hide.get()
    return (
        document
        if hide is None
        else from_json(json.dumps(_hidden(json.loads(canonical_json(document)), hide)))
    )


def _hidden(part: Any, hide: Hide) -> Any:
    if isinstance(part, str):
        return hide(part)
    if isinstance(part, list):
        return [_hidden(one, hide) for one in part]
    return {key: _hidden(one, hide) for key, one in part.items()} if isinstance(part, dict) else part
