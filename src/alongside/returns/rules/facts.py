"""What is known of a child, as the tables have it: what a person of the return is told from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from alongside.returns.rules.money import BudgetTold
from alongside.returns.rules.records import Placement, PlanDetail


@dataclass(frozen=True)
class CaseFacts:
    """A request and the first answer to each of its questions. `challenged` says of what was challenged whether there
    was mediation or an appeal (`request.tribunal`); what is not in it is not on record."""

    id: UUID
    received_on: date
    source: str
    assess: tuple[bool, date] | None = None
    plan: tuple[bool, date] | None = None
    issued_on: date | None = None
    withdrawn_on: date | None = None
    exceptions: bool = False
    challenged: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True)
class Named:
    """What an answer about a setting is kept by, and what it is called: as section I or the roll has it."""

    id: UUID
    name: str


@dataclass(frozen=True)
class PlanFacts:
    """A plan of the council: since when, what section I of the version in force names, when and why it ended.

    `named` goes with `details`. `elsewhere`: another council made it, and it passed to this one `came_on`. `budget` is
    None where none is on record. `reviewed_on` is the last decision after a review that is on paper alone.
    """

    id: UUID
    case_id: UUID | None
    first_issued_on: date
    issued_on: date
    transferred_from: str = ""
    elsewhere: bool = False
    came_on: date | None = None
    details: tuple[PlanDetail, ...] = ()
    named: tuple[Named, ...] = ()
    ceased_on: date | None = None
    cease_reason: str = ""
    budget: BudgetTold | None = None
    challenged: Mapping[str, bool] = field(default_factory=dict)
    reviewed_on: date | None = None


@dataclass(frozen=True)
class ReviewFacts:
    """The last review of a plan in the period, and a change of phase."""

    meeting_on: date | None = None
    outcome: str = ""
    wrote_on: date | None = None
    draft_on: date | None = None
    phase_due_on: date | None = None
    phase_final_on: date | None = None


Answers = Mapping[tuple[UUID, str], str]


@dataclass(frozen=True)
class ChildFacts:
    """All that is known of one child. `answers` are by what they are about and the item. `rolls` goes with `places`
    where these are those of the roll, and is empty where the team wrote them down.

    `level` is that of the register on the reference day (E, K or N), of whom the council is responsible for then.
    """

    id: UUID
    surname: str
    forename: str
    born_on: date
    sex: str = ""
    ethnicity: str = ""
    postcode: str = ""
    upn: str = ""
    uln: str = ""
    level: str = ""
    cases: tuple[CaseFacts, ...] = ()
    plans: tuple[PlanFacts, ...] = ()
    needs: tuple[tuple[int, str], ...] = ()
    places: tuple[Placement, ...] = ()
    rolls: tuple[Named, ...] = ()
    reviews: Mapping[UUID, ReviewFacts] = field(default_factory=dict)
    answers: Answers = field(default_factory=dict)
