"""Fixed words stand in a kept statement and values never do; a narrowing about one child finds what it finds of all."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.choices import Role, StandingKind
from alongside.access.guarded import GuardedModel
from alongside.access.kept import kept
from alongside.access.kept_words import with_words
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.conversations.models import Meeting, MeetingParty, MeetingRequest
from alongside.disputes.models import Disagreement
from alongside.plans.choices import PlanState
from alongside.wellbeing.models import Alert
from tests.makers import world
from tests.makers.family import amira_and_hers

SELECTS = "SELECT {} FROM t WHERE a = {} AND b = {} AND c LIKE {} AND d = '100%%' LIMIT 8"
CASES = (
    (("x", "y", 3, "z"), (), ("'x'", "'y'", "%s", "'z'"), (3,), ()),
    (("x", "id", 3, "z"), ((1, 0),), ("'x'", "%s", "%s", "'z'"), ("id", 3), ((0, 0),)),
    (("O'x", PlanState.AGREED, None, "%z"), (), ("%s", "'agreed'", "%s", "%s"), ("O'x", None, "%z"), ()),
    (('"', "", "a;b", "--x\n"), ((3, 1),), ("%s", "''", "%s", "%s"), ('"', "a;b", "--x\n"), ((2, 1),)),
)


@pytest.mark.parametrize(("params", "places", "words", "left", "moved"), CASES)
def test_plain_words_are_written_out_and_nothing_else(
    params: tuple[Any, ...], places: Any, words: Any, left: tuple[Any, ...], moved: Any
) -> None:
    """Values keep their places; a quote, a percent sign or a number stays a parameter (decision 9)."""
    sql = SELECTS.format("%s", "%s", "%s", "%s")
    assert with_words(sql, params, places) == (SELECTS.format(*words), left, moved)


@pytest.mark.django_db
def test_what_somebody_typed_is_never_written_into_a_statement() -> None:
    """The same word, as a fixed one and as a value: the first stands in the statement, the second does not."""
    setting = world.make_setting()
    child = world.make_child("agreed")
    world.stands(child, StandingKind.ATTENDS, organisation=setting)
    senco = world.acting(world.make_person("Ada", "Whitcombe"), Role.SENCO, setting)

    @kept
    def named(actor: Actor, name: str) -> QuerySet[Child]:
        rows = Child.objects.permitting(actor, Permission.CHILD_READ)
        return rows.filter(given_name=name).exclude(family_name="agreed")

    assert named(senco, "agreed") == [child] and named(senco, "Amira") == []
    sql, params = named.sql("default", senco, "agreed")
    fixed = 1 if connection.vendor == "sqlite" else 0
    assert sql.count("'agreed'") == fixed and params.count("agreed") == 2 - fixed


ROLES = (Role.SENCO, Role.HEAD, Role.CLASS_TEACHER, Role.OFFICE, Role.CASEWORKER, Role.PROFESSIONAL)
MADE: dict[type[GuardedModel], Callable[[Child, Any], dict[str, Any]]] = {
    Meeting: lambda child, who: {
        "school_year": 2026, "term": "autumn", "purpose": "Talk", "starts_at": world.NOW, "organised_by": who,
        "organised_by_name": "A", "created_at": world.NOW, "changed_at": world.NOW,
    },
    MeetingRequest: lambda child, who: {
        "asked_by": who, "asked_by_name": "A", "about": "Talk", "way": "face", "asked_at": world.NOW,
    },
    Alert: lambda child, who: {"kind": "measure", "reason": "Low", "raised_on": world.TODAY, "raised_at": world.NOW},
}  # fmt: skip


@pytest.mark.django_db
def test_asked_about_one_child_or_several_a_narrowing_finds_what_it_finds_of_all() -> None:
    """P1, K9: for each role and permission, of the rows of three children only one of whom the actor reaches fully."""
    around = amira_and_hers()
    ada = world.make_person("Ada", "Field")
    group = world.make_class(around.school, "4X")
    world.teaches(ada, group)
    other, led = world.make_child("Bilal"), world.make_child("Cleo")
    world.stands(other, StandingKind.ATTENDS, organisation=around.school)
    world.stands(led, StandingKind.LEAD_WORKER, person=ada, organisation=around.school)
    world.place(other, group)
    children = (around.child, other, led)
    for model, fields in MADE.items():
        for child in children:
            world.saved(model(child=child, **fields(child, world.make_person("Sam", "Other"))))
    seen = 0
    for role in ROLES:
        actor = world.acting(ada, role, around.school)
        for model in (*MADE, MeetingParty, Disagreement):
            for permission in model.guarded_by:
                seen += _the_same(actor, model, permission, children)
    assert seen > 20, "somebody sees something"


def _the_same(
    actor: Actor, model: type[GuardedModel], permission: Permission, children: tuple[Child, ...]
) -> int:
    """How many rows there are of these children, asked about together, one by one and as several."""
    path = str(model.child_path)
    together = dict(model.objects.permitting(actor, permission).values_list("pk", path))
    for child in children:
        alone = set(model.objects.permitting(actor, permission, child.pk).values_list("pk", flat=True))
        assert alone == {key for key, of in together.items() if of == child.pk}, (
            model,
            permission,
            actor.role,
        )
    ids = tuple(sorted(child.pk for child in children))
    several = set(model.objects.permitting(actor, permission, ids).values_list("pk", flat=True))
    assert several == {key for key, of in together.items() if of in ids}
    return len(several)
