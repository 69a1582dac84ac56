"""The sharing page as its readers see it: how each line stands, and what each signer said as far as they may know."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, Q

from alongside.access.actor import Actor
from alongside.access.choices import SharingLine, StandingKind
from alongside.access.policy import Permission
from alongside.children.access import gives
from alongside.children.choices import Basis, SharingReply
from alongside.children.models import ClosedLine, OpenLine, SharingAnswer, Standing
from alongside.children.queries import basis_words

_READ = Permission.SHARING_READ


@dataclass(frozen=True)
class Outside:
    """One person or service outside the setting who takes part, and on what basis."""

    standing_id: UUID | None
    person_id: UUID | None
    organisation_id: UUID | None
    name: str
    until: date | None = None
    basis: str = ""
    duty: str = ""

    @classmethod
    def nobody(cls) -> "Outside":
        """For lines that are about no one in particular."""
        return cls(None, None, None, "")

    @property
    def about(self) -> tuple[UUID | None, UUID | None]:
        """What a line about them is known by."""
        return (self.person_id, self.organisation_id)

    def is_about(self, reader: "Reader") -> bool:
        """Whether a reader is the one the line is about; every reader, for a line about no one in particular."""
        return self.standing_id is None or self.standing_id == reader.standing_id


@dataclass(frozen=True)
class Reader:
    """One person or organisation around the child that is not family: on what basis, until when, what they read."""

    standing_id: UUID
    kind: StandingKind
    name: str
    why: str
    basis: str
    until: date | None
    reads_plan: bool
    by_agreement: bool


def readers_by_basis(actor: Actor, child_id: UUID) -> list[Reader]:
    """Who takes part today and on which basis, in one query. What the family may not be told is not told."""
    rows = (
        Standing.objects.permitting(actor, Permission.CHILD_READ, child_id)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gt=actor.on), starts_on__lte=actor.on)
        .filter(kind__in=_NOT_FAMILY)
        .annotate(reads=ExpressionWrapper(gives(Permission.PLAN_READ, actor.on), BooleanField()))
        .select_related("person", "organisation")
        .order_by("starts_on", "id")
    )
    return [_reader(row, actor) for row in rows]


_NOT_FAMILY = (
    StandingKind.LEAD_WORKER, StandingKind.INVITED, StandingKind.ATTENDS, StandingKind.MAINTAINS,
)  # fmt: skip


def _reader(row: Standing, actor: Actor) -> Reader:
    place = row.organisation.name if row.organisation else ""
    name = row.person.name if row.person else place
    # A lead worker's responsibility is what they promise, not what they are.
    role = "lead worker" if row.kind == StandingKind.LEAD_WORKER else row.responsibility
    why = ", ".join(part for part in (role, place if row.person else "") if part)
    basis = told_basis(row, to_family=actor.is_family)
    reads = row.reads  # type: ignore[attr-defined]
    agreed = row.basis == Basis.AGREEMENT
    return Reader(row.id, StandingKind(row.kind), name, why, basis, _last_day(row), reads, agreed)


def told_basis(row: Standing, *, to_family: bool) -> str:
    """The basis in words, with the duty that is named. A safeguarding decision is named to the family only where
    what may be said of it is on record."""
    words = basis_words(row, to_family=to_family)
    told = words == Basis(row.basis).label
    return ": ".join(part for part in (words, row.evidence) if part) if told else words


def outside_of(actor: Actor, child_id: UUID) -> list[Outside]:
    """Each person or service outside with a standing today; a person is one line, whoever they work for."""
    rows = (
        Standing.objects.permitting(actor, Permission.CHILD_READ, child_id)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gt=actor.on), starts_on__lte=actor.on)
        .filter(kind=StandingKind.INVITED)
        .select_related("person", "organisation")
        .order_by("starts_on", "id")
    )
    found: dict[object, Outside] = {}
    for row in rows:
        one = _outside(row, to_family=actor.is_family)
        found.setdefault(one.about, one)
    return list(found.values())


def _outside(row: Standing, *, to_family: bool) -> Outside:
    place = row.organisation.name if row.organisation else ""
    name = ", ".join(
        part for part in (row.person.name if row.person else "", row.responsibility, place) if part
    )
    organisation_id = None if row.person_id else row.organisation_id
    duty = basis_in_law(row, to_family=to_family)
    return Outside(row.id, row.person_id, organisation_id, name, _last_day(row), row.basis, duty)


def _last_day(row: Standing) -> date | None:
    """The last day of a standing, as people say it: it is kept as the first day after."""
    return row.ends_on - timedelta(days=1) if row.ends_on else None


def basis_in_law(row: Standing, *, to_family: bool) -> str:
    """The basis that holds whatever is agreed, in words; nothing where agreement decides."""
    if row.basis == Basis.DUTY:
        return row.evidence
    in_law = row.basis in (Basis.SAFEGUARDING, Basis.COURT_ORDER)
    return basis_words(row, to_family=to_family) if in_law else ""


@dataclass(frozen=True)
class Said:
    """One signer's newest answer to a line."""

    id: UUID
    by_me: bool
    signer_name: str
    signs_as: str
    reply: SharingReply
    counts: bool
    signed_at: datetime
    withdrawn: bool
    about: str = ""


