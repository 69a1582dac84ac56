"""Pure rules: who decides from the computed day on, where capacity for a decision is lacking, who goes on reading."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from alongside.access.choices import StandingKind
from alongside.children.choices import Authority, Deciding
from alongside.children.sharing.rules import decides_from
from alongside.kernel.refusal import Refusal

TOLD_BEFORE = timedelta(days=120)
"""The family is told from four months before the day on: there is time to talk, and to ask how it will be."""
GRACE = timedelta(days=90)
"""How long a parent reads on while the young person has not said yes or no (trust 2.4.10)."""
LAST_CALL = timedelta(days=14)
"""How long before reading closes, because nothing was said, everybody is told."""
LONGEST = timedelta(days=365)
"""An assessment of capacity is looked at again within a year (trust 2.4.4)."""


@dataclass(frozen=True)
class Around:
    """Somebody of the family: who, as what."""

    person_id: UUID
    kind: str


@dataclass(frozen=True)
class Lacking:
    """A finding that a decision cannot be taken: who decides instead, if somebody who stands by the young person."""

    representative_id: UUID | None
    authority: str
    review_by: date | None = None


def is_grown(born_on: date, on: date) -> bool:
    """Whether the rights are the young person's: from the day after the last Friday in June (CFA 2014 s.83)."""
    return on >= decides_from(born_on)


def holders(
    family: Iterable[Around], born_on: date, on: date, lacking: Lacking | None = None
) -> frozenset[UUID]:
    """Who may take a decision on a day: parents for a child, then the young person; where capacity for it is lacking,
    the representative, or the parents where there is no other (CFA 2014 s.80; SI 2014/1530 reg 64)."""
    family = tuple(family)
    parents = frozenset(one.person_id for one in family if one.kind == StandingKind.PARENT)
    if not is_grown(born_on, on):
        return parents
    if lacking is None:
        return frozenset(one.person_id for one in family if one.kind == StandingKind.CHILD)
    if lacking.representative_id:
        return frozenset({lacking.representative_id})
    return parents if lacking.authority == Authority.PARENT else frozenset()


def reads_until(last_day: date, told_on: date) -> date:
    """The last day on which a parent reads everything while the young person has said nothing."""
    return max(last_day, told_on) + GRACE


@dataclass(frozen=True)
class NewAssessment:
    """An assessment of capacity as it is handed in."""

    deciding: str
    lacks: bool
    assessed_on: date | None
    assessor_name: str
    assessor_role: str
    evidence: str
    authority: str = ""
    representative_id: UUID | None = None
    representative_name: str = ""
    document: str = ""
    review_by: date | None = None


def refuse_assessment(new: NewAssessment, born_on: date, today: date) -> Refusal | None:
    """None where it can be kept: one decision, a day, somebody who assessed, evidence, and who decides instead."""
    if new.deciding not in Deciding.values:
        return Refusal("capacity.deciding", "Say which decision it is about.", "One at a time.", "deciding")
    if not is_grown(born_on, today):
        return Refusal(
            "capacity.child", "Until the end of compulsory school age the parents decide.",
            "Capacity for these decisions is asked about after that day.",
        )  # fmt: skip
    if new.assessed_on is None or new.assessed_on > today:
        return Refusal("capacity.day", "Say on which day it was assessed.", "Today or before.", "assessed_on")
    for name in ("assessor_name", "assessor_role", "evidence"):
        if not getattr(new, name).strip():
            return Refusal(f"capacity.{name}", "Something is missing.", _MISSING[name], name)
    return _refuse_review(new) or (_refuse_representative(new) if new.lacks else None)


_MISSING = {
    "assessor_name": "Write who assessed it.",
    "assessor_role": "Write as what they assessed it.",
    "evidence": "Write what was done so that they could decide, and what was seen.",
}


def _refuse_review(new: NewAssessment) -> Refusal | None:
    if new.assessed_on and new.review_by and new.assessed_on < new.review_by <= new.assessed_on + LONGEST:
        return None
    return Refusal(
        "capacity.review",
        "It is looked at again within a year.",
        "Write a day within twelve months.",
        "review_by",
    )


def _refuse_representative(new: NewAssessment) -> Refusal | None:
    if new.authority not in Authority.values:
        return Refusal(
            "capacity.authority", "Say by what somebody decides instead.", "Choose one.", "authority"
        )
    if not new.representative_id and not new.representative_name.strip():
        return Refusal("capacity.representative", "Say who decides instead.", "Choose or write a name.",
                       "representative")  # fmt: skip
    if new.authority != Authority.PARENT and not new.document.strip():
        return Refusal(
            "capacity.document", "A deputy or attorney shows the order or the power.",
            "Write which document was seen, and its number.", "document",
        )  # fmt: skip
    return None
