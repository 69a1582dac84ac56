"""Advice for an assessment, as those who may read it do: what was asked of whom, and what they answered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.choices import Role
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.children.queries import held
from alongside.ehc.access import people_in
from alongside.ehc.choices import ADVICE_OPEN, AdviceKind, AdviceMove, AdviceState, Limb, Party
from alongside.ehc.models import (
    AdviceRequest,
    AdviceReuse,
    AdviceStatement,
    AdviceStep,
    AdviceWish,
    ExceptionClaim,
)
from alongside.kernel.day_words import day_words
from alongside.statute.almanac import london_day, shipped
from alongside.statute.claims import Claim
from alongside.statute.worked import Worked

_READ = Permission.ADVICE_READ
LIMIT = "advice.reply"


@dataclass(frozen=True)
class AdviceStatementView:
    """One statement from advice. Its id stays the same for good, so that a plan can say where a sentence came from."""

    id: UUID
    request_id: UUID
    kind: AdviceKind
    area: str
    words: str
    written_by_name: str


@dataclass(frozen=True)
class ReuseView:
    """What one of the three said to using existing advice again."""

    party: Party
    agrees: bool
    words: str
    by_name: str
    at: datetime


@dataclass(frozen=True)
class AdviceView:
    """One request for advice and what came of it, as far as the reader may read it.

    `reads` says whether the words of the answer are the reader's to read; `representations` are empty for whom they
    are not. The last day follows from the day the body had the request, which is the day it was sent where no other is
    on record; the family has none (reg 8 binds bodies).
    """

    id: UUID
    child_id: UUID
    case_id: UUID
    limb: Limb
    asks: str
    to_name: str
    organisation_id: UUID | None
    person_id: UUID | None
    state: AdviceState
    asked_on: date
    asked_by_name: str
    received_on: date | None
    due_on: date | None
    is_late: bool
    taken_by_id: UUID | None
    taken_by_name: str
    given_on: date | None
    given_by_name: str
    profession: str
    summary: str
    report_id: UUID | None
    statements: tuple[AdviceStatementView, ...]
    existing: str
    existing_on: date | None
    existing_from_id: UUID | None
    existing_held: str
    reuse: tuple[ReuseView, ...]
    not_needed_why: str
    representations: tuple[tuple[str, str], ...]
    is_mine: bool
    reads: bool
    edition: int

    @property
    def is_open(self) -> bool:
        return self.state in ADVICE_OPEN

    @property
    def is_given(self) -> bool:
        return self.state is AdviceState.GIVEN

    @property
    def is_outside(self) -> bool:
        """Asked of somebody who does not use this service: the council writes down what comes."""
        return self.organisation_id is None and self.person_id is None

    @property
    def reused(self) -> bool:
        return self.is_given and bool(self.existing)

    @property
    def of_day(self) -> date:
        """Of which day its words are: what is used again is as old as it is, whenever that was agreed."""
        return (self.existing_on if self.reused else self.given_on) or self.given_on or self.asked_on

    @property
    def dated(self) -> str:
        """The same in words, with the day on which everybody agreed to use it again."""
        again = (
            f", used again as agreed on {day_words(self.given_on)}" if self.reused and self.given_on else ""
        )
        return day_words(self.of_day) + again

    def said(self, party: Party) -> ReuseView | None:
        """The answer of one party to using this advice again."""
        return next((one for one in self.reuse if one.party is party), None)


def advice_of(actor: Actor, child_id: UUID) -> tuple[AdviceView, ...]:
    """Everything that was sought for the child's assessments, oldest first, with each statement of what was given.

    For a plan: take those with `is_given`, and of them `statements`, whose ids stay.
    """
    rows = list(_requests(actor, child_id)) if role_may(actor.role, _READ) else []
    if not rows:
        return ()
    statements = _by_request(_statements(actor, child_id))
    reuse: dict[UUID, list[ReuseView]] = {}
    for one in _reuse(actor, child_id):
        view = ReuseView(Party(one.party), one.agrees, one.words, one.by_name, one.at)
        reuse.setdefault(one.request_id, []).append(view)
    return tuple(
        _view(row, actor, tuple(statements.get(row.id, ())), tuple(reuse.get(row.id, ()))) for row in rows
    )


def advice_by_id(actor: Actor, child_id: UUID, advice_id: UUID) -> AdviceView | None:
    """One request; None when it is absent or not for this actor."""
    return next((one for one in advice_of(actor, child_id) if one.id == advice_id), None)


def has_advice(actor: Actor, child_id: UUID, case_id: UUID) -> bool:
    """Whether anybody was asked for advice in a case, or earlier advice is used again there."""
    return any(row.case_id == case_id for row in _requests(actor, child_id))


@kept
def _requests(actor: Actor, child_id: UUID) -> QuerySet[AdviceRequest]:
    return AdviceRequest.objects.permitting(actor, _READ, child_id).order_by("asked_at", "id")


@kept
def _statements(actor: Actor, child_id: UUID) -> QuerySet[AdviceStatement]:
    rows = AdviceStatement.objects.permitting(actor, _READ, child_id)
    return rows.order_by("rank", "written_at", "id")


@kept
def _reuse(actor: Actor, child_id: UUID) -> QuerySet[AdviceReuse]:
    return AdviceReuse.objects.permitting(actor, _READ, child_id).order_by("at")


def _by_request(rows: Iterable[AdviceStatement]) -> dict[UUID, list[AdviceStatementView]]:
    found: dict[UUID, list[AdviceStatementView]] = {}
    for row in rows:
        view = AdviceStatementView(
            row.id, row.request_id, AdviceKind(row.kind), row.area, row.words, row.written_by_name
        )
        found.setdefault(row.request_id, []).append(view)
    return found


def is_asked(actor: Actor, row: AdviceRequest) -> bool:
    """Whether this person, as they act now, is one of those who answer the request."""
    if not role_may(actor.role, Permission.ADVICE_GIVE):
        return False
    if actor.organisation_id:
        return row.organisation_id == actor.organisation_id
    return row.organisation_id is None and row.person_id is not None and row.person_id == actor.person_id


def counted_from(row: AdviceRequest) -> date:
    """The day from which the six weeks of a body are counted: the one on record, or else the one it was sent on.

    What nobody has opened is there all the same: lying untouched gives nobody time, and nothing goes unnoticed.
    """
    return row.received_on or london_day(row.asked_at)


def worked_out(row: AdviceRequest, claims: Sequence[Claim] = ()) -> Worked | None:
    """The six weeks of a body that was asked (reg 8(1)); None for the family, which no limit binds."""
    if row.limb == Limb.FAMILY:
        return None
    return shipped().work_out_if_begun(LIMIT, {"advice.request-received": counted_from(row)}, claims=claims)


def last_day_of(asked_on: date) -> date | None:
    """The last day of a request that was sent on a day, while no other day is on record."""
    worked = shipped().work_out_if_begun(LIMIT, {"advice.request-received": asked_on})
    return worked.due_on if worked else None


@dataclass(frozen=True)
class LimitOfAdvice:
    """The limit of one request, with the exceptions that were claimed beside it."""

    id: UUID
    worked: Worked | None


def limit_of_advice(actor: Actor, child_id: UUID, advice_id: UUID) -> LimitOfAdvice | None:
    """The limit of one request as it is worked out today; None when it is absent or not for this actor."""
    rows = AdviceRequest.objects.permitting(actor, _READ, child_id).filter(pk=advice_id)
    row = rows.first()
    if row is None:
        return None
    claims = []
    if role_may(actor.role, Permission.CASE_READ):
        kept_claims = ExceptionClaim.objects.permitting(actor, Permission.CASE_READ, child_id)
        claims = [
            Claim(one.key, one.evidence, one.asked_on, one.from_on, one.until_on)
            for one in kept_claims.filter(request_id=row.id).order_by("at")
        ]
    return LimitOfAdvice(row.id, worked_out(row, claims))


def _view(
    row: AdviceRequest,
    actor: Actor,
    statements: tuple[AdviceStatementView, ...],
    reuse: tuple[ReuseView, ...],
) -> AdviceView:
    mine, keeps = is_asked(actor, row), role_may(actor.role, Permission.CASE_KEEP)
    given, worked = row.state == AdviceState.GIVEN, worked_out(row)
    reads = mine or (given and (keeps or row.limb != Limb.FAMILY)) or (keeps and _is_outside(row))
    given_on = london_day(row.given_at) if row.given_at else None
    due_on = worked.due_on if worked else None
    open_or_given = row.state in ADVICE_OPEN or given
    # What the council asks one home, and why it asks no more, is between them (trust 2.5).
    between = row.limb == Limb.FAMILY and not (mine or keeps)
    return AdviceView(
        id=row.id, child_id=row.child_id, case_id=row.case_id, limb=Limb(row.limb),
        asks="" if between else row.asks, to_name=row.to_name,
        organisation_id=row.organisation_id, person_id=row.person_id, state=AdviceState(row.state),
        asked_on=london_day(row.asked_at), asked_by_name=row.asked_by_name, received_on=row.received_on,
        due_on=due_on, is_late=bool(due_on and open_or_given and (given_on or actor.on) > due_on),
        taken_by_id=row.taken_by_id, taken_by_name=row.taken_by_name, given_on=given_on,
        given_by_name=row.given_by_name, profession=row.profession, summary=row.summary if reads else "",
        report_id=row.report_id if reads or _is_asked_about(actor, row) else None, statements=statements,
        existing=row.existing, existing_on=row.existing_on, existing_from_id=row.existing_from_id,
        existing_held=row.existing_held, reuse=reuse, not_needed_why="" if between else row.not_needed_why,
        representations=tuple((one["from"], one["words"]) for one in row.representations) if mine or keeps else (),
        is_mine=mine, reads=reads, edition=row.edition,
    )  # fmt: skip


def _is_asked_about(actor: Actor, row: AdviceRequest) -> bool:
    """While it is agreed whether existing advice is enough, its report is read by the three who are asked, and by who
    stands beside the family; the setting reads it once it is used."""
    asked = actor.role in (Role.FAMILY, Role.ADVISER) or role_may(actor.role, Permission.CASE_KEEP)
    return asked and row.state == AdviceState.PROPOSED


def _is_outside(row: AdviceRequest) -> bool:
    return row.organisation_id is None and row.person_id is None


def may_answer_for(actor: Actor, one: AdviceView) -> tuple[Party, ...]:
    """For whom the actor may say whether existing advice is enough, and has not been said yet."""
    if one.state is not AdviceState.PROPOSED:
        return ()
    if role_may(actor.role, Permission.CASE_KEEP):
        may: tuple[Party, ...] = (Party.AUTHOR, Party.FAMILY)
    elif actor.organisation_id:
        may = (Party.AUTHOR,) if one.is_mine else ()
    else:
        may = (Party.FAMILY,) if held(actor, one.child_id, (Permission.CASE_ASK,)) else ()
    return tuple(party for party in may if one.said(party) is None)


def colleagues_for(actor: Actor, one: AdviceView) -> tuple[tuple[UUID, str], ...]:
    """To whom the actor could hand a request over: the others of their organisation who may answer."""
    if not actor.organisation_id or not one.is_mine:
        return ()
    roles = (Role.SENCO, Role.HEAD) if actor.role in (Role.SENCO, Role.HEAD) else (actor.role,)
    holder = one.taken_by_id or one.person_id
    return tuple(each for each in people_in(actor.organisation_id, roles, actor.on) if each[0] != holder)


@dataclass(frozen=True)
class StepView:
    """One line of what happened to a request."""

    move: AdviceMove
    words: str
    by_name: str
    at: datetime


def steps_of(actor: Actor, child_id: UUID, advice_id: UUID) -> tuple[StepView, ...]:
    """What happened to a request, oldest first; the words of it are the council's and the adviser's."""
    rows = AdviceStep.objects.permitting(actor, _READ, child_id).filter(request_id=advice_id)
    at_work = bool(actor.organisation_id)
    return tuple(
        StepView(AdviceMove(row.move), row.words if at_work else "", row.by_name, row.at)
        for row in rows.order_by("at", "id")
    )


@dataclass(frozen=True)
class WishView:
    """Somebody the family wants asked, and the answer."""

    id: UUID
    person_name: str
    whom: str
    why: str
    at: datetime
    request_id: UUID | None
    declined_why: str
    answered_by_name: str

    @property
    def is_open(self) -> bool:
        return not self.answered_by_name


def wishes_of(actor: Actor, child_id: UUID, case_id: UUID) -> tuple[WishView, ...]:
    """Whom the family wants asked: one's own wishes, and for the council everybody's."""
    rows = AdviceWish.objects.permitting(actor, _READ, child_id).filter(case_id=case_id)
    return tuple(
        WishView(
            row.id, row.person_name, row.whom, row.why, row.at, row.request_id, row.declined_why, row.answered_by_name
        )
        for row in rows.order_by("at")
    )  # fmt: skip
