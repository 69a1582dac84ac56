"""The help that section F promises, what was given, what each side says of it, and which gaps are open."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.access.stretch import with_total
from alongside.annualreviews.access import followed_by_another
from alongside.annualreviews.choices import Check, Kept
from alongside.annualreviews.models import PromiseAnswer, PromiseCheck
from alongside.design.addresses import page_address
from alongside.ehcplans.choices import FINAL_KINDS
from alongside.ehcplans.models import EhcLine, EhcVersion
from alongside.ehcplans.queries.plan import plan_of
from alongside.ehcplans.rules.content import Content, from_json
from alongside.kernel.board import ROWS, BoardList, BoardRow
from alongside.kernel.chronicle import Waiting
from alongside.kernel.periods import Period
from alongside.support.queries.help import Promise, in_words, promises

_READ, _PLAN, _HOLD = Permission.ANNUAL_READ, Permission.EHCPLAN_READ, Permission.ANNUAL_HOLD
_LOOKS_BACK = timedelta(weeks=16)


@dataclass(frozen=True)
class PromiseText:
    """One promise of section F: its key, how it is called, its words, and the help of the child's plan it was from."""

    key: str
    ref: str
    text: str
    details: str = ""
    statement_id: UUID | None = None


def promised(actor: Actor, child_id: UUID) -> tuple[PromiseText, ...]:
    """What section F of the plan in force promises, in its order; nothing where no plan is for this actor.

    A plan that was taken in without its words is asked about by the help that stands in the child's own plan.
    """
    if not role_may(actor.role, _PLAN):
        return ()
    plan = plan_of(actor, child_id)
    if plan is None or not plan.in_force:
        return ()
    content = _in_force(actor, child_id, plan.id)
    lines = content.of("F") if content else ()
    if not lines:
        found = [one for one in promises(actor, child_id, _period(actor)) if one.in_plan]
        return tuple(
            PromiseText(
                str(one.id), f"F{number}", one.text, _details(one.who, one.how_often, one.how_long), one.id
            )
            for number, one in enumerate(found, 1)
        )
    taken = dict(
        EhcLine.objects.permitting(actor, _PLAN, child_id)
        .filter(plan_id=plan.id, statement__isnull=False).values_list("id", "statement_id")
    )  # fmt: skip
    return tuple(
        PromiseText(
            one.id, content.refs[one.id] if content else "", one.text, _details(one.who, one.how_often, one.how_long),
            taken.get(UUID(one.id)),
        )
        for one in lines
    )  # fmt: skip


def _in_force(actor: Actor, child_id: UUID, plan_id: UUID) -> Content | None:
    """What the version in force says; None where a plan was taken in without its words."""
    rows = EhcVersion.objects.permitting(actor, _PLAN, child_id).filter(plan_id=plan_id, kind__in=FINAL_KINDS)
    row = rows.filter(served_on__isnull=False).order_by("-number").first()
    return from_json(row.content) if row and row.content.startswith('{"form"') else None


def outcomes_of(actor: Actor, child_id: UUID) -> tuple[str, ...]:
    """The outcomes of section E of the plan in force, in its order; nothing where its words are not here."""
    plan = plan_of(actor, child_id) if role_may(actor.role, _PLAN) else None
    content = _in_force(actor, child_id, plan.id) if plan and plan.in_force else None
    return tuple(one.text for one in content.of("E")) if content else ()


