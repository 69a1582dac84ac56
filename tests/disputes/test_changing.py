"""A plan that passes to another council or comes from one; a new assessment asked for and refused (R23, R24)."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from alongside.access.actor import Actor
from alongside.access.choices import RestrictionKind
from alongside.deadlines.models import Clock
from alongside.disputes.challenges.decisions import decisions_with_rights
from alongside.disputes.changing.operations.assessments import answer_again, ask_again, take_back_request
from alongside.disputes.changing.operations.moves import record_move, tell_after_move
from alongside.disputes.changing.operations.passing import pass_plan
from alongside.disputes.changing.queries import moves_of, reassessments_of
from alongside.disputes.changing.rules import NewMove
from alongside.disputes.choices import Ground, Way
from alongside.ehcplans.choices import CeaseReason, EhcPlanState, Origin
from alongside.ehcplans.models import EhcPlan
from alongside.ehcplans.operations.starting import TakenInPlan, take_in_plan
from alongside.platform import clock
from tests.ehc.conftest import Area, area  # noqa: F401 - fixtures
from tests.makers import world
from tests.plans.reading import signed_in, text_of
from tests.support.test_actions import ok, refused

WHY = "Her needs have changed a great deal since the plan was made. planted-words-of-the-mother"


def on(who: Actor, days: int) -> Actor:
    return replace(who, on=day(days))


def day(days: int) -> date:
    return world.TODAY + timedelta(days=days)


def at(days: int) -> datetime:
    return world.NOW + timedelta(days=days)


@pytest.fixture
def planned(area: Area) -> Area:  # noqa: F811
    """A plan that came from Derby and is in force."""
    new = TakenInPlan(Origin.TRANSFERRED, day(-300), day(-300), (), transferred_from="831")
    ok(take_in_plan(area.caseworker, area.around.child.id, new, world.NOW))
    return area


def test_a_plan_goes_to_another_council_and_ends_here(planned: Area) -> None:
    """Reg 15: it ends with the code for a transfer on the day it is passed; the clock is met."""
    child = planned.around.child.id
    row = ok(record_move(planned.caseworker, child, NewMove(Way.OUT, "Luton", day(0), day(0)), at(0)))
    assert refused(pass_plan(on(planned.manager, 9), child, row.id, day(10), at(9))) == "move.passed"
    ok(pass_plan(on(planned.manager, 9), child, row.id, day(9), at(9)))
    plan = EhcPlan.everything.get(child_id=child)
    assert (plan.state, plan.cease_reason, plan.ceased_on) == (
        EhcPlanState.CEASED,
        CeaseReason.TRANSFERRED,
        day(9),
    )
    assert Clock.everything.get(matter_id=row.id, superseded_at=None).met_on == day(9)


def test_a_caseworker_reads_who_passes_the_plan_on(planned: Area) -> None:
    """Explain every no: the date was past, and the page of a caseworker had no button and no word why."""
    child = planned.around.child.id
    ok(record_move(planned.caseworker, child, NewMove(Way.OUT, "Luton", day(0), day(0)), at(0)))
    url = reverse("disputes:plan_changes", args=[child])
    with clock.moved_to(at(1)):
        assert "A SEND manager passes the plan on" in text_of(signed_in(planned.caseworker).get(url))
        assert "Pass the plan on" in text_of(signed_in(planned.manager).get(url))


def test_a_plan_that_came_is_told_of_in_six_weeks(planned: Area) -> None:
    """Reg 15(4): told once; under a shield nobody but the council reads the area."""
    child, mother = planned.around.child.id, planned.around.mother
    move = NewMove(Way.IN, "Derby", day(-1), day(-1), day(0), reviewed_on=day(-100))
    row = ok(record_move(planned.caseworker, child, move, at(0)))
    told = tell_after_move(
        on(planned.caseworker, 5), child, row.id, will_assess=False, setting_words="", now=at(5)
    )
    assert ok(told).told_on == day(5)
    clocks = {one.limit: one.met_on for one in Clock.everything.filter(matter_id=row.id, superseded_at=None)}
    assert clocks == {"move.inform": day(5), "move.review-at-latest": None}
    assert len(moves_of(on(mother, 6), child)) == 1
    world.restrict(planned.around.child, None, RestrictionKind.SHIELD)
    assert moves_of(on(mother, 6), child) == ()
    assert len(moves_of(on(planned.manager, 6), child)) == 1


def test_a_new_assessment_is_asked_for_refused_and_can_be_appealed(planned: Area) -> None:
    """The words are the asker's and the council's; a refusal stands among the decisions with rights."""
    child = planned.around.child.id
    row = ok(ask_again(planned.around.mother, child, WHY, at(0)))
    assert refused(ask_again(planned.around.father, child, WHY, at(0))) == "reassess.open"
    assert reassessments_of(planned.around.father, child)[0].words == ""
    assert reassessments_of(planned.around.mother, child)[0].words == WHY
    manager = on(planned.manager, 12)
    reasons = "The review in June looked at everything. Another assessment would find nothing new."
    refusal = answer_again(
        manager, child, row.id, yes=False, reasons=reasons, assessed_on=None, needed=None, now=at(12)
    )
    assert refused(refusal) == "reassess.must"
    ok(
        answer_again(
            manager, child, row.id, yes=False, reasons=reasons, assessed_on=None, needed=False, now=at(12)
        )
    )
    grounds = {one.ground: one.on for one in decisions_with_rights(on(planned.around.father, 13), child)}
    assert grounds[Ground.REASSESS] == day(12)
    assert (
        ok(ask_again(on(planned.around.senco, 20), child, "More has come up at school.", at(20))).asked_by
        == "setting"
    )


def test_without_a_plan_a_new_assessment_is_not_what_one_asks_for(area: Area) -> None:  # noqa: F811
    assert refused(ask_again(area.around.mother, area.around.child.id, WHY, at(0))) == "reassess.no-plan"
    move = NewMove(Way.OUT, "Luton", day(0), day(0))
    assert refused(record_move(area.caseworker, area.around.child.id, move, at(0))) == "move.no-plan"


def test_the_page_of_moves_and_new_assessments(planned: Area) -> None:
    """A parent asks from the page; the council answers there; another's words are not on it."""
    child = planned.around.child.id
    with clock.moved_to(at(1)):
        hers, his = signed_in(planned.around.mother), signed_in(planned.around.father)
        sent = hers.post(reverse("disputes:ask_again", args=[child]), {"words": WHY})
        assert sent.status_code == 302
        url = reverse("disputes:plan_changes", args=[child])
        assert "The council is deciding whether to assess again" in text_of(hers.get(url))
        assert "planted-words-of-the-mother" in text_of(hers.get(url))
        assert "planted-words-of-the-mother" not in text_of(his.get(url))
        manager = signed_in(planned.manager)
        assert "Answer it" in text_of(manager.get(url))


