"""How long a text may be: what is longer is refused, whole, and never cut."""

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean_lines

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Limit:
    """At most how many characters the text at `path` may have: `words`, or `new.words` of an argument `new`."""

    path: str
    most: int

    @property
    def field(self) -> str:
        """The field of a form that such a text is typed in."""
        return self.path.rpartition(".")[2]

    def refuse(self, arguments: Mapping[str, Any]) -> Refusal | None:
        """A refusal where a text that is given here is too long. In a list or a table each text is one."""
        root, *names = self.path.split(".")
        found = [arguments.get(root)]
        for name in names:
            found = [_part(one, name) for whole in found for one in _each(whole, name)]
        texts = (one for whole in found for one in _each(whole))
        return next((no for one in texts if (no := too_long(str(one or ""), self.most, self.field))), None)


def _each(whole: Any, name: str = "") -> Iterable[Any]:
    """The members of a list, the values of a table; anything else, and what a number points into, is one by itself."""
    if isinstance(whole, Mapping):
        return whole.values()
    return whole if isinstance(whole, list | tuple) and not name.isdecimal() else (whole,)


def _part(whole: Any, name: str) -> Any:
    if whole is None:
        return None
    return whole[int(name)] if name.isdecimal() else getattr(whole, name)


def too_long(text: str, most: int, field: str = "text", code: str = "text.long") -> Refusal | None:
    """A refusal that says by how much a text is too long; None where it is not.

    Counted as it would be kept: without spaces at its ends, hidden characters and the marks of a line end that some
    browsers send twice.
    """
    over = 0 if len(text) <= most and text.isascii() else len(clean_lines(text)) - most
    if over <= 0:
        return None
    return Refusal(code, f"This is {characters(over)} too long.", f"Use {most:,} or fewer.", field)


def characters(count: int) -> str:
    """A number of characters in words."""
    return f"{count:,} character{'' if count == 1 else 's'}"


def at_most(most: int, *paths: str) -> Callable[[Callable[P, R]], Callable[P, R | Refusal]]:
    """Says of an operation how long the texts may be that somebody typed; it refuses what is longer, and keeps nothing.

    A path names an argument (`words`) or what it holds (`new.words`). Nobody may lose a word without being told, so an
    operation never cuts (`tests/guards/test_length.py`).
    """
    limits = tuple(Limit(path, most) for path in paths)

    def whole(done: Callable[P, R]) -> Callable[P, R | Refusal]:
        signature = inspect.signature(done)
        unknown = [one.path for one in limits if one.path.partition(".")[0] not in signature.parameters]
        if unknown:
            raise TypeError(f"{done.__qualname__} takes no {', '.join(unknown)}")

        @wraps(done)
        def refusing(*args: P.args, **kwargs: P.kwargs) -> R | Refusal:
            given = signature.bind(*args, **kwargs).arguments
            return next((no for one in limits if (no := one.refuse(given))), None) or done(*args, **kwargs)

        refusing.limits = (*limits, *getattr(done, "limits", ()))  # type: ignore[attr-defined]
        return refusing

    return whole
