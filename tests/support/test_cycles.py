"""A cycle of assess, plan, do, review: moves, what is missing, what it does to the plan, where the next begins."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from alongside.access.actor import Actor
from alongside.access.choices import Role, StandingKind
from alongside.access.operation import NotPermitted
from alongside.notices.models import Notice
from alongside.support.choices import Decision, Stage
from alongside.support.models import Action, Contribution, Cycle, CycleOutcome
from alongside.support.operations import (
    Agreed,
    Held,
    NewContribution,
    NewDecision,
    NewNeed,
    NewOutcome,
    agree_cycle,
    choose_outcome,
    cite_need,
    contribute,
    decide,
    leave_outcome,
    move_cycle,
    note_absence,
    start_cycle,
)
from alongside.support.queries.cycles import CycleView, cycle_view, cycles_of, facts_of
from alongside.support.rules.contributions import refuse_contribution
from alongside.support.rules.cycles import (
    MOVES,
    CycleFacts,
    DecisionFacts,
    late_by,
    refuse_decision,
    refuse_move,
    refuse_review_day,
)
from alongside.voice.choices import StatementKind
from alongside.voice.models import Statement
from tests.makers import world
from tests.makers.family import Around
from tests.support.test_actions import ok, refused
from tests.support.test_delivery import help_of

TODAY, NOW = world.TODAY, world.NOW
REVIEW_ON = TODAY + timedelta(weeks=10)
READY = CycleFacts(
    "assess", strengths=1, child_heard=True, family_heard=True, teacher_heard=True, needs=1, outcomes=1,
    teacher_name="Daniel Osei", review_on=REVIEW_ON, child_at_review=True, family_at_review=True, reviewed_on=TODAY,
)  # fmt: skip


@pytest.mark.parametrize(
    ("stage", "to", "changed", "code"),
    [
        ("assess", "plan", {}, None),
        ("assess", "do", {}, "cycle.no_move"),
        ("assess", "review", {}, "cycle.no_move"),
        ("assess", "finished", {}, "cycle.no_move"),
        ("finished", "assess", {}, "cycle.no_move"),
        ("assess", "plan", {"strengths": 0}, "cycle.strengths"),
        ("assess", "plan", {"child_heard": False}, "cycle.child"),
        ("assess", "plan", {"child_heard": False, "no_child_because": "In hospital"}, None),
        ("assess", "plan", {"family_heard": False, "no_family_because": " "}, "cycle.family"),
        ("assess", "plan", {"teacher_heard": False}, "cycle.teacher_view"),
        ("assess", "plan", {"needs": 0}, "cycle.needs"),
        ("plan", "do", {}, None),
        ("plan", "do", {"outcomes": 0}, "cycle.outcomes"),
        ("plan", "do", {"outcomes_without_help": ("Reads",)}, "cycle.help"),
        ("plan", "do", {"teacher_name": ""}, "cycle.teacher"),
        ("plan", "do", {"review_on": None}, "cycle.review_on"),
        ("do", "review", {}, None),
        ("review", "finished", {}, None),
        ("review", "finished", {"reviewed_on": None}, "cycle.reviewed_on"),
        ("review", "finished", {"child_at_review": False}, "cycle.child_review"),
        ("review", "finished", {"family_at_review": False}, "cycle.family_review"),
        ("review", "finished", {"family_at_review": False, "no_family_at_review": "Ill"}, None),
        ("review", "finished", {"undecided": ("Reads",)}, "cycle.undecided"),
        ("plan", "assess", {}, "cycle.why_back"),
        ("do", "plan", {}, "cycle.why_back"),
        ("review", "do", {}, "cycle.no_move"),
    ],
)
def test_which_stage_follows_which(stage: str, to: str, changed: dict[str, Any], code: str | None) -> None:
    """S4: four stages in order; a move that is refused says what is missing."""
    refusal = refuse_move(replace(READY, stage=stage, **changed), to, "")
    assert (refusal.code if refusal else None) == code
    if refusal and code != "cycle.no_move":
        assert refusal.what_to_do


def test_a_step_back_says_why() -> None:
    assert refuse_move(replace(READY, stage="do"), "plan", "The group was full") is None
    assert all(before != "finished" for before, _ in MOVES)


@pytest.mark.parametrize(
    ("days", "code"),
    [(None, "cycle.review_on"), (0, "cycle.review_past"), (1, None), (182, None), (183, "cycle.review_far")],
)
def test_a_review_has_a_day(days: int | None, code: str | None) -> None:
    refusal = refuse_review_day(None if days is None else TODAY + timedelta(days=days), TODAY)
    assert (refusal.code if refusal else None) == code


GOOD = DecisionFacts("continue", "It works", "", {}, False)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({}, None),
        ({"decision": "perhaps"}, "decision.which"),
        ({"words": " "}, "decision.words"),
        ({"decision": "change"}, "decision.new_text"),
        ({"decision": "change", "new_text": "Reads alone"}, None),
        ({"decision": "less"}, "decision.how_often"),
        ({"decision": "less", "how_often": {"a": "Once a week"}, "independent": True}, None),
        ({"decision": "ends", "independent": True}, None),
        ({"independent": True}, "decision.independent"),
        ({"decision": "more", "how_often": {"a": "Daily"}, "independent": True}, "decision.independent"),
        ({"decision": "refer"}, None),
        ({"decision": "assessment"}, None),
    ],
)
def test_what_a_review_may_decide(changed: dict[str, Any], code: str | None) -> None:
    """P7: step down on purpose, with independence as a success; every decision says why."""
    refusal = refuse_decision(replace(GOOD, **changed))
    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize(
    ("texts", "changed", "code"),
    [
        (("Kind", "", ""), {}, None),
        (("", "", ""), {}, "contribution.empty"),
        (("", "Reading", ""), {}, "contribution.well"),
        (("Kind", "", ""), {"how_known": " "}, "contribution.known"),
        (("", "Reading", ""), {"stage": "review"}, None),
        (("", "Reading", ""), {"voice": "parent", "writer_voice": "parent", "how_known": ""}, None),
        (("Kind", "", ""), {"voice": "professional", "writer_voice": "parent"}, "contribution.not_yours"),
        (("Kind", "", ""), {"voice": "parent", "writer_voice": "child"}, "contribution.not_yours"),
        (("Kind", "", ""), {"voice": "child", "own": False}, "contribution.told"),
        (("Kind", "", ""), {"voice": "child", "own": False, "gathered": "said"}, None),
    ],
)
def test_what_may_be_brought(texts: tuple[str, ...], changed: dict[str, Any], code: str | None) -> None:
    """S8: strengths first, and how a professional knows; words of others say how they were told."""
    facts: dict[str, Any] = {
        "voice": "professional", "writer_voice": "professional", "gathered": "typed", "own": True,
        "how_known": "Watched in class", "stage": "assess",
    }  # fmt: skip
    refusal = refuse_contribution(texts, **{**facts, **changed})
    assert (refusal.code if refusal else None) == code


def the_view(actor: Actor, around: Around, cycle_id: UUID) -> CycleView:
    found = cycle_view(actor, around.child.id, cycle_id)
    assert found
    return found


def outcome_of(around: Around) -> UUID:
    return Statement.everything.get(child=around.child, kind=StatementKind.OUTCOME, ended_at=None).id


def need_of(around: Around) -> UUID:
    return Statement.everything.filter(child=around.child, kind=StatementKind.NEED, ended_at=None)[0].id


def assessed(around: Around) -> Cycle:
    """A cycle with everybody's word and a need."""
    child = around.child.id
    cycle = ok(start_cycle(around.senco, child, NOW))
    ok(contribute(around.amira, child, cycle.id, NewContribution(well="I can draw"), NOW))
    ok(contribute(around.mother, child, cycle.id, NewContribution(well="Kind", hard="New words"), NOW))
    view = NewContribution("Listens", "Follows two of four steps", "Pictures", "Watched for a week")
    said = ok(contribute(around.teacher, child, cycle.id, view, NOW))
    ok(cite_need(around.senco, child, cycle.id, NewNeed(need_of(around), contribution_id=said.id), NOW))
    return cycle


