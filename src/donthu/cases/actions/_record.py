"""The one transaction in which a case changes.

It locks the row, lets the action change what it holds, then writes the case, its positions, one
event and the promised work, all or nothing. Nobody else writes case tables: a trigger refuses
statements outside of `donthu.action`.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Model
from django.db.models.expressions import RawSQL

from donthu.cases.actions import _keeping_away
from donthu.cases.actions._file import CaseFile
from donthu.cases.actions._promise import keep_promises
from donthu.cases.actions._rows import DatabaseRows, Rows
from donthu.cases.actor import Actor, Capacity
from donthu.cases.chain import Place, places
from donthu.cases.errors import Refused
from donthu.cases.happened import Happened
from donthu.cases.keeping_away import seated_in, why_not
from donthu.cases.models import Assignment, Case, Deadline, Note, Paper, Position
from donthu.cases.subjects import subject_of
from donthu.law import registry
from donthu.law.grammar import Facts, Folder, Procedure, Role
from donthu.ledger import book


@dataclass
class Record:
    """One case while one action changes it. Actions set attributes of `case` and fill the rest.

    `data` is the event's: ids, codes and dates; a row stands for its id. `numbering` are the last
    things done before the event, since they lock the counters of books.
    """

    file: CaseFile
    actor: Actor
    at: datetime
    rows: Rows
    kind: str = ""
    capacity: Capacity | None = None
    data: dict[str, Any] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    topics: list[str] = field(default_factory=list)
    numbering: list[Callable[[], None]] = field(default_factory=list)
    seq: int = 0
    wait: timedelta = timedelta()  # so much later those who are told are told

    @property
    def case(self) -> Case:
        return self.file.case

    @property
    def fresh(self) -> bool:
        """Whether this action makes the case."""
        return self.file.fresh

    @property
    def procedure(self) -> Procedure:
        return registry.procedure(self.case.procedure)

    @property
    def assignments(self) -> list[Assignment]:
        return self.file.assignments

    @property
    def deadlines(self) -> list[Deadline]:
        return self.file.deadlines

    @property
    def draft(self) -> Paper | None:
        return self.file.draft

    def facts(self) -> Facts:
        """The facts of the case as it stands in this record."""
        self._know_holder()
        return self.file.facts(self.actor.officer_id)

    def _know_holder(self) -> None:
        case = self.case
        if not Case.holder.is_cached(case):  # `rows` may know it without asking
            case.holder = self.rows.agencies([case.holder_id])[case.holder_id]

    def act_as(self, agency_id: int, *by: Role) -> None:
        """Say in what capacity, of those in `by`, the actor acts; it goes into the event."""
        self.capacity = self.actor.capacity(agency_id, *by)

    def prepare(self) -> None:
        """Write rows, positions and numbers: all that comes before the event."""
        if self.case.holder_id != self.file.came_to:
            _keeping_away.arrives(self, self.case.holder_id)
        limits = registry.limits(self.case.procedure)
        self.case.due_at = min(
            (
                d.due_at
                for d in self.deadlines
                if d.state == Deadline.State.RUNNING
                and d.assignment_id is None
                and d.due_at
                and not limits[d.limit].sender
            ),
            default=None,
        )
        if not self.fresh:
            self.rows.changed(self.case)
        self._place()
        self.rows.flush()
        for give in self.numbering:
            give()
        self.data = {
            name: value.pk if isinstance(value, Model) else value
            for name, value in self.data.items()
        }

    def entry(self) -> dict[str, Any]:
        """The event, as `ledger.book.record` takes it."""
        return {
            "subject": subject_of(self.case.pk),
            "kind": self.kind,
            "at": self.at,
            "data": self.data,
            "actor_id": self.actor.officer_id,
            "capacity": self.capacity.role.value
            if self.capacity
            else "platform"
            if self.actor.machine
            else Role.SENDER.value,
            "agency_id": self.capacity.agency_id if self.capacity else None,
            "on_behalf_of": self.capacity.on_behalf_of if self.capacity else None,
        }

    def note_down(self, seq: int) -> None:
        """Keep the words written in the action under the event of number `seq`."""
        self.seq = seq
        for name, text in self.notes.items():
            self.rows.add(Note(case=self.case, seq=seq, name=name, text=text))
        self.rows.flush()

    def _place(self) -> None:
        self._know_holder()
        wanted = places(self.case, self.procedure, self.assignments, self.deadlines)
        held = {position.agency_id: position for position in self.file.positions}
        for agency_id, place in wanted.items():
            position = held.get(agency_id)
            if position is None:
                position = Position(case=self.case, agency_id=agency_id, since=self.at)
                self.file.positions.append(position)
                _put(position, place)
                self.rows.add(position)
            elif _said(position) != place:
                if position.folder != place.folder:
                    position.since = self.at
                _put(position, place)
                self.rows.changed(position)


@contextmanager
def changing(
    case_id: int, *, verb: str, actor: Actor, at: datetime, rows: Rows | None = None
) -> Iterator[Record]:
    """Lock the case, let the action change the record, write it all. Raises Refused if it is gone,
    or if the actor is somebody who stays away from it. `rows` serves one case after the other, where the same is done to many."""
    with transaction.atomic():
        case = (
            Case.objects.annotate(_verb=RawSQL("set_config('donthu.action', %s, true)", [verb]))
            .select_for_update(of=("self",))
            .filter(pk=case_id)
            .first()
        )
        if case is None:
            raise Refused("Hồ sơ không tồn tại.")
        if reason := why_not(case, actor):
            raise Refused(reason)
        rows = rows or DatabaseRows()
        seated = seated_in(case, actor)
        record = Record(file=CaseFile(case), actor=seated, at=at, rows=rows)
        yield record
        _write(record)


@contextmanager
def creating(case: Case, *, verb: str, actor: Actor, at: datetime) -> Iterator[Record]:
    """Let the action fill the record of a new case, then write it all."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('donthu.action', %s, true)", [verb])
        record = Record(file=CaseFile(case, fresh=True), actor=actor, at=at, rows=DatabaseRows())
        record.rows.add(case)
        yield record
        _write(record)


def _write(record: Record) -> None:
    record.prepare()
    event = book.record(**record.entry())
    record.note_down(event.seq)
    keep_promises(
        Happened(
            case_id=record.case.pk,
            kind=record.kind,
            seq=event.seq,
            year=event.year,
            at=record.at,
            topics=tuple(record.topics),
            wait=record.wait,
        )
    )


def _put(position: Position, place: Place) -> None:
    position.folder = place.folder.value
    position.waits_for = list(place.waits_for)
    position.officer_id = place.officer_id
    position.reason = place.reason
    position.due_at = place.due_at


def _said(position: Position) -> Place:
    return Place(
        folder=Folder(position.folder),
        waits_for=tuple(position.waits_for),
        officer_id=position.officer_id,
        reason=position.reason,
        due_at=position.due_at,
    )
