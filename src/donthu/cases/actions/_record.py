"""The one transaction in which a case changes.

It locks the row, lets the action change what it holds, then writes the case, its positions, one
event and the promised work, all or nothing. Nobody else writes case tables: a trigger refuses
statements outside of `donthu.action`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db import connection, transaction
from django.db.models.expressions import RawSQL

from donthu.cases.actions._promise import Happened, keep_promises
from donthu.cases.actor import Actor, Capacity
from donthu.cases.chain import Place, places
from donthu.cases.errors import Refused
from donthu.cases.facts import facts_of
from donthu.cases.models import Assignment, Case, Deadline, Note, Paper, Position
from donthu.cases.subjects import subject_of
from donthu.law import registry
from donthu.law.grammar import Facts, Folder, Procedure, Role
from donthu.ledger import book


@dataclass
class Record:
    """One case while it is changed. Actions set attributes of `case` and fill the rest."""

    case: Case
    actor: Actor
    at: datetime
    verb: str
    kind: str = ""
    capacity: Capacity | None = None
    data: dict[str, Any] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    topics: list[str] = field(default_factory=list)
    fresh: bool = False
    seq: int = 0

    @property
    def procedure(self) -> Procedure:
        return registry.procedure(self.case.procedure)

    @cached_property
    def assignments(self) -> list[Assignment]:
        """Every assignment of the case, oldest first."""
        return [] if self.fresh else list(self.case.assignments.order_by("pk"))

    @cached_property
    def deadlines(self) -> list[Deadline]:
        """Every clock of the case, oldest first."""
        return [] if self.fresh else list(self.case.deadlines.order_by("pk"))

    @cached_property
    def draft(self) -> Paper | None:
        """The answer in the making: drafted or signed, not yet issued."""
        if self.fresh:
            return None
        return (
            self.case.papers.filter(
                kind=Paper.Kind.ANSWER, state__in=[Paper.State.DRAFT, Paper.State.SIGNED]
            )
            .order_by("-pk")
            .first()
        )

    def facts(self) -> Facts:
        """The facts of the case as it stands in this record."""
        return facts_of(
            self.case,
            assignments=self.assignments,
            deadlines=self.deadlines,
            has_draft=self.draft is not None,
        )

    def act_as(self, agency_id: int, role: Role) -> None:
        """Say in what capacity the actor acts; it goes into the event."""
        self.capacity = self.actor.capacity(agency_id, role)

    def write(self) -> None:
        """Write everything down. Called once, by `changing` and `creating`."""
        self._write_due()
        if not self.fresh:
            self.case.save()
        self._write_positions()
        event = book.record(
            subject=subject_of(self.case.pk),
            kind=self.kind,
            at=self.at,
            data=self.data,
            actor_id=self.actor.officer_id,
            capacity=self.capacity.role.value if self.capacity else "",
            agency_id=self.capacity.agency_id if self.capacity else None,
            on_behalf_of=self.capacity.on_behalf_of if self.capacity else None,
        )
        self.seq = event.seq
        if self.notes:
            Note.objects.bulk_create(
                Note(case=self.case, seq=event.seq, name=name, text=text)
                for name, text in self.notes.items()
            )
        keep_promises(
            Happened(
                case_id=self.case.pk,
                kind=self.kind,
                seq=event.seq,
                year=event.year,
                at=self.at,
                topics=tuple(self.topics),
            )
        )

    def _write_due(self) -> None:
        running = [
            d.due_at
            for d in self.deadlines
            if d.state == Deadline.State.RUNNING and d.assignment_id is None and d.due_at
        ]
        due_at = min(running, default=None)
        if self.case.due_at != due_at:
            self.case.due_at = due_at
            if self.fresh:
                self.case.save(update_fields=["due_at"])

    def _write_positions(self) -> None:
        wanted = places(self.case, self.procedure, self.assignments, self.deadlines)
        held = (
            {}
            if self.fresh
            else {position.agency_id: position for position in self.case.positions.all()}
        )
        Position.objects.bulk_create(
            self._placed(Position(case=self.case, agency_id=agency_id, since=self.at), place)
            for agency_id, place in wanted.items()
            if agency_id not in held
        )
        for agency_id, position in held.items():
            place = wanted[agency_id]  # nobody who once had to do with a case loses sight of it
            if _said(position) != place:
                if position.folder != place.folder:
                    position.since = self.at
                self._placed(position, place).save()

    @staticmethod
    def _placed(position: Position, place: Place) -> Position:
        position.folder = place.folder.value
        position.waits_for = list(place.waits_for)
        position.officer_id = place.officer_id
        position.reason = place.reason
        position.due_at = place.due_at
        return position


def _said(position: Position) -> Place:
    return Place(
        folder=Folder(position.folder),
        waits_for=tuple(position.waits_for),
        officer_id=position.officer_id,
        reason=position.reason,
        due_at=position.due_at,
    )


@contextmanager
def changing(case_id: int, *, verb: str, actor: Actor, at: datetime) -> Iterator[Record]:
    """Lock the case, let the action change the record, write it all. Raises Refused if it is gone."""
    with transaction.atomic():
        case = (
            Case.objects.annotate(_verb=RawSQL("set_config('donthu.action', %s, true)", [verb]))
            .select_for_update(of=("self",))
            .filter(pk=case_id)
            .first()
        )
        if case is None:
            raise Refused("Hồ sơ không tồn tại.")
        record = Record(case=case, actor=actor, at=at, verb=verb)
        yield record
        record.write()


@contextmanager
def creating(case: Case, *, verb: str, actor: Actor, at: datetime) -> Iterator[Record]:
    """Insert a new case, let the action fill the record, write it all."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('donthu.action', %s, true)", [verb])
        case.save(force_insert=True)
        record = Record(case=case, actor=actor, at=at, verb=verb, fresh=True)
        yield record
        record.write()
