import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0002_pin")]

    operations = [
        migrations.CreateModel(
            name="FormerContact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seq", models.PositiveIntegerField()),
                ("phone", models.CharField(blank=True, default="", max_length=30)),
                ("email", models.CharField(blank=True, default="", max_length=254)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_contacts",
                        to="people.person",
                    ),
                ),
            ],
        ),
    ]
