"""The end of a plan in its steps, and changes of a plan after a review (s.45, regs 22, 29 to 31)."""

from datetime import date, timedelta

import pytest

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.annualreviews.choices import CeaseState, Outcome
from alongside.annualreviews.models import AnnualReview, PlanEnding, PlanLetter
from alongside.annualreviews.operations import deciding, ending
from alongside.annualreviews.operations.changing import begin_changes
from alongside.annualreviews.operations.opening import note_changed_plans
from alongside.annualreviews.queries import ending as queries
from alongside.annualreviews.rules.changing import Change, changes_by_themselves
from alongside.annualreviews.rules.deciding import NewReviewDecision
from alongside.deadlines.choices import WorkKind
from alongside.deadlines.models import Clock
from alongside.deadlines.queries import WorkFilter, work_by_date
from alongside.deadlines.queries.stages import stages
from alongside.ehc.queries.breach import breaches
from alongside.ehcplans.choices import CeaseReason, EhcPlanState, Origin, VersionKind
from alongside.ehcplans.models import EhcLine, EhcPlan, EhcVersion
from alongside.ehcplans.operations.amending import issue_amended
from alongside.ehcplans.operations.issuing import Issue
from alongside.ehcplans.operations.naming import NewSetting
from alongside.ehcplans.operations.starting import TakenInPlan, take_in_plan
from alongside.ehcplans.rules.content import NewLine
from alongside.platform import clock
from alongside.rendering.frozen import from_json
from alongside.rendering.text import to_text
from tests.annualreviews.conftest import Area, later
from tests.annualreviews.test_review import REASONS, held
from tests.makers import world
from tests.plans.reading import signed_in, text_of
from tests.support.test_actions import ok, refused

WORDS = "She reached each outcome of the plan, and the school can give what she needs now."


def asked(area: Area) -> PlanEnding:
    return ok(
        ending.think_of_ending(
            area.caseworker, area.child_id, ending.NewEnding(CeaseReason.NEEDS_MET, WORDS), world.NOW
        )
    )


def follow(area: Area, row: PlanEnding, appeals: ending.Appeals) -> None:
    """As the record of appeals does when it changes."""
    with operation(area.caseworker, Permission.CASE_KEEP, world.NOW) as unit:
        assert ending.follow_appeals(unit, area.caseworker, row.pk, appeals) is None


def in_the_tray(who: Actor) -> list[tuple[str, date, bool]]:
    """The ends of plans in the list of a council's work: never late, for it is time that others have."""
    lines = work_by_date(who, WorkFilter(kind=WorkKind.ENDING)).lines
    said = stages(who, lines)
    return [(said[one.matter_id], one.clock.due_on, one.clock.is_overdue) for one in lines]


def state(area: Area) -> str:
    return EhcPlan.everything.get(pk=area.plan.pk).state


def test_a_plan_ends_in_steps_and_stays_in_force_until_the_appeal_is_over(area: Area) -> None:
    """s.45(4), reg 31, 8.23, 8.34: letter that asks, letter that decides, kept up, ended on a later day."""
    asked(area)
    assert state(area) == EhcPlanState.FINAL
    letters = {row.to_name: to_text(from_json(row.content)) for row in PlanLetter.everything.all()}
    assert set(letters) == {"Nadia Kowalska", "Piotr Kowalski", "Amira Kowalska"}
    assert "Nothing is decided" in letters["Nadia Kowalska"] and "Piotr" not in letters["Nadia Kowalska"]
    mother, father, manager = area.around.mother, area.around.father, area.manager
    ok(ending.say_what_you_think(mother, area.child_id, "I want it to go on. planted-view", world.NOW))
    assert "planted-view" not in str(queries.ending_of(father, area.child_id))
    assert "planted-view" in str(queries.ending_of(manager, area.child_id))
    assert (
        refused(ending.decide_end(manager, area.child_id, "Heard.", "Done.", 2, world.NOW)) == "cease.reasons"
    )
    row = ok(
        ending.decide_end(manager, area.child_id, "She wants it to go on.", f"{WORDS} {WORDS}", 2, world.NOW)
    )
    until = date(2026, 11, 15)
    assert (row.kept_until, state(area)) == (until, EhcPlanState.CEASING)
    clocks = {one.limit: one.due_on for one in Clock.everything.filter(matter_id=row.id, superseded_at=None)}
    assert clocks == {"appeal.window": until, "mediation.contact": until, "ceasing.kept-up": until}
    assert in_the_tray(area.caseworker) == [("Kept up while an appeal can be made", until, False)]
    at, (late,) = later(62, manager)
    assert refused(ending.end_plan(late, area.child_id, until, at)) == "cease.early"
    follow(area, row, ending.Appeals(running=True))
    assert refused(ending.end_plan(late, area.child_id, at.date(), at)) == "cease.appeal"
    assert queries.waiting_for(late) == []
    assert in_the_tray(late) == [("Kept up until the appeal is decided", until, False)]
    follow(area, row, ending.Appeals(running=False))
    assert len(queries.waiting_for(late)) == 1
    assert in_the_tray(late) == [("End the plan, or keep it", until, False)]
    in_danger = [line.kind for line, _why in breaches(late, why="late").lines]
    assert in_danger and WorkKind.ENDING not in in_danger
    ended = ok(ending.end_plan(late, area.child_id, at.date(), at))
    assert (ended.state, state(area)) == (CeaseState.ENDED, EhcPlanState.CEASED)
    assert not AnnualReview.everything.filter(closed_on=None).exists()
    assert not Clock.everything.filter(child=area.around.child, superseded_at=None, met_on=None).exists()


