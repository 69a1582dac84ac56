"""Reviews as pages, trays and stories read them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.access.stretch import Most
from alongside.children.queries import own_standing, setting_of
from alongside.design.addresses import page_address
from alongside.kernel.chronicle import Entry, EntryKind, Reach, Waiting, told
from alongside.kernel.periods import Period
from alongside.plans.choices import PlanState
from alongside.plans.models import Plan
from alongside.plans.queries import CommentView, PlanSummary, comments_on
from alongside.rendering.frozen import digest, from_json
from alongside.rendering.model import Document
from alongside.reviews.access import reads_by_home, set_here
from alongside.reviews.choices import Column, Next, Question, Verdict
from alongside.reviews.copies import for_homes, home_heading
from alongside.reviews.models import (
    Recommendation,
    Review,
    ReviewAnswer,
    ReviewHome,
    ReviewLine,
    ReviewRhythm,
)
from alongside.reviews.rules import columns_for
from alongside.statute.almanac import london_day
from alongside.statute.practice import Interval, interval
from alongside.support.queries import OutcomeThread, threads
from alongside.support.queries.asked import AskedLine, asked_for
from alongside.support.queries.help import Promise, promises
from alongside.voice.choices import Gathered
from alongside.voice.queries import Passage, passages_of, writing_as

_READ = Permission.PLAN_READ
_SOON = timedelta(days=14)
_LOOKS_BACK = timedelta(weeks=26)
_MOST = 20


@dataclass(frozen=True)
class ReviewSummary:
    """One review in a list."""

    id: UUID
    child_id: UUID
    due_on: date
    why_then: str
    planned_by_name: str
    finished_at: datetime | None
    finished_by_name: str
    next_on: date | None

    @property
    def is_held(self) -> bool:
        return self.finished_at is not None


def _summary(row: Review) -> ReviewSummary:
    return ReviewSummary(
        row.id, row.child_id, row.due_on, row.why_then, row.planned_by_name, row.finished_at, row.finished_by_name,
        row.next_on,
    )  # fmt: skip


def reviews_of(actor: Actor, child_id: UUID) -> list[ReviewSummary]:
    """A child's reviews, the newest day first; without their records."""
    return list(map(_summary, _latest_first(actor, child_id)))


@kept
def _latest_first(actor: Actor, child_id: UUID) -> QuerySet[Review]:
    rows = Review.objects.permitting(actor, _READ, child_id).defer("content")
    return rows.order_by("-due_on", "-planned_at")[:100]


def review_to_come(actor: Actor, child_id: UUID) -> ReviewSummary | None:
    """The planned review that is not held yet, the earliest first; None when none is planned or it is not for them."""
    return next(map(_summary, _to_come(actor, child_id)), None)


@kept
def _to_come(actor: Actor, child_id: UUID) -> QuerySet[Review]:
    rows = Review.objects.permitting(actor, _READ, child_id).filter(finished_at__isnull=True)
    return rows.defer("content").order_by("due_on", "planned_at")[:1]


def review_by_id(actor: Actor, child_id: UUID, review_id: UUID) -> ReviewSummary | None:
    """One review; None when it is absent or not for this actor."""
    row = Review.objects.permitting(actor, _READ, child_id).filter(pk=review_id).first()
    return _summary(row) if row else None


def record_of(
    actor: Actor, child_id: UUID, review_id: UUID, permission: Permission = _READ
) -> tuple[Document, str] | None:
    """The frozen record of a review and its digest; a copy for one home leaves out what another wrote."""
    row = Review.objects.permitting(actor, permission, child_id).filter(pk=review_id).first()
    if row is None or not row.finished_at:
        return None
    whole = from_json(row.content)
    if not reads_by_home(actor):
        return whole, row.digest
    homes = ReviewHome.objects.permitting(actor, permission, child_id).filter(review_id=review_id)
    copy = for_homes(whole, {home_heading(label) for label in homes.values_list("label", flat=True)})
    return (whole, row.digest) if copy == whole else (copy, digest(copy))


@dataclass(frozen=True)
class LineView:
    """What the review says of one outcome or one kind of help."""

    verdict: Verdict | None
    next: Next | None
    words: str
    new_text: str
    independent: bool
    applied: str
    edition: int
    by_name: str


@dataclass(frozen=True)
class AnswerView:
    """What one voice says to one question."""

    question: Question
    column: Column
    text: str
    gathered: Gathered
    by_name: str
    at: datetime
    edition: int
    home: UUID | None = None
    home_label: str = ""

    @property
    def heading(self) -> str:
        """Whose words these are, as the review and its record say."""
        return home_heading(self.home_label) if self.home_label else self.column.label


@dataclass(frozen=True)
class OutcomeUnderReview:
    """An outcome, its steps and help with what was given, what was said about them, and the review's lines."""

    thread: OutcomeThread
    line: LineView | None
    help: tuple[tuple[Promise, LineView | None], ...]
    comments: tuple[CommentView, ...]
    seen: tuple[AskedLine, ...]