def in_do(around: Around) -> Cycle:
    """A cycle that was agreed."""
    child, cycle = around.child.id, assessed(around)
    ok(move_cycle(around.senco, child, cycle.id, "plan", "", NOW))
    new = NewOutcome(outcome_of(around), "Asks when she is stuck", "minutes-on-task", 10)  # type: ignore[arg-type]
    ok(choose_outcome(around.senco, child, cycle.id, new, NOW))
    agreed = Agreed(around.teacher.person_id, REVIEW_ON, "Her mother, on 15 September")
    ok(agree_cycle(around.senco, child, cycle.id, agreed, NOW))
    return ok(move_cycle(around.senco, child, cycle.id, "do", "", NOW))


def reviewed(around: Around, decision: NewDecision) -> Cycle:
    """A cycle whose review has decided, ready to be finished."""
    child, cycle = around.child.id, in_do(around)
    ok(move_cycle(around.senco, child, cycle.id, "review", "", NOW))
    for who in (around.amira, around.mother):
        ok(contribute(who, child, cycle.id, NewContribution(well="Better"), NOW))
    ok(note_absence(around.senco, child, cycle.id, Held(TODAY, "Her mother and Amira"), NOW))
    row = CycleOutcome.everything.get(cycle=cycle)
    ok(decide(around.senco, child, cycle.id, row.id, decision, NOW))
    return cycle


