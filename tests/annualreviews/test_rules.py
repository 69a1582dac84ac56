"""The yearly review, changes of phase, promises and the end of a plan, as tables (R29, P6, S1)."""

from datetime import date
from typing import Any

import pytest

from alongside.annualreviews.choices import (
    ADULT_LIFE,
    CeaseState,
    Check,
    Kept,
    Outcome,
    Phase,
    Seat,
    Topic,
)
from alongside.annualreviews.rules.ceasing import (
    EndingFacts,
    kept_up_until,
    last_day_by_age,
    refuse_end,
    refuse_end_decision,
    refuse_ground,
)
from alongside.annualreviews.rules.dates import (
    ReviewDays,
    due_on,
    facts_of_review,
    latest_meeting,
    notice_by,
    phase_due_on,
)
from alongside.annualreviews.rules.deciding import DecidingFacts, NewReviewDecision, refuse_decision
from alongside.annualreviews.rules.early import refuse_early_answer, refuse_early_ask
from alongside.annualreviews.rules.inviting import (
    InvitingFacts,
    in_or_beyond_year_9,
    refuse_invitations,
    refuse_meeting_day,
    seats_to_fill,
    still_to_ask,
)
from alongside.annualreviews.rules.meeting import MeetingFacts, missing_for_report, refuse_proposal, topics
from alongside.annualreviews.rules.phases import moves_on_after, phase_after, refuse_phase
from alongside.annualreviews.rules.promises import CheckWanted, PromiseSaid, next_check, refuse_said
from alongside.deadlines.rules import clocks_that_should_exist
from alongside.ehcplans.choices import CeaseReason

MADE = date(2026, 1, 12)


def code(refusal: Any) -> str | None:
    return refusal.code if refusal else None


@pytest.mark.parametrize(
    ("made", "reviewed", "due"),
    [
        # 12 months starting with the day: the day before the same date (law-and-data 8.13).
        (MADE, None, date(2027, 1, 11)),
        (MADE, date(2026, 12, 20), date(2027, 12, 19)),
        # An early review starts the year anew from its decision.
        (MADE, date(2026, 6, 30), date(2027, 6, 29)),
        (date(2024, 2, 29), None, date(2025, 2, 28)),
        (date(2026, 3, 1), None, date(2027, 2, 28)),
    ],
)
def test_the_year_ends_the_day_before_the_same_date(made: date, reviewed: date | None, due: date) -> None:
    """R29: s.44(1), from the day the plan was made, and later from the decision on the review before."""
    assert due_on(made, reviewed) == due


@pytest.mark.parametrize(
    ("days", "latest"),
    [
        (ReviewDays(MADE), date(2026, 12, 14)),
        # Before 15 February with twelve weeks for decision, notice and final: 23 November.
        (
            ReviewDays(date(2026, 9, 1), phase=Phase.TO_SECONDARY, moves_on=date(2027, 9, 1)),
            date(2026, 11, 23),
        ),
        (ReviewDays(date(2026, 9, 1), phase=Phase.TO_POST_16, moves_on=date(2027, 9, 1)), date(2027, 1, 6)),
    ],
)
def test_the_meeting_leaves_time_for_the_decision_and_for_a_change_of_phase(
    days: ReviewDays, latest: date
) -> None:
    """law-and-data 1.6: the decision is four weeks after the meeting and inside the year; 1.7 works back."""
    assert latest_meeting(days) == latest


@pytest.mark.parametrize(
    ("phase", "moves_on", "due"),
    [
        (Phase.TO_SCHOOL, date(2027, 9, 1), date(2027, 2, 15)),
        (Phase.TO_JUNIOR, date(2027, 9, 1), date(2027, 2, 15)),
        (Phase.TO_SECONDARY, date(2027, 9, 1), date(2027, 2, 15)),
        (Phase.TO_POST_16, date(2027, 9, 1), date(2027, 3, 31)),
        (Phase.BETWEEN_POST_16, date(2027, 9, 1), date(2027, 4, 1)),
        (Phase.BETWEEN_POST_16, date(2027, 1, 11), date(2026, 8, 11)),
    ],
)
def test_each_change_of_phase_has_its_day(phase: Phase, moves_on: date, due: date) -> None:
    """Regulation 18: 15 February, 31 March, five months (8.14)."""
    assert phase_due_on(phase, moves_on) == due


