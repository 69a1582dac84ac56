"""Whoever was written down on a plan has the child's work, where nobody has: from now on that is said in one place."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_AT_ONCE = 500


def hand_over(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    Plan = apps.get_model("ehcplans", "EhcPlan")
    Assignment = apps.get_model("deadlines", "Assignment")
    held = set(Assignment.objects.filter(ended_at=None).values_list("child_id", "council_id"))
    new = []
    rows = Plan.objects.exclude(state="ceased").filter(caseworker__isnull=False).order_by("started_at")
    for plan in rows.iterator(_AT_ONCE):
        if (plan.child_id, plan.council_id) in held:
            continue
        held.add((plan.child_id, plan.council_id))
        new.append(
            Assignment(
                child_id=plan.child_id,
                council_id=plan.council_id,
                person_id=plan.caseworker_id,  # type: ignore[misc] # rows without one are not asked for
                person_name=plan.caseworker_name,
                given_by_name=plan.caseworker_name,
                given_at=plan.started_at,
            )
        )
    Assignment.objects.bulk_create(new, batch_size=_AT_ONCE)


class Migration(migrations.Migration):
    dependencies = [
        ("deadlines", "0003_whose_matter"),
        ("ehcplans", "0003_taking_in"),
    ]

    operations = [migrations.RunPython(hand_over, migrations.RunPython.noop)]
