"""The side menu counts what its lists show."""

import re
from collections.abc import Callable

import pytest

from donthu.desk import menu
from tests.desk.conftest import Desk
from tests.desk.test_folders import listed
from tests.world import MONDAY, World, later

pytestmark = pytest.mark.django_db
AtDesk = Callable[[str], Desk]


def test_no_count_betrays_a_case_about_the_officer(world: World, desk: AtDesk) -> None:
    case_id = world.submit(to="dtp").case_id
    world.take(case_id, "receive", "dtp:clerk")
    handler = desk("dtp:handler")
    agency_id, other = world.id("dtp"), world.officers["dtp:clerk"].pk

    def counts(officer_id: int, days: int) -> dict[str, int]:
        return {k: n for k, n in menu.counts_of(agency_id, officer_id, later(days)).items() if n}

    assert counts(handler.officer.pk, 0) == {"working": 1}
    world.take(case_id, "keep_away", "dtp:clerk", officer=handler.officer.pk)
    assert counts(handler.officer.pk, 0) == {}
    assert counts(handler.officer.pk, 90) == {}
    assert counts(other, 90) == {"working": 1, "qua-han": 1}
    assert listed(handler.html("thu-muc/working/")) == 0
    assert _figures(handler) == []
    assert _figures(desk("dtp:clerk")) == ["1"]


def test_what_is_done_with_is_counted_for_each_officer_as_it_is_listed(
    world: World, desk: AtDesk
) -> None:
    case_id = world.submit(to="dtp").case_id
    world.take(case_id, "receive", "dtp:clerk")
    handler = desk("dtp:handler")
    world.take(case_id, "keep_away", "dtp:clerk", officer=handler.officer.pk)
    world.take(case_id, "refuse", "dtp:clerk", ground="unclear", reason="Không rõ.")
    clerk = menu.counts_of(world.id("dtp"), world.officers["dtp:clerk"].pk, MONDAY)
    own = menu.counts_of(world.id("dtp"), handler.officer.pk, MONDAY)
    assert (clerk["closed"], own["closed"]) == (1, 0)


def _figures(officer: Desk) -> list[str]:
    """The figures of how many cases lie in each folder now, but for those that are 0."""
    found = re.findall(r"<dd><a [^>]*>(\d+)<", officer.html("so-lieu/"))
    assert found
    return [count for count in found if count != "0"]
