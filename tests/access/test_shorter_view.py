"""A parent of somebody over 16 reads a shorter view: as they were given it, or because nothing was said (2.4.10)."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from alongside.access.actor import Actor
from alongside.access.choices import RestrictionKind, StandingKind
from alongside.access.policy import POLICY, SUPPORTER_READS, Permission
from alongside.casefile.places import PLACES
from alongside.children.models import Restriction, Standing
from alongside.children.of_age.operations import choose_reader
from alongside.children.queries import held
from alongside.disputes.of_age.operations import tell_before
from alongside.ehc.queries import decisions_of
from alongside.ehc.queries.cases import case_of
from alongside.notices.models import Notice
from alongside.platform import clock
from tests.access import oracle
from tests.annualreviews.conftest import make_plan
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


def short(area: Area, *, reads: str = "short") -> Client:  # noqa: F811
    """The mother on a later day, after the young person said what she reads."""
    child, around = area.around.child.id, area.around
    press = reverse("disputes:of_age_reader", args=[child, around.mother.person_id])
    assert signed_in(around.amira).post(press, {"reads": reads}).status_code == 302
    return signed_in(around.mother)


def test_a_short_view_says_whose_right_it_is_and_never_that_there_is_nothing(area: Area) -> None:  # noqa: F811
    """2.4.10: a plan, and an assessment, are no longer hers to know of; so the pages say neither yes nor no."""
    child = area.around.child.id
    world.changed(area.around.child, born_on=date(2010, 3, 4))
    with clock.moved_to(world.NOW + timedelta(days=30)):
        hers = short(area)
        for has_plan in (False, True):
            if has_plan:
                make_plan(area.around.child, area.council)
            for name in ("disputes:plan_changes", "ehc:case"):
                page = text_of(hers.get(reverse(name, args=[child])))
                assert "Amira decides about this now" in page and "Ask Amira" in page, name
                assert "no education, health and care plan here" not in page
                assert "An assessment finds out" not in page
        page = text_of(signed_in(area.around.amira).get(reverse("disputes:plan_changes", args=[child])))
        assert "decides about this now" not in page


def test_a_young_person_is_spoken_to_on_their_own_page(grown: Area) -> None:
    child = grown.around.child.id
    with clock.moved_to(world.NOW):
        own = text_of(signed_in(grown.around.amira).get(reverse("casefile:child", args=[child])))
        hers = text_of(signed_in(grown.around.mother).get(reverse("casefile:child", args=[child])))
    assert "When you decide" in own and "When Amira decides" not in own
    assert "How you like to be written to" in own
    assert "When Amira decides" in hers


def test_a_notice_leads_to_what_its_reader_may_open_on_the_day_they_open_it(grown: Area) -> None:
    """Of every address about a child: the page itself where it opens, else the child’s own page, else home."""
    child, around = grown.around.child.id, grown.around
    addresses = sorted(
        {
            reverse(f"{one.page}", args=[child])
            for one in PLACES
        }
        | {f"/children/{child}/{rest}" for rest in ("ehc-plan/", "promises/", "annual-review/", "budget/")}
    )  # fmt: skip

    def led(who: Actor) -> list[tuple[str, str, int]]:
        found = []
        for path in addresses:
            row = world.saved(
                Notice(
                    person_id=who.person_id,
                    child_id=child,
                    event="case.moved",
                    path=path,
                    created_at=world.NOW,
                )
            )
            to = signed_in(who).post(reverse("notices:open", args=[row.pk]))
            assert to.status_code == 302, path
            found.append((path, to.url, signed_in(who).get(to.url).status_code))
        return found

    with clock.moved_to(world.NOW + timedelta(days=30)):
        short(grown)
        everybody = (
            around.mother,
            around.father,
            around.amira,
            around.senco,
            around.teacher,
            grown.caseworker,
        )
        for who in everybody:
            dead = [one for one in led(who) if one[2] not in (200, 302)]
            assert not dead, who.role
        hers = {path: to for path, to, _ in led(around.mother)}
        assert hers[f"/children/{child}/ehc-plan/"] == reverse("casefile:child", args=[child])
        assert hers[f"/children/{child}/promises/"] == reverse("casefile:child", args=[child])
        assert hers[f"/children/{child}/of-age/"] == f"/children/{child}/of-age/"


def test_a_parent_whom_the_young_person_keeps_out_reads_why_and_what_is_left(grown: Area) -> None:
    """Not as if no child had ever been theirs; no name, no word of what was said, and nothing of it to whom a court
    keeps out."""
    with clock.moved_to(world.NOW + timedelta(days=30)):
        page = text_of(short(grown, reads="no").get(reverse("site:home")))
        assert "decides now who reads" in page and "No child is linked" not in page and "Amira" not in page
        assert "have said" not in page  # whoever keeps a parent out may be afraid of them
        brother = world.make_child("Tomek")
        world.stands(brother, StandingKind.PARENT, person=grown.around.mother_person)
        beside = text_of(signed_in(grown.around.mother).get(reverse("site:home")))
        assert "decides now who reads" in beside and "Tomek" in beside and "Amira" not in beside
        world.changed(Standing.everything.get(child=brother), ends_on=world.TODAY)
        row = Restriction.everything.get(kind=RestrictionKind.YOUNG_PERSON)
        world.changed(row, kind=RestrictionKind.COURT_ORDER)
        page = text_of(signed_in(grown.around.mother).get(reverse("site:home")))
        assert "decides now who reads" not in page and "No child is linked" in page
