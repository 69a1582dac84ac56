"""The guard holds however a query is spelled."""

import pytest
from django.db.models import Count, Exists, OuterRef, Prefetch, Subquery

from alongside.access.choices import Role, StandingKind
from alongside.access.guarded import UnguardedQuery
from alongside.access.policy import Permission
from alongside.children.models import Child, Standing
from alongside.ledger.unit import OutsideOperation
from alongside.organisations.models import Organisation
from tests.makers import world

pytestmark = pytest.mark.django_db

SPELLINGS = {
    "all": lambda: list(Child.objects.all()),
    "filter": lambda: list(Child.objects.filter(given_name="Amira")),
    "get": lambda: Child.objects.get(given_name="Amira"),
    "first": Child.objects.first,
    "count": Child.objects.count,
    "exists": Child.objects.exists,
    "aggregate": lambda: Child.objects.aggregate(Count("id")),
    "slice": lambda: list(Child.objects.all()[:3]),
    "index": lambda: Child.objects.all()[0],
    "values": lambda: list(Child.objects.values("given_name")),
    "iterator": lambda: list(Child.objects.iterator()),
    "in_bulk": Child.objects.in_bulk,
    "dates": lambda: list(Child.objects.dates("born_on", "year")),
    "union": lambda: list(Child.objects.filter(id=None).union(Child.objects.all())),
    "or permitted": lambda: list(
        Child.objects.permitting(world.stranger(), Permission.CHILD_READ) | Child.objects.all()
    ),
    "subquery": lambda: list(
        Organisation.objects.filter(id__in=Subquery(Standing.objects.values("organisation_id")))
    ),
    "exists subquery": lambda: list(
        Organisation.objects.filter(Exists(Standing.objects.filter(organisation_id=OuterRef("id"))))
    ),
    "prefetch": lambda: list(
        Standing.objects.permitting(world.stranger(), Permission.STANDING_READ).prefetch_related(
            Prefetch("child", queryset=Child.objects.all())
        )
        or Child.objects.all()
    ),
    "raw": lambda: list(Child.objects.raw("SELECT * FROM children_child")),
    "explain": lambda: Child.objects.all().explain(),
    "base manager": lambda: list(Child._base_manager.all()),
    "default manager": lambda: list(Child._default_manager.all()),
    "update": lambda: Child.objects.update(given_name="X"),
    "delete": lambda: Child.objects.all().delete(),
}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_an_unguarded_query_raises_however_it_is_spelled(spelling: str) -> None:
    world.make_child()
    with pytest.raises((UnguardedQuery, OutsideOperation)):
        SPELLINGS[spelling]()


def test_following_a_foreign_key_outside_an_operation_raises() -> None:
    setting, child = world.make_setting(), world.make_child()
    world.stands(child, StandingKind.ATTENDS, organisation=setting)
    senco = world.acting(world.make_person("Ada", "Whitcombe"), Role.SENCO, setting)
    standing = Standing.objects.permitting(senco, Permission.STANDING_READ).get()
    with pytest.raises(UnguardedQuery):
        _ = standing.child


def test_a_permission_the_model_does_not_name_is_refused() -> None:
    with pytest.raises(UnguardedQuery):
        Standing.objects.permitting(world.stranger(), Permission.PHOTO_PERMIT)


def test_writing_outside_an_operation_raises() -> None:
    child = world.make_child()
    child.given_name = "Someone else"
    with pytest.raises(OutsideOperation):
        child.save()
    with pytest.raises(OutsideOperation):
        child.delete()
    with pytest.raises(OutsideOperation):
        Child.objects.bulk_create([Child(given_name="A", family_name="B", born_on=child.born_on)])
