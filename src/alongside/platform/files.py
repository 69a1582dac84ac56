"""The file store: bytes in, a random name out. What a file claims to be is never believed.

    stored = put(content, accepts={"application/pdf"})      # Stored, or a Refusal in plain words
    content = get(stored.key)

Names are random, so a path tells nothing and cannot be chosen; the digest is kept beside it so that a
changed file is noticed. A file the scanner finds something in is put aside and never served.
Source: ASVS 5.0 chapter 5.
"""

import hashlib
import re
import secrets
from collections.abc import Collection
from dataclasses import dataclass

import puremagic
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from alongside.kernel.refusal import Refusal
from alongside.platform import scanning
from alongside.platform.metadata import without_metadata

LARGEST = 20 * 1024 * 1024
_KEPT = re.compile(r"^kept/[0-9a-f]{2}/[0-9a-f]{40}$")
_WORDS = {
    "application/pdf": "a PDF",
    "image/jpeg": "a JPEG picture",
    "image/png": "a PNG picture",
    "text/plain": "plain text",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "a Word document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "an Excel workbook",
}


class Changed(Exception):
    """A stored file is not the one that was put there."""


@dataclass(frozen=True)
class Stored:
    """Where a file is (`key`), what it is (`kind`, from its content) and how to know it again (`digest`)."""

    key: str
    kind: str
    size: int
    digest: str


def put(
    content: bytes, *, accepts: Collection[str], largest: int = LARGEST, plain: bool = False
) -> Stored | Refusal:
    """Check a file and keep it; a Refusal when it is empty, too large, of another kind, or not safe.

    With `plain`, without what it tells about who made it; a Refusal where that cannot be taken out.
    """
    kind = kind_of(content)
    if refusal := _may_keep(content, kind, accepts, largest):
        return refusal
    verdict = scanning.scan(content)
    if verdict is scanning.Verdict.UNKNOWN:
        return Refusal(
            "not-checked",
            "This file could not be checked for viruses, so it was not kept.",
            "Try again in a few minutes. Nothing else you entered is lost.",
            field="file",
        )
    if verdict is scanning.Verdict.INFECTED:
        _save(content, "aside")
        return Refusal(
            "virus",
            "The virus check found something harmful in this file, so it was not kept.",
            "Have the device it came from checked, then use another copy.",
            field="file",
        )
    cleaned = without_metadata(content, kind) if plain else content
    return cleaned if isinstance(cleaned, Refusal) else keep(cleaned, kind)


def keep(content: bytes, kind: str) -> Stored:
    """Keep a file the product made itself (a frozen plan, a rewritten picture): nothing to check."""
    return Stored(_save(content, "kept"), kind, len(content), digest_of(content))


def get(key: str, digest: str = "") -> bytes:
    """The bytes under a key. Raises FileNotFoundError for no such file, `Changed` when the digest differs."""
    if not _KEPT.match(key):
        raise FileNotFoundError("no such file")
    with default_storage.open(key) as file:
        content: bytes = file.read()
    if digest and digest_of(content) != digest:
        raise Changed(f"the file {key} is not the one that was stored")
    return content


def discard(key: str) -> None:
    """Remove a file for good; nothing happens when it is gone already."""
    if _KEPT.match(key):
        default_storage.delete(key)


def digest_of(content: bytes) -> str:
    """SHA-256 of the content, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def kind_of(content: bytes) -> str:
    """What the content is by its own first bytes: a media type, or "" when nothing known."""
    try:
        return puremagic.from_string(content, mime=True)
    except (puremagic.PureError, ValueError):
        return "text/plain" if _is_text(content) else ""


def _is_text(content: bytes) -> bool:
    if b"\x00" in content:
        return False
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return bool(content)


def _may_keep(content: bytes, kind: str, accepts: Collection[str], largest: int) -> Refusal | None:
    if not content:
        return Refusal("empty", "This file is empty.", "Choose another file.", field="file")
    if len(content) > largest:
        limit = f"{largest // 1024 // 1024} MB"
        return Refusal(
            "too-large", f"This file is larger than {limit}.", "Choose a smaller file.", field="file"
        )
    if kind not in accepts:
        wanted = " or ".join(sorted(_WORDS.get(each, each) for each in accepts))
        return Refusal(
            "kind", "This file is not of a kind we can keep here.", f"Choose {wanted}.", field="file"
        )
    return None


def _save(content: bytes, folder: str) -> str:
    name = secrets.token_hex(20)
    return default_storage.save(f"{folder}/{name[:2]}/{name}", ContentFile(content))
