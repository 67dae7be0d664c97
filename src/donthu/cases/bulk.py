"""The same actions for many cases at once: kept in memory, copied into the tables at the end.

For imports and made-up worlds. Nobody is told, no job is promised, and the search index is filled
by the caller. The steps are those of the law, refused as always.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import count
from typing import Any

from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from donthu.agencies.models import Agency
from donthu.cases.actions._file import CaseFile
from donthu.cases.actions._record import Record
from donthu.cases.actions.submit import begin
from donthu.cases.actions.take_step import apply
from donthu.cases.actor import SENDER, Actor
from donthu.cases.models import (
    Assignment,
    Book,
    Case,
    Counter,
    Deadline,
    Entry,
    Note,
    Paper,
    PaperFile,
    Party,
    Position,
    Publication,
)
from donthu.law import registry
from donthu.ledger.book import record_many
from donthu.ledger.entry import Entry as LedgerEntry
from donthu.people.models import Person

# In the order in which they point at one another.
TABLES: tuple[type[Model], ...] = (
    Case,
    Person,
    Party,
    Assignment,
    Deadline,
    Paper,
    PaperFile,
    Note,
    Entry,
    Position,
    Publication,
)


class MemoryRows:
    """Rows of many cases; ids come from the tables' own sequences, in blocks."""

    def __init__(self) -> None:
        self.made: dict[type[Model], list[Model]] = defaultdict(list)
        self._ids: dict[type[Model], Iterator[int]] = {}
        self._counters: dict[tuple[int, str, int], Iterator[int]] = {}
        self._agencies = Agency.objects.in_bulk()

    def add(self, row: Model) -> None:
        kind = type(row)
        if kind not in self._ids:
            self._ids[kind] = count(_last_id(kind) + 1)
        row.pk = next(self._ids[kind])
        self.made[kind].append(row)

    add_now = add

    def changed(self, row: Model) -> None:
        """It is in memory already."""

    def flush(self) -> None:
        """Nothing is written before the end."""

    def next_number(self, *, agency_id: int, book: Book, at: datetime) -> tuple[int, int]:
        year = timezone.localtime(at).year
        key = (agency_id, book.value, year)
        if key not in self._counters:
            before = Counter.objects.filter(agency=agency_id, book=book, year=year).first()
            self._counters[key] = count(before.last + 1 if before else 1)
        return next(self._counters[key]), year

    def agencies(self, ids: Iterable[int]) -> Mapping[int, Agency]:
        return {pk: self._agencies[pk] for pk in ids if pk in self._agencies}

    def last_numbers(self) -> Iterator[tuple[int, str, int, int]]:
        """(agency, book, year, last number) of every counter that moved."""
        for (agency_id, book, year), numbers in self._counters.items():
            yield agency_id, book, year, next(numbers) - 1


class Bulk:
    """Many cases in the making. `write` copies them in; before it the database knows nothing."""

    def __init__(self) -> None:
        self._rows = MemoryRows()
        self._entries: list[LedgerEntry] = []
        self._seqs: dict[int, Iterator[int]] = {}

    def submit(
        self,
        *,
        case: Mapping[str, Any],
        agency_id: int,
        sender: Person,
        at: datetime,
    ) -> CaseFile:
        """A new case with the columns `case` (code, procedure, title, text …), sent to an agency."""
        law = registry.procedure(case["procedure"])
        file = CaseFile(
            Case(
                **case,
                state=law.step(law.begin).end or "",
                received_at=at,
                root_id=agency_id,
                agency_id=agency_id,
                holder_id=agency_id,
            ),
            fresh=True,
        )
        self._rows.add(file.case)
        self._seqs[file.case.pk] = count(1)
        self._note(
            self._record(file, SENDER, at),
            lambda record: begin(record, people=[(Party.Role.SENDER, sender)]),
        )
        return file

    def take(
        self, file: CaseFile, step: str, data: Mapping[str, Any], *, actor: Actor, at: datetime
    ) -> None:
        """A step of a case of this bulk. Raises Refused and Invalid as the action does."""
        self._note(self._record(file, actor, at), lambda record: apply(record, step, data))

    def write(self) -> Sequence[int]:
        """Copy everything in, in one transaction; the ids of the cases."""
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('donthu.action', 'bulk', true)")
                cursor.execute(
                    "LOCK TABLE "
                    + ", ".join(kind._meta.db_table for kind in TABLES)
                    + " IN SHARE ROW EXCLUSIVE MODE"
                )
            for kind in TABLES:
                _copy(kind, self._rows.made[kind])
            for agency_id, book, year, last in self._rows.last_numbers():
                Counter.objects.update_or_create(
                    agency_id=agency_id, book=book, year=year, defaults={"last": last}
                )
            record_many(self._entries)
        return [case.pk for case in self._rows.made[Case]]

    def _record(self, file: CaseFile, actor: Actor, at: datetime) -> Record:
        return Record(file=file, actor=actor, at=at, rows=self._rows)

    def _note(self, record: Record, act: Callable[[Record], None]) -> None:
        act(record)
        record.prepare()
        self._entries.append(LedgerEntry(**record.entry()))
        record.note_down(next(self._seqs[record.case.pk]))


def _copy(kind: type[Model], rows: Sequence[Model]) -> None:
    fields = kind._meta.concrete_fields
    columns = ", ".join(f'"{field.column}"' for field in fields)
    table = kind._meta.db_table
    with connection.cursor() as cursor:
        with cursor.copy(f'COPY "{table}" ({columns}) FROM STDIN') as copy:
            for row in rows:
                copy.write_row(
                    [
                        field.get_db_prep_save(getattr(row, field.attname), connection)
                        for field in fields
                    ]
                )
        if rows:
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, rows[-1].pk]
            )


def _last_id(kind: type[Model]) -> int:
    last: int | None = kind._base_manager.order_by("-pk").values_list("pk", flat=True).first()
    return last or 0
