"""A limit worked out: the day it ends and how that follows from the law, in words that a page can show."""

from dataclasses import dataclass
from datetime import date

from alongside.statute.claims import Bearing, Claimed
from alongside.statute.timescales import Event, Limit, LimitException, gives_time
from alongside.statute.validity import Basis, Confidence


@dataclass(frozen=True)
class Telling:
    """What goes out with a step, in words: when (in every case if empty), to whom, and what it must say."""

    when: str
    to: tuple[str, ...]
    says: tuple[str, ...]
    citation: str


@dataclass(frozen=True)
class Worked:
    """When a limit ends, by which rule, started by what, and step by step why.

    `due_on` is the last lawful day, or for time that must be given (`at_least`) the last day of that time.
    `aim_for` is the working day to aim for; None where aiming earlier makes no sense. `claimed` stands beside
    the date and has no part in it. `cautions` say what the reader must not take for certain.
    """

    limit: Limit
    event: Event
    event_on: date
    due_on: date
    aim_for: date | None
    steps: tuple[str, ...]
    may_be_claimed: tuple[LimitException, ...] = ()
    claimed: tuple[Claimed, ...] = ()
    cautions: tuple[str, ...] = ()
    parts: tuple["Worked", ...] = ()
    tellings: tuple[Telling, ...] = ()

    @property
    def key(self) -> str:
        """Which limit this is."""
        return self.limit.key

    @property
    def label(self) -> str:
        """What is to be done."""
        return self.limit.label

    @property
    def who(self) -> str:
        """By whom."""
        return self.limit.who

    @property
    def citation(self) -> str:
        """Where the law or the guidance says so."""
        return self.limit.citation

    @property
    def confidence(self) -> Confidence:
        """How sure we are of the rule; for a combined one, of the least sure thing it rests on."""
        order = list(Confidence)
        return max((self.limit.confidence, *(part.confidence for part in self.parts)), key=order.index)

    @property
    def may_stop(self) -> bool:
        """Whether anybody may be stopped by it: it is law, and we are sure of it."""
        basis = self.limit.basis is Basis.LAW and all(part.limit.basis is Basis.LAW for part in self.parts)
        return basis and self.confidence.may_stop

    @property
    def at_least(self) -> bool:
        """Whether this is time that must be given, which nobody can overrun."""
        return gives_time(self.limit)

    @property
    def borne_out(self) -> bool:
        """Whether an exception is claimed that the facts bear out: counts are shown with it and without it."""
        return any(each.bearing is Bearing.BORNE_OUT for each in self.claimed)

    def missed_by(self, done_on: date) -> bool:
        """Whether something done on `done_on` was too late (for time to be given: too early)."""
        return done_on <= self.due_on if self.at_least else done_on > self.due_on
