"""What became of agencies and areas that are no more."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Protocol, TypeVar

from django.db.models import QuerySet


class _Dated(Protocol):
    pk: Any
    since: Any
    until: Any


Row = TypeVar("Row", bound=_Dated)


def as_of(rows: Iterable[Row], steps: QuerySet[Any], *, on: date) -> Iterator[tuple[Row, Row]]:
    """Each row with what it is on the day `on`: itself while it holds, else its successors in the
    order of `steps` (rows with `old` and `new`), which may be several or none."""
    asked = list(rows)
    now = {row.pk: [row] for row in asked}
    while gone := {row.pk for places in now.values() for row in places if not holds(row, on)}:
        after: dict[Any, list[Row]] = {pk: [] for pk in gone}
        for step in steps.filter(old__in=gone).select_related("new"):
            after[step.old_id].append(step.new)
        now = {
            pk: [new for row in places for new in after.get(row.pk, [row])]
            for pk, places in now.items()
        }
    for row in asked:
        for successor in now[row.pk]:
            yield row, successor


def holds(row: _Dated, on: date) -> bool:
    """Whether the row is in effect on the day `on`."""
    return (row.since is None or row.since <= on) and (row.until is None or on <= row.until)
