"""A page that gathers once whom its reader reaches shows what it would have shown; nobody else's page does (A5)."""

from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.db.models import QuerySet

from alongside.access import wall
from alongside.access.actor import Actor
from alongside.access.choices import RestrictionKind, Role, SharingLine, StandingKind
from alongside.access.gathered import gathered_once
from alongside.access.guarded import children_permitting
from alongside.access.kept import kept
from alongside.access.operation import operation
from alongside.access.policy import POLICY, Permission
from alongside.casefile import board
from alongside.children.models import Child, ClosedLine
from alongside.organisations.models import Organisation
from alongside.people.models import Person
from tests.makers import world

pytestmark = pytest.mark.django_db
ROLES = (
    Role.SENCO,
    Role.HEAD,
    Role.CLASS_TEACHER,
    Role.OFFICE,
    Role.SAFEGUARDING_LEAD,
    Role.PROFESSIONAL,
    Role.CASEWORKER,
)


@kept
def called(actor: Actor, permission: Permission) -> QuerySet[Child, str]:
    rows = Child.objects.permitting(actor, permission).order_by("given_name")
    return rows.values_list("given_name", flat=True)


@kept
def called_row_by_row(actor: Actor, permission: Permission) -> QuerySet[Child, str]:
    rows = Child.objects.permitting(actor, permission, each_row=True).order_by("given_name")
    return rows.values_list("given_name", flat=True)


@kept
def called_of_few(actor: Actor, permission: Permission) -> QuerySet[Child, str]:
    rows = Child.objects.permitting(actor, permission, few=True).order_by("given_name")
    return rows.values_list("given_name", flat=True)


def reached(actor: Actor, permission: Permission) -> set[str]:
    rows = Child.everything.filter(pk__in=children_permitting(actor, permission))
    return set(rows.values_list("given_name", flat=True))


@pytest.fixture
def ada() -> Person:
    return world.make_person("Ada", "Whitcombe")


@pytest.fixture
def larkfield(ada: Person) -> Organisation:
    """A child here; one who left; one in the class; one closed by a line; one she is shut out from; her own."""
    setting = world.make_setting()
    group = world.make_class(setting)
    world.teaches(ada, group)
    for name in ("Here", "Left", "Class", "Line", "Shut", "Own"):
        child = world.make_child(name, sen_provision="K")
        ends = world.TODAY - timedelta(days=1) if name == "Left" else None
        world.stands(child, StandingKind.ATTENDS, organisation=setting, ends_on=ends)
        if name in ("Class", "Line"):
            world.place(child, group)
        if name == "Line":
            closed = ClosedLine(
                child=child, line=SharingLine.SETTING, starts_on=world.TODAY - timedelta(days=3)
            )
            world.saved(closed)
        if name == "Shut":
            world.restrict(child, ada, RestrictionKind.CONFLICT)
        if name == "Own":
            world.stands(child, StandingKind.PARENT, person=ada)
    led = world.make_child("Led")
    world.stands(led, StandingKind.LEAD_WORKER, person=ada, organisation=setting)
    return setting


@pytest.mark.parametrize("role", ROLES)
def test_the_same_children_under_every_permission(role: Role, ada: Person, larkfield: Organisation) -> None:
    """For each role and permission: gathered or not, kept or made anew, gathered first or asked of each row."""
    actor = world.acting(ada, role, larkfield)
    for permission in POLICY:
        alone = reached(actor, permission)
        with gathered_once(actor):
            assert reached(actor, permission) == alone, permission
            if permission in Child.guarded_by:
                assert set(called(actor, permission)) == set(called_row_by_row(actor, permission)) == alone
                assert set(called_of_few(actor, permission)) == alone