HELD = ReviewDays(
    MADE, meeting_on=date(2026, 12, 1), invited_on=date(2026, 11, 10), papers_on=date(2026, 11, 16),
    held_on=date(2026, 12, 1),
)  # fmt: skip


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (ReviewDays(MADE), {
            "review.due": (date(2027, 1, 11), None), "review.meeting": (date(2026, 12, 14), None),
        }),
        (HELD, {
            "review.due": (date(2027, 1, 11), None), "review.meeting": (date(2026, 12, 14), date(2026, 12, 1)),
            "review.invitation": (date(2026, 11, 17), date(2026, 11, 10)),
            "review.papers": (date(2026, 11, 17), date(2026, 11, 16)),
            "review.report": (date(2026, 12, 15), None), "review.decision-at-latest": (date(2026, 12, 29), None),
        }),
        # A meeting too late for four weeks: the end of the year comes first.
        (ReviewDays(MADE, meeting_on=date(2026, 12, 28)), {
            "review.due": (date(2027, 1, 11), None), "review.meeting": (date(2026, 12, 14), None),
            "review.invitation": (date(2026, 12, 14), None), "review.papers": (date(2026, 12, 14), None),
            "review.report": (date(2027, 1, 11), None), "review.decision-at-latest": (date(2027, 1, 11), None),
        }),
    ],
)  # fmt: skip
def test_which_limits_run_before_the_decision(days: ReviewDays, expected: dict[str, Any]) -> None:
    """R29, 8.10, 8.12: papers two weeks before, report two weeks after, decision four weeks after and in the year."""
    assert clocks(days) == expected


def clocks(days: ReviewDays) -> dict[str, tuple[date, date | None]]:
    wanted = clocks_that_should_exist(facts_of_review(days))
    return {one.limit: (one.due_on, one.met_on) for one in wanted}


def decided(**more: Any) -> ReviewDays:
    given = {name: getattr(HELD, name) for name in ReviewDays.__dataclass_fields__}
    return ReviewDays(
        **(given | {"reported_on": date(2026, 12, 10), "decided_on": date(2026, 12, 22)} | more)
    )


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (decided(outcome=Outcome.MAINTAIN), {
            "mediation.contact": (date(2027, 2, 22), None), "appeal.window": (date(2027, 2, 22), None),
        }),
        # The notice is due with the decision; the final plan eight weeks after it, never 8 weeks and 15 days.
        (decided(outcome=Outcome.AMEND), {"review.notice-at-latest": (date(2026, 12, 29), None)}),
        (decided(outcome=Outcome.AMEND, notice_on=date(2026, 12, 22)), {
            "review.notice-at-latest": (date(2026, 12, 29), date(2026, 12, 22)),
            "review.representations": (date(2027, 1, 5), None), "review.changed-plan": (date(2027, 2, 16), None),
        }),
        # A late notice gives no more time: twelve weeks from the meeting is the end.
        (decided(outcome=Outcome.AMEND, notice_on=date(2027, 1, 20)), {
            "review.notice-at-latest": (date(2026, 12, 29), date(2027, 1, 20)),
            "review.representations": (date(2027, 2, 3), None), "review.changed-plan": (date(2027, 2, 23), None),
        }),
        (decided(outcome=Outcome.AMEND, notice_on=date(2026, 12, 22), unchanged_on=date(2027, 1, 30)), {
            "review.notice-at-latest": (date(2026, 12, 29), date(2026, 12, 22)),
            "review.no-amendment": (date(2027, 2, 16), date(2027, 1, 30)),
        }),
    ],
)  # fmt: skip
def test_which_limits_run_after_the_decision(days: ReviewDays, expected: dict[str, Any]) -> None:
    """8.11: the notice goes with the decision (Devon), the final within eight weeks and twelve from the meeting."""
    before = clocks(HELD)
    assert {key: value for key, value in clocks(days).items() if key not in before} == expected


