"""Whose right it is to answer and to ask, as pages offer it: a parent's until the day, the young person's after it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse

from alongside.access.actor import Actor
from alongside.children.choices import Authority, Deciding
from alongside.children.of_age.operations import record_capacity
from alongside.children.of_age.rules import NewAssessment
from alongside.ehcplans.choices import Because
from alongside.ehcplans.operations.amending import begin_amendment, serve_amendment_notice
from alongside.ehcplans.operations.writing import write_line
from alongside.ehcplans.queries.story import waiting_for
from alongside.platform import clock
from tests.ehc.conftest import Area
from tests.ehcplans.conftest import on_day
from tests.ehcplans.test_amending import MORE, in_a_unit, with_plan
from tests.makers import world
from tests.plans.reading import signed_in, text_of
from tests.support.test_actions import ok

__all__ = ["with_plan"]
LAST = date(2027, 6, 25)
SERVED = LAST - timedelta(days=10)
OFFERED = {
    "ehcplans:ehc_plan": "Ask for a school, nursery or college",
    "disputes:personal_budget": "Ask for a personal budget",
    "disputes:plan_changes": "Ask for a new assessment",
    "annualreviews:annual_review": "Ask for an early review",
}


@pytest.fixture
def proposed(with_plan: Area) -> Area:
    """Changes are proposed ten days before the last Friday in June of the year of the 16th birthday."""
    child = with_plan.around.child
    world.changed(child, born_on=date(2010, 11, 3))
    days = (SERVED - world.TODAY).days
    caseworker, _, at = on_day(with_plan, days)
    ok(in_a_unit(with_plan, days, begin_amendment, Because.OTHER))
    ok(write_line(caseworker, child.id, None, MORE, 0, at))
    ok(in_a_unit(with_plan, days, serve_amendment_notice))
    return with_plan


def told(who: Actor, area: Area, day: date, name: str) -> str:
    with clock.moved_to(day):
        return text_of(signed_in(who).get(reverse(name, args=[area.around.child.id])))


def waits(who: Actor, day: date) -> list[str]:
    return [one.what for one in waiting_for(replace(who, on=day))]


@pytest.mark.parametrize(("day", "grown"), [(LAST, False), (LAST + timedelta(days=1), True)])
def test_nobody_is_offered_what_is_then_refused_them(proposed: Area, day: date, grown: bool) -> None:
    """R24, T15: the law of the day says whose page it is; the other reads whose it is, and writes nothing in vain."""
    mother, herself = proposed.around.mother, proposed.around.amira
    holder, other = (herself, mother) if grown else (mother, herself)
    for name, words in OFFERED.items():
        assert words in told(holder, proposed, day, name), name
        assert words not in told(other, proposed, day, name), name
    assert "Read the changes proposed, and say what you think" in waits(holder, day)
    assert "Read the changes proposed, and say what you think" not in waits(other, day)
    whose = "Amira reads what the council proposes" if grown else "your parents answer the council"
    assert whose in told(other, proposed, day, "ehcplans:ehc_plan")


def test_where_somebody_decides_instead_the_young_person_reads_so(proposed: Area) -> None:
    """2.4.4: of one decision, with who decides; the other parent reads nothing of it."""
    day, around = LAST + timedelta(days=1), proposed.around
    new = NewAssessment(
        Deciding.PLAN, True, day, "Dr Adeyemi", "Psychologist", "Shown in pictures, twice.", Authority.PARENT,
        around.father.person_id, "", "", day + timedelta(days=300),
    )  # fmt: skip
    at = world.NOW + (day - world.TODAY)
    ok(record_capacity(replace(proposed.caseworker, on=day), around.child.id, new, at))
    assert "Ask for a meeting" in told(around.father, proposed, day, "ehcplans:ehc_plan")
    assert "Somebody else decides this for you now" in told(around.amira, proposed, day, "ehcplans:ehc_plan")
    assert "Amira reads what the council proposes" in told(around.mother, proposed, day, "ehcplans:ehc_plan")
    assert [bool(waits(one, day)) for one in (around.father, around.mother, around.amira)] == [
        True,
        False,
        False,
    ]
