"""Published answers know their kind, result and place, those published before too."""

import django.db.models.deletion
from django.db import migrations, models

FILL = """
SELECT set_config('donthu.action', 'migrate', true);
UPDATE cases_publication p SET
    kind = c.kind,
    area_id = c.area_id,
    result = coalesce((
        SELECT a.result FROM cases_paper a
        WHERE a.case_id = c.id AND a.kind = 'answer' AND a.state = 'issued'
        ORDER BY a.id DESC LIMIT 1
    ), '')
FROM cases_case c WHERE c.id = p.case_id;
SET CONSTRAINTS ALL IMMEDIATE;
SELECT set_config('donthu.action', '', true);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0002_shared_cache"),
        ("cases", "0003_signed_for_whom"),
    ]

    operations = [
        migrations.AddField(
            model_name="publication",
            name="kind",
            field=models.CharField(blank=True, default="", max_length=32),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="publication",
            name="result",
            field=models.CharField(blank=True, default="", max_length=16),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="publication",
            name="area",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.area",
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
