"""Words looked for may be somebody's name or phone: saved views no longer hold them."""

from django.db import migrations

LEAVE_OUT = """
UPDATE desk_savedview SET query = ltrim(regexp_replace(query, '(^|&)q=[^&]*', '', 'g'), '&')
    WHERE query ~ '(^|&)q=';
DELETE FROM desk_savedview WHERE query = '';
"""


class Migration(migrations.Migration):
    dependencies = [("desk", "0001_saved_views")]

    operations = [migrations.RunSQL(LEAVE_OUT, migrations.RunSQL.noop)]
