"""A sealed record that anybody can check without this program: what was signed, and a digest over all of it.

The check itself is a few lines of plain Python, printed in docs/how-it-works/signatures.md; `faults` does the same
and says what is wrong. The digest shows that a file was changed. That it is the one this service made is shown by
comparing the digest with the one on the page, or by `alongside verify` on the server that keeps it.
"""

import hashlib
import json
from typing import Any

KIND = "alongside-signature"
FORMAT = 1


def canonical(value: Any) -> bytes:
    """JSON with sorted keys and no spaces, in UTF-8: one value has one form."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest_of(value: Any) -> str:
    """SHA-256 over the canonical form."""
    return hashlib.sha256(canonical(value)).hexdigest()


def text_digest(text: str) -> str:
    """SHA-256 of words in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def sealed(evidence: dict[str, Any]) -> dict[str, Any]:
    """The file that is handed out: the evidence and its digest."""
    return {"kind": KIND, "format": FORMAT, "evidence": evidence, "sha256": digest_of(evidence)}


def faults(content: bytes) -> list[str]:
    """What is wrong with a file; nothing when it holds together."""
    try:
        record = json.loads(content)
        evidence, claimed = record["evidence"], record["sha256"]
    except (ValueError, KeyError, TypeError):
        return ["This is not a signature file, or it is damaged."]
    if record.get("kind") != KIND or record.get("format") != FORMAT or not isinstance(evidence, dict):
        return ["This is not a signature file that this version knows."]
    if set(record) != {"kind", "format", "evidence", "sha256"}:
        return ["There is something in the file that was not there when it was made."]
    found = []
    if digest_of(evidence) != claimed:
        found.append("The evidence was changed after it was sealed.")
    if "text_shown" in evidence and text_digest(evidence["text_shown"]) != evidence.get("text_sha256"):
        found.append("The words that were shown are not the ones that were signed.")
    if "document" in evidence and digest_of(evidence["document"]) != evidence.get("version_digest"):
        found.append("The plan is not the one that was signed.")
    return found
