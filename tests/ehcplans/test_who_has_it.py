"""One record of who has a child's work, asked everywhere (decision 12); a line's history on its page (R26)."""

from dataclasses import replace
from datetime import timedelta
from importlib import import_module

from django.db import connection
from django.db.migrations.loader import MigrationLoader

from alongside.deadlines.models import Assignment
from alongside.deadlines.operations import assign
from alongside.ehcplans.choices import AnswerKind, Because
from alongside.ehcplans.models import EhcLine, EhcPlan
from alongside.ehcplans.operations.amending import begin_amendment, issue_amended, serve_amendment_notice
from alongside.ehcplans.operations.answering import answer_plan
from alongside.ehcplans.operations.serving import serve_draft
from alongside.ehcplans.operations.writing import take_out, write_line
from alongside.ehcplans.queries.story import waiting_for
from alongside.ehcplans.rules.answering import NewAnswer
from alongside.ehcplans.rules.content import NewLine
from alongside.notices.models import Notice
from alongside.platform import clock
from tests.ehc.conftest import Area
from tests.ehcplans.conftest import on_day, written
from tests.ehcplans.test_amending import KEEP_AS_IS, in_a_unit, with_plan
from tests.ehcplans.test_pages import get
from tests.makers import world
from tests.plans.reading import text_of
from tests.support.test_actions import ok

__all__ = ["with_plan"]


def test_handed_to_somebody_else_everything_goes_to_them(planning: Area) -> None:
    """The family reads the new name, and what it says waits for whoever has the work now."""
    written(planning, 55)
    caseworker, manager, at = on_day(planning, 60)
    child = planning.around.child.id
    assert Assignment.everything.get().person_id == caseworker.person_id, "who began it has it"
    ok(serve_draft(caseworker, child, EhcPlan.everything.get().edition, at))
    ok(assign(manager, child, manager.person_id, at))
    later = at + timedelta(days=1)
    mother = replace(planning.around.mother, on=later.date())
    ok(answer_plan(mother, child, NewAnswer(AnswerKind.COMMENT, "At lunch too."), later))
    told = Notice.everything.filter(event="ehcplan.said").values_list("person_id", flat=True)
    assert list(told) == [manager.person_id]
    assert waiting_for(on_day(planning, 61)[1]) and not waiting_for(on_day(planning, 61)[0])
    with clock.moved_to(later):
        for actor in (planning.around.mother, planning.around.father, planning.manager):
            shown = text_of(get(actor, "plan", child))
            assert "Max Ibe" in shown and "Jo Clarke, Merefield" not in shown


def test_plans_from_before_hand_over_who_has_them(planning: Area) -> None:
    """The migration carries over what the plan said, where nobody has the work, and is the same run twice."""
    written(planning, 55)
    held, name = Assignment.everything.get(), "0004_one_record_of_who_has_it"
    then = MigrationLoader(connection).project_state([("ehcplans", name)]).apps
    then.get_model("deadlines", "Assignment").objects.all().delete()
    who = {"caseworker_id": planning.manager.person_id, "caseworker_name": "Max Ibe"}
    then.get_model("ehcplans", "EhcPlan").objects.update(**who)
    for _ in range(2):
        import_module(f"alongside.ehcplans.migrations.{name}").hand_over(then, None)
    row = Assignment.everything.get()
    assert (row.child_id, row.council_id) == (held.child_id, held.council_id)
    assert (row.person_id, row.person_name) == (planning.manager.person_id, "Max Ibe")


def test_a_line_says_how_it_came_to_say_this(with_plan: Area) -> None:
    """R26: taken out and written anew in an amendment, it goes on as one line, with when and for what."""
    child = with_plan.around.child.id
    ok(in_a_unit(with_plan, 10, begin_amendment, Because.ANNUAL_REVIEW))
    caseworker, _, at = on_day(with_plan, 11)
    old = EhcLine.everything.get(section="F")
    needs = tuple(str(one.id) for one in EhcLine.everything.filter(section="B"))
    ok(take_out(caseworker, child, old.id, old.edition, at))
    with clock.moved_to(at):
        form = text_of(get(with_plan.caseworker, "line_new", child, "F"))
    assert "Does it take the place of another line?" in form
    new = NewLine("F", "A quiet room each day.", who="Any adult", meets=needs, earlier=str(old.id))
    row = ok(write_line(caseworker, child, None, new, 0, at))
    assert row.earlier_id == old.id
    ok(in_a_unit(with_plan, 12, serve_amendment_notice, ()))
    ok(in_a_unit(with_plan, 30, issue_amended, KEEP_AS_IS))
    with clock.moved_to(world.NOW + timedelta(days=31)):
        for line_id in (old.id, row.id):
            shown = text_of(get(with_plan.around.mother, "line_history", child, line_id))
            assert old.text in shown and "A quiet room each day." in shown
            assert "the annual review" in shown and "In force from then on" in shown
            assert shown.index("A quiet room each day.") < shown.index(old.text), "the newest is first"
        assert f"/lines/{row.id}/" in get(with_plan.around.mother, "version", child, 3).content.decode()
        school = text_of(get(with_plan.around.senco, "line_history", child, row.id))
        assert "Proposed to the family" not in school, "a notice is between council and family"
        assert get(with_plan.around.mother, "line_history", child, world.an_id()).status_code == 404
