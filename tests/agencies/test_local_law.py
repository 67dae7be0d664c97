"""Days off and lengths that agencies decided for themselves."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from donthu.agencies import local_law
from donthu.agencies.local_law import calendar_for, local_length
from donthu.agencies.models import Agency, DayOff, LocalLimit
from donthu.agencies.tree import move_agency
from donthu.law.calendar import Calendar, Unit
from tests.agencies.made import NOW, make_tree

pytestmark = [pytest.mark.django_db, pytest.mark.database]

WEDNESDAY = date(2026, 12, 9)
SATURDAY = date(2026, 12, 12)
DECEMBER = date(2026, 12, 1)


@pytest.fixture(autouse=True)
def nothing_known() -> Iterator[None]:
    local_law.forget()
    yield
    local_law.forget()


@pytest.fixture
def tree() -> dict[str, Agency]:
    return make_tree()


def limit(agency: Agency, length: int, **changed: object) -> LocalLimit:
    given = {
        "procedure": "feedback",
        "limit": "answer",
        "unit": Unit.WORKING_DAYS,
        "decision": "Quyết định 1/QĐ-UBND",
        "since": DECEMBER,
    }
    return LocalLimit.objects.create(agency=agency, length=length, **(given | changed))


def length_of(agency: Agency, on: date = DECEMBER) -> int | None:
    found = local_length(agency.pk, "feedback", "answer", on)
    return found.length if found else None


def test_without_a_decision_the_official_calendar_counts(tree: dict[str, Agency]) -> None:
    assert calendar_for(tree["dtp.sxd"].pk) is Calendar.official()
    assert calendar_for(None) is Calendar.official()
    assert length_of(tree["dtp.sxd"]) is None


def test_a_day_off_of_the_province_holds_below_it_and_nowhere_else(
    tree: dict[str, Agency],
) -> None:
    DayOff.objects.create(agency=tree["dtp"], date=WEDNESDAY, reason="Bão", decision="Công điện 1")
    day = calendar_for(tree["dtp.sxd.qlnh"].pk).day(WEDNESDAY)
    assert (day.works, day.reason, day.law) == (False, "Bão", "Công điện 1")
    assert calendar_for(tree["btc"].pk).works(WEDNESDAY)
    assert calendar_for(None).works(WEDNESDAY)


def test_the_nearer_agency_decides_over_the_farther(tree: dict[str, Agency]) -> None:
    DayOff.objects.create(date=WEDNESDAY, reason="Lễ")
    DayOff.objects.create(agency=tree["dtp"], date=WEDNESDAY, reason="Bão")
    DayOff.objects.create(agency=tree["dtp.sxd"], date=WEDNESDAY, works=True, reason="Trực")
    DayOff.objects.create(agency=tree["dtp"], date=SATURDAY, works=True, reason="Làm bù")
    assert calendar_for(tree["dtp.sxd.qlnh"].pk).works(WEDNESDAY)
    assert calendar_for(tree["dtp.sxd"].pk).works(SATURDAY)
    assert not calendar_for(tree["dtp.stc"].pk).works(WEDNESDAY)
    assert not calendar_for(tree["btc"].pk).works(WEDNESDAY)
    assert not calendar_for(tree["btc"].pk).works(SATURDAY)


def test_the_nearest_agency_that_set_a_length_decides(tree: dict[str, Agency]) -> None:
    limit(tree["dtp"], 10)
    limit(tree["dtp.sxd"], 7)
    assert length_of(tree["dtp.sxd.qlnh"]) == 7
    assert length_of(tree["dtp.stc"]) == 10
    assert length_of(tree["btc"]) is None
    assert local_length(tree["dtp"].pk, "feedback", "receive", DECEMBER) is None
    assert local_length(tree["dtp"].pk, "complaint", "answer", DECEMBER) is None


def test_a_length_holds_in_its_time(tree: dict[str, Agency]) -> None:
    new_year = date(2027, 1, 1)
    limit(tree["dtp"], 10, until=new_year - timedelta(days=1))
    limit(tree["dtp"], 8, since=new_year)
    days = [DECEMBER - timedelta(days=1), DECEMBER, new_year - timedelta(days=1), new_year]
    assert [length_of(tree["dtp"], on) for on in days] == [None, 10, 10, 8]


def test_asking_again_costs_no_query(
    tree: dict[str, Agency], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    limit(tree["dtp"], 10)
    sxd = tree["dtp.sxd"]
    assert length_of(sxd) == 10
    calendar_for(sxd.pk)
    with django_assert_num_queries(0):
        assert length_of(sxd) == 10
        calendar_for(sxd.pk)


def test_where_nothing_was_decided_two_queries_serve_all_agencies(
    tree: dict[str, Agency], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        for agency in tree.values():
            calendar_for(agency.pk)
            length_of(agency)


def test_a_new_decision_and_a_new_place_in_the_tree_count_at_once(
    tree: dict[str, Agency],
) -> None:
    assert length_of(tree["dtp.stc"]) is None
    mine = limit(tree["dtp"], 10)
    assert length_of(tree["dtp.stc"]) == 10
    move_agency(tree["dtp.stc"], parent=tree["btc"], at=NOW, by=None)
    assert length_of(tree["dtp.stc"]) is None
    mine.delete()
    assert length_of(tree["dtp"]) is None


def test_what_another_process_decided_counts_after_a_while(
    tree: dict[str, Agency], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert length_of(tree["dtp"]) is None
    LocalLimit.objects.bulk_create(
        [
            LocalLimit(
                agency=tree["dtp"],
                procedure="feedback",
                limit="answer",
                length=9,
                unit=Unit.WORKING_DAYS,
                since=DECEMBER,
            )
        ]
    )
    assert length_of(tree["dtp"]) is None
    monkeypatch.setattr(local_law, "_KEPT", -1.0)
    assert length_of(tree["dtp"]) == 9
