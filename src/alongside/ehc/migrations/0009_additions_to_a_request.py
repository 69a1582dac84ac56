import alongside.kernel.ids
import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("children", "0014_told_before_reading_closes"),
        ("ehc", "0008_new_assessments"),
        ("organisations", "0004_holidays"),
        ("people", "0004_message_times"),
    ]

    operations = [
        migrations.CreateModel(
            name="CaseAddition",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=alongside.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("by_name", models.CharField(max_length=200)),
                (
                    "whose",
                    models.CharField(help_text="the setting, or the person of the family", max_length=200),
                ),
                ("words", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ehc.case"
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="children.child"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "in_unit",
                "default_manager_name": "objects",
                "indexes": [models.Index(fields=["case", "at"], name="additions_of_a_case")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True), name="addition_says_something"
                    )
                ],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("in_unit", django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(
                condition=models.Q(("decided_at", None)),
                fields=["prepared_at"],
                name="decisions_not_made_yet",
            ),
        ),
    ]
