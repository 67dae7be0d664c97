"""What everybody may read: the first page, answers, the guide."""

import re
from datetime import datetime

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from donthu.cases import codes
from donthu.cases.models import Publication
from donthu.law import registry
from donthu.portal.views import answers
from tests.portal.conftest import Citizen, text
from tests.world import World, later

pytestmark = pytest.mark.django_db


def published(world: World, title: str, at: datetime | None = None, field: str = "") -> str:
    """The code of a case answered and published under `title`."""
    sent = world.submit(to="dtp.sxd")
    world.take(sent.case_id, "receive", "dtp.sxd:clerk")
    world.answer(sent.case_id, "dtp.sxd")
    world.take(sent.case_id, "issue", "dtp.sxd:clerk", later(1))
    world.publish(
        sent.case_id,
        "dtp.sxd",
        at=at or later(1),
        title=title,
        text="Đèn ở ngã tư hỏng.",
        answer="Đơn vị đã thay bóng đèn.",
    )
    return sent.code


def test_the_figures_are_counts_of_this_year(citizen: Citizen, world: World) -> None:
    now = timezone.now()
    world.submit(at=now)
    world.submit(at=now.replace(year=now.year - 1))
    published(world, "Đèn đã sáng")
    figures = dict(
        re.findall(r"<dt>(.*?)</dt><dd>(?:<a[^>]*>)?(.*?)(?:</a>)?</dd>", citizen.open("/"))
    )
    received = 2 if later(0).year == now.year else 1  # the one published is of the year of tests
    assert figures[f"phản ánh năm {timezone.localtime(now).year}"] == str(received)
    assert figures["câu trả lời công khai"] == "1"
    assert "đúng hạn, tính cả việc còn trễ" in figures


def test_the_figures_are_counted_once_a_minute(
    citizen: Citizen, world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    published(world, "Đèn đã sáng")
    with django_assert_max_num_queries(12):
        citizen.open("/")
    with django_assert_max_num_queries(2):
        citizen.open("/")
    cache.delete("portal.figures")


def test_the_newest_answers_are_on_the_first_page(citizen: Citizen, world: World) -> None:
    for number in range(6):
        published(world, f"Việc {number}", later(number + 1))
    titles = re.findall(r'class="work-title"[^>]*>(.*?)</a>', citizen.open("/"))
    assert titles == ["Việc 5", "Việc 4", "Việc 3", "Việc 2", "Việc 1"]
    assert "Sở Xây dựng" in citizen.open("/")


def test_answers_are_found_without_accents(citizen: Citizen, world: World) -> None:
    published(world, "Đèn đường phường Mỹ Tho")
    published(world, "Hố ga mất nắp")
    page = citizen.open("/cau-tra-loi?q=den duong my tho")
    assert "Đèn đường phường Mỹ Tho" in page
    assert "Hố ga mất nắp" not in page
    nothing = citizen.open("/cau-tra-loi?q=hoc phi")
    assert "Không có câu trả lời nào khớp" in nothing
    assert 'value="hoc phi"' in nothing


def test_pages_follow_one_another_without_a_gap_or_a_double(
    citizen: Citizen, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "SIZE", 2)
    for number in range(5):
        published(world, f"Việc {number}", later(1))  # all in the same moment
    seen, path = [], "/cau-tra-loi"
    for _ in range(3):
        page = citizen.open(path)
        seen += re.findall(r'class="work-title"[^>]*>(.*?)</a>', page)
        following = re.search(r'rel="next" href="([^"]+)"', page)
        path = following[1] if following else ""
    assert seen == [f"Việc {number}" for number in (4, 3, 2, 1, 0)]
    assert path == ""
    assert "Việc 4" in citizen.open("/cau-tra-loi?sau=made-up")


def test_an_answer_has_its_page_and_what_was_taken_down_has_none(
    citizen: Citizen, world: World
) -> None:
    code = published(world, "Đèn đã sáng")
    path = f"/cau-tra-loi/{Publication.objects.get().pk}"
    assert f'href="{path}"' in citizen.open("/cau-tra-loi")
    page = citizen.open(path)
    for shown in (page, citizen.open("/cau-tra-loi"), citizen.open("/")):
        assert code not in shown  # with it and a phone one may read the case
        assert codes.shown(code) not in shown
    assert "Đèn ở ngã tư hỏng." in page
    assert "Đơn vị đã thay bóng đèn." in page
    assert "sớm 14 ngày làm việc" in page
    assert "Lê Thị Thử" not in page
    Publication.objects.update(taken_down_at=later(2))
    assert citizen.client.get(path).status_code == 404
    assert citizen.client.get("/cau-tra-loi/x").status_code == 404
    assert "Đèn đã sáng" not in citizen.open("/cau-tra-loi")


def test_a_case_not_published_is_not_there(citizen: Citizen, world: World) -> None:
    code = codes.shown(world.submit().code)
    assert citizen.client.get(f"/cau-tra-loi/{code}").status_code == 404


def test_the_guide_says_what_goes_elsewhere(citizen: Citizen) -> None:
    page = citizen.open("/huong-dan")
    assert "Luật Khiếu nại" in page
    assert "Luật Tố cáo" in page
    assert "tối đa 5 tệp, mỗi tệp không quá 20 MB" in page


def test_robots_stay_out_of_what_is_one_persons(citizen: Citizen) -> None:
    answer = citizen.client.get("/robots.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert {"Disallow: /tra-cuu", "Disallow: /bien-nhan/"} <= set(text(answer).splitlines())


def test_the_list_asks_the_database_a_bounded_number_of_times(
    citizen: Citizen, world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(5):
        published(world, f"Đèn {number}")
    citizen.open("/cau-tra-loi")  # what may be chosen is counted once a minute
    with django_assert_max_num_queries(2):
        citizen.open("/cau-tra-loi?q=den&linh-vuc=pakn.transport")


@pytest.mark.parametrize("path", ["/", "/cau-tra-loi", "/huong-dan", "/tra-cuu", "/gui-phan-anh"])
def test_no_page_sets_a_cookie(citizen: Citizen, path: str) -> None:
    answer = Client().get(path)
    assert answer.status_code == 200
    assert not answer.cookies


def test_the_guide_draws_the_process_from_the_law(citizen: Citizen) -> None:
    page = citizen.open("/huong-dan")
    drawn = page[page.index('id="quy-trinh"') :]
    for state in registry.procedure("feedback").states:
        assert f'<p class="flow-state">{state.title}</p>' in drawn
    assert "<b>Tiếp nhận, vào sổ</b> → Đã tiếp nhận" in drawn
    assert "văn thư · trong 2 ngày làm việc" in drawn
