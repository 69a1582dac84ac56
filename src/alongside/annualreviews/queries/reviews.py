"""One review, who is asked, what is said and proposed, the dates, the decision and the letters."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.choices import StandingKind
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.annualreviews.access import is_council
from alongside.annualreviews.choices import (
    ChangeKind,
    ChildLeads,
    EarlyAnswer,
    Outcome,
    Phase,
    ReviewKind,
    Seat,
    Topic,
)
from alongside.annualreviews.models import (
    AnnualReview,
    Difference,
    EarlyAsk,
    Invitee,
    PlanLetter,
    Proposal,
    ReviewDecision,
    TalkedAbout,
)
from alongside.annualreviews.rules.dates import ReviewDays, decision_by, latest_meeting, limit_of_decision
from alongside.annualreviews.rules.inviting import InvitingFacts, in_or_beyond_year_9, still_to_ask
from alongside.annualreviews.rules.meeting import MeetingFacts, topics
from alongside.annualreviews.rules.phases import phase_of
from alongside.annualreviews.rules.stage import NEXT, NextThing, Stage, StageDays, stage_of
from alongside.children.models import Child
from alongside.children.queries import own_standing
from alongside.deadlines.queries import ClockShown, clocks_of
from alongside.ehc.choices import Route
from alongside.ehcplans.coming import dates_beside
from alongside.rendering.frozen import from_json
from alongside.rendering.model import Document

_READ, _CASE = Permission.ANNUAL_READ, Permission.CASE_READ


@dates_beside("reviews")
def review_beside(actor: Actor, child_id: UUID) -> tuple[UUID, ...]:
    """The review that is open, whose dates stand beside those of the plan."""
    if not role_may(actor.role, _READ):
        return ()
    rows = AnnualReview.objects.permitting(actor, _READ, child_id).filter(closed_on=None)
    return tuple(rows.values_list("pk", flat=True)[:1])


@dataclass(frozen=True)
class ReviewView:
    """One review and where it stands."""

    id: UUID
    child_id: UUID
    plan_id: UUID
    council_id: UUID
    council: str
    kind: ReviewKind
    made_on: date
    reviewed_on: date | None
    due_on: date
    phase: Phase | None
    moves_on: date | None
    meeting_on: date | None
    meeting_time: str
    place: str
    child_leads: ChildLeads | None
    looked_after: bool
    out_of_area: bool
    not_asked_because: str
    invited_on: date | None
    papers_on: date | None
    held_on: date | None
    no_child_because: str
    no_change: bool
    reported_on: date | None
    reported_by_name: str
    outcome: Outcome | None
    decided_on: date | None
    notice_on: date | None
    final_on: date | None
    unchanged_on: date | None
    closed_on: date | None
    edition: int
    passed_on: date | None = None

    @property
    def stage(self) -> Stage:
        return stage_of(
            StageDays(
                self.meeting_on, self.invited_on, self.papers_on, self.held_on, self.reported_on, self.decided_on,
                self.outcome or "", self.closed_on,
            )
        )  # fmt: skip

    @property
    def next(self) -> NextThing | None:
        thing = NEXT.get(self.stage)
        if thing is None or self.stage is not Stage.TO_DECIDE:
            return thing
        return replace(thing, limit=limit_of_decision(self.passed_on))

    @property
    def decide_by(self) -> date | None:
        """The last day of the decision, once the meeting was held."""
        return decision_by(self.held_on, self.due_on) if self.held_on else None

    @property
    def latest_meeting(self) -> date:
        """The last day on which a meeting still leaves time for what has to follow."""
        return latest_meeting(
            ReviewDays(
                self.made_on,
                self.reviewed_on,
                phase=self.phase,
                moves_on=self.moves_on,
                passed_on=self.passed_on,
            )
        )


def view_of(row: AnnualReview) -> ReviewView:
    """A row that came through the gate, as pages read it."""
    return ReviewView(
        row.id, row.child_id, row.plan_id, row.council_id, row.council.name, ReviewKind(row.kind), row.made_on,
        row.reviewed_on, row.due_on, phase_of(row.phase), row.moves_on, row.meeting_on,
        row.meeting_time, row.place, ChildLeads(row.child_leads) if row.child_leads else None, row.looked_after,
        row.out_of_area, row.not_asked_because, row.invited_on, row.papers_on, row.held_on, row.no_child_because,
        row.no_change, row.reported_on, row.reported_by_name, Outcome(row.outcome) if row.outcome else None,
        row.decided_on, row.notice_on, row.final_on, row.unchanged_on, row.closed_on, row.edition,
        row.passed_on,
    )  # fmt: skip


def open_review_of(actor: Actor, child_id: UUID) -> ReviewView | None:
    """The review of the child's plan that is open; None where there is none for this actor."""
    return next((view_of(row) for row in _newest(actor, child_id) if row.closed_on is None), None)


