"""Conditions of who reads what that had no test of their own: closed at 16, a carer, an appeal under a shield."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse

from alongside.access.choices import RestrictionKind, Role, StandingKind
from alongside.access.policy import Permission
from alongside.children.models import Residence, Standing
from alongside.children.of_age.operations import choose_reader
from alongside.children.queries import child_card
from alongside.disputes.challenges.decisions import decisions_with_rights
from alongside.disputes.challenges.operations import begin_challenge, take_step
from alongside.disputes.challenges.rules import NewStep
from alongside.disputes.choices import Step
from alongside.ehc.rules.deciding import Considered
from alongside.platform import clock
from tests.access.shielded import leaks
from tests.ehc.conftest import Area, area  # noqa: F401 - fixtures
from tests.ehc.test_request import asked, decided, no
from tests.makers import world
from tests.plans.reading import signed_in, text_of
from tests.support.test_actions import ok

# ruff: noqa: F811
GROWN = date(2009, 5, 4)
ANY_PAGE = ("</html>",)


def test_a_parent_whose_reading_the_young_person_closed_opens_no_page_of_theirs(area: Area) -> None:
    """Trust 2.4.10: from the young person's no on, every page of the child answers as if there were none."""
    around, child = area.around, area.around.child.id
    world.changed(around.child, born_on=GROWN)
    asked(area, around.amira)
    ids = {"child_id": child}
    before = leaks(around.father, ids, world.NOW, ANY_PAGE)
    assert {"ehc:case", "plans:plan"} & set(before)
    ok(choose_reader(around.amira, child, around.father.person_id, reads=False, now=world.NOW))
    assert leaks(around.father, ids, world.NOW, ANY_PAGE) == {}
    assert {"ehc:case", "plans:plan"} & set(leaks(around.mother, ids, world.NOW, ANY_PAGE)), (
        "the other reads on"
    )


def test_a_carer_reads_until_the_placement_ends_and_no_address_of_the_family(area: Area) -> None:
    """Trust 2.4.8, 2.4.11: on the day it ends nothing is read any more; where the family lives never was."""
    child = area.around.child
    person = world.make_person("Fay", "Foster")
    world.stands(child, StandingKind.CARER, person=person, relationship="foster carer")
    carer = world.acting(person, Role.FAMILY)
    home = {"child": child, "starts_on": world.LONG_AGO}
    world.saved(Residence(person=area.around.mother_person, address="3 Mill Lane", **home))
    found = leaks(carer, {"child_id": child.id}, world.NOW, ("Mill Lane",))
    assert found == {}
    assert child_card(carer, child.id, Permission.PLAN_READ) is not None
    row = Standing.everything.get(person=person)
    world.changed(row, ends_on=world.TODAY)
    assert child_card(carer, child.id, Permission.PLAN_READ) is None
    assert leaks(carer, {"child_id": child.id}, world.NOW, ANY_PAGE) == {}


@pytest.mark.parametrize("who", ["mother", "father", "amira"])
def test_what_is_read_by_request_alone_is_on_no_page_of_a_family(area: Area, who: str) -> None:
    """Trust 2.4.5: papers of a panel, notes of the council and the safeguarding room are asked for, not browsed."""
    reader = getattr(area.around, who)
    with clock.moved_to(world.NOW):
        browser = signed_in(reader)
        for url in (reverse("ehc:panels"), reverse("ehc:tray"), reverse("ehc:breach_forecast")):
            assert browser.get(url).status_code in (403, 404), url
        kept = browser.get(reverse("ehc:decide_case", args=[area.around.child.id]))
    assert kept.status_code == 404


def test_under_a_shield_an_appeal_of_the_home_apart_does_not_say_where_the_child_is(area: Area) -> None:
    """Trust 2.4.1: what was weighed, who wrote it and the steps of the other home are on no page of an appeal."""
    around, child = area.around, area.around.child
    asked(area)
    weighed = (Considered("A report of Larkfield Primary School", "June", "planted-place"),)
    decided(area, replace(no(), considered=weighed))
    ids = {}
    for who in (around.mother, around.father):
        later = replace(who, on=world.TODAY + timedelta(days=24))
        at = world.NOW + timedelta(days=24)
        decision = decisions_with_rights(later, child.id)[0]
        row = ok(begin_challenge(later, child.id, decision.id, at))
        words = "planted-place: at Larkfield they know her." if who is around.mother else "I want to talk."
        ok(take_step(later, child.id, row.id, NewStep(Step.WANTED, later.on, words=words), at))
        ids[who] = {"child_id": child.id, "challenge_id": row.id, "decision_id": decision.id}
    world.saved(
        Residence(child=child, person=around.mother_person, address="3 Mill Lane", starts_on=world.LONG_AGO)
    )
    at = world.NOW + timedelta(days=25)
    opens = leaks(around.father, ids[around.father], at, ANY_PAGE)
    assert "disputes:appeal" in opens
    world.restrict(child, None, RestrictionKind.SHIELD)
    found = leaks(around.father, ids[around.father], at)
    assert {name: words for name, words in found.items() if name.startswith(("disputes:", "ehc:"))} == {}
    assert "disputes:appeal" in leaks(around.father, ids[around.father], at, ANY_PAGE), "the right stays"
    url = reverse("disputes:appeal", args=[child.id, ids[around.father]["challenge_id"]])
    with clock.moved_to(at):
        assert "I want to talk" in text_of(signed_in(around.father).get(url))
