"""Case tables are written inside an action only; see cases.actions._record."""

from django.db import migrations

TABLES = (
    "case",
    "assignment",
    "deadline",
    "party",
    "paper",
    "paperfile",
    "note",
    "link",
    "position",
    "entry",
    "counter",
    "publication",
)

FUNCTION = """
CREATE FUNCTION cases_only_in_an_action() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF coalesce(current_setting('donthu.action', true), '') = '' THEN
        RAISE EXCEPTION 'cases are changed by donthu.cases.actions only (% on %)', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NULL;
END
$$;
"""


def _trigger(table: str) -> str:
    return (
        f"CREATE TRIGGER only_in_an_action BEFORE INSERT OR UPDATE OR DELETE ON cases_{table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION cases_only_in_an_action();"
    )


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]

    operations = [
        migrations.RunSQL(
            FUNCTION + "".join(_trigger(table) for table in TABLES),
            "".join(f"DROP TRIGGER only_in_an_action ON cases_{table};" for table in TABLES)
            + "DROP FUNCTION cases_only_in_an_action();",
        ),
    ]
