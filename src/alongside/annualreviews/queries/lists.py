"""The reviews of many children: in a council's work by date, the list of a term, what waits, the board of a setting."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.choices import StandingKind
from alongside.access.kept import as_many, kept
from alongside.access.policy import Permission, role_may
from alongside.annualreviews.choices import EarlyAnswer, Phase
from alongside.annualreviews.models import AnnualReview, EarlyAsk, Invitee, ReviewList
from alongside.annualreviews.rules.dates import (
    ReviewDays,
    latest_meeting,
    limit_of_decision,
    notice_by,
    phase_due_on,
)
from alongside.annualreviews.rules.phases import phase_of
from alongside.annualreviews.rules.stage import NEXT, SETTING, Stage, StageDays, stage_of
from alongside.children.models import Standing
from alongside.deadlines.choices import WorkKind
from alongside.deadlines.queries.stages import stages_of
from alongside.deadlines.queries.work import AT_ONCE
from alongside.design.addresses import page_address
from alongside.kernel.board import ROWS, BoardList, BoardRow
from alongside.kernel.chronicle import Entry, EntryKind, Reach, Waiting, told
from alongside.kernel.periods import Period
from alongside.platform.clock import LONDON
from alongside.statute.almanac import london_day, shipped
from alongside.support.rules.delivery import term_period

_READ, _HOLD, _KEEP = Permission.ANNUAL_READ, Permission.ANNUAL_HOLD, Permission.CASE_KEEP
_PLAN_AHEAD = timedelta(weeks=8)
_SOON = timedelta(weeks=3)
_MOST = 400


@dataclass(frozen=True)
class ReviewLine:
    """One review in a list: what is next, by when, who has it."""

    child_id: UUID
    name: str
    stage: Stage
    what: str
    who: str
    by: date
    due_on: date
    is_overdue: bool
    meeting_on: date | None
    phase: Phase | None
    setting_id: UUID | None = None
    setting: str = ""


def by_when(row: AnnualReview, stage: Stage) -> date:
    """The last day for the next step: the same limits as the clocks of the review, worked out from its days."""
    days = ReviewDays(
        row.made_on,
        row.reviewed_on,
        phase=phase_of(row.phase),
        moves_on=row.moves_on,
        passed_on=row.passed_on,
    )
    if stage is Stage.TO_PLAN:
        return latest_meeting(days)
    limit = limit_of_decision(row.passed_on) if stage is Stage.TO_DECIDE else NEXT[stage].limit
    events: dict[str, date] = {"plan.made": row.made_on}
    if row.reviewed_on:
        events["plan.reviewed"] = row.reviewed_on
    met = row.held_on or row.meeting_on
    if met:
        events["review.meeting"] = met
    if row.notice_on:
        events["amendment-notice.served"] = row.notice_on
    if stage is Stage.TO_HOLD:
        return row.meeting_on or row.due_on
    worked = shipped().work_out_if_begun(limit, events)
    due = worked.due_on if worked else row.due_on
    if stage is Stage.TO_FINISH and days.phase and days.moves_on:
        return min(due, phase_due_on(days.phase, days.moves_on))
    return due


def stage_of_row(row: AnnualReview) -> Stage:
    """Where a review stands."""
    return stage_of(
        StageDays(
            row.meeting_on, row.invited_on, row.papers_on, row.held_on, row.reported_on, row.decided_on, row.outcome,
            row.closed_on,
        )
    )  # fmt: skip


def _line(row: AnnualReview, today: date) -> ReviewLine | None:
    stage = stage_of_row(row)
    thing = NEXT.get(stage)
    if thing is None:
        return None
    by = by_when(row, stage)
    return ReviewLine(
        row.child_id, row.child.full_name, stage, thing.what, thing.who, by, row.due_on, by < today, row.meeting_on,
        phase_of(row.phase),
    )  # fmt: skip


@stages_of(WorkKind.REVIEW, WorkKind.PHASE)
def _stages(actor: Actor, matter_ids: tuple[UUID, ...]) -> Mapping[UUID, str]:
    """By review, what is next, for the council's work by legal date."""
    found = ((row.pk, NEXT.get(stage_of_row(row))) for row in _reviews(actor, as_many(matter_ids, AT_ONCE)))
    return {review_id: thing.what for review_id, thing in found if thing}


