"""Whether an answer that somebody holds in their hands is kept here: for the command line on the server."""

from typing import Any

from alongside.children.models import SharingAnswer
from alongside.kernel.proofs import digest_of
from alongside.plans.models import Agreement

_ABOUT_THE_VERSION = {
    "what", "version_number", "document", "answer", "remark", "signer", "signs_as",
}  # fmt: skip
"""What is put beside the kept evidence of an answer to a plan when it is handed out."""


def is_kept_here(evidence: dict[str, Any]) -> bool:
    """Whether an answer with exactly this evidence is kept. It says yes or no, and nothing about anybody."""
    if SharingAnswer.everything.filter(digest=digest_of(evidence)).exists():
        return True
    alone = {key: value for key, value in evidence.items() if key not in _ABOUT_THE_VERSION}
    rows = Agreement.everything.filter(digest=str(evidence.get("version_digest", "")))
    return any(
        row.evidence == alone
        and row.get_decision_display() == evidence.get("answer")
        and row.typed_name == evidence.get("signer")
        and row.remark == evidence.get("remark")
        for row in rows
    )
