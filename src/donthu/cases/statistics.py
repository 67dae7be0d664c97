"""Feedback counted by what it is about, where and when: every table from the same one pass."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.db import connection
from django.db.models import Count, QuerySet

from donthu.agencies.models import Agency, Area, Field
from donthu.agencies.models.dated import Level
from donthu.cases.models import Case, Position, Rating
from donthu.law import registry
from donthu.law.words import KIND_NAMES

# In time and late as in `figures.public_figures`; the clocks of a case are read once.
_COUNT = """
    WITH c AS (
        SELECT id, state, kind, field_id, agency_id, area_id, answered_at,
            to_char(received_at AT TIME ZONE %s, 'YYYY-MM') AS month
        FROM cases_case WHERE id IN ({cases})
    )
    SELECT grouping(c.state, c.kind, c.field_id, c.agency_id, c.area_id, c.month),
        coalesce(c.state, c.kind, c.field_id::text, c.agency_id::text, c.area_id::text, c.month),
        count(*), count(c.answered_at),
        count(*) FILTER (WHERE k.in_time AND c.answered_at IS NOT NULL),
        count(*) FILTER (WHERE k.overdue OR k.after AND c.answered_at IS NOT NULL)
    FROM c
    LEFT JOIN (
        SELECT case_id,
            bool_or("limit" = 'answer' AND state = 'met' AND ended_at <= due_at) AS in_time,
            bool_or("limit" = 'answer' AND state = 'met' AND ended_at > due_at) AS after,
            bool_or(state = 'running' AND due_at < %s) AS overdue
        FROM cases_deadline
        WHERE assignment_id IS NULL AND "limit" IN ('answer', 'receive')
            AND case_id IN (SELECT id FROM c)
        GROUP BY case_id
    ) k ON k.case_id = c.id
    GROUP BY GROUPING SETS (
        (c.state), (c.kind), (c.field_id), (c.agency_id), (c.area_id), (c.month), ()
    )
"""
# What `grouping` says of the rows of each table: a 0 for the column it is grouped by.
_TABLES = {31: "state", 47: "kind", 55: "field", 59: "agency", 61: "area", 62: "month", 63: "all"}


@dataclass(frozen=True, kw_only=True)
class Row:
    """How many cases there are of something, and how they fared. `key` is what an address or the
    API calls it: a code or an English word; None for what has none."""

    key: str | None
    title: str
    count: int
    answered: int = 0
    in_time: int = 0
    late: int = 0

    @property
    def in_time_share(self) -> float | None:
        """Percent of the answers due that came in time; None when none was due yet."""
        due = self.in_time + self.late
        return round(100 * self.in_time / due, 1) if due else None


Rows = tuple[Row, ...]


@dataclass(frozen=True, kw_only=True)
class Statistics:
    """Cases by state, kind and level in their own order; by field, agency and place, most first;
    by month, oldest first; by how content the senders were, best first."""

    all: Row
    by_state: Rows
    by_kind: Rows
    by_field: Rows
    by_level: Rows
    by_agency: Rows
    by_area: Rows
    by_month: Rows
    by_score: Rows


_Counted = dict[str | None, tuple[int, int, int, int]]


def statistics(cases: QuerySet[Case], *, at: datetime) -> Statistics:
    """The tables over `cases` as they stand at the moment `at`."""
    tables = _count(cases, at)
    agencies = Agency.objects.in_bulk([int(key) for key in tables["agency"] if key])
    fields = Field.objects.in_bulk([int(key) for key in tables["field"] if key])
    areas = Area.objects.in_bulk([int(key) for key in tables["area"] if key])
    by_level: _Counted = {}
    for pk, counts in tables["agency"].items():
        level = agencies[int(pk or 0)].level
        by_level[level] = _sum(by_level.get(level, (0, 0, 0, 0)), counts)
    states = {state.key: state.title for state in registry.procedure("feedback").states}
    return Statistics(
        all=_row(None, "Tất cả", tables["all"].get(None, (0, 0, 0, 0))),
        by_state=_in_order(tables["state"], states),
        by_kind=_in_order(tables["kind"], KIND_NAMES),
        by_level=_in_order(by_level, dict(Level.choices)),
        by_field=_most_first(
            tables["field"],
            {str(pk): (each.code, each.name) for pk, each in fields.items()},
            "Chưa phân lĩnh vực",
        ),
        by_agency=_most_first(
            tables["agency"],
            {str(pk): (each.code, each.name) for pk, each in agencies.items()},
            "",
        ),
        by_area=_most_first(
            tables["area"],
            {str(pk): (each.code, each.address) for pk, each in areas.items()},
            "Không ghi địa bàn",
        ),
        by_month=tuple(
            _row(month, f"Tháng {str(month)[5:]}/{str(month)[:4]}", tables["month"][month])
            for month in sorted(map(str, tables["month"]))
        ),
        by_score=_scores(cases),
    )


def _scores(cases: QuerySet[Case]) -> Rows:
    """The judgements of answers in these cases, each score in the law's words."""
    given = Rating.objects.filter(case__in=cases).values_list("score").annotate(n=Count("pk"))
    counts = dict(given.order_by())
    offered = registry.procedure("feedback").step("rate").field("score").choices
    return tuple(
        _row(key, title, (counts[int(key)], 0, 0, 0))
        for key, title in offered
        if int(key) in counts
    )


