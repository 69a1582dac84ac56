"""Cases as pages, trays and stories read them."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.children.access import place_kept_from
from alongside.deadlines.queries import ClockShown, clocks_of
from alongside.design.addresses import page_address
from alongside.ehc.choices import RUNNING, AskedBy, Because, CaseKind, CaseState, Question, Route
from alongside.ehc.models import Case, CaseLetter, ChangedOutcome, Decision, ExceptionClaim
from alongside.ehc.rules.clocks import EVENTS, PLAN_OR_NOT
from alongside.ehc.rules.deciding import Considered, question_for
from alongside.ehc.rules.refused import OpenRefusal, open_refusal
from alongside.kernel.chronicle import Entry, EntryKind, Reach, told
from alongside.organisations.choices import OrganisationKind
from alongside.organisations.models import Organisation
from alongside.platform.clock import LONDON
from alongside.rendering.frozen import from_json
from alongside.rendering.model import Document
from alongside.statute.almanac import london_day, shipped
from alongside.statute.claims import Claim
from alongside.statute.worked import Worked

_READ, _KEEP = Permission.CASE_READ, Permission.CASE_KEEP


@dataclass(frozen=True)
class CaseView:
    """One case as its reader may read it; `words` are empty for whom they are not."""

    id: UUID
    child_id: UUID
    state: CaseState
    council_id: UUID
    council: str
    asked_by: AskedBy
    asker_name: str
    is_mine: bool
    route: Route
    words: str
    received_at: datetime
    logged_at: datetime
    logged_by_name: str
    withdrawn_words: str
    edition: int
    version: int | None
    kind: CaseKind = CaseKind.FIRST
    matter_id: UUID | None = None
    agreed_on: date | None = None
    draft_served_on: date | None = None

    @property
    def is_again(self) -> bool:
        """Whether it is a new assessment of somebody who has a plan."""
        return self.kind is CaseKind.AGAIN

    @property
    def events(self) -> dict[str, date | datetime]:
        """What its limits are counted from."""
        if self.agreed_on is None:
            return {"request.received": self.received_at}
        return {"reassessment.requested": self.received_on, "reassessment.agreed": self.agreed_on}

    @property
    def received_on(self) -> date:
        return london_day(self.received_at)

    @property
    def running(self) -> bool:
        """Whether the council has something to do by a legal date."""
        return self.state in RUNNING

    @property
    def to_decide(self) -> Question | None:
        return question_for(self.state, self.kind)


def councils() -> list[Organisation]:
    """Every council in this installation, by name."""
    return list(Organisation.objects.filter(kind=OrganisationKind.COUNCIL).order_by("name"))


def open_case_id(actor: Actor, child_id: UUID) -> UUID | None:
    """The request that is being considered, if any."""
    rows = Case.objects.permitting(actor, _READ, child_id).filter(state__in=RUNNING)
    return rows.values_list("pk", flat=True).first()


def case_of(actor: Actor, child_id: UUID) -> CaseView | None:
    """The newest case of a child; None where there is none for this actor."""
    return next((_view(row, actor) for row in _newest(actor, child_id)), None)


@kept
def _newest(actor: Actor, child_id: UUID) -> QuerySet[Case]:
    rows = Case.objects.permitting(actor, _READ, child_id).select_related("council", "version")
    return rows.defer("version__content").order_by("-received_at")[:1]


def _view(row: Case, actor: Actor) -> CaseView:
    mine = row.asker_id is not None and row.asker_id == actor.person_id
    at_the_asking_setting = row.setting_id is not None and row.setting_id == actor.organisation_id
    reads_words = mine or at_the_asking_setting or role_may(actor.role, _KEEP)
    return CaseView(
        row.id, row.child_id, CaseState(row.state), row.council_id, row.council.name, AskedBy(row.asked_by),
        row.asker_name, mine, Route(row.route), row.words if reads_words else "", row.received_at, row.logged_at,
        row.logged_by_name, row.withdrawn_words if reads_words else "", row.edition,
        row.version.number if row.version else None, CaseKind(row.kind), row.matter_id, row.agreed_on,
        row.draft_served_on,
    )  # fmt: skip


@dataclass(frozen=True)
class DecisionView:
    """A decision, made or only prepared."""

    id: UUID
    question: Question
    yes: bool
    answers: dict[str, bool]
    considered: tuple[Considered, ...]
    reasons: str
    next: str
    without_advice: str
    prepared_by_name: str
    prepared_at: datetime
    decided_by_name: str
    decided_at: datetime | None
    edition: int


def decisions_of(actor: Actor, case: CaseView) -> tuple[DecisionView, ...]:
    """What was decided, oldest first; what is only prepared is the council's to read. Under a shield the home apart
    does not read which evidence there was: it names who wrote it, and so where the child is (trust 2.4.1)."""
    rows = list(_decisions(actor, case.child_id, case.id))
    apart = bool(rows) and place_kept_from(actor, case.child_id)
    return tuple(
        DecisionView(
            row.id, Question(row.question), row.yes, row.answers,
            () if apart else tuple(Considered(**one) for one in row.considered),
            row.reasons, row.next, row.without_advice, row.prepared_by_name, row.prepared_at, row.decided_by_name,
            row.decided_at, row.edition,
        )
        for row in rows
    )  # fmt: skip


@kept
def _decisions(actor: Actor, child_id: UUID, case_id: UUID) -> QuerySet[Decision]:
    rows = Decision.objects.permitting(actor, _READ, child_id).filter(case_id=case_id)
    return rows.order_by("prepared_at")


@dataclass(frozen=True)
class ChangeView:
    """A refusal that came out otherwise."""

    question: Question
    because: Because
    on: date

    @property
    def words(self) -> str:
        """What happens instead."""
        if self.because is Because.SENT_BACK:
            return "the council decides again whether there will be a plan"
        return "the council assesses" if self.question is Question.ASSESS else "there will be a plan"


def changes_of(actor: Actor, child_id: UUID, case_id: UUID) -> tuple[ChangeView, ...]:
    """What came out otherwise in a case, and from when; the decisions themselves stay as they were made."""
    rows = _changes(actor, child_id, case_id)
    return tuple(ChangeView(Question(row.question), Because(row.because), row.on) for row in rows)


@kept
def _changes(actor: Actor, child_id: UUID, case_id: UUID) -> QuerySet[ChangedOutcome]:
    return ChangedOutcome.objects.permitting(actor, _READ, child_id).filter(case_id=case_id).order_by("at")


@dataclass(frozen=True)
class LetterLine:
    """One letter in a list."""

    id: UUID
    to_name: str
    title: str
    sent_at: datetime


def letters_of(actor: Actor, case: CaseView) -> tuple[LetterLine, ...]:
    """The letters the actor may read, newest first."""
    return tuple(
        LetterLine(row.id, row.to_name, from_json(row.content).title, row.sent_at)
        for row in _letters(actor, case.child_id, case.id)
    )


@kept
def _letters(actor: Actor, child_id: UUID, case_id: UUID) -> QuerySet[CaseLetter]:
    rows = CaseLetter.objects.permitting(actor, _READ, child_id).filter(case_id=case_id)
    return rows.order_by("-sent_at", "to_name")


def letter(actor: Actor, child_id: UUID, letter_id: UUID) -> tuple[Document, str] | None:
    """One letter and its digest; None when it is absent or not for this actor."""
    row = CaseLetter.objects.permitting(actor, _READ, child_id).filter(pk=letter_id).first()
    return (from_json(row.content), row.digest) if row else None


@dataclass(frozen=True)
class ClockOnPage:
    """A clock with everything that explains it: the day, the steps, the law, the exceptions beside it."""

    shown: ClockShown
    worked: Worked | None
    pace: str


def clocks_on_page(
    actor: Actor, case: CaseView, decisions: Iterable[DecisionView] | None = None,
    changed: Iterable[ChangeView] | None = None,
) -> tuple[ClockOnPage, ...]:  # fmt: skip
    """The limits of a case in the order they fall due, each worked out again with the exceptions claimed beside it.

    Decisions and what came out otherwise are read here where the caller has not read them.
    """
    claims = _claims(actor, case)
    made = decisions_of(actor, case) if decisions is None else decisions
    decided = {london_day(one.decided_at) for one in made if one.decided_at and not one.yes}
    events = case.events
    if decided:
        events["decision.sent"] = max(decided)
    for change in changes_of(actor, case.child_id, case.id) if changed is None else changed:
        events[EVENTS[change.because][0]] = change.on
    return tuple(
        ClockOnPage(
            clock,
            shipped().work_out_if_begun(clock.limit, events, claims=claims.get(clock.limit, ())),
            pace(clock, actor.on, plain=actor.is_family),
        )
        for clock in clocks_of(actor, case.child_id, case.id, *([case.matter_id] if case.matter_id else []))
    )


def _claims(actor: Actor, case: CaseView) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = {}
    for row in _claimed(actor, case.child_id, case.id):
        claim = Claim(row.key, row.evidence, row.asked_on, row.from_on, row.until_on)
        found.setdefault(row.limit, []).append(claim)
    return found


@kept
def _claimed(actor: Actor, child_id: UUID, case_id: UUID) -> QuerySet[ExceptionClaim]:
    return ExceptionClaim.objects.permitting(actor, _READ, child_id).filter(case_id=case_id).order_by("at")


def last_day_for_a_plan(actor: Actor, case: CaseView) -> date | None:
    """The last day by which the council says whether there will be a plan, by the clocks that run; None without one."""
    running = clocks_of(actor, case.child_id, case.id, *([case.matter_id] if case.matter_id else []))
    return min(
        (one.due_on for one in running if one.limit in PLAN_OR_NOT and one.met_on is None), default=None
    )


def pace(clock: ClockShown, today: date, *, plain: bool = False) -> str:
    """How a limit that is not met yet stands on a day, in words. Days that are left are never called spare.

    Of a limit that is counted back, or from a day to come, no part has gone: only the days that are left are said.
    So they alone are to a family (`plain`): a part of a hundred tells it nothing.
    """
    if clock.met_on or clock.is_overdue:
        return ""
    left = (clock.due_on - today).days
    whole = (clock.due_on - clock.started_on).days
    if left < 0:
        return ""
    if left == 0:
        return "Today is the last day."
    last = f"The last day is in {left} day{'' if left == 1 else 's'}."
    if plain or not 0 < left <= whole:
        return last
    return f"{round(100 * (whole - left) / whole)}% of the time has gone. {last}"


def chronicle(actor: Actor, child_id: UUID, reach: Reach) -> list[Entry]:
    """The request, each decision and each letter, newest first, through the gate."""
    if not reach.wants(EntryKind.STATUTORY) or not role_may(actor.role, _READ):
        return []
    url = page_address("ehc:case", child_id)
    cases, entries = _all(actor, child_id), []
    for row in cases:
        entries.append(
            Entry(row.received_at, row.id, EntryKind.STATUTORY, _RECEIVED[CaseKind(row.kind)], "", row.asker_name, url)
        )  # fmt: skip
    for made in _made(actor, child_id) if cases else ():
        words = Question(made.question).label
        entries.append(
            Entry(made.decided_at, made.id, EntryKind.STATUTORY, f"Decided: {words.lower()}",
                  "Yes" if made.yes else "No", made.decided_by_name, url)
        )  # fmt: skip
    return told(entries, reach)


_RECEIVED = {
    CaseKind.FIRST: "The council received a request for an assessment",
    CaseKind.AGAIN: "The council received a request for a new assessment",
}


@kept
def _all(actor: Actor, child_id: UUID) -> QuerySet[Case]:
    return Case.objects.permitting(actor, _READ, child_id).order_by("-received_at")[:20]


@kept
def _made(actor: Actor, child_id: UUID) -> QuerySet[Decision]:
    rows = Decision.objects.permitting(actor, _READ, child_id).filter(decided_at__isnull=False)
    return rows.order_by("-decided_at")[:40]


@dataclass(frozen=True)
class Refused:
    """A refusal that went out, and whether it has come out otherwise since."""

    id: UUID
    case_id: UUID
    council_id: UUID
    question: Question
    on: date
    changed: bool
    child_id: UUID


def newest_refusal(actor: Actor, child_id: UUID) -> OpenRefusal | None:
    """The newest refusal that stands and can still be challenged; None for whom the case is not."""
    if not role_may(actor.role, _READ):
        return None
    standing = (one for one in refusals_of(actor, child_id) if not one.changed)
    newest = next(standing, None)
    return open_refusal(newest.question, newest.on, actor.on) if newest else None


def refusals_of(actor: Actor, child_id: UUID) -> list[Refused]:
    """Every refusal in any case of a child that the actor may read, newest first."""
    rows = _made_no_about(actor, child_id)
    otherwise = ChangedOutcome.objects.permitting(actor, _READ, child_id).values_list("case_id", "question")
    changed = set(otherwise) if rows else set()
    return _refused(rows, changed)


def refusals_since(actor: Actor, since: date) -> list[Refused]:
    """Every refusal from a day on, of any child whose case the actor may read, newest first: for a home page."""
    if not role_may(actor.role, _READ):
        return []
    rows = [row for row in _made_no(actor, datetime.combine(since, time.min, LONDON)) if row.decided_at]
    cases = [row.case_id for row in rows]
    changed = ChangedOutcome.objects.permitting(actor, _READ).filter(case_id__in=cases) if rows else None
    return _refused(rows, set(changed.values_list("case_id", "question")) if changed is not None else set())


@kept
def _made_no_about(actor: Actor, child_id: UUID) -> QuerySet[Decision]:
    rows = Decision.objects.permitting(actor, _READ, child_id).filter(decided_at__isnull=False, yes=False)
    return rows.select_related("case").order_by("-decided_at")[:20]


@kept
def _made_no(actor: Actor, since: datetime) -> QuerySet[Decision]:
    rows = Decision.objects.permitting(actor, _READ, each_row=True).filter(decided_at__gte=since, yes=False)
    return rows.select_related("case").order_by("-decided_at")[:20]


def _refused(rows: Iterable[Decision], changed: Container[tuple[UUID, str]]) -> list[Refused]:
    return [
        Refused(
            row.id, row.case_id, row.case.council_id, Question(row.question), london_day(row.decided_at),
            (row.case_id, row.question) in changed, row.case.child_id,
        )
        for row in rows
        if row.decided_at
    ]  # fmt: skip
