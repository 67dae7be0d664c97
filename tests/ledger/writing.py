"""Writing events as the product does, and tampering as one who owns the database can."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from django.db import connection

from donthu.ledger.book import record
from donthu.ledger.models import Event

MORNING = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)
TABLES = ("ledger_event", "ledger_head", "ledger_seal", "ledger_leaf")


def write(subject: str, events: int = 1) -> list[Event]:
    """Append some events to the chain of `subject`, a minute apart."""
    return [
        record(
            subject=subject,
            kind="step.taken",
            at=MORNING + timedelta(minutes=minute),
            data={"step": "receive", "minute": minute},
            actor_id=7,
            capacity="clerk",
            agency_id=3,
        )
        for minute in range(events)
    ]


def tamper(*statements: str) -> None:
    """Run SQL with the triggers of the book switched off."""
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement in statements:
            cursor.execute(statement)
            assert cursor.rowcount, f"nothing was tampered with by {statement}"
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def query(sql: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


class OtherConnection:
    """A second session to the same database, with a transaction that stays open."""

    def __enter__(self) -> "OtherConnection":
        self._thread = ThreadPoolExecutor(1)
        return self

    def __exit__(self, *_: object) -> None:
        self._thread.submit(lambda: connection.close()).result()  # that thread's connection
        self._thread.shutdown()

    def run(self, sql: str) -> None:
        def execute() -> None:
            with connection.cursor() as cursor:
                cursor.execute(sql)

        self._thread.submit(execute).result()

    def begin(self) -> None:
        self.run("BEGIN")

    def commit(self) -> None:
        self.run("COMMIT")

    def write(self, subject: str) -> None:
        self._thread.submit(write, subject).result()


def in_threads(works: Sequence[Callable[[], object]]) -> None:
    """Run all at once, each with a connection of its own; raises what one of them raised."""

    def closing(work: Callable[[], object]) -> None:
        try:
            work()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as threads:
        for done in [threads.submit(closing, work) for work in works]:
            done.result()
