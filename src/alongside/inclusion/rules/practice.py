"""What one setting may share with others: words that name no child, with a reason and a source (T1, T9)."""

from collections.abc import Collection
from dataclasses import dataclass

from alongside.inclusion.choices import PracticeKind
from alongside.inclusion.rules.report import names_in
from alongside.kernel.refusal import Refusal
from alongside.support.rules.thread import AREAS_OF_NEED


@dataclass(frozen=True)
class NewPractice:
    """A strategy or a template as somebody writes it."""

    kind: str
    title: str
    text: str
    areas: tuple[str, ...]
    from_age: int
    to_age: int
    worked: str
    citation: str = ""


_ASKED = {
    "title": "Give it a name that others find it by.",
    "text": "Write what is done, or the words of the template.",
    "worked": "Write why it worked here, in a sentence.",
}


def refuse_practice(new: NewPractice, names: Collection[tuple[str, str]]) -> Refusal | None:
    """It has a title, words, areas and ages, says why it worked, and names no child of the setting."""
    if new.kind not in PracticeKind:
        return Refusal("practice.kind", "Say what it is.", "Choose one of the list.", "kind")
    for field, what_to_do in _ASKED.items():
        if not getattr(new, field):
            return Refusal("practice.words", what_to_do, field=field)
    if not new.areas or set(new.areas) - set(AREAS_OF_NEED):
        return Refusal("practice.area", "Say which areas of need it is for.", "Choose one or more.", "areas")
    if not 0 <= new.from_age <= new.to_age <= 25:
        return Refusal("practice.ages", "The ages run from 0 to 25.", "Put the lower age first.", "from_age")
    for field in ("title", "text", "worked", "citation"):
        if names_in(getattr(new, field), names):
            return Refusal(
                "practice.names", "There is a pupil’s name in it.", "Take it out: others read this.", field
            )
    return None
