"""The embedded database is told how large its tables are, where it is large enough for that to matter."""

import pytest
from django.db import connection

from alongside.platform.table_sizes import note_table_sizes
from tests.makers import world

pytestmark = pytest.mark.django_db


def known() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sqlite_master WHERE name = 'sqlite_stat1'")
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute("SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'people_person'")
        return int(cursor.fetchone()[0])


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL looks by itself")
def test_sizes_are_noted_where_the_database_is_large_enough() -> None:
    world.make_person("Ada", "Whitcombe")
    before = known()
    note_table_sizes()
    assert known() == before == 0
    note_table_sizes(least=0)
    assert known() > 0
