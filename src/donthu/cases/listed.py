"""A case as a list shows it: the columns of one row, read without the rest of the case."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet

from donthu.agencies.known import known
from donthu.agencies.models import Agency
from donthu.cases.models import Position


class Listed(NamedTuple):
    """One case as it lies for one agency. A letter's text stays behind."""

    position_id: int
    agency_id: int
    folder: str
    reason: str
    since: datetime
    due_at: datetime | None
    case_id: int
    code: str
    procedure: str
    state: str
    title: str
    received_at: datetime
    restricted: bool
    closed_at: datetime | None
    declared: Mapping[str, Any]
    area_name: str | None
    officer_id: int | None
    officer_name: str | None
    holder_id: int
    holder: Agency


_COLUMNS = (
    "pk",
    "agency_id",
    "folder",
    "reason",
    "since",
    "due_at",
    "case_id",
    "case__code",
    "case__procedure",
    "case__state",
    "case__title",
    "case__received_at",
    "case__restricted",
    "case__closed_at",
    "case__declared",
    "case__area__name",
    "case__officer_id",
    "case__officer__full_name",
    "case__holder_id",
)


def listed(positions: QuerySet[Position]) -> list[Listed]:
    """Those positions in their order, in one statement."""
    rows = list(positions.values_list(*_COLUMNS))
    holders = known(Agency, (row[-1] for row in rows))
    return [Listed._make((*row, holders[row[-1]])) for row in rows]


def listed_by_id(ids: Iterable[int]) -> dict[int, Listed]:
    """The positions of those ids, by their id in the order of `ids`; one that is gone is left out."""
    wanted = list(ids)
    found = {each.position_id: each for each in listed(Position.objects.filter(pk__in=wanted))}
    return {pk: found[pk] for pk in wanted if pk in found}