def test_a_change_of_phase_and_a_child_under_five_have_clocks_of_their_own() -> None:
    """Regulation 18; Code 9.178, which is guidance."""
    phase = clocks(ReviewDays(date(2026, 9, 1), phase=Phase.TO_SECONDARY, moves_on=date(2027, 9, 1)))
    assert phase["phase-transfer.other"][0] == date(2027, 2, 15)
    assert phase["phase-transfer.notice"][0] == date(2026, 12, 21)
    assert phase["phase-transfer.meeting"][0] == date(2026, 11, 23)
    young = clocks(ReviewDays(MADE, reviewed_on=date(2026, 6, 1), under_five=True))
    assert young["review.under-fives"][0] == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("facts", "more"),
    [
        (InvitingFacts(False, True), ()),
        (InvitingFacts(True, True), (Seat.ADULT_LIFE,)),
        (InvitingFacts(False, True, looked_after=True), (Seat.SOCIAL_WORKER,)),
        (InvitingFacts(False, True, out_of_area=True), (Seat.OTHER_COUNCIL,)),
    ],
)
def test_who_must_be_asked(facts: InvitingFacts, more: tuple[Seat, ...]) -> None:
    """Regulation 20(2): family, setting, the council's officer, health, social care; and who this child has besides."""
    always = (Seat.YOUNG_PERSON, Seat.PARENT, Seat.SETTING, Seat.COUNCIL, Seat.HEALTH, Seat.SOCIAL_CARE)
    assert seats_to_fill(facts) == (*always, *more)
    assert still_to_ask(facts, frozenset(always)) == more


def test_a_child_without_a_setting_has_no_seat_for_one() -> None:
    """Regulation 21: the council holds the review itself."""
    assert Seat.SETTING not in seats_to_fill(InvitingFacts(False, False))


@pytest.mark.parametrize(
    ("nc_year", "born", "yes"),
    [("9", date(2013, 1, 1), True), ("8", date(2013, 1, 1), False), ("12", date(2009, 1, 1), True),
     ("", date(2012, 10, 1), True), ("", date(2014, 10, 1), False), ("R", date(2021, 10, 1), False)],
)  # fmt: skip
def test_adult_life_is_planned_from_year_nine_in_every_review(nc_year: str, born: date, yes: bool) -> None:
    """8.15."""
    assert in_or_beyond_year_9(nc_year, born, date(2026, 11, 22)) is yes


@pytest.mark.parametrize(
    ("meeting_on", "today", "expected"),
    [
        (date(2026, 12, 15), date(2026, 12, 1), None),
        (date(2026, 12, 14), date(2026, 12, 1), "meeting.notice"),
        (None, date(2026, 12, 1), "meeting.day"),
    ],
)
def test_two_weeks_notice_and_not_a_day_less(
    meeting_on: date | None, today: date, expected: str | None
) -> None:
    """Regulation 20(3)."""
    assert code(refuse_meeting_day(meeting_on, today)) == expected
    if meeting_on:
        assert (notice_by(meeting_on) < today) is (expected is not None)


def test_invitations_wait_for_each_seat_or_for_a_reason() -> None:
    """Regulation 20(2)."""
    day, today = date(2026, 12, 15), date(2026, 12, 1)
    assert code(refuse_invitations((Seat.HEALTH,), "", day, today)) == "invite.seats"
    assert (
        refuse_invitations((Seat.HEALTH,), "The ICB named nobody; asked on 1 December.", day, today) is None
    )
    assert refuse_invitations((), "", day, today) is None
    assert code(refuse_invitations((), "", None, today)) == "invite.day"


def meeting(**changes: Any) -> MeetingFacts:
    full: dict[str, Any] = {
        "held_on": date(2026, 12, 1), "adult_life": False, "written": (Topic.PROGRESS, Topic.HELP),
        "child_heard": True, "proposals": 1, "who_came": True,
    }  # fmt: skip
    return MeetingFacts(**(full | changes))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"held_on": None}, ["report.held"]),
        ({"written": (Topic.PROGRESS,)}, ["report.topics"]),
        ({"adult_life": True}, ["report.topics"]),
        ({"adult_life": True, "written": (Topic.PROGRESS, Topic.HELP, *ADULT_LIFE)}, []),
        ({"child_heard": False}, ["report.child"]),
        ({"child_heard": False, "no_child_because": "He was in hospital."}, []),
        ({"proposals": 0}, ["report.changes"]),
        ({"proposals": 0, "no_change": True}, []),
        ({"who_came": False}, ["report.came"]),
        ({"held_on": None, "written": (), "child_heard": False, "proposals": 0},
         ["report.held", "report.topics", "report.child", "report.changes"]),
    ],
)  # fmt: skip
def test_what_a_report_needs(changes: dict[str, Any], expected: list[str]) -> None:
    """Regulation 20(5) to (8): progress, adult life from Year 9, the child's own words, changes recommended."""
    assert [one.code for one in missing_for_report(meeting(**changes))] == expected


