"""Components drawn once for each shape of their parameters, and filled in after that.

A macro of the package takes up to half a millisecond, and a form has thirty fields. Two drawings of one component
differ mostly in words, so the macro draws it once with a mark for each text, and the next drawing puts its own texts,
escaped, where the marks are. The first drawing of a shape is compared with what the macro makes of the same texts;
where they differ (the macro looked into a text) that shape is always left to the macro. No text stays in memory: a
shape is made of keys, classes, numbers and yes or no.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from markupsafe import Markup, escape

Draw = Callable[[str, Mapping[str, Any]], Markup]
_SAID = frozenset({"classes", "type", "element", "behaviour", "inputmode", "autocomplete", "role", "method"})
"""Keys under which a program writes one of a few words, and the macros may look at which."""
_PLAIN = frozenset({bool, int, float, type(None)})
_MARK = re.compile("a17e([0-9]+)x")
_TEXT = object()


class _LeftToMacro(Exception):
    """The macros may do more with a text than put it on the page."""


class _Form:
    """What the macro draws of one shape: the pieces between the texts, and which text comes after each."""

    def __init__(self, drawn: str) -> None:
        pieces = _MARK.split(drawn)
        self._pieces, self._texts = pieces[::2], [int(number) for number in pieces[1::2]]
        self.is_proved: bool | None = None

    def filled(self, texts: list[str]) -> Markup:
        found = [self._pieces[0]]
        for number, piece in zip(self._texts, self._pieces[1:], strict=True):
            found += (escape(texts[number]), piece)
        return Markup("".join(found))  # noqa: S704 - pieces come from the macro, and texts are escaped


def drawn_from_form(name: str, parameters: Mapping[str, Any], draw: Draw) -> Markup:
    """The same as `draw(name, parameters)`, from a form that is kept wherever that is known to be the same."""
    texts: list[str] = []
    try:
        if "items" in parameters and not parameters.keys().isdisjoint({"value", "values"}):
            raise _LeftToMacro  # it compares each item with them
        shape = _shape(parameters, "", texts)
    except _LeftToMacro:
        return draw(name, parameters)
    form = _form(name, shape, draw)
    if form.is_proved:
        return form.filled(texts)
    drawn = draw(name, parameters)
    if form.is_proved is None:
        form.is_proved = form.filled(texts) == drawn
    return drawn


@lru_cache(maxsize=2_000)
def _form(name: str, shape: Any, draw: Draw) -> _Form:
    return _Form(draw(name, _marked(shape, iter(range(1_000_000)))))


def _shape(value: Any, key: str, texts: list[str]) -> Any:
    """The parameters with a mark in the place of each text; the texts are added to `texts` in order."""
    if isinstance(value, str):
        if not value or key in _SAID:
            return str(value)
        if key != "value" and ("\n" in value or value != value.strip()):
            raise _LeftToMacro  # it trims and indents
        texts.append(value)
        return _TEXT
    if isinstance(value, Mapping):
        return Mapping, tuple([(name, _shape(inner, name, texts)) for name, inner in value.items()])
    if isinstance(value, list | tuple):
        return list, tuple([_shape(inner, key, texts) for inner in value])
    if type(value) in _PLAIN:
        return type(value), value
    raise _LeftToMacro


def _marked(shape: Any, numbers: Any) -> Any:
    """Parameters of this shape, with numbered marks for texts."""
    if shape is _TEXT:
        return f"a17e{next(numbers)}x"
    if isinstance(shape, str):
        return shape
    kind, inner = shape
    if kind is Mapping:
        return {name: _marked(one, numbers) for name, one in inner}
    return [_marked(one, numbers) for one in inner] if kind is list else inner
