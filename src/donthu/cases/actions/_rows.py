"""Where an action puts the rows it makes and changes.

The same actions serve one case in the database (`DatabaseRows`) and many made-up or imported ones
in memory (`cases.bulk`), which are copied in at the end.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from django.db.models import Model
from django.utils import timezone

from donthu.agencies.models import Agency
from donthu.agencies.queries import head_title
from donthu.cases.choices import Choice, choices_for
from donthu.cases.keeping_away import MARK
from donthu.cases.models import Book, Case
from donthu.cases.numbers import next_number
from donthu.law.grammar import Step

Offered = Mapping[str, Sequence[Choice]]


class Rows(Protocol):
    """What actions ask of the place where rows are kept."""

    def add(self, row: Model) -> None:
        """Keep a new row; it is written with the others."""

    def add_now(self, row: Model) -> None:
        """Keep a new row that others will point at by its id."""

    def changed(self, row: Model) -> None:
        """A row that was there has changed."""

    def flush(self) -> None:
        """Write what was kept so far."""

    def next_number(self, *, agency_id: int, book: Book, at: datetime) -> tuple[int, int]:
        """The next (number, year) of a book."""

    def agencies(self, ids: Iterable[int]) -> Mapping[int, Agency]:
        """The agencies of these ids that exist."""

    def head_title(self, agency_id: int, on: date) -> str:
        """The title of the agency's head; empty when none is known."""

    def offered(self, step: Step, case: Case, at: datetime) -> Offered:
        """What may be chosen in the fields of the step."""


class DatabaseRows:
    """Rows of the case that is locked in the current transaction."""

    next_number: Callable[..., tuple[int, int]] = staticmethod(next_number)

    def __init__(self) -> None:
        self._new: list[Model] = []
        self._changed: dict[int, Model] = {}

    def add(self, row: Model) -> None:
        self._new.append(row)

    def add_now(self, row: Model) -> None:
        self.flush()
        row.save(force_insert=True)

    def changed(self, row: Model) -> None:
        if row.pk is not None:
            self._changed[id(row)] = row

    def flush(self) -> None:
        # What changes goes first: it may leave a place that only one row can have.
        for row in self._changed.values():
            row.save(force_update=True)
        self._changed.clear()
        while self._new:
            kind = type(self._new[0])
            alike = [row for row in self._new if type(row) is kind]
            self._new = [row for row in self._new if type(row) is not kind]
            kind._base_manager.bulk_create(alike)

    def offered(self, step: Step, case: Case, at: datetime) -> Offered:
        return choices_for(step, case, timezone.localtime(at).date())

    def agencies(self, ids: Iterable[int]) -> Mapping[int, Agency]:
        return Agency.objects.in_bulk(list(ids))

    def head_title(self, agency_id: int, on: date) -> str:
        return head_title(agency_id, on=on)


class RunRows(DatabaseRows):
    """The same for one case after the other in a run of many: what may be chosen is read once."""

    def __init__(self) -> None:
        super().__init__()
        self._offered: dict[tuple[str, int], Offered] = {}
        self._agencies: dict[int, Agency] = {}

    def begin(self) -> None:
        """The next case: nothing is left of one that was refused."""
        self._new.clear()
        self._changed.clear()

    def offered(self, step: Step, case: Case, at: datetime) -> Offered:
        if case.declared.get(MARK):  # somebody stays away from this one
            return super().offered(step, case, at)
        key = (step.key, case.holder_id)
        if key not in self._offered:
            self._offered[key] = super().offered(step, case, at)
        return self._offered[key]

    def agencies(self, ids: Iterable[int]) -> Mapping[int, Agency]:
        wanted = set(ids)
        if missing := wanted - self._agencies.keys():
            self._agencies.update(super().agencies(missing))
        return {pk: self._agencies[pk] for pk in wanted if pk in self._agencies}
