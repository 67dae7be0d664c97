"""A case as a list shows it: the columns of one row, read without the rest of the case."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet

from donthu.agencies.models.agency import AgencyKind
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
    holder_id: int
    holder_kind: str
    holder_name: str
    area_name: str | None

    @property
    def holder_leads_others(self) -> bool:
        """As `Case.holder_leads_others`."""
        return AgencyKind(self.holder_kind).leads_others


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
    "case__holder_id",
    "case__holder__kind",
    "case__holder__name",
    "case__area__name",
)


def listed(positions: QuerySet[Position]) -> list[Listed]:
    """Those positions in their order, in one statement."""
    return [Listed(*row) for row in positions.values_list(*_COLUMNS)]
