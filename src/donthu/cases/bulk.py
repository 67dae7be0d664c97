"""The same actions for many cases at once: kept in memory, copied into the tables at the end.

For imports and made-up worlds. Nobody is told, no job is promised, and the search index is filled
by the caller. The steps are those of the law, refused as always.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import count
from typing import Any

from django.db import connection, transaction
from django.db.models import JSONField, Model
from django.utils import timezone
from psycopg.types.json import Jsonb

from donthu.agencies.models import Agency
from donthu.agencies.queries import head_title
from donthu.cases.actions._file import CaseFile
from donthu.cases.actions._record import Record
from donthu.cases.actions._rows import Offered
from donthu.cases.actions.submit import begin
from donthu.cases.actions.take_step import apply
from donthu.cases.actor import SENDER, Actor
from donthu.cases.models import (
    Assignment,
    Barred,
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
    PublicCopy,
    Rating,
)
from donthu.law import registry
from donthu.law.grammar import Step
from donthu.ledger.book import record_many
from donthu.ledger.entry import Entry as LedgerEntry
from donthu.people.models import Person

__all__ = ["Bulk", "CaseFile"]

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
    PublicCopy,
    Publication,
    Barred,
    Rating,
)
IDS_AT_ONCE = 1_000


class MemoryRows:
    """Rows of many cases; ids come from the tables' own sequences, in blocks."""

    def __init__(self) -> None:
        self.made: dict[type[Model], list[Model]] = defaultdict(list)
        self._ids: dict[type[Model], Iterator[int]] = {}
        self._last = {
            (agency_id, book, year): last
            for agency_id, book, year, last in Counter.objects.values_list(
                "agency_id", "book", "year", "last"
            )
        }
        self.counted: dict[tuple[int, str, int], Counter] = {}
        self._agencies = Agency.objects.in_bulk()
        self._head_titles: dict[int, str] = {}

    def add(self, row: Model) -> None:
        kind = type(row)
        if kind not in self._ids:
            self._ids[kind] = _ids(kind)
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
        if key not in self.counted:
            last = self._last.get(key, 0)
            self.counted[key] = Counter(agency_id=agency_id, book=book, year=year, last=last)
        self.counted[key].last += 1
        return self.counted[key].last, year

    def offered(self, step: Step, case: Case, at: datetime) -> Offered:
        """Nothing to compare with: who tells in bulk chooses from the catalogues."""
        return {}

    def agencies(self, ids: Iterable[int]) -> Mapping[int, Agency]:
        return {pk: self._agencies[pk] for pk in ids if pk in self._agencies}

    def head_title(self, agency_id: int, on: date) -> str:
        """Read once for an agency: heads change while cases are told, their titles do not."""
        if agency_id not in self._head_titles:
            self._head_titles[agency_id] = head_title(agency_id, on=on)
        return self._head_titles[agency_id]


class Bulk:
    """Many cases in the making. `write` copies them in; before it the database knows nothing.

    When somebody else takes a number of the same book meanwhile, `write` fails as a whole.
    """

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
        actor: Actor = SENDER,
    ) -> CaseFile:
        """A new case with the columns `case` (code, procedure, title, text …), sent to an agency.

        An officer who enters it is the `actor`.
        """
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
            self._record(file, actor, at),
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
            for kind in TABLES:
                _copy(kind, self._rows.made[kind])
            Counter.objects.bulk_create(
                self._rows.counted.values(),
                update_conflicts=True,
                unique_fields=["agency", "book", "year"],
                update_fields=["last"],
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
    prepared = [
        (field.attname, Jsonb if isinstance(field, JSONField) else _as_it_is) for field in fields
    ]
    statement = f'COPY "{table}" ({columns}) FROM STDIN'
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row([prepare(getattr(row, name)) for name, prepare in prepared])


def _as_it_is(value: object) -> object:
    """What the driver itself understands: numbers, texts, moments, lists of texts."""
    return value


def _ids(kind: type[Model]) -> Iterator[int]:
    """Ids that nobody else gets, those left over are never used."""
    statement = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
    while True:
        with connection.cursor() as cursor:
            cursor.execute(statement, [kind._meta.db_table, IDS_AT_ONCE])
            block = [pk for (pk,) in cursor.fetchall()]
        yield from block
