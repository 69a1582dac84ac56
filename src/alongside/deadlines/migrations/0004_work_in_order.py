"""A council's work is read in its order: what each date is about, and who has it, are kept beside the date."""

from django.db import migrations, models


def _fill(apps, _editor):
    """What is kept from now on, for what is there: the kind by the limit, the holder by the assignment."""
    clocks = apps.get_model("deadlines", "Clock").objects.filter(superseded_at=None)
    if not clocks.exists():
        return
    from alongside.deadlines.kinds import kind_of

    for limit in clocks.order_by("limit").values_list("limit", flat=True).distinct():
        clocks.filter(limit=limit).update(kind=kind_of(limit))
    held = apps.get_model("deadlines", "Assignment").objects.filter(ended_at=None).order_by("given_at")
    for child_id, person_id in held.values_list("child_id", "person_id").iterator():
        clocks.filter(child_id=child_id, met_on=None).update(holder_id=person_id)


class Migration(migrations.Migration):
    dependencies = [
        ("children", "0013_coming_of_age"),
        ("deadlines", "0003_whose_matter"),
        ("people", "0004_message_times"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="clock",
            name="clocks_to_meet",
        ),
        migrations.AddField(
            model_name="clock",
            name="holder_id",
            field=models.UUIDField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="clock",
            name="kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("request", "Requests and assessments"),
                    ("advice", "Advice asked for"),
                    ("consultation", "Settings asked"),
                    ("review", "Yearly reviews and changes"),
                    ("phase", "Changes of phase"),
                    ("move", "Moves between areas"),
                    ("reassessment", "New assessments"),
                    ("appeal", "Mediation and appeals"),
                    ("budget", "Direct payments"),
                ],
                max_length=12,
                null=True,
            ),
        ),
        migrations.RunPython(_fill, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="clock",
            index=models.Index(
                condition=models.Q(
                    ("kind__isnull", False), ("met_on__isnull", True), ("superseded_at__isnull", True)
                ),
                fields=["due_on", "id"],
                name="work_by_date",
            ),
        ),
        migrations.AddIndex(
            model_name="clock",
            index=models.Index(
                condition=models.Q(
                    ("kind__isnull", False), ("met_on__isnull", True), ("superseded_at__isnull", True)
                ),
                fields=["kind", "due_on", "id"],
                name="work_of_kind",
            ),
        ),
        migrations.AddIndex(
            model_name="clock",
            index=models.Index(
                condition=models.Q(
                    ("kind__isnull", False), ("met_on__isnull", True), ("superseded_at__isnull", True)
                ),
                fields=["holder_id", "due_on", "id"],
                name="work_of_holder",
            ),
        ),
    ]
