"""Reading the tree of agencies, and what became of those that are no more."""

from datetime import date

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from donthu.agencies.models import Agency
from donthu.agencies.queries import (
    ancestors,
    find_agencies,
    subtree,
    successor_of,
    successors_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("sample")]

TODAY = date(2026, 11, 22)


def agency(code: str) -> Agency:
    return Agency.objects.get(code=code)


def found(q: str, **narrowed: object) -> list[str]:
    return [hit.agency.code for hit in find_agencies(q, on=TODAY, **narrowed)]  # type: ignore[arg-type]


def test_below_the_province_lie_its_departments_and_102_communes() -> None:
    below = subtree(agency("dtp")).on(TODAY)
    assert below.filter(kind="commune_committee").count() == 102
    codes = set(below.values_list("code", flat=True))
    assert {"dtp", "dtp.sxd", "dtp.snnmt.vpdk", "dtp.mytho", "dtp.mytho.vp"} <= codes
    assert "btc.ct" not in codes
    assert "dtp-cu" not in codes


def test_the_subtree_is_read_from_an_index() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        plan = subtree(agency("dtp")).order_by().explain()
    assert "Index Cond: ((path" in plan


def test_above_an_agency_stand_its_superiors_the_top_first() -> None:
    assert [a.code for a in ancestors(agency("dtp.snnmt.vpdk"))] == ["vpcp", "dtp", "dtp.snnmt"]
    assert not ancestors(agency("vpcp")).exists()


def test_a_merged_ministry_leads_to_the_one_that_does_its_work() -> None:
    transport = agency("bgtvt")
    merged = successor_of(transport, on=TODAY)
    assert merged is not None
    assert merged.code == "bxd"
    assert successor_of(transport, on=date(2025, 2, 28)) == transport


def test_a_district_was_divided_among_communes_one_of_which_must_be_chosen() -> None:
    district = agency("tgg.caibe")
    assert successor_of(district, on=TODAY) is None
    names = [a.short_name for a in successors_of(district, on=TODAY)]
    assert "UBND xã Cái Bè" in names
    assert all(name.startswith("UBND xã ") for name in names)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("sở xây dựng", "dtp.sxd"),
        ("so xay dung", "dtp.sxd"),
        ("dtp.sxd", "dtp.sxd"),
        ("BTC", "btc"),
        ("UBND xã Tháp Mười", "dtp.thapmuoi"),
        ("bộ giao thông vận tải", "bxd"),
        ("UBND tỉnh Tiền Giang", "dtp"),
        ("UBND tỉnh Đồng Tháp", "dtp"),
        ("ubnd dong thap", "dtp"),
        ("dong thap", "dtp"),
        ("uỷ ban nhân dân tỉnh", "dtp"),
        ("sxd", "dtp.sxd"),
        ("Sở XD", "dtp.sxd"),
        ("VP UBND tỉnh Đồng Tháp", "dtp.vp"),
        ("xây dựng", "bxd"),
    ],
)
def test_an_agency_is_found_by_name_code_or_the_name_of_its_predecessor(
    typed: str, code: str
) -> None:
    assert found(typed)[0] == code


def test_the_name_of_the_predecessor_is_told() -> None:
    (hit,) = find_agencies("bộ kế hoạch và đầu tư", on=TODAY)
    assert (hit.agency.code, hit.formerly) == ("btc", "Bộ Kế hoạch và Đầu tư")


def test_who_takes_no_part_in_feedback_is_not_offered_for_it() -> None:
    assert "dtp.vpdbqh" in found("đoàn đại biểu", parent=agency("dtp"))
    assert found("đoàn đại biểu", in_feedback=True) == []
    assert "btc" not in found("", parent=agency("dtp"), limit=500)


@pytest.mark.parametrize(
    ("marked", "bare"),
    [
        ("UBND. tỉnh Đồng Tháp", "UBND tỉnh Đồng Tháp"),
        ("UBND.Đồng Tháp", "UBND Đồng Tháp"),
        ("Sở Xây dựng, tỉnh Đồng Tháp.", "Sở Xây dựng tỉnh Đồng Tháp"),
        ("“Sở Xây dựng”", "Sở Xây dựng"),
        ("VP. UBND", "VP UBND"),
    ],
)
def test_marks_around_words_hide_no_agency(marked: str, bare: str) -> None:
    assert found(marked)
    assert found(marked) == found(bare)


def test_a_short_word_with_its_dot_is_that_word() -> None:
    city = Agency.objects.create(
        code="hcm",
        name="Ủy ban nhân dân Thành phố Hồ Chí Minh",
        kind="province_committee",
        level="province",
    )
    for typed in ("TP. Hồ Chí Minh", "TP Hồ Chí Minh", "TP.Hồ Chí Minh", "tp.hồ chí minh."):
        assert found(typed)[:1] == [city.code]


def test_finding_asks_the_database_at_most_twice(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_max_num_queries(2):
        found("ủy ban")
