"""A decision about a plan that the Tribunal sent back, and a last day that an order or an agreement itself gives."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("children", "0016_one_lead_worker_on_postgresql"),
        ("ehc", "0012_decided_without_advice"),
        ("organisations", "0005_services_that_letters_name"),
        ("people", "0004_message_times"),
        ("plans", "0004_longest_with_family"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="case",
            name="one_request_considered_at_a_time",
        ),
        migrations.AddField(
            model_name="changedoutcome",
            name="own_day",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="case",
            name="state",
            field=models.CharField(
                choices=[
                    ("considering", "The council is deciding whether to assess"),
                    ("assessing", "The council is assessing"),
                    ("not-assessed", "The council decided not to assess"),
                    ("planning", "The council is writing a plan"),
                    ("issued", "A plan was issued"),
                    ("no-plan", "The council decided that there will be no plan"),
                    ("sent-back", "The council is deciding again whether to write a plan"),
                    ("unchanged", "The plan stays as it is"),
                    ("plan-ended", "The plan ended"),
                    ("withdrawn", "The request was taken back"),
                ],
                default="considering",
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="changedoutcome",
            name="because",
            field=models.CharField(
                choices=[
                    ("mediation", "What was agreed in mediation"),
                    ("not-opposed", "The council did not oppose the appeal"),
                    ("order", "An order of the Tribunal"),
                    ("sent-back", "An order of the Tribunal to decide again"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="changedoutcome",
            name="question",
            field=models.CharField(
                choices=[
                    ("assess", "Whether to assess"),
                    ("plan", "Whether to write a plan"),
                    ("again", "Whether to write a plan, decided again"),
                    ("change", "Whether to change the plan"),
                ],
                max_length=6,
            ),
        ),
        migrations.AlterField(
            model_name="decision",
            name="question",
            field=models.CharField(
                choices=[
                    ("assess", "Whether to assess"),
                    ("plan", "Whether to write a plan"),
                    ("again", "Whether to write a plan, decided again"),
                    ("change", "Whether to change the plan"),
                ],
                max_length=6,
            ),
        ),
        migrations.AlterField(
            model_name="notification",
            name="stage",
            field=models.CharField(
                choices=[
                    ("considering", "The council is deciding whether to assess"),
                    ("assessing", "The council is assessing"),
                    ("not-assessed", "The council decided not to assess"),
                    ("planning", "The council is writing a plan"),
                    ("issued", "A plan was issued"),
                    ("no-plan", "The council decided that there will be no plan"),
                    ("sent-back", "The council is deciding again whether to write a plan"),
                    ("unchanged", "The plan stays as it is"),
                    ("plan-ended", "The plan ended"),
                    ("withdrawn", "The request was taken back"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="panelitem",
            name="question",
            field=models.CharField(
                choices=[
                    ("assess", "Whether to assess"),
                    ("plan", "Whether to write a plan"),
                    ("again", "Whether to write a plan, decided again"),
                    ("change", "Whether to change the plan"),
                ],
                max_length=6,
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["considering", "assessing", "sent-back", "planning"])),
                fields=("child",),
                name="one_request_considered_at_a_time",
            ),
        ),
    ]