def test_a_cycle_is_one_record_with_stages_dates_and_people(written: Around) -> None:
    """S4, S8: one assessment gathers everybody; each stage has its day and who moved it; nothing is written twice."""
    child, cycle = written.child.id, in_do(written)
    view = the_view(written.father, written, cycle.id)
    assert [one.name for one in view.contributions] == [
        written.amira.name,
        written.mother.name,
        "Daniel Osei",
    ]
    assert [(one.stage, one.by_name) for one in view.moves] == [
        (Stage.ASSESS, "Ada Whitcombe"), (Stage.PLAN, "Ada Whitcombe"), (Stage.DO, "Ada Whitcombe")
    ]  # fmt: skip
    assert view.needs[0].who_said == "Daniel Osei"
    assert (view.row.teacher_name, view.row.review_on) == ("Daniel Osei", REVIEW_ON)
    (outcome,) = view.outcomes
    assert [one.id for one in outcome.help] == [help_of(written)] and outcome.target == "10 minutes"
    told = {one.event for one in Notice.everything.filter(child_id=child)}
    assert "cycle.do" in told


def test_moves_are_refused_through_the_operation_until_nothing_is_missing(written: Around) -> None:
    """S4: nothing is agreed without an outcome; the refusal names what is missing."""
    child = written.child.id
    cycle = ok(start_cycle(written.senco, child, NOW))
    assert refused(move_cycle(written.senco, child, cycle.id, "plan", "", NOW)) == "cycle.strengths"
    assert refused(start_cycle(written.senco, child, NOW)) == "cycle.running"
    assert refused(move_cycle(written.senco, child, cycle.id, "do", "", NOW)) == "cycle.no_move"
    assert Cycle.everything.get().stage == Stage.ASSESS


def test_only_who_keeps_the_plan_moves_it_and_everyone_who_writes_adds(written: Around) -> None:
    """S9, S15: teacher, parent and an invited professional add to the same record; none of them moves it."""
    child = written.child.id
    cycle = ok(start_cycle(written.senco, child, NOW))
    service = world.make_setting("Speech service")
    therapist = world.make_person("Ines", "Duarte")
    world.stands(written.child, StandingKind.INVITED, person=therapist, organisation=service)
    world.joins(therapist, service, Role.PROFESSIONAL)
    at_work = world.acting(therapist, Role.PROFESSIONAL, service)
    for who in (written.teacher, written.mother, at_work):
        brought = NewContribution("Good", "", "", "Seen twice")
        ok(contribute(who, child, cycle.id, brought, NOW))
    assert refused(move_cycle(written.teacher, child, cycle.id, "plan", "", NOW)) == "not_found"
    assert refused(move_cycle(at_work, child, cycle.id, "plan", "", NOW)) == "not_found"
    with pytest.raises(NotPermitted):
        move_cycle(written.mother, child, cycle.id, "plan", "", NOW)
    assert Contribution.everything.get(speaker_name="Ines Duarte").speaker_label.startswith("Professional")
    stranger = world.acting(world.make_person("Some", "Body"), Role.SENCO, world.make_setting())
    assert refused(contribute(stranger, child, cycle.id, NewContribution("x"), NOW)) == "not_found"
    assert cycles_of(stranger, child) == [] and cycle_view(stranger, child, cycle.id) is None


def test_words_on_paper_are_entered_for_a_specialist(written: Around) -> None:
    """S8: a report of somebody outside gathers in the same assessment, with how it came and who wrote it down."""
    cycle = ok(start_cycle(written.senco, written.child.id, NOW))
    report = NewContribution(
        "Plays with words", "Sound order", "", "Report of 3 September", "professional", "Ms Roe", "on_paper"
    )
    ok(contribute(written.senco, written.child.id, cycle.id, report, NOW))
    (one,) = the_view(written.mother, written, cycle.id).contributions
    assert (one.name, one.told, one.written_by) == ("Ms Roe", "Written on paper", "Ada Whitcombe")


