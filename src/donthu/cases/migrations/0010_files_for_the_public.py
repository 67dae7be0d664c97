"""Files go with what is published, built anew."""

import django.db.models.deletion
from django.db import migrations, models

TRIGGER = (
    "CREATE TRIGGER only_in_an_action BEFORE INSERT OR UPDATE OR DELETE ON cases_publicfile "
    "FOR EACH STATEMENT EXECUTE FUNCTION cases_only_in_an_action();"
)


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0009_letters_out"),
        ("documents", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="PublicFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=255)),
                ("unread", models.BooleanField(default=False)),
                (
                    "copy",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="cases.publiccopy",
                    ),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="cases.publication",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.paperfile",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.storedfile",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("copy", None), ("publication__isnull", False)),
                            models.Q(("copy__isnull", False), ("publication", None)),
                            _connector="OR",
                        ),
                        name="cases_public_file_of_one",
                    )
                ],
            },
        ),
        migrations.RunSQL(TRIGGER, "DROP TRIGGER only_in_an_action ON cases_publicfile;"),
    ]
