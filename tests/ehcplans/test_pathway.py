"""From the decision to write a plan to the final one: what the law refuses, who is told, the clocks (R24, R25, R27)."""

from dataclasses import replace
from datetime import date, timedelta

from alongside.access.actor import Actor
from alongside.access.choices import RestrictionKind
from alongside.deadlines.models import Clock
from alongside.ehc.choices import CaseState
from alongside.ehc.models import Case
from alongside.ehcplans.choices import AnswerKind, Became, EhcPlanState, Ground, ReplyKind
from alongside.ehcplans.models import EhcLetter, EhcLine, EhcPlan
from alongside.ehcplans.operations.answering import Reply, answer_plan, reply_to
from alongside.ehcplans.operations.consulting import NewConsultation, answer_consultation, consult
from alongside.ehcplans.operations.issuing import Issue, issue_final
from alongside.ehcplans.operations.serving import serve_draft
from alongside.ehcplans.operations.starting import start_plan
from alongside.ehcplans.operations.writing import write_line
from alongside.ehcplans.queries import content_of, in_force, live_version, named_in, plan_of, versions_of
from alongside.ehcplans.rules.answering import NewAnswer
from alongside.ehcplans.rules.consulting import NewReply
from alongside.ehcplans.rules.content import NewSetting
from alongside.rendering.frozen import from_json
from alongside.rendering.text import to_text
from tests.ehc.conftest import Area
from tests.ehcplans.conftest import HELP, another_setting, on_day, written
from tests.makers import world
from tests.support.test_actions import ok, refused

REASONS = (
    "It is far from her home and her friends, and her needs are met as well in the school that she knows."
)


def _plan(area: Area) -> EhcPlan:
    return EhcPlan.everything.get(child=area.around.child)


def _draft(area: Area, days: int = 60) -> EhcPlan:
    written(area, days - 5)
    caseworker, _, at = on_day(area, days)
    ok(serve_draft(caseworker, area.around.child.id, _plan(area).edition, at))
    return _plan(area)


def _issue(area: Area, days: int, new: Issue) -> object:
    _, manager, at = on_day(area, days)
    return issue_final(manager, area.around.child.id, new, _plan(area).edition, at)


def _on(actor: Actor, days: int) -> Actor:
    return replace(actor, on=world.TODAY + timedelta(days=days))


def test_a_plan_begins_with_what_was_told_before(planning: Area) -> None:
    """T15: section A holds the words of child and family with how they were gathered, and none that are private."""
    caseworker, _, at = on_day(planning, 50)
    plan = ok(start_plan(caseworker, planning.around.child.id, at))
    lines = EhcLine.everything.filter(plan=plan)
    assert {one.section for one in lines} >= {"A"}
    assert {one.whose for one in lines if one.section == "A"} >= {"child", "parent"}
    assert all(one.told for one in lines if one.section == "A")
    assert refused(start_plan(caseworker, planning.around.child.id, at)) == "ehcplan.exists"


def test_no_plan_without_a_decision(area: Area) -> None:
    caseworker, _, at = on_day(area, 1)
    assert refused(start_plan(caseworker, area.around.child.id, at)) == "ehcplan.not-decided"


def test_the_draft_goes_to_each_parent_apart_and_time_begins(planning: Area) -> None:
    """P10, R25: fifteen days, the day itself the first; a letter each, none to whom a court has shut out."""
    world.restrict(planning.around.child, planning.around.father_person, RestrictionKind.COURT_ORDER)
    plan = _draft(planning)
    letters = EhcLetter.everything.filter(plan=plan)
    assert {one.to_name for one in letters} == {"Nadia Kowalska", "Amira Kowalska"}
    assert all("Piotr" not in one.content for one in letters)
    clock = Clock.everything.get(matter_id=plan.id, limit="plan.representations")
    assert clock.due_on == world.TODAY + timedelta(days=60 + 14)
    case = Clock.everything.get(matter_id=plan.case_id, limit="plan.draft", superseded_at=None)
    assert case.met_on == world.TODAY + timedelta(days=60)


def test_the_draft_is_between_council_and_family(planning: Area) -> None:
    """A school reads of a plan once it is made; what is being written is the council's alone (trust 2.4.22)."""
    written(planning)
    around, child = planning.around, planning.around.child.id
    assert versions_of(_on(around.mother, 55), child) == ()
    caseworker, _, at = on_day(planning, 60)
    version = ok(serve_draft(caseworker, child, _plan(planning).edition, at))
    assert [one.number for one in versions_of(_on(around.mother, 60), child)] == [1]
    assert content_of(_on(around.father, 60), child, version.id)
    for staff in (around.senco, around.teacher, around.head):
        assert plan_of(_on(staff, 60), child) is None
        assert content_of(_on(staff, 60), child, version.id) is None