@dataclass(frozen=True)
class LineState:
    """How a line stands: closed by whom as far as the reader may know, what was said to it, and whether a switch
    is on."""

    closed: bool
    closed_by_me: bool
    said: tuple[Said, ...]
    on: bool = False

    @property
    def mine(self) -> Said | None:
        """The reader's own newest answer."""
        return next((one for one in self.said if one.by_me), None)

    @property
    def closed_by_another(self) -> bool:
        """Closed, and not (only) by the reader: all that one parent is told of the other."""
        return self.closed and not self.closed_by_me


Line = tuple[str, UUID | None, UUID | None]
"""A line and, where it is about someone outside, who."""


def line_states(actor: Actor, child_id: UUID) -> dict[Line, LineState]:
    """Each line that was answered or closed, in three queries. In a family everyone reads their own answers alone."""
    closed: dict[Line, set[UUID | None]] = {}
    today = Q(ends_on__isnull=True) | Q(ends_on__gt=actor.on)
    for row in ClosedLine.objects.permitting(actor, _READ, child_id).filter(today, starts_on__lte=actor.on):
        closed.setdefault((row.line, row.person_id, row.organisation_id), set()).add(row.signer_id)
    switches = OpenLine.objects.permitting(actor, _READ, child_id).filter(today, starts_on__lte=actor.on)
    on: set[Line] = {(line, None, None) for line in switches.values_list("line", flat=True)}
    said = _newest(
        actor, SharingAnswer.objects.permitting(actor, _READ, child_id).order_by("signed_at", "id")
    )
    return {
        line: LineState(
            line in closed,
            closed.get(line) == {actor.person_id},
            tuple(said.get(line, {}).values()),
            line in on,
        )
        for line in {*closed, *said, *on}
    }


def _newest(actor: Actor, rows: Iterable[SharingAnswer]) -> dict[Line, dict[UUID, Said]]:
    found: dict[Line, dict[UUID, Said]] = {}
    for row in rows:
        by_signer = found.setdefault(_key(row), {})
        earlier = by_signer.get(row.signer_id)
        reply = SharingReply(row.reply)
        agreed_before = earlier is not None and earlier.reply is SharingReply.AGREE
        by_signer[row.signer_id] = Said(
            row.id, row.signer_id == actor.person_id, row.signer_name, row.signs_as, reply, row.counts,
            row.signed_at, reply is SharingReply.DISAGREE and agreed_before, row.about_name,
        )  # fmt: skip
    return found


def _key(row: SharingAnswer) -> Line:
    """A child chooses one adult: the line is one, whoever was chosen before."""
    if row.line == SharingLine.PRIVATE_WORDS:
        return (row.line, None, None)
    return (row.line, row.about_person_id, row.about_organisation_id)


@dataclass(frozen=True)
class Kept:
    """An answer with what proves it."""

    evidence: dict[str, Any]
    digest: str
    signed_at: datetime


def kept_answer(actor: Actor, child_id: UUID, answer_id: UUID) -> Kept | None:
    """One answer with its evidence; None when absent or not for this actor."""
    row = SharingAnswer.objects.permitting(actor, _READ, child_id).filter(pk=answer_id).first()
    return Kept(row.evidence, row.digest, row.signed_at) if row else None


def is_line(key: str) -> bool:
    """Whether there is a line of this key."""
    return key in SharingLine.values
