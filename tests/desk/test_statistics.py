"""The figures of an agency at the desk."""

import re
from collections.abc import Callable

import pytest
from django.core.cache import cache

from donthu.agencies.models import Field
from donthu.cases.models import Case
from donthu.cases.queries import AnyCase
from tests.desk.conftest import At, Desk
from tests.world import World, later

pytestmark = pytest.mark.django_db
AtDesk = Callable[[str], Desk]


@pytest.fixture(autouse=True)
def counted_anew() -> None:
    cache.clear()


def card(html: str, key: str) -> str:
    return html[html.index(f'id="bang-{key}"') :].split("</section>")[0]


def test_an_agency_reads_what_came_to_it_and_no_other_does(
    desk: AtDesk, world: World, handed_down: AnyCase
) -> None:
    world.submit()
    page = desk("vpcp:clerk").html("so-lieu/")
    assert ">2<" in card(page, "trang-thai") or card(page, "loai").count(">2<") == 1
    assert ">1<" in card(desk("dtp.sxd:clerk").html("so-lieu/"), "loai")
    assert "Không có phản ánh nào trong kỳ này" in desk("btc:clerk").get("so-lieu/")


def test_who_watches_reads_what_lies_below(desk: AtDesk, world: World) -> None:
    world.submit(to="dtp.sxd")
    world.submit(to="btc")
    assert ">1<" in card(desk("dtp:watcher").html("so-lieu/"), "loai")
    assert "Không có phản ánh nào" in desk("dtp:clerk").get("so-lieu/")


def test_a_number_of_what_is_late_leads_to_its_list(
    desk: AtDesk, world: World, handed_down: AnyCase, at: At
) -> None:
    Field.objects.create(code="x", name="Đèn", catalogue="feedback", report_code="other")
    at(later(60))
    page = desk("dtp:clerk").html("so-lieu/")
    unit = re.search(r'<a href="([^"]+)">Sở Xây dựng<', card(page, "qua-han-don-vi"))
    assert unit
    assert f"co-quan={world.id('dtp.sxd')}" in unit[1]
    answer = desk("dtp:clerk").client.get(unit[1].replace("&amp;", "&"))
    assert answer.content.decode().count('class="work-title"') == Case.objects.count() == 1
    assert 'href="/lam-viec/thu-muc/qua-han/">1<' in page


def test_a_table_is_a_file(desk: AtDesk, handed_down: AnyCase) -> None:
    answer = desk("dtp:clerk").client.get("/lam-viec/so-lieu/loai.csv")
    assert '"Sáng kiến, đề xuất",1,0,0,0,' in answer.content.decode()
    assert desk("dtp:clerk").status("so-lieu/khong-co.csv") == 404


def test_the_menu_leads_there(desk: AtDesk) -> None:
    assert 'href="/lam-viec/so-lieu/"' in desk("dtp:head").html("")
