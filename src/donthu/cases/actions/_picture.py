"""What a step changed of a case file, so that it can be put back as it was."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Model

from donthu.cases.actions import _clocks
from donthu.cases.actions._file import CaseFile
from donthu.cases.actions._record import Record
from donthu.cases.models import Deadline
from donthu.cases.models.assignment import OPEN

Picture = dict[str, dict[str, Any]]  # "deadline.12" → its columns
_GROUPS = ("assignments", "deadlines", "positions")


def picture(file: CaseFile) -> Picture:
    """The columns of the case and of its hand-overs, clocks and positions as they are now, fit for
    JSON. Texts of the letter are left out: no step that is put back touches them."""
    return {name: _columns(row) for name, row in _rows(file)}


def changed(before: Picture, file: CaseFile) -> Picture:
    """Of `before`, what is no longer so; a row that was not there stands with nothing."""
    found: Picture = {}
    for name, row in _rows(file):
        was = before.get(name, {})
        now = _columns(row)
        other = {key: value for key, value in was.items() if now[key] != value}
        if other or not was:
            found[name] = other
    return found


def put_back(record: Record, before: Picture) -> None:
    """Give the rows of the record the columns they had; what was made since ends."""
    rows = dict(_rows(record.file))
    for name in sorted(before, key=lambda name: bool(before[name])):  # what ends leaves its place
        row, was = rows[name], before[name]
        if not was:
            _end(record, row)
            continue
        for field in row._meta.concrete_fields:
            if field.attname in was:
                setattr(row, field.attname, field.to_python(was[field.attname]))
        record.rows.changed(row)


def _end(record: Record, row: Model) -> None:
    if isinstance(row, Deadline):
        _clocks.end(record, row, Deadline.State.CANCELLED)
    elif getattr(row, "state", "") in OPEN:
        row.state = "recalled"  # type: ignore[attr-defined]
        row.closed_at = record.at  # type: ignore[attr-defined]
        record.rows.changed(row)


def _rows(file: CaseFile) -> Iterator[tuple[str, Model]]:
    yield "case", file.case
    for group in _GROUPS:
        for row in getattr(file, group):
            yield f"{group}.{row.pk}", row


def _columns(row: Model) -> dict[str, Any]:
    return {
        field.attname: field.value_to_string(row)
        if field.get_internal_type() in {"DateTimeField", "DateField"}
        and getattr(row, field.attname)
        else getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.attname not in {"id", "text", "title"}
    }
