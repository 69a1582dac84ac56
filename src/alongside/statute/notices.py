"""The words of messages that leave the product: what happened and where to read it, and nothing about anybody.

A message may be seen over a shoulder or on a locked phone, so it names the event and no person. The only things
that can be filled in are the name of the service and a link.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from alongside.statute.files import england_text
from alongside.statute.tables import Table, read_document

FIRST_LANGUAGE = "en"

_PLACEHOLDER = re.compile(r"\{[^}]*\}|[{}]")
_CAN_BE_FILLED = ("{service}", "{link}")


@dataclass(frozen=True)
class NoticeWords:
    """A message in one language."""

    language: str
    subject: str
    body: str

    def filled(self, *, service: str, link: str) -> "NoticeWords":
        """The message with the name of the service and the link in place."""
        subject = self.subject.replace("{service}", service)
        body = self.body.replace("{service}", service).replace("{link}", link)
        return NoticeWords(self.language, subject, body)


@dataclass(frozen=True)
class Notice:
    """What is sent when `event` happens; `sent_when` explains it to whoever looks after the words."""

    event: str
    sent_when: str
    words: Mapping[str, NoticeWords]

    def in_language(self, tag: str) -> NoticeWords:
        """The words in the language of `tag` ("pl", "pl-PL"), or in English where there are none yet."""
        return self.words.get(tag.partition("-")[0].lower(), self.words[FIRST_LANGUAGE])


@cache
def notices() -> Mapping[str, Notice]:
    """Every message by its event, `england/notices.toml`."""
    return read_notices(*england_text("notices.toml"))


def read_notices(text: str, file: str) -> Mapping[str, Notice]:
    """The messages written in `text`; raises WrongData."""
    return read_document(text, file, _read_notices)


def _read_notices(document: Table) -> Mapping[str, Notice]:
    document.only("languages", "notice")
    languages = document.texts("languages")
    if FIRST_LANGUAGE not in languages:
        document.wrong("languages", "English is not among the languages.", f"Add “{FIRST_LANGUAGE}”.")
    found: dict[str, Notice] = {}
    for table, notice in document.tables("notice", lambda table: (table, _read_notice(table, languages))):
        if notice.event in found:
            table.wrong("event", f"“{notice.event}” is there twice.", "Keep one of the two.")
        found[notice.event] = notice
    return found


def _read_notice(table: Table, languages: tuple[str, ...]) -> Notice:
    table.only("event", "sent_when", *languages)
    return Notice(
        event=table.dotted("event"),
        sent_when=table.text("sent_when"),
        words={language: _read_words(table.table(language), language) for language in languages},
    )


def _read_words(table: Table, language: str) -> NoticeWords:
    table.only("subject", "body")
    words = NoticeWords(language, table.text("subject"), table.text("body"))
    for key, text in (("subject", words.subject), ("body", words.body)):
        for found in _PLACEHOLDER.findall(text):
            if found not in _CAN_BE_FILLED:
                table.wrong(key, f"“{found}” cannot be filled in.", "Only {service} and {link} can.")
    if "{link}" in words.subject:
        table.wrong("subject", "A subject cannot hold a link.", "Put {link} in the body.")
    return words
