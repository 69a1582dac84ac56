"""Who has a plan asks for a review or a new assessment, and is led there; once it has ended, anybody asks again."""

from dataclasses import replace

import pytest

from alongside.ehc.operations.requesting import NewRequest, request_assessment
from alongside.ehcplans.choices import CeaseReason, EhcPlanState
from alongside.ehcplans.models import EhcPlan
from alongside.people.models import Person
from tests.annualreviews.conftest import Area
from tests.makers import world
from tests.plans.reading import signed_in
from tests.support.test_actions import ok, refused


@pytest.mark.parametrize("roll", ["E", "K"])
def test_a_live_plan_is_reviewed_whatever_the_roll_says(area: Area, roll: str) -> None:
    """CFA 2014 s.36(2), R29: the page says so and leads on; a school that has not changed its record is no matter."""
    world.changed(area.around.child, sen_provision=roll)
    answer = request_assessment(area.around.mother, area.around.child.id, NewRequest("Please."), world.NOW)
    assert refused(answer) == "case.has-plan"
    page = f"/children/{area.around.child.id}/"
    words = signed_in(area.around.mother).get(f"{page}request/").content.decode()
    for address in ("ehc-plan/", "annual-review/", "plan-changes/"):
        assert f'href="{page}{address}"' in words
    assert "Ask again" not in words


def test_after_the_plan_has_ended_a_family_can_ask(area: Area) -> None:
    """O10: no family is held up, not by what a school has not changed yet either."""
    world.changed(area.around.child, sen_provision="E")
    plan = EhcPlan.everything.get(child_id=area.around.child.id)
    world.changed(plan, state=EhcPlanState.CEASED, ceased_on=world.TODAY, cease_reason=CeaseReason.values[0])
    mother = replace(area.around.mother, on=world.TODAY)
    ok(request_assessment(mother, area.around.child.id, NewRequest("Please."), world.NOW))


def test_where_the_roll_alone_says_so_the_page_says_whose_word_it_is(area: Area) -> None:
    """R29: a plan that the council has not written down here yet is not told as there being none."""
    child = world.make_child("Theo", "Aske", sen_provision="E")
    world.stands(
        child, "parent", person=Person.everything.get(pk=area.around.mother.person_id), relationship="mother"
    )
    words = signed_in(area.around.mother).get(f"/children/{child.id}/ehc-plan/").content.decode()
    assert "record says that" in words and "not written down here yet" in words