@dataclass(frozen=True)
class ReviewView:
    """Everything a review holds."""

    summary: ReviewSummary
    since: date
    outcomes: tuple[OutcomeUnderReview, ...]
    answers: tuple[AnswerView, ...]
    recommendations: tuple[tuple[str, str], ...]

    @property
    def looked_at(self) -> int:
        """How many outcomes have a verdict."""
        return sum(1 for one in self.outcomes if one.line and one.line.verdict)

    @property
    def child_spoke(self) -> bool:
        """Whether something stands in the child's own column."""
        return any(one.column is Column.CHILD for one in self.answers)

    def said_to(self, question: Question) -> tuple[AnswerView, ...]:
        """What each voice says to a question, in the order of the columns."""
        order = list(Column)
        found = [one for one in self.answers if one.question is question]
        return tuple(sorted(found, key=lambda one: (order.index(one.column), one.home_label)))


def review_view(actor: Actor, plan: PlanSummary, summary: ReviewSummary) -> ReviewView:
    """A review with the evidence beside each outcome; the number of questions does not grow with the plan."""
    child_id = plan.child_id
    since = _since(actor, child_id, summary, plan)
    lines = _lines(actor, child_id, summary.id)
    help_ = {one.id: one for one in promises(actor, child_id, Period(since, actor.on + timedelta(days=1)))}
    comments, asked = comments_on(actor, plan), asked_for(actor, child_id)
    found = threads(passages_of(actor, child_id, _READ))
    return ReviewView(
        summary, since,
        tuple(_under_review(one, lines, help_, comments, asked) for one in found),
        answers_in(actor, child_id, summary.id),
        tuple(
            Recommendation.objects.permitting(actor, _READ, child_id)
            .filter(review_id=summary.id).order_by("at").values_list("text", "by_name")
        ),
    )  # fmt: skip


def _since(actor: Actor, child_id: UUID, summary: ReviewSummary, plan: PlanSummary) -> date:
    """Since when the review looks: the review before, else half a year, but not before the plan."""
    before = (
        Review.objects.permitting(actor, _READ, child_id)
        .filter(finished_at__isnull=False)
        .exclude(pk=summary.id)
        .order_by("-finished_at")
        .values_list("finished_at", flat=True)
        .first()
    )
    return london_day(before) if before else max(actor.on - _LOOKS_BACK, london_day(plan.started_at))


def _lines(actor: Actor, child_id: UUID, review_id: UUID) -> dict[UUID, LineView]:
    rows = ReviewLine.objects.permitting(actor, _READ, child_id).filter(review_id=review_id)
    return {
        row.statement_id: LineView(
            Verdict(row.verdict) if row.verdict else None, Next(row.next) if row.next else None, row.words,
            row.new_text, row.independent, row.applied, row.edition, row.by_name,
        )
        for row in rows
    }  # fmt: skip


def answers_in(actor: Actor, child_id: UUID, review_id: UUID) -> tuple[AnswerView, ...]:
    """What was said in a review, as far as it is for this reader: of two homes apart each reads its own."""
    rows = ReviewAnswer.objects.permitting(actor, _READ, child_id).filter(review_id=review_id)
    return tuple(
        AnswerView(
            Question(row.question),
            Column(row.column),
            row.text,
            Gathered(row.gathered),
            row.by_name,
            row.at,
            row.edition,
            row.home_id,
            row.home.label if row.home else "",
        )
        for row in rows.select_related("home")
    )


def _under_review(
    thread: OutcomeThread,
    lines: dict[UUID, LineView],
    help_: dict[UUID, Promise],
    comments: list[CommentView],
    asked: list[AskedLine],
) -> OutcomeUnderReview:
    ids = {thread.outcome.id, *(one.id for one in (*thread.steps, *thread.provision))}
    return OutcomeUnderReview(
        thread,
        lines.get(thread.outcome.id),
        tuple((help_[one.id], lines.get(one.id)) for one in thread.provision if one.id in help_),
        tuple(one for one in comments if one.statement_id in ids),
        tuple(one for one in asked if one.about_id in ids),
    )


def column_choices(actor: Actor, child_id: UUID) -> tuple[str, ...]:
    """Where the actor writes in a review of this child, their own column first."""
    writer = writing_as(actor, own_standing(actor, child_id))
    setting = setting_of(actor, child_id)
    return columns_for(writer.voice, at_setting=setting is not None and setting.id == actor.organisation_id)


@dataclass(frozen=True)
class LookedAt:
    """When one outcome or step is next looked at, and why then."""

    passage: Passage
    on: date
    why: str
    rhythm: Interval | None


@kept
def _finished(actor: Actor, child_id: UUID) -> QuerySet[Review, datetime]:
    rows = Review.objects.permitting(actor, _READ, child_id).filter(finished_at__isnull=False)
    return rows.order_by("-finished_at").values_list("finished_at", flat=True)[:1]


