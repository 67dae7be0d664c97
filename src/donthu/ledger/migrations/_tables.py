"""The DDL of the book of events. Django's models cannot say partitions, triggers and xid8.

The order of the key's columns serves reading one subject and reading all in order; the year stands
in it because PostgreSQL wants the partition's column in each unique key.
"""

YEARS = range(2008, 2036)

_TABLES = """
CREATE TABLE ledger_event (
    year smallint NOT NULL,
    subject text COLLATE "C" NOT NULL,
    seq integer NOT NULL,
    at timestamptz NOT NULL,
    kind text NOT NULL,
    actor_id bigint,
    capacity text NOT NULL DEFAULT '',
    agency_id bigint,
    on_behalf_of bigint,
    data jsonb NOT NULL DEFAULT '{}',
    prev bytea NOT NULL,
    hash bytea NOT NULL,
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (subject, seq, year)
) PARTITION BY LIST (year);

CREATE INDEX ledger_event_xid ON ledger_event (xid);

CREATE TABLE ledger_head (
    subject text COLLATE "C" PRIMARY KEY,
    seq integer NOT NULL,
    year smallint NOT NULL,
    prev bytea NOT NULL,
    hash bytea NOT NULL
) WITH (fillfactor = 80);

CREATE TABLE ledger_seal (
    id integer PRIMARY KEY,
    at timestamptz NOT NULL,
    events bigint NOT NULL,
    leaves bigint NOT NULL,
    root bytea NOT NULL,
    prev bytea NOT NULL,
    upto_xid bigint NOT NULL,
    cluster text NOT NULL,
    signature bytea NOT NULL
);

CREATE TABLE ledger_leaf (
    subject text COLLATE "C" NOT NULL,
    upto_seq integer NOT NULL,
    head_hash bytea NOT NULL,
    seal_id integer NOT NULL,
    PRIMARY KEY (subject, upto_seq)
);

CREATE INDEX ledger_leaf_seal ON ledger_leaf (seal_id, subject);

CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Sổ sự kiện chỉ được ghi thêm: % trên % bị từ chối.', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END
$$;
"""


def _refusals(table: str) -> str:
    """A truncation fires the triggers of the table named in it alone, so each partition has one."""
    return f"""
    CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON {table}
        FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
    """


def _row_refusals(table: str, operations: str) -> str:
    return f"""
    CREATE TRIGGER refuse_change BEFORE {operations} ON {table}
        FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
    """


def _partition(name: str, values: str) -> str:
    return f"CREATE TABLE {name} PARTITION OF ledger_event {values};" + _refusals(name)


CREATE = "".join(
    [
        _TABLES,
        *(_refusals(f"ledger_{table}") for table in ("event", "head", "seal", "leaf")),
        *(
            _row_refusals(f"ledger_{table}", "UPDATE OR DELETE")
            for table in ("event", "seal", "leaf")
        ),
        _row_refusals("ledger_head", "DELETE"),
        *(_partition(f"ledger_event_{year}", f"FOR VALUES IN ({year})") for year in YEARS),
        _partition("ledger_event_other", "DEFAULT"),
    ]
)

DROP = """
DROP TABLE ledger_event, ledger_head, ledger_seal, ledger_leaf;
DROP FUNCTION ledger_refuse();
"""
