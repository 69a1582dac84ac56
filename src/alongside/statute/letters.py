"""Letters that a duty in law asks for, in the languages there are (`england/letters.toml`).

A letter goes to one person, on paper or behind the sign-in; what leaves as a message is in `notices`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from alongside.kernel.day_words import day_words
from alongside.statute.files import england_text
from alongside.statute.tables import Table, read_document

FIRST_LANGUAGE = "en"
_PLACEHOLDER = re.compile(r"\{[^}]*\}|[{}]")
_CAN_BE_FILLED = frozenset(
    f"{{{name}}}" for name in ("reader", "called", "setting", "began_on", "why", "support", "who", "citation")
)


@dataclass(frozen=True)
class Filling:
    """What stands in one letter."""

    reader: str
    called: str
    setting: str
    began_on: date
    why: str
    support: str
    who: str


@dataclass(frozen=True)
class LetterWords:
    """A letter in one language, filled in or not."""

    language: str
    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Letter:
    """A letter with the duty it keeps, and the day on which that was last checked."""

    key: str
    citation: str
    checked_on: date
    words: Mapping[str, LetterWords]

    def speaks(self, tag: str) -> bool:
        """Whether there are words in the language of `tag` ("pl", "pl-PL")."""
        return _main(tag) in self.words

    def filled(self, tag: str, filling: Filling) -> LetterWords:
        """The letter in the language of `tag`, or in English where there are no words in it yet."""
        found = self.words.get(_main(tag), self.words[FIRST_LANGUAGE])
        english = found.language == FIRST_LANGUAGE
        values = {
            "reader": filling.reader, "called": filling.called, "setting": filling.setting, "why": filling.why,
            "support": filling.support, "who": filling.who, "citation": self.citation,
            "began_on": day_words(filling.began_on) if english else f"{filling.began_on:%d.%m.%Y}",
        }  # fmt: skip
        return LetterWords(
            found.language, _fill(found.title, values), tuple(_fill(one, values) for one in found.paragraphs)
        )


def _main(tag: str) -> str:
    return tag.partition("-")[0].lower()


def _fill(text: str, values: Mapping[str, str]) -> str:
    """Each placeholder once: what is filled in is never looked at for placeholders again."""
    return _PLACEHOLDER.sub(lambda found: values[found[0][1:-1]], text)


@cache
def letters() -> Mapping[str, Letter]:
    """Every letter by its key."""
    return read_letters(*england_text("letters.toml"))


def read_letters(text: str, file: str) -> Mapping[str, Letter]:
    """The letters written in `text`; raises WrongData."""
    return read_document(text, file, _read_letters)


def _read_letters(document: Table) -> Mapping[str, Letter]:
    document.only("languages", "letter")
    languages = document.texts("languages")
    if FIRST_LANGUAGE not in languages:
        document.wrong("languages", "English is not among the languages.", f"Add “{FIRST_LANGUAGE}”.")
    found: dict[str, Letter] = {}
    for table, one in document.tables("letter", lambda table: (table, _read_letter(table, languages))):
        if one.key in found:
            table.wrong("key", f"“{one.key}” is there twice.", "Keep one of the two.")
        found[one.key] = one
    return found


def _read_letter(table: Table, languages: tuple[str, ...]) -> Letter:
    table.only("key", "citation", "checked_on", *languages)
    return Letter(
        table.dotted("key"),
        table.text("citation"),
        table.day("checked_on"),
        {language: _read_words(table.table(language), language) for language in languages},
    )


def _read_words(table: Table, language: str) -> LetterWords:
    table.only("title", "paragraphs")
    words = LetterWords(language, table.text("title"), table.texts("paragraphs"))
    if not words.paragraphs:
        table.wrong(None, "The letter says nothing.", "Add some paragraphs.")
    for key, text in (("title", words.title), *(("paragraphs", one) for one in words.paragraphs)):
        for found in _PLACEHOLDER.findall(text):
            if found not in _CAN_BE_FILLED:
                table.wrong(
                    key,
                    f"“{found}” cannot be filled in.",
                    f"Use one of: {', '.join(sorted(_CAN_BE_FILLED))}.",
                )
    return words
