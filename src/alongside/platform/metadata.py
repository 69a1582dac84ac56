"""What a document tells about who made it, taken out before it is kept: author, dates, earlier states, attachments.

Source: ASVS 5.0 14.2.8; trust 1.2 row 64. Pictures inside a document are left as they are.
"""

import io
import zipfile
from datetime import UTC, datetime

import pikepdf
from docx import Document
from docx.opc.exceptions import PackageNotFoundError

from alongside.kernel.refusal import Refusal

PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MOST_UNPACKED = 100 * 1024 * 1024
_MOST_PARTS = 2_000
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)

_LOCKED = Refusal(
    "locked",
    "This file is locked with a password.",
    "Save a copy without one, then choose that.",
    field="file",
)
_BROKEN = Refusal(
    "broken", "This file cannot be read.", "Save it again, then choose that copy.", field="file"
)
_TRACKED = Refusal(
    "tracked",
    "This Word document still holds comments or tracked changes, which its reader could see.",
    "Accept or remove them, or save it as a PDF, then choose that copy.",
    field="file",
)


def without_metadata(content: bytes, kind: str) -> bytes | Refusal:
    """The same document without what is not for its reader; other kinds of file come back as they are.

    Refuses what is locked or cannot be read, and a Word document in which changes or comments can be read.
    """
    if kind == PDF:
        return _pdf(content)
    return _word(content) if kind == WORD else content


def _pdf(content: bytes) -> bytes | Refusal:
    """Written anew, so that earlier states which were only appended to are gone as well."""
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            for name in list(pdf.attachments):
                del pdf.attachments[name]
            if "/Info" in pdf.trailer:
                del pdf.trailer["/Info"]
            for one in pdf.objects:
                _plain(one)
            _plain(pdf.Root)
            written = io.BytesIO()
            pdf.remove_unreferenced_resources()
            pdf.save(written, deterministic_id=True)
    except pikepdf.PasswordError:
        return _LOCKED
    except pikepdf.PdfError:
        return _BROKEN
    return written.getvalue()


def _plain(one: pikepdf.Object) -> None:
    """Take the notes that programs leave, files that hang on it and what runs by itself, from one object."""
    if not isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
        return
    for name in ("/Metadata", "/PieceInfo", "/LastModified", "/AF", "/JavaScript", "/OpenAction", "/AA"):
        if name in one:
            del one[name]


def _word(content: bytes) -> bytes | Refusal:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            if len(parts) > _MOST_PARTS or sum(one.file_size for one in parts) > _MOST_UNPACKED:
                return _BROKEN
            if _can_be_read(packed):
                return _TRACKED
        document = Document(io.BytesIO(content))
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError):
        return _BROKEN
    known = document.core_properties
    for name in (
        "author",
        "last_modified_by",
        "comments",
        "keywords",
        "category",
        "subject",
        "title",
        "identifier",
    ):
        setattr(known, name, "")
    known.created = known.modified = known.last_printed = _LONG_AGO
    known.revision = 1
    written = io.BytesIO()
    document.save(written)
    return _without_parts(written.getvalue())


def _can_be_read(packed: zipfile.ZipFile) -> bool:
    """Whether somebody's changes or comments stand in it still."""
    for one in packed.namelist():
        if one.startswith("word/comments") or one == "word/people.xml":
            return True
        if one.startswith("word/") and one.endswith(".xml"):
            text = packed.read(one)
            if b"<w:ins " in text or b"<w:del " in text or b"<w:moveFrom " in text:
                return True
    return False


def _without_parts(content: bytes) -> bytes:
    """Empties what a program wrote of the company and of itself; the parts stay, because others point to them."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as packed, zipfile.ZipFile(written, "w") as clean:
        for one in packed.infolist():
            text = _EMPTY.get(one.filename) or packed.read(one.filename)
            plain = zipfile.ZipInfo(one.filename, (2000, 1, 1, 0, 0, 0))
            plain.compress_type = zipfile.ZIP_DEFLATED
            clean.writestr(plain, text)
    return written.getvalue()


_EMPTY = {
    "docProps/app.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties '
    b'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
    "docProps/custom.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties '
    b'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>',
}