def reviews_of_plan(actor: Actor, child_id: UUID) -> tuple[ReviewView, ...]:
    """The reviews of a child's plan, newest first, the open one among them."""
    return tuple(map(view_of, _newest(actor, child_id)))


@kept
def _newest(actor: Actor, child_id: UUID) -> QuerySet[AnnualReview]:
    rows = AnnualReview.objects.permitting(actor, _READ, child_id).select_related("council").defer("report")
    return rows.order_by("-due_on", "-opened_at")[:20]


def review_of_child(actor: Actor, child_id: UUID, review_id: UUID) -> ReviewView | None:
    """One review by its id."""
    return next((one for one in reviews_of_plan(actor, child_id) if one.id == review_id), None)


def report_of(actor: Actor, child_id: UUID, review_id: UUID) -> tuple[Document, str] | None:
    """The report as it went out, and its digest; None while there is none, or where it is not for this actor."""
    rows = AnnualReview.objects.permitting(actor, _READ, child_id).filter(
        pk=review_id, reported_on__isnull=False
    )
    row = rows.first()
    return (from_json(row.report), row.digest) if row else None


@dataclass(frozen=True)
class InviteeView:
    """Somebody on the list of a meeting."""

    id: UUID
    seat: Seat
    person_id: UUID | None
    name: str
    organisation: str
    asked_on: date | None
    advice: str
    advice_on: date | None
    advice_by_name: str
    came: bool | None
    edition: int


def invited_to(actor: Actor, review: ReviewView) -> tuple[InviteeView, ...]:
    """Who is asked, in the order of the seats. What was said beforehand is read once the papers have gone out, by
    whoever holds the review before that, and always by its writer."""
    order = list(Seat)
    rows = Invitee.objects.permitting(actor, _READ, review.child_id).filter(review_id=review.id)
    whole = review.papers_on is not None or role_may(actor.role, Permission.ANNUAL_HOLD)
    found = [
        InviteeView(
            row.id, Seat(row.seat), row.person_id, row.name, row.organisation, row.asked_on,
            row.advice if whole or row.person_id == actor.person_id else "", row.advice_on, row.advice_by_name,
            row.came, row.edition,
        )
        for row in rows
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (order.index(one.seat), one.name)))


def empty_seats(
    actor: Actor, review: ReviewView, child: Child | object, invited: tuple[InviteeView, ...], attends: bool
) -> tuple[Seat, ...]:
    """Seats the law names to which nobody is asked yet. `child` has a date of birth and a year group."""
    facts = InvitingFacts(adult_life(child, actor.on), attends, review.looked_after, review.out_of_area)
    return still_to_ask(facts, frozenset(one.seat for one in invited))


def adult_life(child: object, on: date) -> bool:
    """Whether this review looks at adult life."""
    return in_or_beyond_year_9(child.nc_year, child.born_on, on)  # type: ignore[attr-defined]


@dataclass(frozen=True)
class SaidView:
    """What the meeting says about one thing."""

    topic: Topic
    text: str
    by_name: str
    at: datetime | None
    edition: int


def said_in(actor: Actor, review: ReviewView, *, adult: bool) -> tuple[SaidView, ...]:
    """Each thing the meeting talks about, with what is written so far."""
    rows = TalkedAbout.objects.permitting(actor, _READ, review.child_id).filter(review_id=review.id)
    there = {row.topic: row for row in rows}
    found = []
    for topic in topics(adult_life=adult):
        row = there.get(topic)
        found.append(
            SaidView(topic, row.text, row.by_name, row.at, row.edition)
            if row
            else SaidView(topic, "", "", None, 0)
        )
    return tuple(found)


@dataclass(frozen=True)
class ProposalView:
    """A change of the plan that is proposed."""

    id: UUID
    section: str
    kind: ChangeKind
    was: str
    becomes: str
    why: str
    by_name: str
    at: datetime


def proposed_in(actor: Actor, review: ReviewView) -> tuple[ProposalView, ...]:
    """The changes proposed, section by section."""
    rows = Proposal.objects.permitting(actor, _READ, review.child_id).filter(
        review_id=review.id, taken_back_at=None
    )
    return tuple(
        ProposalView(
            row.id, row.section, ChangeKind(row.kind), row.was, row.becomes, row.why, row.by_name, row.at
        )
        for row in rows.order_by("section", "at")
    )


