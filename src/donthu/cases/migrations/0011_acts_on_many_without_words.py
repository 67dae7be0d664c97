"""Words looked for may be somebody's name or phone: acts on many cases no longer hold them."""

from django.db import migrations

LEAVE_OUT = """
SELECT set_config('donthu.action', 'migrate', true);
UPDATE cases_bulkrun SET origin = split_part(origin, '?', 1) WHERE origin ~ '[?&]q=';
SELECT set_config('donthu.action', '', true);
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0010_files_for_the_public")]

    operations = [migrations.RunSQL(LEAVE_OUT, migrations.RunSQL.noop)]
