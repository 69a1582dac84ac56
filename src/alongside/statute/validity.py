"""Things that hold between two dates, and how far each has been checked."""

from datetime import date
from enum import StrEnum

from alongside.kernel.periods import Period
from alongside.statute.tables import Table


class Confidence(StrEnum):
    """How sure we are of a rule. Only the first two may stop anybody; the others advise."""

    SOURCE = "source"  # read in the source that is cited
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def may_stop(self) -> bool:
        """Whether a rule this sure may be a hard stop."""
        return self in (Confidence.SOURCE, Confidence.HIGH)


class Basis(StrEnum):
    """What a rule rests on, which the page says beside it."""

    LAW = "law"
    GUIDANCE = "guidance"
    PRACTICE = "practice"


IN_FORCE_KEYS = ("in_force_from", "in_force_until")


def read_in_force(table: Table, unless_given: date | None = None) -> Period:
    """The period a rule is in force: from its first day until the day it no longer holds."""
    missing = unless_given is not None and "in_force_from" not in table.values
    starts_on = unless_given if unless_given and missing else table.day("in_force_from")
    ends_on = table.optional_day("in_force_until")
    if ends_on is not None and ends_on < starts_on:
        table.wrong("in_force_until", "It ends before it begins.", "Put the later date second.")
        ends_on = None
    return Period(starts_on, ends_on)
