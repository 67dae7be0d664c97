"""A copy for the public is prepared by one officer before another releases it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

TRIGGER = (
    "CREATE TRIGGER only_in_an_action BEFORE INSERT OR UPDATE OR DELETE ON cases_publiccopy "
    "FOR EACH STATEMENT EXECUTE FUNCTION cases_only_in_an_action();"
)


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0008_acts_on_many_cases"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PublicCopy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=300)),
                ("text", models.TextField()),
                ("answer", models.TextField()),
                ("written", models.JSONField()),
                ("covered", models.JSONField(default=list)),
                ("left", models.JSONField(default=list)),
                ("prepared_at", models.DateTimeField()),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="public_copy",
                        to="cases.case",
                    ),
                ),
                (
                    "prepared_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.RunSQL(TRIGGER, "DROP TRIGGER only_in_an_action ON cases_publiccopy;"),
    ]
