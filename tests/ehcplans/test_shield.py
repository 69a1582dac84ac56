"""Under a shield the home apart learns from no plan where the child is (trust 2.4.1)."""

from dataclasses import replace
from typing import Any

import pytest

from alongside.access.choices import RestrictionKind
from alongside.children.models import Residence
from alongside.ehc.choices import Limb, Told
from alongside.ehc.models import AdviceRequest, Notification
from alongside.ehc.operations.advice_asking import NewAsk, ask_for_advice
from alongside.ehc.operations.notifying import NewNotification, notify
from alongside.ehcplans.models import EhcPlan
from alongside.ehcplans.operations.serving import serve_draft
from alongside.ehcplans.queries import live_version, versions_of
from alongside.voice.choices import Voice
from alongside.voice.models import Statement
from tests.access.shielded import leaks
from tests.ehc.advice_makers import assessing, given
from tests.ehc.conftest import Area
from tests.ehcplans.conftest import on_day, written
from tests.makers import world
from tests.plans.reading import signed_in
from tests.support.test_actions import ok


@pytest.fixture
def served(planning: Area) -> Area:
    written(planning, 55)
    caseworker, _, at = on_day(planning, 60)
    plan = EhcPlan.everything.get(child=planning.around.child)
    ok(serve_draft(caseworker, planning.around.child.id, plan.edition, at))
    home = Residence(
        child=planning.around.child,
        person=planning.around.mother_person,
        address="3 Mill Lane",
        starts_on=world.LONG_AGO,
    )
    world.saved(home)
    return planning


def test_the_home_apart_reads_no_version_and_no_letter(served: Area, the_morning: Any) -> None:
    around, on = served.around, on_day(served, 60)[2].date()
    for parent in (around.mother, around.father):
        assert len(versions_of(replace(parent, on=on), around.child.id)) == 1
    world.restrict(around.child, None, RestrictionKind.SHIELD)
    assert versions_of(replace(around.father, on=on), around.child.id) == ()
    assert live_version(replace(around.father, on=on), around.child.id) is None
    assert len(versions_of(replace(around.mother, on=on), around.child.id)) == 1
    for path in ("", "said/", "settings/", "versions/1/"):
        answer = signed_in(around.father).get(f"/children/{around.child.id}/ehc-plan/{path}")
        assert answer.status_code in (200, 404) and "Larkfield" not in answer.content.decode()


@pytest.fixture
def assessed(area: Area) -> Area:
    """A case in which the setting was told, asked for advice, and gave it; the child lives with her mother."""
    around, child = area.around, area.around.child.id
    assessing(area)
    ok(notify(area.caseworker, child, NewNotification(Told.SETTING), world.NOW))
    asks = NewAsk(Limb.EDUCATION, "planted-place: what helps at school?", organisation_id=around.school.id)
    ok(ask_for_advice(area.caseworker, child, (asks,), world.NOW))
    given(around.senco, AdviceRequest.everything.get(organisation=around.school))
    world.saved(
        Residence(
            child=around.child, person=around.mother_person, address="3 Mill Lane", starts_on=world.LONG_AGO
        )
    )
    return area


def test_no_page_of_a_plan_or_a_case_says_where_the_child_is(assessed: Area, the_morning: Any) -> None:
    """2.4.1: neither the setting nor anybody who works there, on any page; the home of the child reads on."""
    around, at = assessed.around, world.NOW
    ids = {
        "child_id": around.child.id,
        "advice_id": AdviceRequest.everything.get(organisation=around.school).id,
        "notification_id": Notification.everything.get().id,
        "statement_id": Statement.everything.filter(child=around.child, voice=Voice.PROFESSIONAL)[0].id,
    }
    world.restrict(around.child, None, RestrictionKind.SHIELD)
    assert leaks(around.father, ids, at) == {}
    home = leaks(around.mother, ids, at)
    assert {"ehc:advice", "ehc:advice_one", "ehc:case", "plans:plan", "casefile:story"} <= set(home)