def test_a_ground_the_law_does_not_know_at_this_age_is_refused(area: Area) -> None:
    """Regulation 29: Amira is 8."""
    new = ending.NewEnding(CeaseReason.EMPLOYMENT, WORDS)
    assert refused(ending.think_of_ending(area.caseworker, area.child_id, new, world.NOW)) == "cease.under-18"
    new = ending.NewEnding(CeaseReason.NEEDS_MET, WORDS, ending.Facts18(out_of_education=True))
    assert (
        refused(ending.think_of_ending(area.caseworker, area.child_id, new, world.NOW))
        == "cease.out-of-education"
    )
    assert not PlanLetter.everything.exists()


def test_a_council_that_thinks_again_keeps_the_plan(area: Area) -> None:
    asked(area)
    ok(ending.decide_end(area.manager, area.child_id, "They object.", f"{WORDS} {WORDS}", 1, world.NOW))
    row = ok(ending.go_on(area.manager, area.child_id, world.NOW))
    assert (row.state, state(area)) == (CeaseState.STOPPED, EhcPlanState.FINAL)


def test_a_move_out_of_england_ends_a_plan_on_its_day(area: Area) -> None:
    """s.45(1)(a): the council is no longer responsible, and nothing is to be decided."""
    on = world.TODAY - timedelta(days=3)
    row = ok(
        ending.end_no_longer_responsible(area.manager, area.child_id, CeaseReason.LEFT_ENGLAND, on, world.NOW)
    )
    assert (row.ended_on, state(area)) == (on, EhcPlanState.CEASED)
    assert EhcPlan.everything.get(pk=area.plan.pk).cease_reason == CeaseReason.LEFT_ENGLAND


def test_the_page_takes_one_step_at_a_time(area: Area) -> None:
    address = f"/children/{area.child_id}/plan-end/"
    assert signed_in(area.around.mother).get(address).status_code == 404
    client = signed_in(area.caseworker)
    assert "Ask what they think" in text_of(client.get(address))
    sent = {"step": "think", "reason": "2", "words": WORDS}
    assert client.post(address, sent | {"out_of_education": "on"}).status_code == 422
    assert client.post(address, sent).status_code == 302
    mother = signed_in(area.around.mother)
    assert "Say what you think" in text_of(mother.get(address))
    assert mother.post(address, {"step": "say", "words": "No."}).status_code == 302
    manager = signed_in(area.manager)
    told = {"step": "decide", "views": "She says no.", "reasons": f"{WORDS} {WORDS}", "edition": "2"}
    assert client.post(address, told).status_code == 200, "a caseworker decides nothing"
    assert PlanEnding.everything.get().state == CeaseState.CONSULTING
    assert manager.post(address, told).status_code == 302
    assert "15 November 2026" in text_of(mother.get(address))
    assert "Write down mediation and an appeal" in text_of(client.get(address))
    with clock.moved_to(later(70)[0]):
        assert "End the plan" in text_of(signed_in(area.manager).get(address))


@pytest.mark.parametrize(
    ("proposed", "expected"),
    [
        (("F", "add", "", "Speech therapy"), (Change("F", "add", "Speech therapy"),)),  # type: ignore[arg-type]
        (("F", "change", "some  help.", "30 minutes"), (Change("F", "change", "30 minutes", "1"),)),  # type: ignore[arg-type]
        (("F", "remove", "Some help", ""), (Change("F", "remove", "", "1"),)),  # type: ignore[arg-type]
        (("E", "change", "Some help", "x"), ()),  # no such words in that section
        (("F", "change", "Twice", "x"), ()),  # two statements say it: somebody has to choose
        (("B", "add", "", "A need"), ()),
        (("I", "change", "Larkfield", "Beechwood"), ()),
    ],
)
def test_what_is_written_into_the_plan_by_itself(
    proposed: tuple[str, str, str, str], expected: tuple[Change, ...]
) -> None:
    """O3: what the meeting said is not typed again; what needs a judgement is left to somebody."""
    lines = {"1": ("F", "Some help"), "2": ("F", "Twice"), "3": ("F", "twice.")}
    assert changes_by_themselves([proposed], lines) == expected