def test_from_year_nine_the_four_areas_are_talked_about() -> None:
    """Regulation 20(6)."""
    assert set(topics(adult_life=True)) - set(topics(adult_life=False)) == set(ADULT_LIFE)


@pytest.mark.parametrize(
    ("section", "kind", "was", "becomes", "expected"),
    [
        ("F", "add", "", "Speech therapy, 30 minutes a week", None),
        ("F", "change", "some help", "30 minutes a week", None),
        ("F", "remove", "some help", "", None),
        ("F", "change", "", "30 minutes", "change.was"),
        ("F", "change", "some help", " ", "change.becomes"),
        ("K", "add", "", "x", "change.section"),
        ("F", "swap", "a", "b", "change.kind"),
    ],
)  # fmt: skip
def test_a_proposed_change_says_what_and_into_what(
    section: str, kind: str, was: str, becomes: str, expected: str | None
) -> None:
    """Regulation 20(8)."""
    assert code(refuse_proposal(section, kind, was, becomes)) == expected


REASONS = "She reached two outcomes of three, and the help she has now brings the third nearer."
RIPE = DecidingFacts(date(2026, 12, 1), date(2026, 12, 10), 2)


@pytest.mark.parametrize(
    ("new", "facts", "expected"),
    [
        (NewReviewDecision(Outcome.MAINTAIN, REASONS, ("The report",)), RIPE, None),
        (NewReviewDecision(Outcome.AMEND, REASONS, ("The report",)), RIPE, None),
        (NewReviewDecision(Outcome.AMEND, REASONS, ("The report",)), DecidingFacts(date(2026, 12, 1), None, 0),
         "decision.changes"),
        # A late report never holds the decision back: it is due four weeks after the meeting.
        (NewReviewDecision(Outcome.MAINTAIN, REASONS, ("Notes",)), DecidingFacts(date(2026, 12, 1), None, 0), None),
        (NewReviewDecision(Outcome.MAINTAIN, REASONS), RIPE, "decision.evidence"),
        (NewReviewDecision(Outcome.MAINTAIN, "No.", ("The report",)), RIPE, "decision.reasons"),
        (NewReviewDecision(Outcome.CEASE, REASONS, ("The report",)), RIPE, "decision.consult"),
        (NewReviewDecision(Outcome.CEASE, REASONS, ("The report",)),
         DecidingFacts(date(2026, 12, 1), None, 0, date(2026, 12, 2)), None),
        (NewReviewDecision(Outcome.MAINTAIN, REASONS, ("x",)), DecidingFacts(None, None, 0), "review.not-held"),
        (NewReviewDecision(Outcome.MAINTAIN, REASONS, ("x",)), DecidingFacts(date(2026, 12, 1), None, 0, None, True),
         "review.decided"),
        # Regulation 18: before a change of phase the plan is reviewed and amended.
        (NewReviewDecision(Outcome.MAINTAIN, REASONS, ("x",)),
         DecidingFacts(date(2026, 12, 1), None, 1, changes_phase=True), "decision.phase"),
    ],
)  # fmt: skip
def test_what_a_decision_after_a_review_must_say(
    new: NewReviewDecision, facts: DecidingFacts, expected: str | None
) -> None:
    """P6, R23: evidence, reasons; changes go with the decision; an end is never decided without having asked."""
    assert code(refuse_decision(new, facts)) == expected


