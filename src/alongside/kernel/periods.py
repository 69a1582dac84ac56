"""Validity between two dates: the start counts, the end does not, no end means still."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Period:
    """A half-open range of dates, [starts_on, ends_on)."""

    starts_on: date
    ends_on: date | None = None

    def __post_init__(self) -> None:
        if self.ends_on is not None and self.ends_on < self.starts_on:
            raise ValueError("a period cannot end before it starts")

    def covers(self, day: date) -> bool:
        """Whether `day` lies in the period."""
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)

    def overlaps(self, other: "Period") -> bool:
        """Whether the two share at least one day; an empty period shares none."""
        if self.starts_on == self.ends_on or other.starts_on == other.ends_on:
            return False
        starts_before = other.ends_on is None or self.starts_on < other.ends_on
        return starts_before and (self.ends_on is None or other.starts_on < self.ends_on)
