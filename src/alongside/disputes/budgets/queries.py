"""Budgets as pages read them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Greatest

from alongside.access.actor import Actor
from alongside.access.policy import Permission
from alongside.annualreviews.models import AnnualReview
from alongside.deadlines.queries import ClockShown, clocks_of
from alongside.disputes.budgets.rules import SECTIONS, Note, has_days_left, open_note, refuse_to_ask
from alongside.disputes.choices import (
    BudgetGround,
    BudgetState,
    PaymentForm,
    PaymentStep,
    ReassessmentState,
    Suitable,
)
from alongside.disputes.models import Budget, BudgetItem, BudgetStep, Reassessment
from alongside.ehcplans.choices import EhcPlanState
from alongside.ehcplans.models import EhcLine
from alongside.ehcplans.queries import plan_of
from alongside.kernel.refusal import Refusal

_READ, _KEEP = Permission.EHCPLAN_READ, Permission.EHCPLAN_KEEP
_LONGEST = 90
_SOME = "words, before there are any"


@dataclass(frozen=True)
class ItemView:
    """One sum. `from_on` is empty while nothing is decided; `until_on` the day from which it is another."""

    id: UUID
    section: str
    help: str
    form: PaymentForm
    yearly: Decimal
    head_agreed: str
    purpose: str
    from_on: date
    until_on: date | None

    def runs_on(self, day: date) -> bool:
        """Whether it counts on a day."""
        return self.from_on <= day and (self.until_on is None or self.until_on > day)


@dataclass(frozen=True)
class StepView:
    """Something that happened to the payments."""

    kind: PaymentStep
    on: date
    words: str
    by_name: str
    from_on: date | None
    help: str
    before: Decimal | None
    after: Decimal | None
    note: Note | None


@dataclass(frozen=True)
class BudgetView:
    """A budget with its sums, what happened to it, and its clocks."""

    row: Budget
    state: BudgetState
    items: tuple[ItemView, ...]
    steps: tuple[StepView, ...]
    clocks: tuple[ClockShown, ...]
    is_mine: bool
    on: date

    @property
    def yearly(self) -> Decimal:
        """All sums of a year together, as they are today."""
        return sum((one.yearly for one in self.items if one.runs_on(self.on)), Decimal(0))

    @property
    def undecided(self) -> bool:
        """Whether it waits for the council: for its decision, or for another look at it."""
        again = bool(self.row.review_asked_on and not self.row.reviewed_on)
        return self.state is BudgetState.ASKED or (
            self.state in (BudgetState.REFUSED, BudgetState.SET) and again
        )

    @property
    def ends_on(self) -> date | None:
        """The day on which payments stop, while it is still to come."""
        stops = self.row.stopped_on
        return stops if stops and stops > self.on else None

    @property
    def answers(self) -> tuple[tuple[str, str], ...]:
        """The questions of reg 6 with their answers."""
        words = {True: "Yes", False: "No"}
        return tuple((one.label, words[self.row.considered[one.value]]) for one in Suitable if one.value in self.row.considered)  # fmt: skip  # noqa: E501

    @property
    def grounds(self) -> tuple[str, ...]:
        """Why not, in words."""
        return tuple(BudgetGround(one).label for one in self.row.grounds)

    @property
    def has_direct(self) -> bool:
        """Whether some of it is to be paid out."""
        return any(one.form is PaymentForm.DIRECT for one in self.items)

    @property
    def about_reducing(self) -> PaymentStep | None:
        """What is open about a lower sum: a notice to ask about, or a question to answer."""
        return self._open.kind if self._open else None

    @property
    def lower_sum(self) -> StepView | None:
        """The notice of the lower sum that this is about: what it was, what it becomes, from which day."""
        found = self._open
        notices = (one for one in self.steps if one.kind is PaymentStep.REDUCED and one.note)
        return next(
            (one for one in notices if found and one.note and one.note.item_id == found.item_id), None
        )

    @property
    def _open(self) -> Note | None:
        return open_note([one.note for one in self.steps if one.note])


def budget_of(actor: Actor, child_id: UUID) -> BudgetView | None:
    """The newest budget of a child that the actor may read."""
    row = Budget.objects.permitting(actor, _READ, child_id).order_by("-asked_on", "-id").first()
    if row is None:
        return None
    live = Q(until_on=None) | Q(until_on__gt=Greatest(F("from_on"), Value(actor.on)))
    items = BudgetItem.objects.permitting(actor, _READ, child_id).filter(live, budget_id=row.id)
    steps = BudgetStep.objects.permitting(actor, _READ, child_id).filter(budget_id=row.id)
    return BudgetView(
        row, BudgetState(row.state),
        tuple(sorted(map(_item, items.order_by("set_at", "id")), key=lambda one: SECTIONS.index(one.section))),
        tuple(_step(one, actor.on) for one in steps.select_related("item").order_by("-at", "-id")[:100]),
        tuple(clocks_of(actor, child_id, row.id)), _is_of(actor, row), actor.on,
    )  # fmt: skip


def _is_of(actor: Actor, row: Budget) -> bool:
    """Whether it is the reader's own; one without a name is the young person's, to whom alone it is shown."""
    without = row.asker_id is None and actor.is_family and row.recipient_id != actor.person_id
    return row.asker_id == actor.person_id or without


def _item(row: BudgetItem) -> ItemView:
    return ItemView(
        row.id, row.section, row.help, PaymentForm(row.form), row.yearly, row.head_agreed, row.purpose, row.from_on,
        row.until_on,
    )  # fmt: skip


def _step(row: BudgetStep, on: date) -> StepView:
    item, kind = row.item, PaymentStep(row.kind)
    note = Note(kind, item.id, has_days_left(item.from_on, item.until_on, on), row.id) if item else None
    return StepView(
        kind, row.on, row.words, row.by_name, row.from_on, item.help if item else "", row.yearly,
        item.yearly if item else None, note,
    )  # fmt: skip


def is_under_review(plan_id: UUID, reviews: QuerySet[AnnualReview], again: QuerySet[Reassessment]) -> bool:
    """Whether the yearly review has a meeting planned or held, or needs are being assessed again, among these rows."""
    running = (ReassessmentState.ASKED, ReassessmentState.AGREED)
    meets = reviews.filter(plan_id=plan_id, closed_on=None, meeting_on__isnull=False)
    return meets.exists() or again.filter(plan_id=plan_id, state__in=running).exists()


def why_not_asked(actor: Actor, child_id: UUID) -> Refusal | None:
    """Why a budget cannot be asked for today, as far as this reader knows; nothing where it can."""
    plan = plan_of(actor, child_id)
    if plan is None:
        return refuse_to_ask(None, under_review=False, is_open=False, words=_SOME)
    reviews = AnnualReview.objects.permitting(actor, Permission.ANNUAL_READ, child_id)
    again = Reassessment.objects.permitting(actor, Permission.CASE_READ, child_id)
    under_review = plan.state is EhcPlanState.FINAL and is_under_review(plan.id, reviews, again)
    return refuse_to_ask(plan.state, under_review=under_review, is_open=False, words=_SOME)


def lines_to_pay_for(actor: Actor, child_id: UUID) -> tuple[tuple[str, str], ...]:
    """The statements of provision of the newest plan, for whoever writes down sums: id, and section with its words."""
    rows = EhcLine.objects.permitting(actor, _KEEP, child_id).filter(section__in=SECTIONS, ended_at=None)
    newest = rows.order_by(F("plan__started_at").desc(), "section", "position")
    found = list(newest.values_list("id", "plan_id", "section", "text")[:200])
    return tuple(
        (str(key), f"{section}: {text if len(text) <= _LONGEST else text[:_LONGEST].rstrip() + '…'}")
        for key, plan_id, section, text in found
        if plan_id == found[0][1]
    )
