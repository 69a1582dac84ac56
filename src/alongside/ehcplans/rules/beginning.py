"""What a first draft begins with, of what the child's own plan holds."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

CURRENT = timedelta(days=365)
"""Words that nobody has said or confirmed for a year are not put before a family as theirs unasked."""


@dataclass(frozen=True)
class OfADraft:
    """A statement of the child's plan as far as it matters here."""

    section: str
    as_of: date | None
    changed_at: datetime | None


def begins_a_draft(one: OfADraft, agreed_at: datetime | None, today: date) -> bool:
    """Words (section A) that were said or confirmed within a year, whoever agreed to what: they are somebody's own.
    A need (section B) also has to stand in the words that were agreed, where a plan was agreed at all."""
    if one.as_of is not None and today - one.as_of > CURRENT:
        return False
    if one.section == "A" or agreed_at is None or one.changed_at is None:
        return True
    return one.changed_at <= agreed_at