def seen_differently(actor: Actor, review: ReviewView) -> tuple[tuple[str, str], ...]:
    """Whose view differs, and in which words."""
    rows = Difference.objects.permitting(actor, _READ, review.child_id).filter(review_id=review.id)
    return tuple(rows.order_by("at").values_list("whose", "text"))


def meeting_facts_of(
    review: ReviewView,
    said: tuple[SaidView, ...],
    invited: tuple[InviteeView, ...],
    proposed: tuple[ProposalView, ...],
    *,
    adult: bool,
) -> MeetingFacts:
    """What the report depends on, from what a page has read."""
    written = {one.topic for one in said if one.text}
    heard = Topic.WISHES in written or any(one.advice_on and one.seat is Seat.YOUNG_PERSON for one in invited)
    return MeetingFacts(
        review.held_on,
        adult,
        written,
        heard,
        review.no_child_because,
        len(proposed),
        review.no_change,
        any(one.came for one in invited),
    )


@dataclass(frozen=True)
class DecisionView:
    """A decision after a review, made or only prepared."""

    outcome: Outcome
    considered: tuple[str, ...]
    reasons: str
    prepared_by_name: str
    prepared_at: datetime
    decided_by_name: str
    decided_at: datetime | None
    edition: int


def decision_of(actor: Actor, review: ReviewView) -> DecisionView | None:
    """The decision of a review; while it is only prepared, the council's alone."""
    if not role_may(actor.role, _CASE):
        return None
    row = ReviewDecision.objects.permitting(actor, _CASE, review.child_id).filter(review_id=review.id).first()
    if row is None:
        return None
    return DecisionView(
        Outcome(row.outcome), tuple(row.considered), row.reasons, row.prepared_by_name, row.prepared_at,
        row.decided_by_name, row.decided_at, row.edition,
    )  # fmt: skip


@dataclass(frozen=True)
class LetterLine:
    """One letter in a list."""

    id: UUID
    to_name: str
    title: str
    sent_at: datetime


def letters_about(actor: Actor, child_id: UUID) -> tuple[LetterLine, ...]:
    """The letters about the child's plan that the actor may read, newest first."""
    if not role_may(actor.role, _CASE):
        return ()
    rows = PlanLetter.objects.permitting(actor, _CASE, child_id).order_by("-sent_at", "to_name")[:40]
    return tuple(LetterLine(row.id, row.to_name, from_json(row.content).title, row.sent_at) for row in rows)


def letter_by_id(actor: Actor, child_id: UUID, letter_id: UUID) -> tuple[Document, str] | None:
    """One letter and its digest; None when it is absent or not for this actor."""
    row = PlanLetter.objects.permitting(actor, _CASE, child_id).filter(pk=letter_id).first()
    return (from_json(row.content), row.digest) if row else None


@dataclass(frozen=True)
class EarlyView:
    """A request for an early review; the words are empty for whom they are not."""

    asker_name: str
    words: str
    asked_at: datetime
    answer_by: date
    answer: EarlyAnswer
    reasons: str
    answered_by_name: str
    answered_at: datetime | None
    came: str = ""
    told_elsewhere: bool = False


def early_ask_of(actor: Actor, child_id: UUID) -> EarlyView | None:
    """The newest request for an early review, for those with a say: whose words, only its writer and the council."""
    if not role_may(actor.role, _CASE):
        return None
    row = EarlyAsk.objects.permitting(actor, _CASE, child_id).order_by("-asked_at").first()
    if row is None:
        return None
    own = row.asker_id == actor.person_id or (row.asker_id is None and _is_the_child(actor, child_id))
    reads = own or is_council(actor)
    came = f"{Route(row.route).label}, written down by {row.taken_in_by_name}" if row.taken_in_by_name else ""
    return EarlyView(
        row.asker_name, row.words if reads else "", row.asked_at, row.answer_by, EarlyAnswer(row.answer),
        row.reasons if reads else "", row.answered_by_name, row.answered_at, came, row.asker_id is None,
    )  # fmt: skip


def _is_the_child(actor: Actor, child_id: UUID) -> bool:
    standing = own_standing(actor, child_id) if actor.is_family else None
    return standing is not None and standing.kind == StandingKind.CHILD


def clocks_of_review(actor: Actor, review: ReviewView) -> tuple[ClockShown, ...]:
    """The limits of a review in the order they fall due, for those who read the child's plan."""
    if not role_may(actor.role, Permission.PLAN_READ):
        return ()
    return tuple(clocks_of(actor, review.child_id, review.id))
