"""Kept SQL answers as a query made anew would, each time from the database, and refuses what it cannot keep."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db.models import QuerySet, Value

from alongside.access.actor import Actor
from alongside.access.choices import Role, StandingKind
from alongside.access.kept import NotKeepable, kept
from alongside.access.policy import Permission
from alongside.children.models import Child, Standing
from alongside.organisations.models import Organisation
from tests.makers import world

pytestmark = pytest.mark.django_db


@kept
def children(actor: Actor, permission: Permission) -> QuerySet[Child]:
    return Child.objects.permitting(actor, permission).order_by("given_name")


@kept
def started_by(actor: Actor, day: date) -> QuerySet[Standing, str]:
    rows = Standing.objects.permitting(actor, Permission.STANDING_READ).filter(starts_on__lte=day)
    return rows.values_list("child__given_name", flat=True)


def test_each_asking_fills_in_its_own_actor_and_day_and_reads_the_database_again() -> None:
    """Two people of one shape never get each other's rows, and a standing that ends is gone the same moment (A5)."""
    here, there = world.make_setting(), world.make_setting()
    amira, bilal = world.make_child("Amira"), world.make_child("Bilal")
    standing = world.stands(amira, StandingKind.ATTENDS, organisation=here)
    world.stands(bilal, StandingKind.ATTENDS, organisation=there)
    ada = world.acting(world.make_person("Ada", "Whitcombe"), Role.SENCO, here)
    ben = world.acting(world.make_person("Ben", "Field"), Role.SENCO, there)
    for actor in (ada, ben):
        made_anew = list(Child.objects.permitting(actor, Permission.CHILD_READ))
        assert children(actor, Permission.CHILD_READ) == made_anew
    assert [one.given_name for one in children(ada, Permission.CHILD_READ)] == ["Amira"]
    assert started_by(ada, ada.on) == ["Amira"]
    assert started_by(ada, standing.starts_on - timedelta(days=1)) == []
    world.changed(standing, ends_on=ada.on)
    assert children(ada, Permission.CHILD_READ) == []


def test_selected_along_and_reached_without_another_query(django_assert_num_queries) -> None:
    setting, child = world.make_setting(), world.make_child()
    world.stands(child, StandingKind.ATTENDS, organisation=setting)
    senco = world.acting(world.make_person("Ada", "Whitcombe"), Role.SENCO, setting)

    @kept
    def standings(actor: Actor) -> QuerySet[Standing]:
        return Standing.objects.permitting(actor, Permission.CHILD_READ).select_related("organisation")

    with django_assert_num_queries(1):
        assert [row.organisation.name for row in standings(senco)] == [setting.name]


def test_a_row_is_what_django_makes_of_it(django_assert_num_queries) -> None:
    """Every column, what was selected along, what is not there, and what was left to be read later."""
    setting, child = world.make_setting(), world.make_child()
    world.stands(child, StandingKind.ATTENDS, organisation=setting)
    senco = world.acting(world.make_person("Ada", "Whitcombe"), Role.SENCO, setting)

    def standings(actor: Actor) -> QuerySet[Standing]:
        rows = Standing.objects.permitting(actor, Permission.CHILD_READ).annotate(twice=Value(2))
        return rows.select_related("organisation", "person", "child").defer("child__born_on")

    [made], [anew] = kept(standings)(senco), standings(senco)
    for one, other in ((made, anew), (made.child, anew.child), (made.organisation, anew.organisation)):
        held, expected = dict(vars(one)), dict(vars(other))
        state, expected_state = held.pop("_state"), expected.pop("_state")
        assert held == expected and list(map(type, held.values())) == list(map(type, expected.values()))
        assert (state.db, state.adding) == (expected_state.db, False)
        assert state.fields_cache.keys() == expected_state.fields_cache.keys()
    assert made.person is None and made.twice == 2 and made == anew
    organisation = kept(lambda day: Organisation.objects.filter(pk=setting.pk).only("name"))(
        date(2026, 1, 1)
    )[0]
    with django_assert_num_queries(1):
        assert organisation.kind == setting.kind


UNKEEPABLE = {
    "another query for another value": lambda day: Organisation.objects.filter(
        **({"name": "x"} if day.year == 2 and day.month == 1 else {"urn": "x"})
    ),
    "a day made out of the day": lambda day: Standing.everything.filter(starts_on=day + timedelta(days=1)),
}


@pytest.mark.parametrize("why", UNKEEPABLE)
def test_what_looks_at_a_value_is_refused(why: str) -> None:
    with pytest.raises(NotKeepable):
        kept(UNKEEPABLE[why])(date(2026, 1, 1))


def test_texts_and_several_children_are_filled_in() -> None:
    """Texts are values like ids, so what somebody typed is never part of a kept shape."""
    setting = world.make_setting()
    senco = world.acting(world.make_person("Ada", "Whitcombe"), Role.SENCO, setting)
    amira, bilal, cleo = (world.make_child(name) for name in ("Amira", "Bilal", "Cleo"))
    for child in (amira, bilal):
        world.stands(child, StandingKind.ATTENDS, organisation=setting)

    @kept
    def named(actor: Actor, names: tuple[str, ...], children: tuple[UUID, ...]) -> QuerySet[Child, str]:
        rows = Child.objects.permitting(actor, Permission.CHILD_READ, children).filter(given_name__in=names)
        return rows.order_by("given_name").values_list("given_name", flat=True)

    everyone = (amira.id, bilal.id, cleo.id)
    assert named(senco, ("Amira", "Bilal", "Cleo"), everyone) == ["Amira", "Bilal"]
    assert named(senco, ("Bilal", "Cleo", "Dev"), everyone) == ["Bilal"]
    assert named(senco, ("Bilal",), (amira.id,)) == []
