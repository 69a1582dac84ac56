"""Tells PostgreSQL which kinds of standing go with which organisation: a council maintains a whole area.

Without it, it takes the two for independent, expects a sixteenth of the rows, and gathers and sorts the whole
register for one page. It is gathered by the database's own ANALYZE; the embedded database has nothing like it.
"""

from django.db import migrations


def _gather(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute(
            "CREATE STATISTICS standings_together (dependencies, mcv)"
            " ON organisation_id, kind, person_id FROM children_standing"
        )


def _leave(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP STATISTICS IF EXISTS standings_together")


class Migration(migrations.Migration):
    dependencies = [("children", "0005_sharing")]
    operations = [migrations.RunPython(_gather, _leave)]