def test_an_early_review_is_asked_for_in_a_sentence_and_a_no_has_reasons() -> None:
    """P10."""
    assert refuse_early_ask("He stopped eating at school.", one_waits=False, meeting_is_set=False) is None
    assert code(refuse_early_ask("Again", one_waits=True, meeting_is_set=False)) == "early.open"
    assert code(refuse_early_ask("Again", one_waits=False, meeting_is_set=True)) == "early.meeting"
    assert code(refuse_early_ask(" ", one_waits=False, meeting_is_set=False)) == "early.empty"
    assert refuse_early_answer("yes", "") is None
    assert code(refuse_early_answer("no", "No need.")) == "early.reasons"
    assert refuse_early_answer("no", "The yearly review is in three weeks and covers this.") is None


def ending(reason: CeaseReason, age: int, **more: bool) -> EndingFacts:
    return EndingFacts(reason, age, **more)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (ending(CeaseReason.NEEDS_MET, 12), None),
        (ending(CeaseReason.EMPLOYMENT, 17), "cease.under-18"),
        (ending(CeaseReason.NO_LONGER_WISHES, 16), "cease.under-18"),
        (ending(CeaseReason.NEEDS_MET, 17, out_of_education=True), "cease.out-of-education"),
        (ending(CeaseReason.NEEDS_MET, 18), None),
        (ending(CeaseReason.NO_LONGER_WISHES, 18), "cease.no-review"),
        (ending(CeaseReason.NO_LONGER_WISHES, 18, review_found_no_return=True), None),
        (ending(CeaseReason.NEEDS_MET, 19), "cease.outcomes"),
        (ending(CeaseReason.NEEDS_MET, 19, outcomes_looked_at=True), None),
        (ending(CeaseReason.EMPLOYMENT, 20), None),
        (ending(CeaseReason.EMPLOYMENT, 20, apprenticeship=True), "cease.apprenticeship"),
        (ending(CeaseReason.HIGHER_EDUCATION, 18), None),
        (ending(CeaseReason.MAXIMUM_AGE, 24), "cease.age"),
        (ending(CeaseReason.MAXIMUM_AGE, 25, last_year_ended=True), None),
        (ending(CeaseReason.LEFT_ENGLAND, 9), None),
        (ending(CeaseReason.TRANSFERRED, 9, out_of_education=True), None),
        (ending(CeaseReason.DIED, 9), None),
    ],
)
def test_on_which_ground_a_plan_may_end_at_which_age(facts: EndingFacts, expected: str | None) -> None:
    """Regulations 29 and 30; s.45(3), (4)."""
    assert code(refuse_ground(facts)) == expected


@pytest.mark.parametrize(
    ("born", "last"),
    [
        (date(2001, 3, 4), date(2026, 8, 31)),  # 25 on 4 March 2026: to the end of that school year
        (date(2000, 9, 1), date(2026, 8, 31)),  # 25 on the first day of a school year: to its end
        (date(2001, 8, 31), date(2026, 8, 31)),
    ],
)
def test_a_plan_lasts_at_most_to_the_end_of_the_school_year_of_25(born: date, last: date) -> None:
    """s.46."""
    assert last_day_by_age(born) == last


@pytest.mark.parametrize(
    ("decided_on", "certificate", "until"),
    [
        (date(2026, 3, 9), None, date(2026, 5, 9)),
        (date(2026, 3, 9), date(2026, 5, 1), date(2026, 6, 1)),
        (date(2026, 6, 20), None, date(2026, 9, 1)),  # it would end in August
    ],
)
def test_a_plan_that_is_to_end_is_kept_up_while_an_appeal_can_be_made(
    decided_on: date, certificate: date | None, until: date
) -> None:
    """s.45(4), 8.23."""
    assert kept_up_until(decided_on, certificate) == until


