import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("children", "0010_open_lines"),
        ("people", "__first__"),
        ("reviews", "0001_reviews"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReviewHome",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                (
                    "label",
                    models.CharField(help_text="as the record names it, once in a review", max_length=240),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="children.child"
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reviews.review"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "in_unit",
                "default_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("review", "label"), name="one_home_by_name_a_review")
                ],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("in_unit", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="ReviewHomeMember",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "home",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reviews.reviewhome"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "in_unit",
                "default_manager_name": "objects",
                "constraints": [models.UniqueConstraint(fields=("home", "person"), name="in_a_home_once")],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("in_unit", django.db.models.manager.Manager()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="reviewanswer",
            name="one_answer_a_voice",
        ),
        migrations.AddField(
            model_name="reviewanswer",
            name="home",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="reviews.reviewhome",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewanswer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("home", None)),
                fields=("review", "question", "column"),
                name="one_answer_a_voice",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewanswer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("home", None), _negated=True),
                fields=("review", "question", "home"),
                name="one_answer_a_home",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("home", None), ("column", "family"), _connector="OR"),
                name="only_family_has_homes",
            ),
        ),
    ]