def _details(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _period(actor: Actor, since: date | None = None) -> Period:
    return Period(since or actor.on - _LOOKS_BACK, actor.on + timedelta(days=1))


NOT_NOTED = "Nobody has said yet what was given."


@dataclass(frozen=True)
class CheckView:
    """The newest asking about the plan."""

    id: UUID
    kind: Check
    looks_from: date
    due_on: date
    answered_on: date | None
    answered_by_name: str


@dataclass(frozen=True)
class AnswerView:
    """What somebody says of one promise."""

    promise: str
    by_setting: bool
    kept: Kept
    words: str
    doing: str
    by_on: date | None
    by_name: str
    at: datetime
    mine: bool
    mended_on: date | None
    mended_by_name: str
    mended_words: str

    @property
    def is_gap(self) -> bool:
        """Whether this says that help is not given, and nobody has put it right yet."""
        return self.kept is not Kept.YES and self.mended_on is None


@dataclass(frozen=True)
class PromiseView:
    """One promise with what was given of it and what each side says."""

    promise: PromiseText
    given: str
    missed: int
    answers: tuple[AnswerView, ...]

    @property
    def setting(self) -> AnswerView | None:
        """The newest word of the setting."""
        return next((one for one in self.answers if one.by_setting), None)

    @property
    def mine(self) -> AnswerView | None:
        return next((one for one in self.answers if one.mine), None)

    @property
    def family(self) -> tuple[AnswerView, ...]:
        return tuple(one for one in self.answers if not one.by_setting)

    @property
    def gap(self) -> bool:
        return any(one.is_gap for one in self.answers)

    @property
    def suggested(self) -> str:
        """What the ticks say, to begin with: nobody counts what was ticked already."""
        return Kept.PARTLY if self.missed else ""


@dataclass(frozen=True)
class Promises:
    """The asking that is newest, and each promise."""

    check: CheckView | None
    lines: tuple[PromiseView, ...]

    @property
    def gaps(self) -> int:
        return sum(1 for one in self.lines if one.gap)


def promises_of(actor: Actor, child_id: UUID) -> Promises:
    """Section F as it is promised and as it is given; the number of questions does not grow with the plan."""
    texts = promised(actor, child_id)
    check = next((_check(row) for row in _newest(actor, child_id)), None)
    if not texts:
        return Promises(check, ())
    answers = defaultdict(list)
    for row in _answers(actor, child_id):
        answers[row.promise].append(_answer(row, actor))
    since = check.looks_from if check else None
    given = promises(actor, child_id, _period(actor, since))
    return Promises(check, tuple(_view(one, _given(one, given), answers[one.key]) for one in texts))


def _given(text: PromiseText, given: Sequence[Promise]) -> Promise | None:
    """What was ticked of a promise: that of the help it was taken from, or of help in the same words."""
    return next((one for one in given if text.statement_id == one.id or text.text == one.text), None)


def _view(text: PromiseText, given: Promise | None, answers: Sequence[AnswerView]) -> PromiseView:
    words = in_words(given.tally) if given else NOT_NOTED
    return PromiseView(text, words, given.tally.missed + given.tally.partly if given else 0, tuple(answers))


def _check(row: PromiseCheck) -> CheckView:
    return CheckView(
        row.id, Check(row.kind), row.looks_from, row.due_on, row.answered_on, row.answered_by_name
    )


def _answer(row: PromiseAnswer, actor: Actor) -> AnswerView:
    return AnswerView(
        row.promise, row.by_setting, Kept(row.kept), row.words, row.doing, row.by_on, row.by_name, row.at,
        row.person_id == actor.person_id, row.mended_on, row.mended_by_name, row.mended_words,
    )  # fmt: skip


def asked_of_family(actor: Actor, child_id: UUID) -> CheckView | None:
    """The newest asking whose day is still to come, where the reader, of the family, has said nothing to it yet."""
    if not actor.is_family:
        return None
    check = next((_check(row) for row in _newest(actor, child_id)), None)
    if check is None or check.due_on < actor.on:
        return None
    mine = PromiseAnswer.objects.permitting(actor, _READ, child_id).filter(check_asked_id=check.id)
    return None if mine.filter(person_id=actor.person_id).exists() else check


@kept
def _newest(actor: Actor, child_id: UUID) -> QuerySet[PromiseCheck]:
    return PromiseCheck.objects.permitting(actor, _READ, child_id).order_by("-due_on")[:1]


@kept
def _answers(actor: Actor, child_id: UUID) -> QuerySet[PromiseAnswer]:
    return PromiseAnswer.objects.permitting(actor, _READ, child_id).order_by("-at", "id")[:200]


def waiting_for(actor: Actor) -> list[Waiting]:
    """Askings that a setting has not answered, and gaps past their day, for whoever holds reviews there."""
    if not role_may(actor.role, _HOLD):
        return []
    if role_may(actor.role, Permission.CASE_KEEP):
        return [
            Waiting(
                "Help that the plan promises is not given", _page(row.child_id), row.child.full_name, row.child_id,
                row.by_on, "The council has to secure it (Children and Families Act 2014 s.42)",
            )
            for row in _late_gaps(actor, actor.on)
        ]  # fmt: skip
    return [
        Waiting(
            "Say whether the help in the plan is given", _page(row.child_id), row.child.called, row.child_id,
            row.due_on, Check(row.kind).label,
        )
        for row in _unanswered(actor)
    ]  # fmt: skip


def board(actor: Actor, organisation_id: UUID, today: date) -> list[BoardList]:
    """For a co-ordinator: plans about which it was asked, and gaps that are open."""
    if not role_may(actor.role, _HOLD):
        return []
    asked, gaps = list(_unanswered(actor)), list(_open_gaps(actor))
    return [
        BoardList(
            "promises", "Is the help in EHC plans given? Say so",
            tuple(BoardRow(row.child_id, Check(row.kind).label, _page(row.child_id), row.due_on) for row in asked),
            asked[0].in_all if asked else 0,  # type: ignore[attr-defined]
        ),
        BoardList(
            "promise-gaps", "Help in EHC plans that is not given",
            tuple(BoardRow(row.child_id, row.text[:80], _page(row.child_id), row.by_on, row.by_name) for row in gaps),
            gaps[0].in_all if gaps else 0,  # type: ignore[attr-defined]
        ),
    ]  # fmt: skip


def _page(child_id: UUID) -> str:
    return page_address("annualreviews:promises_kept", child_id)


@kept
def _unanswered(actor: Actor) -> QuerySet[PromiseCheck]:
    rows = PromiseCheck.objects.permitting(actor, _HOLD).filter(~followed_by_another(), answered_on=None)
    return with_total(rows.select_related("child")).order_by("due_on", "id")[:ROWS]


@kept
def _open_gaps(actor: Actor) -> QuerySet[PromiseAnswer]:
    rows = PromiseAnswer.objects.permitting(actor, _HOLD).filter(mended_on=None).exclude(kept=Kept.YES)
    return with_total(rows.select_related("child")).order_by("by_on", "at", "id")[:ROWS]


@kept
def _late_gaps(actor: Actor, today: date) -> QuerySet[PromiseAnswer]:
    rows = PromiseAnswer.objects.permitting(actor, Permission.CASE_KEEP, each_row=True)
    rows = rows.filter(mended_on=None, by_setting=True, by_on__lte=today).exclude(kept=Kept.YES)
    return rows.select_related("child").order_by("by_on", "id")[:ROWS]
