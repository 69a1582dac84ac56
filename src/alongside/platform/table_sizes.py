"""Tells the embedded database how large its tables are, by which it chooses between ways to an answer.

It does not look by itself. After an upgrade that made an index anew, one page of a council's register among 100,000
children took 75 ms, and 8 once it had looked. PostgreSQL looks by itself (autovacuum). A looking takes a tenth of a
second: it takes a sample. A connection that is open goes on with what it knew until it is opened again.
"""

from typing import Any

from django.db import connection

_SAMPLE = 1_000
"""Rows of each index that are looked at."""
LEAST = 20_000_000
"""Bytes: a small database is fast any way, and what is said of it would be wrong after the first file is brought in."""


def note_table_sizes(least: int = LEAST) -> None:
    """Note how large tables are, in an embedded database of at least so many bytes."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        pages = cursor.fetchone()[0]
        cursor.execute("PRAGMA page_size")
        if pages * cursor.fetchone()[0] < least:
            return
        cursor.execute(f"PRAGMA analysis_limit={_SAMPLE}")
        cursor.execute("ANALYZE")


def note_table_sizes_after(**_migrating: Any) -> None:
    """The same, for when the tables were changed."""
    note_table_sizes()
