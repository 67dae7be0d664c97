"""Feedback counted by what it is about, where and when."""

from typing import Any

import pytest

from donthu.agencies.models import Field
from donthu.cases import folders
from donthu.cases.actions.rate import rate
from donthu.cases.figures import public_figures
from donthu.cases.models import Case
from donthu.cases.statistics import (
    Rows,
    Statistics,
    late_by_field,
    late_by_unit,
    of_agency,
    statistics,
)
from tests.world import MONDAY, World, later

pytestmark = pytest.mark.django_db
NEW_YEAR = MONDAY.replace(month=1, day=1, hour=0)


def counts(rows: Rows) -> dict[str | None, int]:
    return {row.key: row.count for row in rows}


def everything(at: Any = None) -> Statistics:
    return statistics(Case.objects.all(), at=at or later(0))


def answered(world: World, day: int) -> None:
    case_id = world.submit(to="dtp.sxd").case_id
    world.take(case_id, "receive", "dtp.sxd:clerk")
    world.answer(case_id, "dtp.sxd", at=later(day))
    world.take(case_id, "issue", "dtp.sxd:clerk", later(day))


def test_each_table_counts_each_case_once(world: World) -> None:
    field = Field.objects.create(code="x", name="Đèn", catalogue="feedback", report_code="other")
    world.submit(field_id=field.pk, kind="conduct")
    world.submit(to="dtp.sxd")
    world.submit(at=MONDAY.replace(month=10), to="dtp")
    counted = everything()
    assert counted.all.count == 3
    assert counts(counted.by_state) == {"new": 3}
    assert counts(counted.by_kind) == {"conduct": 1, "idea": 2}
    assert counted.by_score == ()
    assert counts(counted.by_field) == {"x": 1, None: 2}
    assert counts(counted.by_agency) == {"vpcp": 1, "dtp": 1, "dtp.sxd": 1}
    assert counts(counted.by_level) == {"central": 1, "province": 2}
    assert [(row.key, row.title, row.count) for row in counted.by_month] == [
        ("2026-10", "Tháng 10/2026", 1),
        ("2026-11", "Tháng 11/2026", 2),
    ]


def test_how_content_senders_were_is_counted_by_the_words_of_the_law(world: World) -> None:
    answered(world, 1)
    answered(world, 1)
    for case, score in zip(Case.objects.order_by("pk"), (5, 2), strict=True):
        rate(case_id=case.pk, score=str(score), reason="", at=later(2))
    assert [(row.key, row.title, row.count) for row in everything().by_score] == [
        ("5", "Rất hài lòng", 1),
        ("2", "Chưa hài lòng", 1),
    ]


def test_in_time_and_late_are_those_of_the_first_page(world: World) -> None:
    answered(world, 1)
    answered(world, 22)
    answered(world, 23)
    open_too_long = world.submit(to="dtp.sxd").case_id
    world.take(open_too_long, "receive", "dtp.sxd:clerk")
    world.submit()
    at = later(30, hour=10)
    figures = public_figures(since=NEW_YEAR, at=at)
    counted = everything(at)
    assert (counted.all.in_time, counted.all.late) == (figures.in_time, figures.late) == (2, 3)
    assert counted.all.in_time_share == figures.in_time_share == 40.0
    assert sum(row.late for row in counted.by_agency) == 3


def test_an_agency_counts_what_came_to_it_and_a_watcher_what_came_below(world: World) -> None:
    world.submit()
    down = world.submit().case_id
    world.hand_down(down, ["vpcp", "dtp", "dtp.sxd"])
    seen = Case.objects.all()
    own = of_agency(seen, agency_id=world.id("dtp"), path="", since=None, until=None)
    assert [case.pk for case in own] == [down]
    path = world.agencies["dtp"].path
    world.submit(to="dtp.snnmt")
    below = of_agency(seen, agency_id=world.id("dtp"), path=path, since=None, until=None)
    assert below.count() == 2


def test_what_is_late_counts_as_its_list_does(world: World) -> None:
    down = world.submit().case_id
    world.hand_down(down, ["vpcp", "dtp", "dtp.sxd"])
    world.submit(to="dtp")
    late = folders.overdue([world.id("dtp")], later(60))
    assert late.count() == 2
    assert counts(late_by_unit(late, world.id("dtp"))) == {str(world.id("dtp.sxd")): 1}
    assert counts(late_by_field(late)) == {None: 2}
