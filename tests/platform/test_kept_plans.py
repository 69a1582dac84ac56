"""A statement that is asked again is planned once: PostgreSQL takes longer to plan one than to run it."""

import pytest
from django.db import connection

from alongside.organisations.models import Organisation
from alongside.platform.kept_plans import MOST

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="the embedded database keeps statements itself"
    ),
]
_KEPT = "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE %s"


def test_postgresql_keeps_the_plan_of_what_is_asked_again() -> None:
    for name in ("one", "two", "three", "four"):
        list(Organisation.objects.filter(name=name, urn="asked-again"))
    with connection.cursor() as cursor:
        cursor.execute(_KEPT, ["%organisations_organisation%urn%"])
        assert cursor.fetchone()[0] >= 1
    assert connection.connection.prepared_max == MOST
