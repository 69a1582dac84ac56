"""A parent of somebody over 16 reads a shorter view: as they were given it, or because nothing was said (2.4.10)."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from alongside.access.actor import Actor
from alongside.access.choices import RestrictionKind
from alongside.access.policy import POLICY, SUPPORTER_READS, Permission
from alongside.children.models import Restriction
from alongside.children.of_age.operations import choose_reader
from alongside.children.queries import held
from alongside.disputes.of_age.operations import tell_before
from alongside.ehc.queries import decisions_of
from alongside.ehc.queries.cases import case_of
from alongside.platform import clock
from tests.access import oracle
from tests.ehc.conftest import Area, area  # noqa: F401 - a fixture
from tests.ehc.test_request import asked, decided, no
from tests.makers import world
from tests.plans.reading import signed_in, text_of
from tests.support.test_actions import ok

LAST = date(2026, 6, 26)
"""By hand: born on 4 March 2010, 16 in the school year 2025 to 2026, whose last Friday in June is the 26th."""


@pytest.fixture
def grown(area: Area) -> Area:  # noqa: F811
    """A request of the mother was refused; the rights are Amira's own, and she has said nothing about anybody."""
    asked(area)
    decided(area, no())
    world.changed(area.around.child, born_on=date(2010, 3, 4))
    return area


def may(who: Actor, area: Area, days: int = 0) -> set[Permission]:  # noqa: F811
    asked_of = tuple(one for one in Permission if any("family" in roles for roles in POLICY[one].values()))
    return set(held(replace(who, on=world.TODAY + timedelta(days=days)), area.around.child.id, asked_of))


def test_the_two_lists_of_a_shorter_view_agree() -> None:
    """Written a second time in the oracle, from 2.3 and 2.4.10."""
    assert {str(one) for one in SUPPORTER_READS} == oracle.SUPPORTER_READS


def test_the_young_person_leaves_a_parent_a_short_view_and_takes_it_back(grown: Area) -> None:
    """Everything, a short view, nothing, and everything again: from the next request on; the other parent is apart."""
    child, around = grown.around.child.id, grown.around
    before, mother = may(around.mother, grown), around.mother
    assert Permission.PLAN_READ in before and may(around.father, grown) == before
    ok(choose_reader(around.amira, child, mother.person_id, reads=False, shorter=True, now=world.NOW))
    assert may(mother, grown) == before & SUPPORTER_READS and may(around.father, grown) == before
    ok(choose_reader(around.amira, child, mother.person_id, reads=False, now=world.NOW))
    assert may(mother, grown) == set()
    ok(choose_reader(around.amira, child, mother.person_id, reads=True, now=world.NOW))
    assert may(mother, grown) == before
    kinds = [row.kind for row in Restriction.everything.order_by("id")]
    assert kinds == [RestrictionKind.SUPPORTER, RestrictionKind.YOUNG_PERSON]


def test_where_nothing_is_said_the_view_becomes_short_after_ninety_days(grown: Area) -> None:
    """2.4.10 “default: reduced view of K1 and K8”, 90 days after being told; decision 14: not closed any more."""
    assert tell_before(world.NOW) == 1
    everything = may(grown.around.mother, grown)
    assert may(grown.around.mother, grown, 90) == everything
    assert may(grown.around.mother, grown, 91) == everything & SUPPORTER_READS


def test_every_page_of_a_short_view_opens_and_no_other(grown: Area) -> None:
    """One page of what helps and where the request stands; no plan, no reasons, no advice, nobody beside the parent."""
    child, around = grown.around.child.id, grown.around
    with clock.moved_to(world.NOW + timedelta(days=30)):
        press = reverse("disputes:of_age_reader", args=[child, around.mother.person_id])
        assert "A short view" in text_of(
            signed_in(around.amira).get(reverse("disputes:of_age", args=[child]))
        )
        assert signed_in(around.amira).post(press, {"reads": "short"}).status_code == 302
        hers = signed_in(around.mother)

        def status(name: str, *parts: Any) -> int:
            return hers.get(reverse(name, args=[child, *parts])).status_code

        for name in ("casefile:child", "plans:passport", "ehc:case", "disputes:of_age"):
            assert status(name) == 200, name
        for name in (
            "plans:plan",
            "ehc:advice",
            "ehcplans:ehc_plan",
            "annualreviews:annual_review",
            "disputes:rights",
        ):
            assert status(name) == 404, name
        later = replace(around.mother, on=world.TODAY + timedelta(days=30))
        case = case_of(later, child)
        assert case is not None and case.state == "not-assessed" and not decisions_of(later, case)
        assert no().reasons not in text_of(hers.get(reverse("ehc:case", args=[child])))
        bad: list[tuple[str, str]] = []
        for name in ("casefile:child", "ehc:case", "disputes:of_age"):
            page = hers.get(reverse(name, args=[child])).content.decode()
            for link in sorted(set(re.findall(rf'href="(/children/{child}/[^"#?]*)', page))):
                bad += [(name, link)] if hers.get(link).status_code not in (200, 302) else []
        assert not bad