@kept
def _reviews(actor: Actor, review_ids: tuple[UUID, ...]) -> QuerySet[AnnualReview]:
    rows = AnnualReview.objects.permitting(actor, _KEEP, each_row=True).filter(pk__in=review_ids)
    return rows.defer("report")


def _with_settings(actor: Actor, lines: list[ReviewLine]) -> tuple[ReviewLine, ...]:
    """The same lines with the setting each child attends today."""
    if not lines:
        return ()
    places = {
        row.child_id: (row.organisation_id, row.organisation.name if row.organisation else "")
        for row in _places(actor, tuple({one.child_id for one in lines}))
    }
    nowhere: tuple[UUID | None, str] = (None, "")
    return tuple(
        replace(
            one, setting_id=places.get(one.child_id, nowhere)[0], setting=places.get(one.child_id, nowhere)[1]
        )
        for one in lines
    )


def _places(actor: Actor, child_ids: tuple[UUID, ...]) -> QuerySet[Standing]:
    rows = Standing.objects.permitting(actor, Permission.CHILD_READ, child_ids)
    rows = rows.filter(kind=StandingKind.ATTENDS, starts_on__lte=actor.on).exclude(ends_on__lte=actor.on)
    return rows.select_related("organisation")


def term_ahead(today: date) -> Period:
    """The term that starts next, as headings count terms."""
    after = term_period(today).ends_on
    assert after is not None
    return term_period(after)


def due_in_term(actor: Actor, term: Period) -> tuple[ReviewLine, ...]:
    """The reviews whose meeting has to be held in a term, or whose decision falls due in it."""
    assert term.ends_on is not None
    lines = [_line(row, actor.on) for row in _due_before(actor, term.ends_on + timedelta(weeks=4))]
    there = [one for one in lines if one and one.stage is Stage.TO_PLAN and one.by < term.ends_on]
    return _with_settings(actor, sorted(there, key=lambda one: (one.by, one.name)))


@kept
def _due_before(actor: Actor, until: date) -> QuerySet[AnnualReview]:
    rows = AnnualReview.objects.permitting(actor, _KEEP, each_row=True).filter(
        closed_on=None, meeting_on=None
    )
    rows = rows.filter(due_on__lte=until) | rows.filter(phase__in=Phase.values)
    return rows.select_related("child").defer("report").order_by("due_on")[:2_000]


@dataclass(frozen=True)
class ListSent:
    """A list that went to a setting."""

    setting: str
    reviews: int
    sent_on: date


def lists_sent(actor: Actor, term: Period) -> tuple[ListSent, ...]:
    """The settings that have their list for a term."""
    rows = ReviewList.objects.filter(council_id=actor.organisation_id, term_starts_on=term.starts_on)
    return tuple(
        ListSent(row.setting.name, row.reviews, london_day(row.sent_at))
        for row in rows.select_related("setting").order_by("setting__name")
    )


def reviews_of_setting(actor: Actor) -> tuple[ReviewLine, ...]:
    """Every open review of the actor's setting, the next step first."""
    found = [_line(row, actor.on) for row in _of_setting(actor)]
    return tuple(sorted((one for one in found if one), key=lambda one: (one.by, one.name)))


@kept
def _of_setting(actor: Actor) -> QuerySet[AnnualReview]:
    rows = AnnualReview.objects.permitting(actor, _HOLD).filter(closed_on=None)
    return rows.select_related("child").defer("report").order_by("due_on")[:_MOST]


def board(actor: Actor, organisation_id: UUID, today: date) -> list[BoardList]:
    """What a co-ordinator must see of EHC plans each morning: meetings to plan, to prepare, to write up."""
    if not role_may(actor.role, _HOLD):
        return []
    lines = [one for one in reviews_of_setting(actor) if one.who == SETTING and one.by <= today + _PLAN_AHEAD]
    return [
        BoardList(
            "annual-reviews", "Yearly reviews of EHC plans: your next step",
            tuple(
                BoardRow(one.child_id, _DO[one.stage], _page(one.child_id), one.by) for one in lines[:ROWS]
            ),
            len(lines), page_address("annualreviews:annual_reviews"),
        )
    ]  # fmt: skip


