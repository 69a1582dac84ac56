"""After the Tribunal has decided: what comes next, by when, where it is done, and what can no longer be (R23, R24)."""

# ruff: noqa: F811 - fixtures

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.deadlines.models import Clock
from alongside.disputes.challenges.rules import NewStep
from alongside.disputes.choices import Remedy, Step
from alongside.disputes.models import Challenge
from alongside.ehc.operations.reminding import remind
from alongside.ehc.queries import tray
from alongside.kernel.day_words import day_words
from alongside.notices.models import Notice
from alongside.platform import clock
from tests.disputes.test_challenge import area, at, begun, day, later, refused_case, step  # noqa: F401
from tests.disputes.test_challenge_claim import ordered  # noqa: F401
from tests.ehc.conftest import Area
from tests.plans.reading import signed_in, text_of


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
