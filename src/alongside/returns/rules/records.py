"""A person of the SEN2 return with all that hangs on them. Fields are named by the keys of `statute/england/sen2.toml`.

A value that is not known is None (yes or no), an empty text or no day. What a code means stands in the data of the law.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class Unmatched(StrEnum):
    """How what the register says of a plan and what is here do not go together."""

    NOT_HERE = "not-here"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class PlanDetail:
    """A setting that section I names."""

    urn: str = ""
    ukprn: str = ""
    setting: str = ""
    setting_other: str = ""
    rank: int | None = None
    sen_unit: bool | None = None
    resourced: bool | None = None


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the child or young person is really taught."""

    urn: str = ""
    ukprn: str = ""
    setting: str = ""
    setting_other: str = ""
    rank: int | None = None
    entry_on: date | None = None
    leaving_on: date | None = None
    sen_unit: bool | None = None
    resourced: bool | None = None
    res: str = ""
    wbp: str = ""


@dataclass(frozen=True, slots=True)
class Need:
    """A type of need, first or second."""

    type: str
    rank: int


@dataclass(frozen=True, slots=True)
class NamedPlan:
    """The current plan as it is written, and its end."""

    start_on: date | None = None
    details: tuple[PlanDetail, ...] = ()
    res: str = ""
    wbp: str = ""
    pb: bool | None = None
    oa: bool | None = None
    dp: str = ""
    cease_on: date | None = None
    cease_reason: str = ""


@dataclass(frozen=True, slots=True)
class Assessment:
    """The assessment of a request and its first outcome, which is never overwritten by a later one."""

    outcome: str
    outcome_on: date | None = None
    mediation: bool | None = None
    tribunal: bool | None = None
    other_mediation: bool | None = None
    other_tribunal: bool | None = None
    week20: bool | None = None
    plan: NamedPlan | None = None


@dataclass(frozen=True, slots=True)
class Active:
    """A plan that is in force on the reference day: where the child is, their needs, the last review."""

    transfer_la: str = ""
    placements: tuple[Placement, ...] = ()
    needs: tuple[Need, ...] = ()
    review_meeting: date | None = None
    review_outcome: str = ""
    review_draft: date | None = None
    phase_due_on: date | None = None
    phase_final_on: date | None = None
    last_review: date | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """A request for an assessment and its first outcome; `id` is the record it comes from."""

    id: str = ""
    received_on: date | None = None
    source: str = ""
    rya: bool | None = None
    outcome_on: date | None = None
    outcome: str = ""
    mediation: bool | None = None
    tribunal: bool | None = None
    exported: str = ""
    assessment: Assessment | None = None
    active: Active | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """A child or young person of the return. `id` is ours, for links and for the keys of the module files.

    `unmatched` says that the register knows of a plan and nothing here is in force: no plan of theirs is here, or it
    has ended. Who has no request and no plan to tell of is not sent.
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
    upn_unknown: str = ""
    requests: tuple[Request, ...] = ()
    unmatched: Unmatched | None = None

    @property
    def name(self) -> str:
        """As a list shows it."""
        return f"{self.forename} {self.surname}"


@dataclass(frozen=True, slots=True)
class Header:
    """Who returns, and whether the council has the designated officers: Y, N, or R while it is recruiting."""

    lea: str
    made_at: datetime
    serial: int = 1
    officers: tuple[tuple[str, str], ...] = ()
    software: str = "Alongside"
    release: str = "1"