def plus(one: Row, other: Row) -> Row:
    """The first row with what the other counts added."""
    return replace(
        one,
        count=one.count + other.count,
        answered=one.answered + other.answered,
        in_time=one.in_time + other.in_time,
        late=one.late + other.late,
    )


def of_agency(
    seen: QuerySet[Case],
    *,
    agency_id: int,
    path: str,
    since: datetime | None,
    until: datetime | None,
) -> QuerySet[Case]:
    """Those of the cases `seen` that came to the agency between `since` and `until`; with a `path`
    also to those below it."""
    agencies = [agency_id]
    if path:
        below = Agency.objects.filter(path__startswith=path).order_by()
        agencies = list(below.values_list("pk", flat=True))
    came = Position.objects.filter(agency__in=agencies)
    cases = seen.filter(pk__in=came.values("case"))
    if since:
        cases = cases.filter(received_at__gte=since)
    return cases.filter(received_at__lt=until) if until else cases


def late_by_field(late: QuerySet[Position]) -> Rows:
    """These positions by field; `key` is the id of the field."""
    return _grouped(late, "case__field", "case__field__name", "Chưa phân lĩnh vực")


def late_by_unit(late: QuerySet[Position], agency_id: int) -> Rows:
    """These positions by each unit right below the agency that has a part in the case, so a case
    may count for several; `key` is the id of the unit."""
    units = late.filter(case__positions__agency__parent=agency_id)
    return _grouped(units, "case__positions__agency", "case__positions__agency__name", "")


def first_received() -> datetime | None:
    """When the oldest feedback came in; None while there is none."""
    moments = Case.objects.filter(procedure="feedback").order_by("received_at")
    return moments.values_list("received_at", flat=True).first()


def _grouped(late: QuerySet[Position], column: str, name: str, without: str) -> Rows:
    counted = late.order_by().values_list(column, name).annotate(count=Count("case", distinct=True))
    rows = [
        Row(key=str(pk) if pk else None, title=title or without, count=count, late=count)
        for pk, title, count in counted
    ]
    return tuple(sorted(rows, key=lambda row: (-row.count, row.title)))


def _count(cases: QuerySet[Case], at: datetime) -> Mapping[str, _Counted]:
    chosen, values = cases.order_by().values("pk").query.sql_with_params()
    tables: dict[str, _Counted] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(_COUNT.format(cases=chosen), [settings.TIME_ZONE, *values, at])
        for grouped, key, *counts in cursor.fetchall():
            tables[_TABLES[grouped]][key] = tuple(counts)
    return tables


def _sum(
    one: tuple[int, int, int, int], other: tuple[int, int, int, int]
) -> tuple[int, int, int, int]:
    a, b, c, d = (x + y for x, y in zip(one, other, strict=True))
    return a, b, c, d


def _row(key: str | None, title: str, counts: tuple[int, int, int, int]) -> Row:
    count, answered, in_time, late = counts
    return Row(key=key, title=title, count=count, answered=answered, in_time=in_time, late=late)


def _in_order(counted: _Counted, titles: Mapping[str, str]) -> Rows:
    return tuple(_row(key, title, counted[key]) for key, title in titles.items() if key in counted)


def _most_first(counted: _Counted, named: Mapping[str, tuple[str, str]], without: str) -> Rows:
    rows = []
    for pk, counts in counted.items():
        key, title = named[pk] if pk else (None, without)
        rows.append(_row(key, title, counts))
    return tuple(sorted(rows, key=lambda row: (-row.count, row.title)))
