"""Holes that were found in asking without an account: whom the one step of confirming shows, and whom it lets in."""

from dataclasses import replace
from datetime import date

from alongside.access.choices import RestrictionKind, Role, StandingKind
from alongside.children.models import Invitation
from alongside.ehc.choices import AskedBy
from alongside.ehc.operations.unverified import Confirmed, take_in_unverified
from alongside.ehc.queries.unverified import may_be_meant
from alongside.people.models import Letter
from tests.ehc.conftest import Area, area  # noqa: F401 (fixtures)
from tests.ehc.test_unverified import sent
from tests.makers import world
from tests.support.test_actions import ok, refused


def test_a_barred_parent_under_another_name_gets_no_link(area: Area) -> None:  # noqa: F811
    """Trust 2.4.9: who is shut out writes a variant of their name and another address. The court order holds."""
    child = area.around.child
    world.restrict(child, area.around.father_person, RestrictionKind.COURT_ORDER)
    row = sent(area, given_name="Peter", family_name="Kowalski", email="peter@example.org")
    case = ok(take_in_unverified(area.caseworker, row.id, Confirmed("Called back", child.id), world.NOW))
    assert case.asker_id is None and not Invitation.everything.exists()
    assert not Letter.objects.filter(kind="invited").exists()


def test_under_a_shield_nobody_new_gets_a_link_and_the_school_is_not_named(area: Area) -> None:  # noqa: F811
    """Trust 2.4.1: the caseworker is not among those who may know the place; the manager is."""
    child = area.around.child
    world.restrict(child, None, RestrictionKind.SHIELD)
    row = sent(area)
    assert [one.setting for one in may_be_meant(area.caseworker, row.id)] == [""]
    assert [one.setting for one in may_be_meant(area.manager, row.id)] == [area.around.school.name]
    case = ok(take_in_unverified(area.caseworker, row.id, Confirmed("Called back", child.id), world.NOW))
    assert case.asker_id is None and not Invitation.everything.exists()


def test_a_young_person_who_is_known_is_not_invited_again_as_somebody_else(area: Area) -> None:  # noqa: F811
    """P3: the link would make a stranger the child, and open the words the child keeps to themselves."""
    born = date(2009, 5, 4)
    her = world.make_person("Ola", "Nowak")
    child = world.make_child("Ola", "Nowak", born_on=born, person=her)
    world.stands(child, StandingKind.CHILD, person=her)
    row = sent(
        area, asked_by=AskedBy.YOUNG_PERSON, child_given_name="Ola", child_family_name="Nowak",
        child_born_on=born, given_name="Ola", family_name="Nowak",
    )  # fmt: skip
    ok(take_in_unverified(area.caseworker, row.id, Confirmed("Rang", child.id), world.NOW))
    case = ok(take_in_unverified(area.manager, row.id, Confirmed("Rang too", child.id), world.NOW))
    assert case.asker_id is None and not Invitation.everything.exists()


def test_a_letter_of_a_name_lists_nobody(area: Area) -> None:  # noqa: F811
    """R24: a request with “a” as the family name must not show every child of that day, with school and parents."""
    born = area.around.child.born_on
    world.make_child("Sam", "Kowalska-Reed", born_on=born)
    assert may_be_meant(area.caseworker, sent(area, child_family_name="a", child_born_on=born).id) == ()
    assert may_be_meant(area.caseworker, sent(area, child_family_name="Amira", child_born_on=born).id) == ()
    both = may_be_meant(area.caseworker, sent(area, child_family_name="KOWALSKA", child_born_on=born).id)
    assert len(both) == 2


def test_nobody_confirms_who_asks_about_their_own_child(area: Area) -> None:  # noqa: F811
    """Trust 2.5: a parent who is also staff; and a caseworker with a conflict of interest on record."""
    child, row = area.around.child, sent(area)
    world.joins(area.around.mother_person, area.council, Role.CASEWORKER)
    mother = world.acting(area.around.mother_person, Role.CASEWORKER, area.council)
    assert may_be_meant(mother, row.id) == ()
    forged = Confirmed("It is me", child.id)
    assert refused(take_in_unverified(mother, row.id, forged, world.NOW)) == "not_found"
    out = world.make_person("Cy", "Conflict")
    world.joins(out, area.council, Role.CASEWORKER)
    world.restrict(child, out, RestrictionKind.CONFLICT)
    assert may_be_meant(replace(world.acting(out, Role.CASEWORKER, area.council)), row.id) == ()
