"""Common transfer files: the XML in which one school in England tells another about its pupils.

Structure as law-and-data section 4.1 has it: root CTfile without a namespace, a Header, pupils in
CTFpupilData. A file is read in pieces and forgotten behind the reader, so memory stays small; a document type,
and with it every entity, is refused before any parsing.
"""

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from alongside.exchange.reading.cells import RawRow
from alongside.exchange.reading.ctf_pupil import pupil_values, sen_history
from alongside.exchange.reading.pupil import SourceSchool
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean, shorten

MAX_PUPILS = 20_000
_CHUNK = 1 << 16
_LONGEST_STRETCH = 1 << 20
_MOST_TAGS = 3_000_000
"""More than the largest file has that is full of pupils with every block."""
_FORBIDDEN = ("<!DOCTYPE", "<!ENTITY")
_OVERLAP = max(map(len, _FORBIDDEN))


@dataclass(frozen=True)
class Transfer:
    """What a common transfer file holds, before its pupils are checked."""

    source: SourceSchool
    rows: tuple[RawRow, ...]


class _UnreadableError(Exception):
    """Stops the reading of a file; never leaves this module."""

    def __init__(self, code: str, message: str, what_to_do: str) -> None:
        super().__init__(message)
        self.refusal = Refusal(f"ctf.{code}", message, what_to_do)


_EXPORT_AGAIN = "Ask the school that made it to export it again."


def read_ctf(data: bytes, encoding: str) -> Transfer | Refusal:
    """The header and pupils of a common transfer file, or why it is not one.

    The bytes must be known to decode by `encoding` (see `sniff`).
    """
    try:
        _refuse_before_parsing(data, encoding)
        return _Reading(data, encoding).transfer()
    except _UnreadableError as unreadable:
        return unreadable.refusal


def _pieces(data: bytes, encoding: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)()
    stream = io.BytesIO(data)
    while chunk := stream.read(_CHUNK):
        yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)


def _refuse_before_parsing(data: bytes, encoding: str) -> None:
    """Looks at decoded text, so that no encoding can hide what the parser would later see."""
    before, tags = "", 0
    for piece in _pieces(data, encoding):
        text = before + piece
        if any(word in text for word in _FORBIDDEN):
            raise _document_type()
        before = text[-_OVERLAP:]
        tags += piece.count("<")
    if tags > _MOST_TAGS:
        raise _not_a_transfer()


class _Reading:
    """One pass over a file; what has been read is dropped from the tree at once."""

    def __init__(self, data: bytes, encoding: str) -> None:
        self._pieces = _pieces(data, encoding)
        self._parser = _parser(("end",), ("Header", "Pupil"))
        self._source = SourceSchool()
        self._rows: list[RawRow] = []

    def transfer(self) -> Transfer:
        # Between two ends of a header or pupil the tree grows, so that stretch is what bounds memory.
        stretch = 0
        try:
            for place, piece in enumerate(self._pieces):
                text = piece.lstrip("\ufeff \t\r\n") if place == 0 else piece
                if place == 0:
                    _check_root(text)
                self._parser.feed(text.encode())
                stretch = 0 if self._take_events() else stretch + len(piece)
                if stretch > _LONGEST_STRETCH:
                    raise _not_a_transfer()
            self._parser.close()
            self._take_events()
        except etree.XMLSyntaxError as error:
            raise _broken(error) from None
        return Transfer(self._source, tuple(self._rows))

    def _take_events(self) -> bool:
        any_event = False
        for _, element in self._parser.read_events():
            any_event = True
            place = (element.tag, *(ancestor.tag for ancestor in element.iterancestors()))
            if place == ("Pupil", "CTFpupilData", "CTfile"):
                self._add(element)
            elif place == ("Header", "CTfile"):
                self._source = _source_school(element)
            else:
                raise _misplaced(element)
            _forget(element)
        return any_event

    def _add(self, pupil: etree._Element) -> None:
        if len(self._rows) >= MAX_PUPILS:
            raise _UnreadableError(
                "too_many",
                f"There are more than {MAX_PUPILS:,} pupils in this file.",
                "Ask for a file for each school or year group.",
            )
        # Past line 65,535 the parser may be one line out.
        self._rows.append(RawRow(pupil.sourceline or 1, pupil_values(pupil), sen_history(pupil)))


def _parser(events: tuple[str, ...], tags: tuple[str, ...] | None = None) -> etree.XMLPullParser:
    """A parser that reaches for nothing outside the file.

    It gets UTF-8 whatever the file says of its encoding, so that there is only one reading of it.
    """
    return etree.XMLPullParser(
        events=events,
        tag=tags,
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _forget(element: etree._Element) -> None:
    """Drops the element's content and everything in the file before it, which is no longer needed."""
    element.clear()
    for node in (element, *element.iterancestors()):
        parent = node.getparent()
        # One by one: to take them in one slice, the library first counts all that stand after them too.
        while parent is not None and node.getprevious() is not None:
            del parent[0]


def _check_root(start: str) -> None:
    """Refuses a file whose first element is not that of a common transfer file."""
    parser = _parser(("start",))
    parser.feed(start.encode())
    for _, root in parser.read_events():
        _check_root_name(str(root.tag))
        return


def _check_root_name(name: str) -> None:
    if name == "CTfile":
        return
    local = shorten(name.rpartition("}")[2], 40)
    if local == "ATfile":
        raise _UnreadableError(
            "admissions_file",
            "This is an admissions transfer file (ATF), which a council sends about places.",
            "Choose the common transfer file (CTF) from the child’s last school.",
        )
    if local.casefold() in {"ctfile", "ctf"}:
        raise _UnreadableError(
            "root",
            "This looks like a common transfer file (CTF), but it was not made in the right way. "
            f"It should start with “CTfile”, and it starts with “{shorten(name, 80)}”.",
            _EXPORT_AGAIN,
        )
    raise _UnreadableError(
        "other_xml",
        f"This is an XML file, but not a common transfer file: it begins with “{local}”.",
        "Choose a common transfer file (CTF) or a CSV file.",
    )


def _not_a_transfer() -> _UnreadableError:
    return _UnreadableError(
        "shape",
        "One part of this file is far too long to be about one child.",
        _EXPORT_AGAIN,
    )


def _document_type() -> _UnreadableError:
    return _UnreadableError(
        "document_type",
        "This file has a part (a DOCTYPE) that can be used to attack a system. "
        "A true common transfer file never has one.",
        "Do not use it. " + _EXPORT_AGAIN,
    )


def _misplaced(element: etree._Element) -> _UnreadableError:
    return _UnreadableError(
        "misplaced",
        f"The part “{element.tag}” on line {element.sourceline} is not where a common transfer file has it.",
        _EXPORT_AGAIN,
    )


def _broken(error: etree.XMLSyntaxError) -> _UnreadableError:
    line = error.position[0] or 1
    return _UnreadableError(
        "broken",
        f"The file stops or goes wrong at line {line}, so it did not arrive whole.",
        "Download or copy it again. If that does not help: " + _EXPORT_AGAIN,
    )


def _source_school(header: etree._Element) -> SourceSchool:
    def text(path: str) -> str:
        return clean(header.findtext(path) or "")[:100]

    return SourceSchool(
        laestab=text("SourceSchool/LEA") + text("SourceSchool/Estab"),
        urn=text("SourceSchool/URN"),
        name=text("SourceSchool/SchoolName"),
        school_year=text("SourceSchool/AcademicYear"),
        version=text("CTFversion"),
    )
