"""After the Tribunal has decided: what comes next, by when, where it is done, and what can no longer be (R23, R24)."""

# ruff: noqa: F811 - fixtures

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.deadlines.models import Clock
from alongside.disputes.challenges.operations import take_step
from alongside.disputes.challenges.papers import papers_of
from alongside.disputes.challenges.queries import challenge_of
from alongside.disputes.challenges.rules import NewStep
from alongside.disputes.changing.operations.moves import record_move
from alongside.disputes.changing.operations.passing import pass_plan
from alongside.disputes.changing.rules import NewMove
from alongside.disputes.choices import Remedy, Step, Way
from alongside.disputes.models import Challenge
from alongside.ehc.operations.reminding import remind
from alongside.ehc.queries import tray
from alongside.ehc.rules.deciding import Considered
from alongside.ehcplans.choices import LetterKind
from alongside.ehcplans.models import EhcLetter, EhcVersion
from alongside.kernel.day_words import day_words
from alongside.kernel.refusal import Refusal
from alongside.notices.models import Notice
from alongside.platform import clock
from tests.disputes.test_challenge import area, at, begun, day, later, refused_case, step  # noqa: F401
from tests.disputes.test_challenge_claim import final_plan, ordered  # noqa: F401
from tests.ehc.conftest import Area
from tests.ehc.test_request import asked, decided, no
from tests.makers import world
from tests.plans.reading import signed_in, text_of
from tests.support.test_actions import ok


def appealed(area: Area) -> Challenge:
    """The mother wants no mediation, has the certificate, and sent her appeal."""
    row = begun(area)
    step(area, area.around.mother, row, NewStep(Step.DECLINED, day(25)))
    step(area, area.around.mother, row, NewStep(Step.CERTIFICATE, day(27)), 27)
    step(area, area.around.mother, row, NewStep(Step.APPEALED, day(30)), 30)
    return row


@pytest.fixture
def to_assess(refused_case: Area) -> Challenge:
    """After 90 days the Tribunal orders the council to assess."""
    row = appealed(refused_case)
    order = NewStep(Step.ORDER, day(90), words="Assess.", remedy=Remedy.ASSESS)
    step(refused_case, refused_case.caseworker, row, order, 90)
    return row


def top_of(browser: Client, child: object, row: Challenge) -> str:
    return (
        browser.get(reverse("disputes:appeal", args=[child, row.id]))
        .content.decode()
        .partition("The steps so far")[0]
    )


def test_after_an_order_to_assess_its_next_date_stands_on_top(
    refused_case: Area, to_assess: Challenge
) -> None:
    """Reg 44(2): 10 weeks to say that there is no plan come first; the council has it; the request is a link."""
    child, by = refused_case.around.child.id, day(90) + timedelta(weeks=10)
    with clock.moved_to(at(91)):
        for who in (refused_case.around.mother, refused_case.caseworker):
            top = top_of(signed_in(who), child, to_assess)
            assert "Nothing runs against a date now" not in top
            assert by.isoformat() in top and "The council" in top
            assert f'href="/children/{child}/request/"' in top
            below = text_of(signed_in(who).get(reverse("disputes:appeal", args=[child, to_assess.id])))
            assert all(day_words(day(90) + timedelta(weeks=weeks)) in below for weeks in (10, 14))
        assert "Claim an exception" not in text_of(
            signed_in(refused_case.caseworker).get(reverse("disputes:appeal", args=[child, to_assess.id]))
        ), "it is claimed where the limit runs: in the request"


def test_after_an_order_to_change_the_plan_it_leads_to_the_plan(area: Area, ordered: Challenge) -> None:
    child = area.around.child.id
    with clock.moved_to(at(91)):
        top = top_of(signed_in(area.caseworker), child, ordered)
        assert (day(90) + timedelta(weeks=5)).isoformat() in top
        assert f'href="/children/{child}/ehc-plan/"' in top
        assert f'href="/children/{child}/ehc-plan/"' in top_of(signed_in(area.around.mother), child, ordered)


def test_the_work_by_date_leads_to_where_the_order_is_carried_out(
    refused_case: Area, to_assess: Challenge
) -> None:
    """O5, R25: a line of the tray and a reminder lead to the request, and no list says there is nothing to do."""
    child = refused_case.around.child.id
    (line,) = tray(later(refused_case.caseworker, 91), kind="appeal").lines
    assert line.url == f"/children/{child}/request/"
    with operation(refused_case.caseworker, Permission.CASE_KEEP, at(91)) as unit:
        Clock.in_unit.filter(superseded_at=None, limit="order.assess-no-plan").update(met_on=day(91))
        unit.record("test.met", refused_case.around.child)
    (line,) = tray(later(refused_case.caseworker, 91), kind="appeal").lines
    assert (line.due_on, line.url) == (day(90) + timedelta(weeks=14), f"/children/{child}/request/")
    remind(at(90 + 7 * 14 - 3))
    assert f"/children/{child}/request/" in set(Notice.everything.values_list("path", flat=True))
    with clock.moved_to(at(91)):
        rights = signed_in(refused_case.around.mother).get(reverse("disputes:rights", args=[child]))
    assert "There is nothing more to do here" not in text_of(rights)
    assert f'href="/children/{child}/request/"' in rights.content.decode()