def test_a_review_steps_support_down_and_the_plan_changes_with_it(written: Around) -> None:
    """P7: less help on purpose, independence recorded as a success, in the plan and on the record."""
    help_id = help_of(written)
    less = NewDecision(
        "less", "Asks by herself now", how_often={str(help_id): "Once a week"}, independent=True
    )
    cycle = reviewed(written, less)
    done = ok(move_cycle(written.senco, written.child.id, cycle.id, "finished", "", NOW))
    assert done.finished_at and Statement.everything.get(pk=help_id).how_often == "Once a week"
    (one,) = the_view(written.mother, written, cycle.id).outcomes
    assert (one.decision, one.independent, one.applied) == (Decision.LESS, True, "Changed in the plan")


def test_an_outcome_that_was_reached_leaves_the_plan_with_its_help(written: Around) -> None:
    """P7: reached: the help ends, and the next cycle does not begin with it."""
    cycle = reviewed(written, NewDecision("ends", "Reached", independent=True))
    ok(move_cycle(written.senco, written.child.id, cycle.id, "finished", "", NOW))
    assert Statement.everything.get(pk=help_of(written)).ended_at is not None
    following = ok(start_cycle(written.senco, written.child.id, NOW))
    assert not CycleOutcome.everything.filter(cycle=following).exists()


@pytest.mark.parametrize("decision", ["refer", "assessment"])
def test_asking_others_becomes_something_to_do(written: Around, decision: str) -> None:
    """S4, R9: refer or request an assessment is an action with an owner and a day, never a gate of so many cycles."""
    cycle = reviewed(written, NewDecision(decision, "A speech therapist should look"))
    ok(move_cycle(written.senco, written.child.id, cycle.id, "finished", "", NOW))
    action = Action.everything.get(came_from="Review of the cycle")
    assert action.owner_id == written.senco.person_id and "speech therapist" in action.what


def test_the_next_cycle_starts_from_the_last_review(written: Around) -> None:
    """S4: needs, outcomes and what was decided are there when the next cycle begins; a finished one is closed."""
    cycle = reviewed(written, NewDecision("change", "She wants more", new_text="Reads a page aloud"))
    child = written.child.id
    ok(move_cycle(written.senco, child, cycle.id, "finished", "", NOW))
    assert refused(contribute(written.mother, child, cycle.id, NewContribution("x"), NOW)) == "not_found"
    second = ok(start_cycle(written.senco, child, NOW))
    view = the_view(written.teacher, written, second.id)
    assert (view.row.number, view.row.follows_id, view.row.teacher_name) == (2, cycle.id, "Daniel Osei")
    assert [one.text for one in view.outcomes] == ["Reads a page aloud"] and len(view.needs) == 1
    assert [one.decision for one in view.before] == [Decision.CHANGE]
    assert [one.number for one in cycles_of(written.mother, child)] == [2, 1]


def test_an_outcome_can_be_left_out_again_while_planning(written: Around) -> None:
    child, cycle = written.child.id, assessed(written)
    row = ok(choose_outcome(written.senco, child, cycle.id, NewOutcome(outcome_of(written), "x"), NOW))
    assert (
        refused(choose_outcome(written.senco, child, cycle.id, NewOutcome(outcome_of(written), " "), NOW))
        == "cycle.expected"
    )
    ok(leave_outcome(written.senco, child, cycle.id, row.id, NOW))
    assert facts_of(the_view(written.senco, written, cycle.id)).outcomes == 0


def test_one_cycle_at_a_time_is_kept_by_the_database(written: Around) -> None:
    ok(start_cycle(written.senco, written.child.id, NOW))
    with pytest.raises(IntegrityError), transaction.atomic():
        world.saved(Cycle(child=written.child, number=7, started_on=TODAY, started_by_name="x"))


def test_a_review_after_its_day_says_how_late() -> None:
    assert late_by(date(2026, 9, 1), date(2026, 9, 4)) == 3
    assert late_by(date(2026, 9, 4), date(2026, 9, 1)) == 0


def test_a_long_cycle_costs_what_a_short_one_costs(written: Around, django_assert_num_queries: Any) -> None:
    cycle = in_do(written)
    for number in range(10):
        ok(contribute(written.teacher, written.child.id, cycle.id, NewContribution(f"Week {number}"), NOW))
    the_view(written.mother, written, cycle.id)
    with django_assert_num_queries(6):
        the_view(written.mother, written, cycle.id)