def test_a_request_for_a_new_assessment_is_taken_back_by_who_asked(planned: Area) -> None:
    """R24: no date runs then, and another can be asked for; the other parent takes nothing of hers back."""
    child, mother = planned.around.child.id, planned.around.mother
    row = ok(ask_again(mother, child, WHY, at(0)))
    assert refused(take_back_request(planned.around.father, child, row.id, at(1))) == "not_found"
    assert refused(take_back_request(planned.around.senco, child, row.id, at(1))) == "not_found"
    ok(take_back_request(mother, child, row.id, at(1)))
    assert not Clock.everything.filter(matter_id=row.id, superseded_at=None).exists()
    assert refused(take_back_request(mother, child, row.id, at(1))) == "reassess.over"
    again = ok(ask_again(planned.around.father, child, WHY, at(2)))
    ok(take_back_request(on(planned.caseworker, 3), child, again.id, at(3)))


def test_the_answer_is_a_letter_to_each_reader_with_its_rights(planned: Area) -> None:
    """Reg 25, s.51(2)(d): the reader's name alone, reasons, the last day of each right."""
    child, around = planned.around.child.id, planned.around
    row = ok(ask_again(around.mother, child, WHY, at(0)))
    reasons = "Her needs were looked at in full in the spring, and nothing in them has changed since."
    ok(
        answer_again(
            on(planned.manager, 9), child, row.id, yes=False, reasons=reasons, assessed_on=None, needed=False,
            now=at(9),
        )
    )  # fmt: skip
    with clock.moved_to(at(10)):
        url = reverse("disputes:again_letter", args=[child, row.id, "text"])
        letter = signed_in(around.father).get(url).content.decode()
        page = text_of(signed_in(around.mother).get(reverse("disputes:plan_changes", args=[child])))
    assert "Dear Piotr Kowalski" in letter and "Nadia" not in letter and "planted-words" not in letter
    assert reasons in " ".join(letter.split()) and "mediation" in letter
    assert "The answer as a letter" in page
