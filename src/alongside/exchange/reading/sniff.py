"""What a file really is, whatever its name says, and how its text is encoded.

Nothing is opened or unpacked to find out: the first bytes decide.
"""

import codecs
import re
from dataclasses import dataclass
from enum import StrEnum

from alongside.kernel.refusal import Refusal

MAX_BYTES = 20 * 1024 * 1024
_CHUNK = 1 << 16


class Kind(StrEnum):
    """The two formats that are read."""

    CSV = "csv"
    CTF = "ctf"


@dataclass(frozen=True, slots=True)
class Sniffed:
    """The kind of file and the name of its encoding, by which all of it can be decoded."""

    kind: Kind
    encoding: str


_SAVE_AS_CSV = "Open it in your spreadsheet program, choose Save as, then “CSV UTF-8 (comma delimited)”."
_SEND_CSV_OR_CTF = (
    "Choose a CSV file or a common transfer file (CTF, ending in .xml) from your school’s system."
)
_SIGNATURES: tuple[tuple[bytes, str, str, str], ...] = (
    (b"\xd0\xcf\x11\xe0", "old_office", "an old Excel or Word file", _SAVE_AS_CSV),
    (b"%PDF", "pdf", "a PDF", _SEND_CSV_OR_CTF),
    (b"\x89PNG", "image", "a picture", _SEND_CSV_OR_CTF),
    (b"\xff\xd8\xff", "image", "a picture", _SEND_CSV_OR_CTF),
    (b"GIF8", "image", "a picture", _SEND_CSV_OR_CTF),
    (b"RIFF", "image", "a picture or a recording", _SEND_CSV_OR_CTF),
    (b"BM", "image", "a picture", _SEND_CSV_OR_CTF),
    (b"II*\0", "image", "a picture", _SEND_CSV_OR_CTF),
    (b"MM\0*", "image", "a picture", _SEND_CSV_OR_CTF),
    (b"\x1f\x8b", "archive", "a compressed file", "Unpack it first, then choose the CSV or CTF inside it."),
    (
        b"7z\xbc\xaf\x27\x1c",
        "archive",
        "a compressed file",
        "Unpack it first, then choose the CSV or CTF inside it.",
    ),
    (b"Rar!", "archive", "a compressed file", "Unpack it first, then choose the CSV or CTF inside it."),
    (b"BZh", "archive", "a compressed file", "Unpack it first, then choose the CSV or CTF inside it."),
    (b"\xfd7zXZ", "archive", "a compressed file", "Unpack it first, then choose the CSV or CTF inside it."),
    (b"{\\rtf", "word", "a Word document", _SEND_CSV_OR_CTF),
    (b"SQLite format 3", "program", "a database", _SEND_CSV_OR_CTF),
    (b"MZ", "program", "a program", _SEND_CSV_OR_CTF),
    (b"\x7fELF", "program", "a program", _SEND_CSV_OR_CTF),
)
_NEEDS_BINARY = frozenset({"image", "program", "archive"})
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UTF_32_MARKS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_XML_ENCODING = re.compile(r"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_XML_ENCODINGS = frozenset(
    {"utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "latin1", "windows-1252", "cp1252"}
)
_BINARY = re.compile("[\u0001-\u0008\u000e-\u001a\u001c-\u001f\u007f]")


def sniff(data: bytes, most: int = MAX_BYTES) -> Sniffed | Refusal:
    """The kind and encoding of a file of at most `most` bytes, or why it is not one that is read here.

    Accepted are UTF-8 with or without mark, UTF-16 with its mark, and Windows-1252, which is what spreadsheets
    on Windows save when nobody chooses.
    """
    if refusal := _size_refusal(data, most) or _signature_refusal(data):
        return refusal
    encoding = _encoding(data)
    if isinstance(encoding, Refusal):
        return encoding
    start = data[:4096].decode(encoding, "replace").lstrip("\ufeff \t\r\n")
    if start.startswith("<"):
        return _sniff_markup(start, encoding)
    if not start and not data[:_CHUNK].decode(encoding, "replace").strip():
        return _EMPTY
    if start.startswith(("{", '[{"')):
        return _not_ours("json", "a JSON file", _SEND_CSV_OR_CTF)
    return Sniffed(Kind.CSV, encoding)


_EMPTY = Refusal(
    "file.empty",
    "This file is empty.",
    "Save it again from your school’s system, and check that it has rows.",
)


def _size_refusal(data: bytes, most: int) -> Refusal | None:
    if not data:
        return _EMPTY
    if len(data) > most:
        return Refusal(
            "file.too_large",
            f"This file is {len(data) // (1024 * 1024)} MB. The most we read at once is {most // (1024 * 1024)} MB.",
            "Leave out columns that are not needed here, or send one year group at a time.",
        )
    return None


def _not_ours(code: str, what: str, what_to_do: str) -> Refusal:
    return Refusal(f"file.{code}", f"This is {what}, whatever its name says.", what_to_do)


def _signature_refusal(data: bytes) -> Refusal | None:
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zip_refusal(data)
    if data.startswith(_UTF_32_MARKS):
        return _encoding_refusal()
    for signature, code, what, what_to_do in _SIGNATURES:
        # "BMI, Name" is a line of text: short signatures count only when the bytes are no text.
        if data.startswith(signature) and (code not in _NEEDS_BINARY or _is_binary(data[:1024])):
            return _not_ours(code, what, what_to_do)
    if data[4:8] == b"ftyp":
        return _not_ours("image", "a picture or a recording", _SEND_CSV_OR_CTF)
    return None


def _is_binary(start: bytes) -> bool:
    return b"\0" in start or bool(_BINARY.search(start.decode("latin-1")))


def _zip_refusal(data: bytes) -> Refusal:
    names = data[:_CHUNK] + data[-_CHUNK:]
    if b"xl/" in names or b"opendocument.spreadsheet" in names:
        return _not_ours("spreadsheet", "a spreadsheet (such as .xlsx)", _SAVE_AS_CSV)
    if b"word/" in names or b"opendocument.text" in names:
        return _not_ours("word", "a Word document", _SEND_CSV_OR_CTF)
    return _not_ours("archive", "a zip file", "Unpack it first, then choose the CSV or CTF inside it.")


def _encoding_refusal() -> Refusal:
    return Refusal(
        "file.encoding",
        "We cannot read the letters in this file: it is saved in a form that we do not know.",
        "Save it again as “CSV UTF-8 (comma delimited)”, or export it again from your school’s system.",
    )


def _nul_refusal() -> Refusal:
    return Refusal(
        "file.nul",
        "This file has characters that no list of children has, so part of it may be damaged.",
        "Export it again from your school’s system, as CSV UTF-8 or as a common transfer file.",
    )


def _encoding(data: bytes) -> str | Refusal:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding if _decodes(data, encoding) else _encoding_refusal()
    if b"\0" in data:
        return _nul_refusal()
    if _decodes(data, "utf-8"):
        return "utf-8"
    return "cp1252" if _decodes(data, "cp1252") else _encoding_refusal()


def _decodes(data: bytes, encoding: str) -> bool:
    """Whether all of it is text in this encoding; a piece at a time, so that memory stays small."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(data), _CHUNK):
            piece = decoder.decode(data[start : start + _CHUNK])
            if "\0" in piece:
                return False
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _sniff_markup(start: str, encoding: str) -> Sniffed | Refusal:
    small = start.lower()
    if small.startswith(("<!doctype html", "<html")) or "<html" in small[:512]:
        return _not_ours(
            "html", "a web page", "Sign in to your school’s system and export the report as CSV."
        )
    # What the bytes are beats what the file says of itself; only a claim that we do not know is refused.
    declared = _XML_ENCODING.search(start)
    if declared and encoding in {"utf-8", "cp1252"} and declared[1].lower() not in _XML_ENCODINGS:
        return _encoding_refusal()
    return Sniffed(Kind.CTF, encoding)