@pytest.fixture
def written(area: Area) -> Area:
    """The same child with a plan whose statements are here."""
    world.changed(area.plan, state="ceased", ceased_on=world.TODAY, cease_reason="9")
    lines = (
        NewLine("B", "She finds words hard to find.", area="SLCN"),
        NewLine("F", "Speech therapy"),
        NewLine("E", "By July she tells her mother about her day."),
    )
    made = date(2025, 12, 1)
    school = area.around.school
    here = NewSetting(school.id, school.name, "Primary setting")
    new = TakenInPlan(Origin.PAPER, made, made, lines, (here,), meets={1: (0,), 2: (0,)})
    plan = ok(take_in_plan(area.caseworker, area.child_id, new, world.NOW))
    world.changed(AnnualReview.everything.get(plan=area.plan), closed_on=world.TODAY)
    return Area(area.around, area.council, area.caseworker, area.manager, plan)


def test_the_notice_is_made_from_the_comparison_and_goes_with_the_decision(written: Area) -> None:
    """Reg 22(2), Devon: proposals are written into the plan, the notice is served in the unit of the decision."""
    held(written)
    at, (caseworker, manager) = later(30, written.caseworker, written.manager)
    assert ok(begin_changes(caseworker, written.child_id, at)) == 1
    assert refused(begin_changes(caseworker, written.child_id, at)) == "ehcplan.move"
    line = EhcLine.everything.get(plan=written.plan, section="F", ended_at=None)
    assert line.text == "Speech therapy, 30 minutes a week"
    new = NewReviewDecision(Outcome.AMEND, REASONS, ("The report of the review",))
    kept = ok(deciding.prepare_decision(caseworker, written.child_id, new, 0, at))
    ok(deciding.make_decision(manager, written.child_id, kept.edition, at))
    draft = EhcVersion.everything.get(plan=written.plan, kind=VersionKind.AMENDED_DRAFT)
    assert draft.served_on == at.date() == written.review.notice_on
    assert "Each change stands in the notice" in to_text(
        from_json(PlanLetter.everything.get(to_name="Nadia Kowalska").content)
    )
    after, (mother,) = later(46, written.around.mother)
    with clock.moved_to(after):  # the fifteen days are over
        assert "in -" not in text_of(signed_in(mother).get(f"/children/{written.child_id}/annual-review/"))
    later_on, (boss,) = later(70, manager)
    ok(deciding.leave_unchanged(boss, written.child_id, f"{REASONS} {REASONS}", later_on))
    assert EhcPlan.everything.get(pk=written.plan.pk).state == EhcPlanState.FINAL
    assert EhcLine.everything.get(plan=written.plan, section="F", ended_at=None).text == "Speech therapy"
    assert note_changed_plans(later_on) == 0


def test_a_review_is_finished_with_the_changed_plan_and_cannot_be_left_as_it_is_after(written: Area) -> None:
    """Reg 22: for hours its page asked for a plan that was sent, and a letter that nothing changes could go out."""
    held(written)
    at, (caseworker, manager) = later(30, written.caseworker, written.manager)
    ok(begin_changes(caseworker, written.child_id, at))
    new = NewReviewDecision(Outcome.AMEND, REASONS, ("The report of the review",))
    kept = ok(deciding.prepare_decision(caseworker, written.child_id, new, 0, at))
    ok(deciding.make_decision(manager, written.child_id, kept.edition, at))
    issued, (boss,) = later(50, manager)
    before = written.review
    with operation(boss, Permission.EHCPLAN_ISSUE, issued) as unit:
        ok(issue_amended(unit, boss, written.child_id, Issue((), keep_settings=True)))
    assert AnnualReview.everything.get(pk=before.pk).final_on == issued.date()
    assert written.review.pk != before.pk
    assert (
        refused(deciding.leave_unchanged(boss, written.child_id, f"{REASONS} {REASONS}", issued))
        == "not_found"
    )


def test_a_decision_to_end_after_a_review_keeps_the_plan_up(area: Area) -> None:
    """Reg 31 before reg 20(10): asked first, then decided with the review; kept up while an appeal can be made."""
    asked(area)
    held(area)
    at, (caseworker, manager) = later(30, area.caseworker, area.manager)
    new = NewReviewDecision(Outcome.CEASE, REASONS, ("The report of the review",))
    kept = ok(deciding.prepare_decision(caseworker, area.child_id, new, 0, at))
    ok(deciding.make_decision(manager, area.child_id, kept.edition, at))
    row = PlanEnding.everything.get()
    assert (row.state, row.kept_until, state(area)) == (
        CeaseState.DECIDED,
        date(2026, 12, 15),
        EhcPlanState.CEASING,
    )
