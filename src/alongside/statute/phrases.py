"""Phrases that stand beside the English where somebody who was invited answers, in the language they chose."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from alongside.statute.files import england_text
from alongside.statute.tables import Table, read_document


@dataclass(frozen=True)
class Phrases:
    """The phrases of one language, by what the page says in English."""

    language: str
    words: Mapping[str, str]

    def of(self, english: str) -> str:
        """The phrase; "" where there is none in this language yet."""
        return self.words.get(english, "")


@cache
def phrases_in(tag: str) -> Phrases:
    """The phrases in the language of `tag` ("pl", "pl-PL,pl;q=0.9"): none where there are none yet."""
    language = tag.partition(",")[0].partition(";")[0].partition("-")[0].strip().lower()
    return Phrases(language, _phrases().get(language, {}))


@cache
def _phrases() -> Mapping[str, Mapping[str, str]]:
    return read_phrases(*england_text("phrases.toml"))


def read_phrases(text: str, file: str) -> Mapping[str, Mapping[str, str]]:
    """The phrases written in `text`, by language; raises WrongData."""
    return read_document(text, file, _read)


def _read(document: Table) -> Mapping[str, Mapping[str, str]]:
    document.only("languages", "phrase")
    languages = document.texts("languages")
    found: dict[str, dict[str, str]] = {language: {} for language in languages}
    for table, english in document.tables("phrase", lambda table: (table, table.text("en"))):
        table.only("en", *languages)
        if english in found[languages[0]]:
            table.wrong("en", f"“{english}” is there twice.", "Keep one of the two.")
        for language in languages:
            found[language][english] = table.text(language)
    return found
