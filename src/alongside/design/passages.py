"""A passage with what can be done with it, drawn in Python: a plan to read has thirty, each from four macros."""

from collections.abc import Iterable
from typing import NamedTuple, Protocol

from markupsafe import Markup, escape

from alongside.design.states import state_tag
from alongside.design.text import paragraphs


class PassageLink(NamedTuple):
    """A link under a passage: where to, its words, and what is said after them to who hears the page."""

    href: str
    words: str
    heard: str


def link_row(links: Iterable[PassageLink]) -> Markup:
    """The links under a passage, in a row."""
    drawn = [
        f'<a class="govuk-link" href="{escape(one.href)}">{escape(one.words)}'
        f'<span class="govuk-visually-hidden">{escape(one.heard)}</span></a>'
        for one in links
    ]
    return Markup(f'<div class="al-pager__links">\n{"".join(drawn)}</div>')  # noqa: S704 - each part is escaped


class Words(Protocol):
    """What was said: the text, what shows it, and whether it is kept between two."""

    text: str
    evidence: str
    private: bool


class Card(Protocol):
    """The words with whose they are, the line that says so, and why they cannot be changed, if that is so."""

    passage: Words
    whose: str
    line: str
    why_not: object


def drawn_passage(
    card: Card, avatar: str, key: str, links: Iterable[PassageLink], explain: bool = True
) -> Markup:
    """As the macro `passage` in parts/words.html, with the links, what shows it, and why it cannot be changed.

    `avatar` is markup; `key` is the id of the passage on the page, or nothing; without `explain` no reason is given.
    """
    words = card.passage
    after = [f"<p>{state_tag('private')}</p>\n"] if words.private else []
    if words.evidence:
        after.append(
            f'<p><strong>What shows this:</strong> <span dir="auto">{escape(words.evidence)}</span></p>\n'
        )
    after.append(f"{link_row(links)}\n")
    if explain and card.why_not:
        after.append(_why_not(card.why_not))
    name = f' id="{escape(key)}"' if key else ""
    under = f'<p class="al-passage__line">{escape(card.line)}</p>\n' if card.line else ""
    return Markup(  # noqa: S704 - each part is escaped
        f'<section class="al-passage al-passage--{escape(card.whose)}"{name}>\n<div class="al-passage__body">\n'
        f"{escape(avatar)}"
        f'<div class="al-passage__words" dir="auto">{paragraphs(words.text)}</div>\n</div>\n{under}'
        f'<div class="al-passage__after">{"".join(after)}</div>\n</section>'
    )


def _why_not(refusal: object) -> str:
    return (
        '<details class="govuk-details govuk-!-margin-bottom-0 govuk-!-margin-top-2">'
        '<summary class="govuk-details__summary"><span class="govuk-details__summary-text">'
        "Why you cannot change these words</span></summary>\n"
        f'<div class="govuk-details__text">{escape(refusal)}</div></details>\n'
    )
