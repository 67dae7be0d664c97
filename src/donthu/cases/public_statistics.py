"""Feedback counted as everybody may know it: nobody is found by a small count."""

from collections.abc import Sequence
from datetime import datetime
from functools import reduce

from donthu.cases.models import Case
from donthu.cases.statistics import Row, Rows, Statistics, plus, statistics

FEW = 3  # below so many of one row, the public is told of several rows together
OTHER = "other"
_TABLES = {
    "by_state": "Trạng thái khác, gộp lại",
    "by_kind": "Loại khác, gộp lại",
    "by_field": "Lĩnh vực khác, gộp lại",
    "by_level": "Cấp khác, gộp lại",
    "by_agency": "Cơ quan khác, gộp lại",
    "by_area": "Nơi khác, gộp lại",
    "by_score": "Mức khác, gộp lại",
}  # by month nobody is found: of each month the public is told how many there were anyway


def public_statistics(
    *, since: datetime | None, until: datetime | None, at: datetime
) -> Statistics:
    """All feedback received from `since` and before `until`; in each table the rows with fewer than
    FEW cases stand in one, the last."""
    cases = Case.objects.filter(procedure="feedback")
    if since:
        cases = cases.filter(received_at__gte=since)
    if until:
        cases = cases.filter(received_at__lt=until)
    counted = vars(statistics(cases, at=at))
    return Statistics(
        **counted | {name: _told(counted[name], title) for name, title in _TABLES.items()}
    )


def _told(rows: Rows, title: str) -> Rows:
    """The rows, the small ones as one. That one never holds a single row nor fewer than FEW cases
    while there is another to put with them: taken from the sum of the table, it would be known."""
    if all(row.count >= FEW for row in rows):
        return rows
    by_size = sorted(rows, key=lambda row: row.count)
    taken = sum(row.count < FEW for row in rows)
    while taken < len(rows) and (taken < 2 or _sum(by_size[:taken]) < FEW):
        taken += 1
    hidden = by_size[:taken]
    together = reduce(plus, hidden, Row(key=OTHER, title=title, count=0))
    return (*(row for row in rows if row not in hidden), together)


def _sum(rows: Sequence[Row]) -> int:
    return sum(row.count for row in rows)
