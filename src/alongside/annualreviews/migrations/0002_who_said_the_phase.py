"""Who of the council said which change of phase comes; of those said before, that it was the council."""

from django.db import migrations, models


def the_council_said(apps, _schema):
    """What no year group leads to, or another day than the first of a school year, only somebody can have said."""
    reviews = apps.get_model("annualreviews", "AnnualReview")._base_manager
    told = reviews.exclude(phase="")
    by_itself = models.Q(
        phase__in=["to-school", "to-secondary", "to-post-16"], moves_on__month=9, moves_on__day=1
    )
    told.exclude(by_itself).update(phase_by_name="The council")


class Migration(migrations.Migration):
    dependencies = [("annualreviews", "0001_reviews_promises_and_ends")]

    operations = [
        migrations.AddField(
            model_name="annualreview",
            name="phase_by_name",
            field=models.CharField(
                blank=True,
                default="",
                help_text="who of the council said it; else it follows from the year",
                max_length=200,
            ),
        ),
        migrations.RunPython(the_council_said, migrations.RunPython.noop, elidable=True),
    ]
