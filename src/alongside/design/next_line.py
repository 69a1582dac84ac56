"""What happens next, in one line at the foot of every page about a child.

Upper apps know what happens next; this foundation does not. The app that decides (casefile) gives a function once,
when it starts: `next_line_from(next_line_for)`. Pages with the whole component leave the line out (`block next`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import HttpRequest


@dataclass(frozen=True)
class NextLine:
    """The stage, what happens, who has it, by when, whether that day is past, and the page that says more."""

    what: str
    stage: str
    who: str
    by: date | None
    href: str
    is_late: bool = False


NextLineFor = Callable[[HttpRequest, UUID], NextLine | None]
_source: list[NextLineFor] = []


def next_line_from(next_line_for: NextLineFor) -> None:
    """Let `next_line_for(request, child_id)` say what happens next, through the gate; None where it may not be told."""
    _source[:] = [next_line_for]


def next_line(request: HttpRequest | None) -> NextLine | None:
    """The line for the child the address names, if there is one."""
    match = request.resolver_match if request is not None else None
    child_id = match.kwargs.get("child_id") if match else None
    if request is None or not child_id or not _source:
        return None
    return _source[0](request, child_id)
