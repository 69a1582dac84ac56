"""Where a child’s page leads: few links open at first, each other once under a heading (experience, 1 and 2)."""

import pytest

from alongside.access.choices import Role, StandingKind
from alongside.access.policy import Permission, role_may
from alongside.casefile.link_rules import Reader
from alongside.casefile.places import PLACES, places_for
from alongside.casefile.places_first import SAFETY
from alongside.design.addresses import page_address
from alongside.kernel.ids import new_id

COMES_FOR = (
    (Role.FAMILY, StandingKind.CHILD, "plans:my_page"),
    (Role.FAMILY, StandingKind.PARENT, "plans:my_part"),
    (Role.SENCO, None, "plans:plan"),
    (Role.CLASS_TEACHER, None, "plans:passport"),
    (Role.CLASS_TEACHER, StandingKind.LEAD_WORKER, "plans:plan"),
    (Role.PROFESSIONAL, StandingKind.INVITED, "plans:plan"),
    (Role.ADVISER, StandingKind.ADVOCATE, "plans:plan"),
    (Role.CASEWORKER, None, "ehc:case"),
    (Role.HEAD, None, "plans:passport"),
    (Role.OFFICE, None, ""),
)


def held_by(role: Role, kind: StandingKind | None) -> frozenset[Permission]:
    """What the role could hold; a class teacher changes the plan only of a child they lead."""
    may = frozenset(one for one in Permission if role_may(role, one))
    return may - {Permission.PLAN_EDIT} if (role, kind) == (Role.CLASS_TEACHER, None) else may


@pytest.mark.parametrize("with_council", [True, False])
@pytest.mark.parametrize("with_plan", [True, False])
@pytest.mark.parametrize(("role", "kind", "_first"), COMES_FOR)
def test_at_most_seven_and_the_way_to_the_safeguarding_lead_stand_open(
    role: Role, kind: StandingKind | None, _first: str, *, with_plan: bool, with_council: bool
) -> None:
    """R30: nobody is met by thirty links; none is there twice, and none is lost."""
    may = held_by(role, kind)
    reader, child = Reader(may, kind, "Amira", True, with_council, with_plan), new_id()
    found = places_for(reader, child)
    assert len(found.first) <= 8 and len(found.rest) <= 7
    shown = [one.href for one in found.first] + [one.href for _, links in found.rest for one in links]
    asked = [page_address(one.page, child) for one in PLACES if one.permission in may and one.shown(reader)]
    assert sorted(shown) == sorted(asked)
    if page_address(SAFETY, child) in asked:
        assert found.first[-1].href == page_address(SAFETY, child)


@pytest.mark.parametrize("with_council", [True, False])
def test_a_parent_sees_the_way_to_an_assessment_without_opening_a_heading(*, with_council: bool) -> None:
    """R24: in minutes, from the first page of the child; whether anybody asked before or not."""
    parent, child = held_by(Role.FAMILY, StandingKind.PARENT), new_id()
    found = places_for(Reader(parent, StandingKind.PARENT, "Amira", True, with_council, True), child)
    assert page_address("ehc:case", child) in [one.href for one in found.first]


@pytest.mark.parametrize(("role", "kind", "first"), [one for one in COMES_FOR if one[2]])
def test_each_reader_finds_first_what_they_come_for(
    role: Role, kind: StandingKind | None, first: str
) -> None:
    """R9."""
    child = new_id()
    assert places_for(Reader(held_by(role, kind), kind, "Amira", True), child).first[0].href == page_address(
        first, child
    )
