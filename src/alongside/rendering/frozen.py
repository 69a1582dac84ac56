"""Documents kept exactly as they were agreed: one canonical form, one digest, and the way back.

The canonical form is JSON in UTF-8 with sorted keys and no spaces. The digest is SHA-256 over that form in
which each picture stands by its own SHA-256, so that a document can be checked without loading its pictures.
"""

import base64
import hashlib
import json
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from alongside.rendering import model
from alongside.rendering.model import Document

# Raised when the meaning of a stored part changes, so that an old copy is never read as something else.
FORM = 1
_PARTS = {
    part.__name__: part
    for part in (
        model.Document,
        model.Heading,
        model.Paragraph,
        model.Passage,
        model.Bullets,
        model.Facts,
        model.Table,
        model.Picture,
        model.Ring,
        model.Rings,
        model.Callout,
        model.Divider,
        model.PageBreak,
        model.KeepTogether,
        model.Columns,
    )
}


def canonical_json(document: Document) -> bytes:
    """The document as bytes that are the same for equal documents. `from_json` reads them back."""
    return _dump(document, whole_pictures=True)


def digest(document: Document) -> str:
    """The SHA-256 of the document, in hexadecimal."""
    return hashlib.sha256(_dump(document, whole_pictures=False)).hexdigest()


def checkable(document: Document) -> Any:
    """What the digest is taken over, as plain data: for handing out with a signature."""
    return json.loads(_dump(document, whole_pictures=False))


def from_json(stored: bytes | str) -> Document:
    """Read a stored document back. Raises ValueError when the bytes are not a document in a known form."""
    holder = json.loads(stored)
    if not isinstance(holder, dict) or holder.get("form") != FORM:
        raise ValueError("These bytes are not a stored document of a form this version can read.")
    document = _part(holder["document"])
    if not isinstance(document, Document):
        raise ValueError("These bytes hold a part of a document, not a document.")
    return document


def _dump(document: Document, *, whole_pictures: bool) -> bytes:
    holder = {"form": FORM, "document": _plain(document, whole_pictures)}
    text = json.dumps(holder, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def _plain(value: Any, whole_pictures: bool) -> Any:
    if is_dataclass(value):
        plain = {field.name: _plain(getattr(value, field.name), whole_pictures) for field in fields(value)}
        return {"is": type(value).__name__, **plain}
    if isinstance(value, tuple):
        return [_plain(item, whole_pictures) for item in value]
    if isinstance(value, bytes):
        if whole_pictures:
            return {"is": "bytes", "base64": base64.b64encode(value).decode()}
        return {"is": "digest", "sha256": hashlib.sha256(value).hexdigest()}
    if isinstance(value, date):
        return {"is": "date", "iso": value.isoformat()}
    return value


def _part(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_part(item) for item in value)
    if not isinstance(value, dict):
        return value
    kind = value.get("is")
    if kind == "bytes":
        return base64.b64decode(value["base64"], validate=True)
    if kind == "date":
        return date.fromisoformat(value["iso"])
    if kind not in _PARTS:
        raise ValueError(f"A stored document holds an unknown part {kind!r}.")
    return _PARTS[kind](**{name: _part(item) for name, item in value.items() if name != "is"})
