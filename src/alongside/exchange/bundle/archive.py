"""The file itself: a zip with a manifest that names every member with its digest. Pure: bytes in, bytes out.

Nothing is ever unpacked onto a disk. What is not named, named twice, too large, packed too tightly, or differs
from its digest makes the whole file refused: a bundle is brought in whole or not at all.
"""

import hashlib
import io
import json
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from alongside.kernel.refusal import Refusal

FORM = "alongside-child"
VERSION = 1
MANIFEST = "manifest.json"
RECORD = "record.json"
LARGEST_FILE = 500 * 1024 * 1024
LARGEST_WHOLE = 1024 * 1024 * 1024
LARGEST_RECORD = 200 * 1024 * 1024
LARGEST_MANIFEST = 4 * 1024 * 1024
MOST_MEMBERS = 20_000
TIGHTEST = 200
"""Text packs at most about this many times; a bomb packs a thousand times and more."""
_NAME = re.compile(
    r"^(record\.json|schema\.json|index\.html|README\.txt|plans/[0-9]{1,4}\.html|files/[0-9a-f]{64})$"
)


@dataclass(frozen=True)
class Contents:
    """A bundle that is whole: what its manifest says, its record, and its files by digest."""

    about: Mapping[str, Any]
    record: Mapping[str, Any]
    files: Mapping[str, bytes]
    digest: str


def packed(about: Mapping[str, Any], members: Mapping[str, bytes]) -> bytes:
    """The zip: the manifest first, then every member, in order of name."""
    listed = {
        name: {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
        for name, content in sorted(members.items())
    }
    manifest = {"form": FORM, "version": VERSION, **about, "members": listed}
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, json.dumps(manifest, indent=2, ensure_ascii=False))
        for name, content in sorted(members.items()):
            archive.writestr(name, content)
    return held.getvalue()


def unpacked(content: bytes) -> Contents | Refusal:
    """What a bundle holds, or why it is refused."""
    if len(content) > LARGEST_FILE:
        return _no("too-large", "This file is larger than a bundle can be (500 MB).")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _contents(archive, hashlib.sha256(content).hexdigest())
    except _Damaged as damage:
        return damage.refusal
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
        return _no("damaged", "This file is damaged, or is not a bundle.")
    except RecursionError:
        return _no("hostile", "This file is not a bundle that can be read safely.")


class _Damaged(Exception):
    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


def _no(code: str, message: str) -> Refusal:
    what = "Nothing was changed. Ask for the bundle to be made and sent again."
    return Refusal(f"bundle.{code}", message, what, "file")


def _contents(archive: zipfile.ZipFile, digest: str) -> Contents:
    entries = archive.infolist()
    _check_sizes(entries)
    manifest = _json(_read(archive, MANIFEST, LARGEST_MANIFEST))
    if manifest.get("form") != FORM:
        raise _Damaged(_no("form", "This is not a bundle about a child."))
    if manifest.get("version") != VERSION:
        raise _Damaged(_no("version", "This bundle was made by another version, which this one cannot read."))
    members = manifest.pop("members", None)
    _check_names(members, [entry.filename for entry in entries])
    read = {name: _whole(archive, name, said) for name, said in members.items()}
    record = _json(read[RECORD])
    files = {name.removeprefix("files/"): held for name, held in read.items() if name.startswith("files/")}
    return Contents(manifest, record, files, digest)


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_MEMBERS or sum(entry.file_size for entry in entries) > LARGEST_WHOLE:
        raise _Damaged(_no("too-large", "This bundle holds more than one child's record can."))
    for entry in entries:
        if entry.file_size > TIGHTEST * max(entry.compress_size, 1024):
            raise _Damaged(_no("hostile", "This file is packed in a way that no bundle is."))


def _check_names(members: Any, found: list[str]) -> None:
    if not isinstance(members, dict) or RECORD not in members or not all(map(_NAME.match, members)):
        raise _Damaged(_no("damaged", "The list of what this bundle holds is damaged."))
    if sorted(found) != sorted([MANIFEST, *members]):
        raise _Damaged(_no("damaged", "This bundle holds more or less than its own list says."))


def _whole(archive: zipfile.ZipFile, name: str, said: Any) -> bytes:
    content = _read(archive, name, LARGEST_RECORD)
    found = {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
    if said != found or (name.startswith("files/") and name != f"files/{found['sha256']}"):
        raise _Damaged(_no("damaged", f"A part of this bundle was changed after it was made ({name[:20]})."))
    return content


def _read(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    """At most so many bytes, whatever the zip says about itself."""
    try:
        with archive.open(name) as member:
            content = member.read(most + 1)
    except KeyError:
        raise _Damaged(_no("form", "This is not a bundle about a child.")) from None
    if len(content) > most:
        raise _Damaged(_no("too-large", "A part of this bundle is larger than it can be."))
    return content


def _json(content: bytes) -> dict[str, Any]:
    found = json.loads(content.decode("utf-8"), parse_constant=_never, object_pairs_hook=_once)
    if not isinstance(found, dict):
        raise _Damaged(_no("damaged", "A part of this bundle is not what it should be."))
    return found


def _never(constant: str) -> float:
    raise ValueError(constant)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A name that stands twice could be read in two ways."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found