_DO = {
    Stage.TO_PLAN: "Find a day for the meeting",
    Stage.TO_INVITE: "Ask everybody to the meeting",
    Stage.TO_PREPARE: "Send what everybody said",
    Stage.TO_HOLD: "Hold the meeting",
    Stage.TO_REPORT: "Send the report",
    Stage.TO_DECIDE: "Decide after the review",
    Stage.TO_FINISH: "Send the changed plan",
}


def _page(child_id: UUID) -> str:
    return page_address("annualreviews:annual_review", child_id)


def waiting_for(actor: Actor) -> list[Waiting]:
    """What waits: for the council its answers (its dates are in its work by legal date), for the setting its steps,
    for a family the meeting."""
    if role_may(actor.role, _KEEP):
        return _to_answer(actor)
    if role_may(actor.role, _HOLD):
        near = [one for one in reviews_of_setting(actor) if one.who == SETTING and one.by <= actor.on + _SOON]
        return [
            Waiting(
                _DO[one.stage],
                _page(one.child_id),
                one.name,
                one.child_id,
                one.by,
                "The yearly review by law",
            )
            for one in near[:ROWS]
        ]
    return _for_family(actor) if role_may(actor.role, Permission.ANNUAL_SAY) and actor.is_family else []


def _to_answer(actor: Actor) -> list[Waiting]:
    return [
        Waiting(
            "Answer the request for an early review", _page(row.child_id), row.child.full_name, row.child_id,
            row.answer_by, "Whoever asks hears within two weeks",
        )
        for row in _asked_early(actor)
    ]  # fmt: skip


@kept
def _asked_early(actor: Actor) -> QuerySet[EarlyAsk]:
    rows = EarlyAsk.objects.permitting(actor, _KEEP, each_row=True).filter(answer=EarlyAnswer.WAITING)
    return rows.select_related("child").order_by("answer_by")[:ROWS]


def _for_family(actor: Actor) -> list[Waiting]:
    return [
        Waiting(
            "Say how it is going, before the meeting about the plan", _page(row.child_id), row.child.called,
            row.child_id, *_say_by(row, actor.on),
        )
        for row in _meetings_ahead(actor, actor.on)
    ]  # fmt: skip


def _say_by(row: AnnualReview, today: date) -> tuple[date | None, str]:
    """What is said in time goes to everybody with the papers (reg 20(4)); afterwards until the meeting."""
    papers = notice_by(row.meeting_on) if row.meeting_on and not row.papers_on else None
    if papers and today <= papers:
        return papers, "What you say goes to everybody, two weeks before the meeting"
    return row.meeting_on, "The day of the meeting"


@kept
def _meetings_ahead(actor: Actor, today: date) -> QuerySet[AnnualReview]:
    rows = AnnualReview.objects.permitting(actor, Permission.ANNUAL_SAY).filter(
        closed_on=None, held_on=None, invited_on__isnull=False, meeting_on__gte=today
    )
    said = Invitee.objects.permitting(actor, Permission.ANNUAL_SAY).filter(
        person_id=actor.person_id, advice_on__isnull=False
    )
    rows = rows.exclude(pk__in=said.values("review_id"))
    return rows.select_related("child").defer("report").order_by("meeting_on")[:ROWS]


def chronicle(actor: Actor, child_id: UUID, reach: Reach) -> list[Entry]:
    """Meetings held, reports and decisions about the plan, newest first, through the gate."""
    if not reach.wants(EntryKind.REVIEW) or not role_may(actor.role, _READ):
        return []
    found = []
    for row in _all(actor, child_id):
        url = page_address("annualreviews:past_annual", child_id, row.id)
        for at, title in _happened(row):
            found.append(Entry(at, row.id, EntryKind.REVIEW, title, "", row.reported_by_name, url))
    return told(found, reach)


def _happened(row: AnnualReview) -> list[tuple[datetime, str]]:
    days = (
        (row.held_on, "The meeting about the EHC plan was held"),
        (row.reported_on, "The report of the review was sent"),
        (row.decided_on, "The council decided after the review"),
        (row.final_on, "The changed EHC plan was sent"),
    )
    return [(datetime.combine(on, time(12, n), LONDON), title) for n, (on, title) in enumerate(days) if on]


@kept
def _all(actor: Actor, child_id: UUID) -> QuerySet[AnnualReview]:
    return AnnualReview.objects.permitting(actor, _READ, child_id).defer("report").order_by("-due_on")[:20]
