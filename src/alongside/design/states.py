"""States: always a word and a shape, never colour alone. `state_tag` in parts/states.html says which there are."""

from functools import cache
from typing import NamedTuple

from markupsafe import Markup, escape


class State(NamedTuple):
    """The usual words of a state, its colour and its shape."""

    words: str
    colour: str
    shape: str


STATES = {
    "draft": State("Draft", "plain", "pencil"),
    "waiting": State("Waiting", "sun", "clock"),
    "shared": State("Shared", "sky", "dot"),
    "agreed": State("Agreed", "leaf", "tick"),
    "done": State("Done", "leaf", "tick"),
    "met": State("Met", "leaf", "tick"),
    "started": State("In progress", "sky", "half"),
    "not-started": State("Not started yet", "plain", "ring"),
    "partly": State("Partly agreed", "sun", "half"),
    "disagreed": State("Not agreed", "plum", "apart"),
    "late": State("Past its date", "clay", "bang"),
    "missing": State("Missing", "clay", "bang"),
    "stopped": State("Stopped", "plain", "bar"),
    "private": State("Private", "plum", "lock"),
    "good": State("Going well", "leaf", "tick"),
    "not-yet": State("Not there yet", "sun", "half"),
    "new": State("New", "sky", "dot"),
}
_SHAPES = {
    "tick": '<path d="M2.5 8.5l3.5 3.5 7.5-8"/>',
    "clock": '<circle cx="8" cy="8" r="6"/><path d="M8 4.5V8l2.5 2"/>',
    "pencil": '<path d="M3 13l1-3.5L11 2.5l2.5 2.5-7 7z"/>',
    "half": '<circle cx="8" cy="8" r="6"/><path class="al-fill" d="M8 2a6 6 0 0 1 0 12z"/>',
    "ring": '<circle cx="8" cy="8" r="6"/>',
    "dot": '<circle class="al-fill" cx="8" cy="8" r="5"/>',
    "apart": '<path d="M3 3l4 5-4 5M13 3l-4 5 4 5"/>',
    "bang": '<path d="M8 2.5v6.5M8 12.5v1"/>',
    "bar": '<path d="M3 8h10"/>',
    "lock": '<rect x="3.5" y="7" width="9" height="6.5" rx="1"/><path d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2"/>',
}


def state_tag(state: str, words: str = "") -> Markup:
    """The tag of a state, with its usual words or with others. Raises KeyError for a state there is not."""
    usual, before = _begun(state)
    return Markup(f"{before}{escape(words or usual)}</strong>")  # noqa: S704 - the words are escaped


@cache
def _begun(state: str) -> tuple[str, str]:
    """The usual words, and all that stands before them: a long page draws a hundred tags."""
    words, colour, shape = STATES[state]
    drawing = (
        '<svg class="al-tag__shape" viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" focusable="false">'
        f"{_SHAPES[shape]}</svg>"
    )
    return words, f'<strong class="govuk-tag al-tag al-tag--{colour}">{drawing}'
