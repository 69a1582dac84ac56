"""The index that allows one lead worker at a time, made again where it was lost.

On PostgreSQL 0004 lost it: Django, told to drop the plain index of a column, drops every index of that column alone,
and so this one, which is unique for lead workers only. Where two had come to stand at once, the one before ends on the
day the next began, as appointing does. On the embedded database it was never lost.
"""

from django.db import migrations
from django.db.models import Count


INDEX = (
    "CREATE UNIQUE INDEX IF NOT EXISTS one_lead_worker_at_a_time ON children_standing (child_id) "
    "WHERE ends_on IS NULL AND kind = 'lead_worker'"
)


def end_the_earlier(apps, _editor):
    standings = apps.get_model("children", "Standing")._base_manager
    leads = standings.filter(kind="lead_worker", ends_on__isnull=True)
    twice = leads.values("child_id").annotate(how_many=Count("id")).filter(how_many__gt=1)
    for child_id in list(twice.values_list("child_id", flat=True)):
        newest = leads.filter(child_id=child_id).order_by("-starts_on", "-id").first()
        leads.filter(child_id=child_id).exclude(pk=newest.pk).update(ends_on=newest.starts_on)


class Migration(migrations.Migration):
    dependencies = [("children", "0015_a_shorter_view")]

    operations = [
        migrations.RunPython(end_the_earlier, migrations.RunPython.noop),
        migrations.RunSQL(INDEX, migrations.RunSQL.noop),
    ]
