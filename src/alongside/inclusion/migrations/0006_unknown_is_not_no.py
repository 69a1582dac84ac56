from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("inclusion", "0005_census_challenge_practice"),
    ]

    operations = [
        migrations.AlterField(
            model_name="censusplace", name="sen_unit", field=models.BooleanField(null=True)
        ),
        migrations.AlterField(
            model_name="censusplace", name="resourced", field=models.BooleanField(null=True)
        ),
        migrations.AlterField(model_name="censusplace", name="top_up", field=models.BooleanField(null=True)),
    ]