def test_a_draft_without_help_is_refused(planning: Area) -> None:
    caseworker, _, at = on_day(planning, 50)
    plan = ok(start_plan(caseworker, planning.around.child.id, at))
    assert refused(serve_draft(caseworker, planning.around.child.id, plan.edition, at)) == "plan.section"


def test_each_thing_the_family_says_is_answered_before_the_plan_is_final(planning: Area) -> None:
    """R25, R27: time, meeting, words, consultation, grounds: each refusal in turn, and then the plan."""
    _draft(planning)
    child, mother = planning.around.child.id, _on(planning.around.mother, 62)
    caseworker, _, at = on_day(planning, 62)
    beside = EhcLine.everything.get(plan=_plan(planning), section="F")
    said = ok(answer_plan(mother, child, NewAnswer(AnswerKind.DISAGREE, "Not only in class.", beside.id), at))
    met = ok(answer_plan(mother, child, NewAnswer(AnswerKind.MEETING, "Please, after four."), at))
    school, senco = another_setting()
    wish = NewAnswer(AnswerKind.SETTING, organisation_id=school.id, setting_name="x")
    ok(answer_plan(mother, child, wish, at))
    here = NewSetting(planning.around.school.id, planning.around.school.name, "Primary setting")
    issue = Issue((here,))
    assert refused(_issue(planning, 74, issue)) == "final.too-early"
    assert refused(_issue(planning, 75, issue)) == "final.meeting"
    caseworker, _, at = on_day(planning, 70)
    assert refused(reply_to(caseworker, child, met.id, Reply(Became.KEPT, "We think not so."), at)) == (
        "reply.must-meet"
    )
    ok(reply_to(caseworker, child, met.id, Reply(Became.MET, "We met and changed F1.", at.date()), at))
    assert refused(_issue(planning, 75, issue)) == "final.unanswered"
    ok(reply_to(caseworker, child, said.id, Reply(Became.CHANGED, "F1 is given outside too."), at))
    assert refused(_issue(planning, 75, Issue(()))) == "final.setting"
    assert refused(_issue(planning, 75, issue)) == "final.consulted"
    ok(consult(caseworker, child, NewConsultation(planning.around.school.id), at))
    assert refused(_issue(planning, 75, issue)) == "final.wish"
    asked = ok(consult(caseworker, child, NewConsultation(school.id), at))
    assert asked.asked_by_family
    no = NewReply(ReplyKind.CANNOT, (Ground.OTHERS,), REASONS)
    ok(answer_consultation(_on(senco, 71), child, asked.id, no, at + timedelta(days=1)))
    assert refused(_issue(planning, 75, issue)) == "final.grounds"
    version = ok(_issue(planning, 75, Issue((here,), (Ground.RESOURCES,), REASONS)))
    assert version.kind == "final"
    _is_final(planning, school.name)


def _is_final(area: Area, other: str) -> None:
    child, case = area.around.child.id, Case.everything.get()
    assert case.state == CaseState.ISSUED
    final = Clock.everything.get(matter_id=case.id, limit="plan.final", superseded_at=None)
    assert final.met_on == world.TODAY + timedelta(days=75)
    senco = _on(area.around.senco, 75)
    plan, version = plan_of(senco, child), live_version(senco, child)
    assert plan and version and plan.state is EhcPlanState.FINAL and plan.first_issued_on == final.met_on
    assert [one.name for one in named_in(senco, child, version.id)] == [area.around.school.name]
    assert [one.text for one in in_force(senco, child, "F")] == [HELP.text]
    letters = {one.to_name: one for one in EhcLetter.everything.filter(version_id=version.id)}
    assert set(letters) == {
        "Nadia Kowalska", "Piotr Kowalski", "Amira Kowalska", area.around.school.name,
        "The responsible health commissioner",
    }  # fmt: skip
    mother, father = (to_text(from_json(letters[n].content)) for n in ("Nadia Kowalska", "Piotr Kowalski"))
    assert "Not only in class." in mother and "Not only in class." not in father
    assert _two_months_after(final.met_on) in mother and other not in father
    appeal = Clock.everything.get(matter_id=plan.id, limit="appeal.window", superseded_at=None)
    assert appeal.started_on == final.met_on


def _two_months_after(on: date) -> str:
    later = (
        on.replace(month=on.month + 2) if on.month < 11 else on.replace(year=on.year + 1, month=on.month - 10)
    )
    return f"{later.day} {later:%B %Y}"


def test_the_plan_in_force_is_not_written_on(planning: Area) -> None:
    """Only an amendment changes a plan in force."""
    plan = _draft(planning)
    child = planning.around.child.id
    caseworker, _, at = on_day(planning, 61)
    ok(consult(caseworker, child, NewConsultation(planning.around.school.id), at))
    here = NewSetting(planning.around.school.id, planning.around.school.name)
    ok(_issue(planning, 75, Issue((here,))))
    caseworker, _, at = on_day(planning, 80)
    assert refused(write_line(caseworker, child, None, HELP, 0, at)) == "ehcplan.move"
    assert plan.id == _plan(planning).id
