"""How many records break each rule is kept with each change of a problem, and counted once for what is there."""

from django.db import migrations, models


def _count(apps, _editor):
    problems = apps.get_model("returns", "ReturnProblem").objects
    counted = problems.order_by("council_id", "year", "rule").values_list("council_id", "year", "rule")
    found = {}
    for council_id, year, rule, many in counted.annotate(many=models.Count("pk")):
        found.setdefault(council_id, {}).setdefault(str(year), {})[rule] = many
    rows = apps.get_model("returns", "CouncilReturn").objects
    for council_id, of_council in found.items():
        rows.update_or_create(council_id=council_id, defaults={"found": of_council})


class Migration(migrations.Migration):
    dependencies = [
        ("children", "0013_coming_of_age"),
        ("organisations", "0003_supply_staff"),
        ("returns", "0002_shorter_names"),
    ]

    operations = [
        migrations.AddField(
            model_name="councilreturn",
            name="found",
            field=models.JSONField(
                default=dict,
                help_text="by year and rule, how many records break it: kept with each change of a problem",
            ),
        ),
        migrations.AddIndex(
            model_name="returnproblem",
            index=models.Index(
                fields=["council", "year", "mends", "-is_error", "rule", "id"], name="problems_to_mend"
            ),
        ),
        migrations.RunPython(_count, migrations.RunPython.noop),
    ]