def test_several_children_are_asked_about_in_what_was_gathered(ada: Person, larkfield: Organisation) -> None:
    """Of a class that is named child by child, those who are reached: the same as the gate says of each (A5)."""
    everybody = tuple(Child.everything.values_list("pk", flat=True))

    @kept
    def among(actor: Actor, permission: Permission, child_ids: tuple[UUID, ...]) -> QuerySet[Child, str]:
        rows = Child.objects.permitting(actor, permission, child_ids)
        return rows.values_list("given_name", flat=True)

    for actor in (world.acting(ada, role, larkfield) for role in ROLES):
        for permission in (Permission.PLAN_READ, Permission.CLASS_READ, Permission.REGISTER_READ):
            alone = set(among(actor, permission, everybody))
            assert alone == reached(actor, permission)
            with gathered_once(actor):
                assert set(among(actor, permission, everybody)) == alone
                assert set(among(actor, permission, everybody[:1])) == alone & set(
                    Child.everything.filter(pk=everybody[0]).values_list("given_name", flat=True)
                )


def test_only_for_the_page_of_its_reader(ada: Person, larkfield: Organisation) -> None:
    """Another actor of the same shape, another day, and the next page each ask the gate themselves (A5)."""
    elsewhere = world.make_setting("Elsewhere")
    there = world.stands(world.make_child("There"), StandingKind.ATTENDS, organisation=elsewhere)
    here, ben = (world.acting(ada, Role.OFFICE, one) for one in (larkfield, elsewhere))
    with gathered_once(here):
        mine = called(here, Permission.REGISTER_READ)
        assert "Here" in mine and "There" not in mine
        assert called(ben, Permission.REGISTER_READ) == ["There"]
        yesterday = replace(here, on=world.TODAY - timedelta(days=2))
        assert "Left" in called(yesterday, Permission.REGISTER_READ)
        assert called(here, Permission.REGISTER_READ) == mine
    with gathered_once(ben):
        assert called(ben, Permission.REGISTER_READ) == ["There"]
    world.changed(there, ends_on=world.TODAY)
    with gathered_once(ben):
        assert called(ben, Permission.REGISTER_READ) == []


def test_an_operation_asks_anew(ada: Person, larkfield: Organisation) -> None:
    """What is written rests on what is so at that moment, not on what the page gathered."""
    child = world.make_child("New")
    standing = world.stands(child, StandingKind.ATTENDS, organisation=larkfield)
    actor = world.acting(ada, Role.SENCO, larkfield)
    with gathered_once(actor):
        assert "New" in called(actor, Permission.CHILD_READ)
        world.changed(standing, ends_on=world.TODAY)
        with operation(actor, "reading", world.NOW) as unit:
            assert "New" not in called(actor, Permission.CHILD_READ)
            unit.only_scratch()


def test_a_page_that_asks_for_few_rows_gathers_nobody(
    ada: Person, larkfield: Organisation, django_assert_num_queries: Any
) -> None:
    """One query, and no table of a whole setting for it."""
    actor = world.acting(ada, Role.SENCO, larkfield)
    with gathered_once(actor), django_assert_num_queries(1):
        called_of_few(actor, Permission.CHILD_READ)


def test_one_gathering_for_permissions_that_ask_the_same(
    ada: Person, larkfield: Organisation, django_assert_num_queries
) -> None:
    """A board of thirty lists gathers a few times, not thirty."""
    actor = world.acting(ada, Role.SENCO, larkfield)
    called(actor, Permission.REGISTER_READ), called(actor, Permission.CLASS_READ)
    with gathered_once(actor):
        called(actor, Permission.REGISTER_READ), called(actor, Permission.CLASS_READ)
    transaction = (
        0 if connection.vendor == "sqlite" else 2
    )  # its beginning and its end: one connection for the page
    asked = (
        2 if wall.stands() else 5 + transaction
    )  # behind the wall each query asks the gate, and nobody gathers
    with django_assert_num_queries(asked), gathered_once(actor):
        for permission in (Permission.REGISTER_READ, Permission.CLASS_READ):
            called(actor, permission)


def test_a_board_shows_what_it_shows_without_gathering(
    ada: Person, larkfield: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S16: every list of the board, row for row, is the one that each query would have made alone."""
    actor = world.acting(ada, Role.SENCO, larkfield)
    gathered = board.board_for(actor)
    monkeypatch.setattr(board, "gathered_once", lambda _actor: nullcontext())
    assert board.board_for(actor) == gathered
    assert gathered.lists