def test_after_an_order_no_step_before_it_can_be_taken(refused_case: Area, to_assess: Challenge) -> None:
    """R23: an appeal that was decided is opposed by nobody any more, and has no hearing to come."""
    child, council = refused_case.around.child.id, refused_case.caseworker
    with clock.moved_to(at(91)):
        browser = signed_in(council)
        words = text_of(browser.get(reverse("disputes:appeal", args=[child, to_assess.id])))
        for kind in (Step.NOT_OPPOSED, Step.HEARING):
            assert kind.label not in words
            page = reverse("disputes:challenge_step", args=[child, to_assess.id, kind.value])
            assert browser.get(page).status_code == 404
    for new in (
        NewStep(Step.NOT_OPPOSED, day(91), remedy=Remedy.ASSESS), NewStep(Step.HEARING, day(91), day=day(99)),
    ):  # fmt: skip
        no = take_step(later(council, 91), child, to_assess.id, new, at(91))
        assert isinstance(no, Refusal) and no.code == "challenge.decided"
        assert "strike" in no.what_to_do


def test_an_order_about_a_plan_that_was_passed_on_is_for_the_council_that_has_it(area: Area) -> None:
    """SI 2014/1530 reg 15(3): from the transfer the plan is the new council's. Before that day an order was for us."""
    child, plan = area.around.child.id, final_plan(area)
    row = begun(area)
    step(area, area.around.mother, row, NewStep(Step.APPEALED, day(25), sections=("I",)))
    move = ok(
        record_move(
            later(area.manager, 40), child, NewMove(Way.OUT, "Northshire Council", day(40), day(45)), at(40)
        )
    )
    ok(pass_plan(later(area.manager, 50), child, move.id, day(50), at(50)))
    for new in (
        NewStep(Step.ORDER, day(90), words="The other school.", remedy=Remedy.SETTING),
        NewStep(Step.ORDER, day(50), words="The other school.", remedy=Remedy.SETTING),
        NewStep(Step.NOT_OPPOSED, day(90), remedy=Remedy.SETTING),
    ):
        no = take_step(later(area.manager, 90), child, row.id, new, at(90))
        assert isinstance(no, Refusal) and no.code == "challenge.passed-on"
        assert "Northshire Council" in no.message and day_words(day(50)) in no.message
    assert not Clock.everything.filter(matter_id=row.id, limit__startswith="order.").exists()
    before = NewStep(Step.ORDER, day(49), words="The other school.", remedy=Remedy.SETTING)
    assert ok(take_step(later(area.manager, 90), child, row.id, before, at(90))).remedy == "setting"
    assert plan.id == row.plan_id


def test_the_papers_have_the_certificate_the_panel_and_the_letter_of_the_plan(area: Area) -> None:
    """R24: what the record holds is in the list, the same for the family and the council; of letters, one's own."""
    child, mother = area.around.child.id, area.around.mother
    asked(area)
    panel = Considered("The advice of the panel", "10 September 2026", "No. Not enough is known.")
    decided(area, replace(no(), considered=(*no().considered, panel)))
    plan = final_plan(area)
    version = EhcVersion.everything.get(plan=plan)
    for person in (area.around.mother_person, area.around.father_person):
        world.saved(
            EhcLetter(
                plan=plan, version=version, kind=LetterKind.FINAL, person=person, to_name=person.name, content="{}",
                digest="2" * 64, sent_at=at(20),
            )
        )  # fmt: skip
    row = begun(area)
    step(area, mother, row, NewStep(Step.DECLINED, day(25)))
    step(area, mother, row, NewStep(Step.CERTIFICATE, day(27)), 27)
    lists = []
    for who in (later(mother, 27), later(area.caseworker, 27)):
        view = challenge_of(who, child, row.id)
        assert view is not None
        lists.append(papers_of(who, view))
    assert lists[0] == lists[1]
    found = {one.what: one for one in lists[0]}
    assert found["The mediation certificate, as it is written down here"].on == day(27)
    assert "The advice of the panel of 10 September 2026, as the decision weighed it" in found
    assert [one.what for one in lists[0]].count("Letter: The final plan, and your rights") == 1
    assert all(len(one.digest) == 64 for one in lists[0])


def test_the_page_keeps_the_day_an_order_gives_and_says_why_it_is_that_day(area: Area) -> None:
    """Reg 44: what the Tribunal directs in its order counts, and is shown as that."""
    child = area.around.child.id
    final_plan(area)
    row = begun(area)
    step(area, area.around.mother, row, NewStep(Step.APPEALED, day(25), sections=("I",)))
    with clock.moved_to(at(90)):
        browser = signed_in(area.caseworker)
        page = reverse("disputes:challenge_step", args=[child, row.id, "order"])
        assert "If the order itself gives a last day" in text_of(browser.get(page))
        on, by = day(90), day(150)
        given = {
            "on-day": on.day, "on-month": on.month, "on-year": on.year, "day-day": by.day, "day-month": by.month,
            "day-year": by.year, "remedy": "setting", "words": "The other school, from the spring term.",
        }  # fmt: skip
        assert browser.post(page, given).status_code == 302
        for who in (area.caseworker, area.around.mother):
            words = text_of(signed_in(who).get(reverse("disputes:appeal", args=[child, row.id])))
            assert (
                f"The order itself gives {day_words(by)}. That takes the place of {day_words(day(104))}"
                in words
            )
            assert f"The order’s own last day {day_words(by)}" in words
    (line,) = tray(later(area.caseworker, 91), kind="appeal").lines
    assert line.due_on == by


def test_the_family_is_told_on_the_day_of_the_letter_and_not_of_the_order(refused_case: Area) -> None:
    """Reg 44(2): two weeks to tell them. An order that is written down late was told of late, and that shows."""
    row = appealed(refused_case)
    order = NewStep(Step.ORDER, day(90), words="Assess.", remedy=Remedy.ASSESS)
    step(refused_case, refused_case.caseworker, row, order, 110)
    told = Clock.everything.get(limit="order.assess-notify", superseded_at=None)
    assert (told.started_on, told.due_on, told.met_on) == (day(90), day(104), day(110))
