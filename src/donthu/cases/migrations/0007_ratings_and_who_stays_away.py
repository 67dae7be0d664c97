"""How content senders are, and which officers stay away from a case."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

NEW = ("barred", "rating")


def _trigger(table: str) -> str:
    return (
        f"CREATE TRIGGER only_in_an_action BEFORE INSERT OR UPDATE OR DELETE ON cases_{table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION cases_only_in_an_action();"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0006_papers_signed_elsewhere"),
        ("agencies", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Barred",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("written_about", "Phản ánh nói về người này"),
                            ("answered", "Đã giải quyết lần trước"),
                        ],
                        max_length=16,
                    ),
                ),
                ("since", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="barred",
                        to="cases.case",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("case", "officer"), name="barred_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Rating",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("score", models.PositiveSmallIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ratings",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["agency", "at"], name="rating_of_agency")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("score__range", (1, 5))), name="rating_one_to_five"
                    )
                ],
            },
        ),
        migrations.AlterField(
            model_name="assignment",
            name="sent_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunSQL(
            "".join(map(_trigger, NEW)),
            "".join(f"DROP TRIGGER only_in_an_action ON cases_{table};" for table in NEW),
        ),
    ]
