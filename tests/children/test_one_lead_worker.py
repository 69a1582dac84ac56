"""One lead worker at a time, whatever two people press at the same moment (P4)."""

from importlib import import_module

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.loader import MigrationLoader

from alongside.access.choices import StandingKind
from alongside.children.choices import Basis
from alongside.children.models import Standing
from tests.makers import world
from tests.makers.family import Around, amira_and_hers

pytestmark = pytest.mark.django_db


def leads(around: Around, person_id: object, starts_on: object) -> Standing:
    row = Standing(
        child=around.child, person_id=person_id, organisation_id=around.senco.organisation_id,
        kind=StandingKind.LEAD_WORKER, basis=Basis.DUTY, starts_on=starts_on, sort_key="a",
    )  # fmt: skip
    world.saved(row)
    return row


def test_the_database_refuses_a_second_lead_worker() -> None:
    """P4, on both databases."""
    around = amira_and_hers()
    leads(around, around.senco.person_id, world.LONG_AGO)
    with pytest.raises(IntegrityError), transaction.atomic():
        leads(around, around.teacher.person_id, world.TODAY)


def test_an_upgrade_ends_the_earlier_of_two_who_stand_at_once() -> None:
    """Where the index was lost two may have come to stand: the later one leads, from the day they began."""
    around = amira_and_hers()
    this = ("children", "0016_one_lead_worker_on_postgresql")
    upgrade, then = import_module("alongside.children.migrations." + this[1]), MigrationLoader(connection)
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX one_lead_worker_at_a_time")
    before = leads(around, around.senco.person_id, world.LONG_AGO)
    after = leads(around, around.teacher.person_id, world.TODAY)
    upgrade.end_the_earlier(then.project_state(this).apps, None)
    connection.check_constraints()  # of rows this young; those that an upgrade meets were checked long before
    with connection.cursor() as cursor:
        cursor.execute(upgrade.INDEX)
    ends = dict(Standing.everything.filter(pk__in=[before.pk, after.pk]).values_list("pk", "ends_on"))
    assert ends == {before.pk: world.TODAY, after.pk: None}
    with pytest.raises(IntegrityError), transaction.atomic():
        leads(around, around.senco.person_id, world.TODAY)
