import pytest
from django.db import IntegrityError, connection, transaction

pytestmark = pytest.mark.django_db

INSERT = """
    INSERT INTO ledger_event (year, subject, seq, at, kind, prev, hash)
    VALUES (%s, 'case:1', %s, now(), 'received', '', '')
"""


def run(sql: str, *parameters: object) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall() if cursor.description else []


@pytest.mark.parametrize("year", [2008, 2026, 2035, 2077])
@pytest.mark.parametrize(
    "change",
    [
        "UPDATE ledger_event SET kind = 'other'",
        "DELETE FROM ledger_event",
        "TRUNCATE ledger_event",
        "UPDATE {partition} SET kind = 'other'",
        "DELETE FROM {partition}",
        "TRUNCATE {partition}",
    ],
)
def test_no_statement_changes_or_removes_an_event(change: str, year: int) -> None:
    run(INSERT, year, 1)
    [[partition]] = run("SELECT tableoid::regclass::text FROM ledger_event")
    with pytest.raises(IntegrityError, match="chỉ được ghi thêm"), transaction.atomic():
        run(change.format(partition=partition))
    assert run("SELECT kind FROM ledger_event") == [("received",)]


@pytest.mark.parametrize("table", ["head", "leaf", "seal"])
def test_the_tables_beside_the_events_refuse_to_be_emptied(table: str) -> None:
    with pytest.raises(IntegrityError, match="chỉ được ghi thêm"), transaction.atomic():
        run(f"TRUNCATE ledger_{table}")


def test_events_lie_in_the_partition_of_their_year() -> None:
    for seq, year in enumerate([2008, 2026, 2077], start=1):
        run(INSERT, year, seq)
    found = run("SELECT tableoid::regclass::text FROM ledger_event ORDER BY seq")
    assert found == [("ledger_event_2008",), ("ledger_event_2026",), ("ledger_event_other",)]


def test_an_event_is_known_by_year_subject_and_seq() -> None:
    run(INSERT, 2026, 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        run(INSERT, 2026, 1)


def test_nothing_points_at_an_event_by_a_foreign_key() -> None:
    assert run("SELECT conname FROM pg_constraint WHERE confrelid = 'ledger_event'::regclass") == []
