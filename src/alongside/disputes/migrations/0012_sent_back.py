"""Appeals about a second decision on a plan; and the requests that an order kept before sends back, moved on.

Until now such an order had a date and led nowhere. The clocks of those requests follow with the next sweep.
"""

from django.db import migrations, models


def move_on(apps, _editor):
    case, step, change = (
        apps.get_model(app, name)._base_manager
        for app, name in (("ehc", "Case"), ("disputes", "ChallengeStep"), ("ehc", "ChangedOutcome"))
    )
    waiting = ("considering", "assessing", "sent-back", "planning")
    of_challenge = step.filter(struck_at=None)
    done = of_challenge.filter(kind__in=("done", "withdrawn")).values("challenge_id")
    orders = of_challenge.filter(kind="order", remedy="think-again", challenge__ground="plan")
    for order in (
        orders.exclude(challenge_id__in=done).select_related("challenge").order_by("on", "recorded_at")
    ):
        mine = case.filter(pk=order.challenge.case_id, state="no-plan").first()
        if mine is None or case.filter(child_id=mine.child_id, state__in=waiting).exists():
            continue
        if change.filter(case_id=mine.pk, question="plan").exists():
            continue
        change.create(
            case_id=mine.pk,
            question="plan",
            because="sent-back",
            on=order.on,
            own_day=order.day,
            by_name=order.recorded_by_name,
            at=order.recorded_at,
        )
        case.filter(pk=mine.pk).update(state="sent-back", ended_at=None, edition=mine.edition + 1)


class Migration(migrations.Migration):
    dependencies = [
        ("disputes", "0011_claims_after_an_order"),
        ("ehc", "0013_decided_again"),
    ]

    operations = [
        migrations.AlterField(
            model_name="challenge",
            name="ground",
            field=models.CharField(
                choices=[
                    ("assess", "The council will not assess"),
                    ("plan", "The council will not make a plan"),
                    ("plan-again", "The council decided again: no plan"),
                    ("contents", "What the plan says: needs, help, the school or college named"),
                    ("reassess", "The council will not assess again"),
                    ("no-change", "The council will not change the plan"),
                    ("ceasing", "The council will end the plan"),
                ],
                max_length=10,
            ),
        ),
        migrations.RunPython(move_on, migrations.RunPython.noop),
    ]
