from threading import Barrier

import pytest
from django.db import connection, transaction

from donthu.ledger.book import events_of, record_many
from donthu.ledger.entry import Entry
from donthu.ledger.verify import verify
from tests.ledger.writing import MORNING, in_threads, query, write

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS = 50
LIMIT = 20  # seconds after which a test that hangs fails


def test_fifty_writers_on_fifty_subjects_share_no_row_and_no_advisory_lock() -> None:
    """All of them have written before any of them commits; who waited for a lock would fail."""
    written, looked = Barrier(WRITERS + 1, timeout=LIMIT), Barrier(WRITERS + 1, timeout=LIMIT)
    seen: list[tuple[object, ...]] = []

    def writer(number: int) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '2s'")
            write(f"case:{number}")
            written.wait()
            looked.wait()

    def observer() -> None:
        written.wait()
        seen.extend(
            query(
                """SELECT locktype, granted, mode, count(DISTINCT pid) FROM pg_locks
                   WHERE database = (SELECT oid FROM pg_database WHERE datname = current_database())
                   AND pid <> pg_backend_pid() OR locktype = 'transactionid' AND NOT granted
                   GROUP BY 1, 2, 3"""
            )
        )
        looked.wait()

    in_threads([observer, *(lambda n=n: writer(n) for n in range(WRITERS))])
    assert ("relation", True, "RowExclusiveLock", WRITERS) in seen
    assert {kind for kind, *_ in seen} == {"relation"}
    assert all(granted for _, granted, *_ in seen)
    assert verify().events == WRITERS


def test_writers_of_one_subject_queue_and_keep_its_chain() -> None:
    start = Barrier(10, timeout=LIMIT)

    def writer() -> None:
        start.wait()
        for _ in range(5):
            write("case:1")

    in_threads([writer] * 10)
    assert [event.seq for event in events_of("case:1")] == list(range(1, 51))
    assert verify().ok


def test_an_event_rolled_back_leaves_no_gap() -> None:
    write("case:1")
    with transaction.atomic():
        write("case:1", 2)
        transaction.set_rollback(True)
    write("case:1")
    assert [event.seq for event in events_of("case:1")] == [1, 2]
    assert verify().ok


def test_single_and_many_events_of_one_subject_queue_too() -> None:
    write("case:1")
    start = Barrier(2, timeout=LIMIT)

    def many() -> None:
        start.wait()
        for _ in range(10):
            record_many([Entry(subject="case:1", kind="x", at=MORNING) for _ in range(3)])

    def single() -> None:
        start.wait()
        write("case:1", 30)

    in_threads([many, single])
    assert verify().ok
    assert events_of("case:1").count() == 61