@kept
def _rhythms(actor: Actor, child_id: UUID) -> QuerySet[ReviewRhythm, tuple[UUID, str]]:
    return ReviewRhythm.objects.permitting(actor, _READ, child_id).values_list("statement_id", "interval")


def review_dates(actor: Actor, child_id: UUID) -> list[LookedAt]:
    """When each outcome and step is next looked at, by its nature, soonest first."""
    held = next(iter(_finished(actor, child_id)), None)
    chosen = dict(_rhythms(actor, child_id))
    found: list[LookedAt] = []
    for thread in threads(passages_of(actor, child_id, _READ)):
        rhythm = interval(chosen.get(thread.outcome.id, "review.default"))
        begun = max(thread.outcome.gathered_on, london_day(held) if held else thread.outcome.gathered_on)
        words = f"{rhythm.label}. {rhythm.why}" if rhythm.label else rhythm.why
        found.append(LookedAt(thread.outcome, rhythm.after(begun), words, rhythm))
        found += [
            LookedAt(step, step.ends_on, "The day that was set for this step.", None)
            for step in thread.steps
            if step.ends_on
        ]
    return sorted(found, key=lambda one: one.on)


def waiting_for(actor: Actor, most: Most | None = None) -> list[Waiting]:
    """Reviews that are due: for who keeps the plan, and, for those who take part, the four questions."""
    if role_may(actor.role, Permission.PLAN_EDIT):
        return [*_due(actor, most), *_not_planned(actor, most)]
    return _to_say(actor) if role_may(actor.role, Permission.PASSAGE_WRITE) else []


def _due(actor: Actor, most: Most | None) -> list[Waiting]:
    return [
        Waiting(
            "Hold the review", page_address("reviews:review", row.child_id, row.id), row.child.called, row.child_id,
            row.due_on, row.why_then or "The day that was planned",
        )
        for row in _to_hold(actor, actor.on + _SOON, most)
    ]  # fmt: skip


@kept
def _to_hold(actor: Actor, by: date, most: Most | None) -> QuerySet[Review]:
    rows = Review.objects.permitting(actor, Permission.PLAN_EDIT).filter(set_here(actor.on), due_on__lte=by)
    rows = rows.filter(finished_at=None).defer("content").select_related("child")
    return rows.order_by("due_on")[: most or _MOST]


def _not_planned(actor: Actor, most: Most | None) -> list[Waiting]:
    return [
        Waiting(
            "Plan the review", page_address("reviews:reviews", row.child_id), row.child.called, row.child_id,
            row.review_on, "The day set when the plan was agreed",
        )
        for row in _to_plan(actor, actor.on + _SOON, most)
    ]  # fmt: skip


@kept
def _to_plan(actor: Actor, by: date, most: Most | None) -> QuerySet[Plan]:
    edit, here = Permission.PLAN_EDIT, set_here(actor.on)
    planned = Review.objects.permitting(actor, edit).filter(here, finished_at=None)
    rows = Plan.objects.permitting(actor, edit)
    rows = rows.filter(state=PlanState.AGREED, review_on__lte=by).exclude(pk__in=planned.values("plan_id"))
    return rows.select_related("child").order_by("review_on")[: most or _MOST]


def _to_say(actor: Actor) -> list[Waiting]:
    return [
        Waiting("Say how it is going, before the review", page_address("reviews:say", row.child_id, row.id),
                row.child.called, row.child_id, row.due_on, "The day of the review")
        for row in _not_said(actor, actor.on + _SOON)
    ]  # fmt: skip


@kept
def _not_said(actor: Actor, by: date) -> QuerySet[Review]:
    written = ReviewAnswer.objects.permitting(actor, Permission.PASSAGE_WRITE).filter(by_id=actor.person_id)
    rows = Review.objects.permitting(actor, Permission.PASSAGE_WRITE)
    rows = rows.filter(set_here(actor.on), finished_at=None, due_on__lte=by)
    rows = rows.exclude(pk__in=written.values("review_id")).defer("content")
    return rows.select_related("child").order_by("due_on")[:_MOST]


@kept
def _reviews(actor: Actor, child_id: UUID) -> QuerySet[Review]:
    return Review.objects.permitting(actor, _READ, child_id).defer("content")


def chronicle(actor: Actor, child_id: UUID, reach: Reach) -> list[Entry]:
    """Reviews planned and held, newest first."""
    if not reach.wants(EntryKind.REVIEW) or not role_may(actor.role, _READ):
        return []
    found = []
    for row in _reviews(actor, child_id):
        url = page_address("reviews:review", child_id, row.id)
        found.append(
            Entry(
                row.planned_at,
                row.id,
                EntryKind.REVIEW,
                "Review planned",
                row.why_then,
                row.planned_by_name,
                url,
            )
        )
        if row.finished_at:
            found.append(
                Entry(row.finished_at, row.id, EntryKind.REVIEW, "Review held", "", row.finished_by_name, url)
            )
    return told(found, reach)
