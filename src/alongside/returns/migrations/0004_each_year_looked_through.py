from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("returns", "0003_counted_problems"),
    ]

    operations = [
        migrations.AddField(
            model_name="councilreturn",
            name="looked",
            field=models.JSONField(
                default=dict,
                help_text="by year, when its records were last looked through, how many people, which figures",
            ),
        ),
    ]
