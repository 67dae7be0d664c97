"""Figures for everybody, as charts with their tables."""

import csv
import io
import re

import pytest
from django.core.cache import cache
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.portal.conftest import Citizen, text
from tests.world import World

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year


@pytest.fixture(autouse=True)
def counted_anew() -> None:
    cache.clear()


def test_the_page_shows_each_table_with_its_bars(citizen: Citizen, world: World) -> None:
    for _ in range(6):
        world.submit(at=timezone.now(), kind="conduct")
    for _ in range(3):
        world.submit(at=timezone.now())
    page = citizen.open("/so-lieu")
    assert f"năm {YEAR}" in page
    for title in ("Mỗi tháng nhận bao nhiêu", "Đang ở bước nào", "Về việc gì", "Ở cấp nào"):
        assert title in page
    kinds = page[page.index('id="bang-loai"') :]
    rows = re.findall(
        r'scope="row">([^<]+)<svg.*?width="(\d+)" height="6".*?"num" role="cell">(\d+)<', kinds
    )
    assert rows[:2] == [
        ("Hành vi của cán bộ, công chức", "100", "6"),
        ("Sáng kiến, đề xuất", "50", "3"),
    ]


def test_a_period_is_chosen_in_the_address(citizen: Citizen, world: World) -> None:
    now = timezone.now()
    world.submit(at=now.replace(year=YEAR - 1, month=2, day=10))
    assert "Chưa có phản ánh nào trong kỳ này" in citizen.open("/so-lieu")
    assert "phản ánh đã nhận</dt><dd>1<" in citizen.open(f"/so-lieu?nam={YEAR - 1}")
    assert "phản ánh đã nhận</dt><dd>1<" in citizen.open(f"/so-lieu?nam={YEAR - 1}&ky=q1")
    assert "Chưa có phản ánh nào" in citizen.open(f"/so-lieu?nam={YEAR - 1}&ky=3")
    assert "phản ánh đã nhận</dt><dd>1<" in citizen.open("/so-lieu?nam=tat-ca")
    assert f'<option value="{YEAR - 1}">' in citizen.open("/so-lieu?nam=9999999&ky=x")


def test_each_table_is_a_file_for_a_spreadsheet(citizen: Citizen, world: World) -> None:
    for _ in range(3):
        world.submit(at=timezone.now())
    answer = citizen.client.get(f"/so-lieu/trang-thai.csv?nam={YEAR}")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert f"so-lieu-trang-thai-{YEAR}.csv" in answer["Content-Disposition"]
    assert text(answer).startswith("\ufeff")
    head, row = csv.reader(io.StringIO(text(answer)[1:]))
    assert dict(zip(head, row, strict=True)) == {
        "Trạng thái": "Mới gửi",
        "Số phản ánh": "3",
        "Đã trả lời": "0",
        "Đúng hạn": "0",
        "Trễ hạn": "0",
        "Tỷ lệ đúng hạn (%)": "",
    }
    assert citizen.client.get("/so-lieu/khong-co.csv").status_code == 404


def test_what_was_counted_is_kept_for_some_minutes(
    citizen: Citizen, world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    world.submit(at=timezone.now())
    citizen.open("/so-lieu")
    with django_assert_max_num_queries(2):
        citizen.open("/so-lieu")
