"""Pure rules of the sharing page: whose answer counts, and when an answer can be kept."""

from dataclasses import dataclass
from datetime import date, timedelta

from alongside.access.choices import StandingKind
from alongside.children.choices import SharingReply
from alongside.kernel.refusal import Refusal
from alongside.kernel.school_years import school_leaving_on

SIGNATURES = ("name", "symbol", "picture")


def decides_from(born_on: date) -> date:
    """The day from which the young person's own answer is the one that counts: the day after compulsory school age.

    Children and Families Act 2014 s.83 and Education Act 1996 s.8: a computed day, not a birthday. Capacity is
    presumed.
    """
    return school_leaving_on(born_on) + timedelta(days=1)


def grown_if_born_by(on: date) -> date:
    """The latest day of birth of those whose own answer counts on a day: they are the school years that have left."""
    year = on.year if on >= decides_from(date(on.year - 16, 1, 1)) else on.year - 1
    return date(year - 16, 8, 31)


def counts(kind: str, born_on: date, on: date) -> bool:
    """Whether someone of this standing has the say on a day: parents for a child, afterwards the young person alone."""
    grown = on >= decides_from(born_on)
    return kind == StandingKind.CHILD if grown else kind == StandingKind.PARENT


def closes_from(kind: str, born_on: date, on: date, *, has_say: bool) -> date | None:
    """From when a no of this signer closes the line: today, on the day they get the say, or never.

    A child's no stands beside the others until the day it counts; nothing opens on that day by itself. So does that of
    a young person for whom somebody else decides this now: it never opens anything, and closes nothing.
    """
    if has_say:
        return on
    later = decides_from(born_on)
    return later if kind == StandingKind.CHILD and on < later else None


@dataclass(frozen=True)
class Signature:
    """How someone signs: a typed name, a symbol they chose, or a picture of theirs."""

    kind: str
    value: str


def may_sign(reply: str, signature: Signature, *, digest_read: str, digest: str) -> Refusal | None:
    """An answer is one of four, signed, and given to the words that are shown now (O25)."""
    if digest_read != digest:
        return Refusal(
            "sharing.changed",
            "The words of this page changed after you opened it.",
            "Read them, then answer.",
        )
    if reply not in SharingReply.values:
        return Refusal("sharing.reply", "Choose one of the answers.", field="reply")
    if signature.kind not in SIGNATURES:
        return Refusal("sharing.signature", "Choose how you sign.", field="signs_with")
    if not signature.value.strip():
        return Refusal(f"sharing.{signature.kind}", *_UNSIGNED[signature.kind])
    return None


_UNSIGNED = {
    "name": ("Your answer needs your name.", "Type your name.", "typed_name"),
    "symbol": ("Your answer needs your sign.", "Choose a picture that is your sign.", "symbol"),
    "picture": ("There is no picture of yours yet.", "Choose a sign or type your name.", "signs_with"),
}
