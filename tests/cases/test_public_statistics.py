"""What everybody may know of how much feedback there is names nobody by a small count."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from donthu.agencies.models import Area
from donthu.cases.actions.rate import rate
from donthu.cases.models import Case
from donthu.cases.public_statistics import _TABLES, FEW, OTHER, _told, public_statistics
from donthu.cases.statistics import Row, Rows, Statistics, statistics
from tests.world import MONDAY, World, later

ROWS = st.lists(st.integers(min_value=1, max_value=9), max_size=8).map(
    lambda counts: tuple(Row(key=str(n), title="", count=c) for n, c in enumerate(counts))
)


def counts(rows: Rows) -> dict[str | None, int]:
    return {row.key: row.count for row in rows}


def public() -> Statistics:
    return public_statistics(since=None, until=None, at=later(30))


@given(ROWS)
def test_what_is_told_together_is_never_one_row_alone_nor_few(rows: Rows) -> None:
    told = _told(rows, "")
    assert sum(row.count for row in told) == sum(row.count for row in rows)
    named = [row for row in told if row.key != OTHER]
    assert all(row.count >= FEW for row in named)
    together = [row for row in told if row.key == OTHER]
    if together and len(rows) > 1:
        assert len(rows) - len(named) >= 2
    if together and sum(row.count for row in rows) >= FEW:
        assert together[0].count >= FEW
    assert named == [row for row in rows if row in named]


@pytest.mark.django_db
def test_places_with_few_cases_are_told_together(world: World) -> None:
    many = Area.objects.create(code="1", name="Nhiều", level="commune", address="Xã Nhiều")
    one = Area.objects.create(code="2", name="Một", level="commune", address="Xã Một")
    two = Area.objects.create(code="3", name="Hai", level="commune", address="Xã Hai")
    for area in (many, many, many, one, two, two):
        world.submit(area_id=area.pk)
    assert [(row.title, row.count) for row in public().by_area] == [
        ("Xã Nhiều", 3),
        ("Nơi khác, gộp lại", 3),
    ]
    assert counts(statistics(Case.objects.all(), at=MONDAY).by_area) == {"1": 3, "2": 1, "3": 2}


@pytest.mark.django_db
def test_no_table_tells_of_a_case_alone(world: World) -> None:
    for _ in range(4):
        world.submit()
    case_id = world.submit(to="dtp.sxd", kind="conduct").case_id
    world.take(case_id, "receive", "dtp.sxd:clerk")
    world.answer(case_id, "dtp.sxd", at=later(1))
    world.take(case_id, "issue", "dtp.sxd:clerk", later(1))
    rate(case_id=case_id, score="2", reason="", at=later(2))
    told = public()
    assert told.all.count == 5
    for name in set(_TABLES) - {"by_score"}:
        assert min(row.count for row in getattr(told, name)) >= FEW, name
    assert [(row.key, row.count) for row in told.by_score] == [(OTHER, 1)]


@pytest.mark.django_db
def test_a_period_holds_what_was_received_in_it(world: World) -> None:
    for day in (0, 1, 2):
        world.submit(at=later(day))
    counted = public_statistics(since=later(1, 0), until=later(2, 0), at=later(5))
    assert counted.all.count == 1
    empty = public_statistics(since=later(9), until=None, at=later(9))
    assert (empty.all.count, empty.by_month) == (0, ())


@pytest.mark.django_db
def test_only_the_clocks_of_the_chosen_cases_are_read(world: World) -> None:
    with CaptureQueriesContext(connection) as asked:
        public()
    (counting,) = (query["sql"] for query in asked if "GROUPING SETS" in query["sql"])
    clocks = counting.partition("cases_deadline")[2]
    assert "case_id IN (SELECT id FROM c)" in clocks
