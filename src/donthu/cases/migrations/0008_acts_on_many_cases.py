"""Acts on many cases at once, written inside an action only, as all of the case file."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

TABLES = ("bulkrun", "bulkrow")
ONLY_IN_AN_ACTION = """
    CREATE TRIGGER only_in_an_action BEFORE INSERT OR UPDATE OR DELETE ON cases_{table}
    FOR EACH STATEMENT EXECUTE FUNCTION cases_only_in_an_action();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0007_ratings_and_who_stays_away"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BulkRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(unique=True)),
                ("step", models.CharField(max_length=32)),
                ("data", models.JSONField(default=dict)),
                ("origin", models.CharField(blank=True, max_length=2000)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("preview", "Xem trước"),
                            ("running", "Đang thực hiện"),
                            ("done", "Đã thực hiện"),
                            ("undoing", "Đang hoàn tác"),
                            ("undone", "Đã hoàn tác"),
                        ],
                        default="preview",
                        max_length=8,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BulkRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("own", models.JSONField(default=dict)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("waiting", "Chờ thực hiện"),
                            ("refused", "Không thực hiện"),
                            ("done", "Đã thực hiện"),
                            ("kept", "Không hoàn tác được"),
                            ("undone", "Đã hoàn tác"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("seq", models.PositiveIntegerField(null=True)),
                ("undone_seq", models.PositiveIntegerField(null=True)),
                ("before", models.JSONField(default=dict)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="cases.bulkrun",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="bulkrun",
            index=models.Index(fields=["officer", "-id"], name="bulk_run_newest"),
        ),
        migrations.AddIndex(
            model_name="bulkrow",
            index=models.Index(fields=["run", "outcome", "id"], name="bulk_row_outcome"),
        ),
        migrations.AddConstraint(
            model_name="bulkrow",
            constraint=models.UniqueConstraint(fields=("run", "case"), name="bulk_row_once"),
        ),
        migrations.RunSQL(
            "".join(ONLY_IN_AN_ACTION.format(table=table) for table in TABLES),
            "".join(f"DROP TRIGGER only_in_an_action ON cases_{table};" for table in TABLES),
        ),
    ]
