"""A paper that came from elsewhere says who signed it, as typed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0005_officials_written_about"),
    ]

    operations = [
        migrations.AddField(
            model_name="paper",
            name="signed_by",
            field=models.CharField(blank=True, default="", max_length=150),
            preserve_default=False,
        ),
    ]