def test_the_day_it_ends_is_after_the_appeal_and_never_the_day_of_the_decision() -> None:
    """8.23, 8.34: consult, decide, keep it up, end."""
    until, today = date(2026, 5, 9), date(2026, 6, 1)
    decided_ = CeaseState.DECIDED
    assert code(refuse_end(decided_, until, until, appeal_open=False, today=today)) == "cease.early"
    assert refuse_end(decided_, date(2026, 5, 10), until, appeal_open=False, today=today) is None
    assert (
        code(refuse_end(decided_, date(2026, 5, 10), until, appeal_open=True, today=today)) == "cease.appeal"
    )
    assert code(refuse_end(decided_, date(2026, 6, 2), until, appeal_open=False, today=today)) == "cease.day"
    consulting = CeaseState.CONSULTING
    assert (
        code(refuse_end(consulting, date(2026, 5, 10), None, appeal_open=False, today=today))
        == "cease.not-decided"
    )
    assert code(refuse_end_decision(consulting, None, REASONS, "They agree.")) == "cease.decided"
    assert code(refuse_end_decision(consulting, until, REASONS, " ")) == "cease.views"
    assert code(refuse_end_decision(consulting, until, "Done.", "They agree.")) == "cease.reasons"
    assert refuse_end_decision(consulting, until, REASONS, "They agree.") is None


def test_which_years_change_phase_and_on_what_day() -> None:
    """Regulation 18: the council can say otherwise where schools differ."""
    assert [phase_after(year) for year in ("N2", "2", "6", "11", "12")] == [
        Phase.TO_SCHOOL, None, Phase.TO_SECONDARY, Phase.TO_POST_16, None,
    ]  # fmt: skip
    assert moves_on_after(date(2026, 11, 22)) == date(2027, 9, 1)
    today = date(2026, 11, 22)
    assert code(refuse_phase(Phase.TO_JUNIOR, None, 7, today)) == "phase.day"
    assert code(refuse_phase(Phase.BETWEEN_POST_16, date(2027, 9, 1), 15, today)) == "phase.age"
    assert refuse_phase(Phase.TO_JUNIOR, date(2027, 9, 1), 7, today) is None
    assert refuse_phase(None, None, 7, today) is None


ISSUED = date(2026, 10, 5)


@pytest.mark.parametrize(
    ("done", "today", "expected"),
    [
        ((), date(2026, 10, 20), None),
        ((), date(2026, 10, 26), CheckWanted(Check.FIRST, date(2026, 11, 2), ISSUED)),
        # Asked late, whoever is asked has a week all the same.
        ((), date(2026, 12, 20), CheckWanted(Check.FIRST, date(2026, 12, 27), ISSUED)),
        (((Check.FIRST, date(2026, 11, 2)),), date(2026, 12, 20), None),
        (((Check.FIRST, date(2026, 11, 2)),), date(2027, 1, 20), None),
        (((Check.FIRST, date(2026, 11, 2)),), date(2027, 2, 10),
         CheckWanted(Check.TERM, date(2027, 2, 12), date(2027, 1, 1))),
        # Made on paper in an earlier term, and taken in here now: its first four weeks are over.
        ((), date(2027, 1, 20), None),
        ((), date(2027, 2, 5), CheckWanted(Check.TERM, date(2027, 2, 12), date(2027, 1, 1))),
        # A changed plan is asked about anew, whatever was asked of the one before.
        (((Check.FIRST, date(2026, 6, 2)), (Check.TERM, date(2026, 9, 30))), date(2026, 11, 1),
         CheckWanted(Check.FIRST, date(2026, 11, 2), ISSUED)),
    ],
)  # fmt: skip
def test_promises_are_asked_about_after_four_weeks_and_each_term(
    done: tuple[tuple[Check, date], ...], today: date, expected: CheckWanted | None
) -> None:
    """S1, CFA 2014 s.42."""
    assert next_check(ISSUED, done, today) == expected


def test_a_setting_that_did_not_give_help_says_what_is_being_done() -> None:
    """S1: and a family need only say that it was not given."""
    today = date(2026, 11, 2)
    assert refuse_said(PromiseSaid(Kept.YES), today, for_setting=True) is None
    assert refuse_said(PromiseSaid(Kept.NO), today, for_setting=False) is None
    assert code(refuse_said(PromiseSaid(Kept.NO), today, for_setting=True)) == "promise.doing"
    assert (
        code(refuse_said(PromiseSaid(Kept.PARTLY, doing="A new therapist"), today, for_setting=True))
        == "promise.by"
    )
    said = PromiseSaid(Kept.NO, doing="A new therapist starts", by_on=date(2026, 11, 20))
    assert refuse_said(said, today, for_setting=True) is None
