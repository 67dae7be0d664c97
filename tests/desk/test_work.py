"""Việc phải làm hôm nay."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from donthu.agencies.models import Membership
from donthu.cases import codes
from donthu.cases.queries import AnyCase, case_by_id
from tests.desk.conftest import At, Desk, place
from tests.world import MONDAY, World, later

pytestmark = pytest.mark.django_db
AtDesk = Callable[[str], Desk]


def sections(page: str) -> list[str]:
    titles = (
        "Quá hạn",
        "Đến hạn hôm nay và ba ngày tới",
        "Chờ tôi ký, duyệt",
        "Trả lại và bổ sung",
        "Còn hạn",
    )
    body = page[page.index("Việc phải làm hôm nay") :]
    return [title for title in titles if f"{title} 1 " in body]


def test_a_new_case_waits_for_the_clerk_alone(desk: AtDesk, case: AnyCase) -> None:
    page = desk("vpcp:clerk").get("")
    assert codes.shown(case.code) in page
    assert "Tiếp nhận, vào sổ" in page
    for who in ("vpcp:handler", "vpcp:head", "vpcp:watcher"):
        assert "Không có việc nào đang chờ bạn" in desk(who).get("")


def test_a_row_says_what_where_since_when_and_how_long_still(desk: AtDesk, case: AnyCase) -> None:
    page = desk("vpcp:clerk").get("")
    assert "Đèn tín hiệu hỏng" in page
    assert "từ 09/11/2026" in page
    assert "Còn 2 ngày làm việc" in page
    assert "Hạn 11/11/2026 · Vì sao?" in page


def test_code_and_title_both_lead_to_the_case_and_the_button_to_the_step(
    desk: AtDesk, case: AnyCase
) -> None:
    html = desk("vpcp:clerk").html("")
    assert html.count(f'href="/lam-viec/{place(case)}"') == 2
    assert f'href="/lam-viec/{place(case)}#vi-sao"' in html
    assert f'href="/lam-viec/{place(case)}buoc/receive/"' in html


def test_late_due_back_and_the_rest_each_have_their_section(
    world: World, desk: AtDesk, at: At
) -> None:
    clerk = desk("vpcp:clerk")
    world.submit()
    assert sections(clerk.get("")) == ["Đến hạn hôm nay và ba ngày tới"]
    at(later(3))
    assert sections(clerk.get("")) == ["Quá hạn"]
    assert "Quá 1 ngày làm việc" in clerk.get("")


def test_what_came_back_stands_by_itself_when_it_is_not_urgent(
    world: World, desk: AtDesk, handed_down: AnyCase
) -> None:
    world.take(
        handed_down.pk, "return", "dtp.sxd:clerk", ground="other_area", reason="Ở tỉnh khác."
    )
    page = desk("dtp:clerk").get("")
    assert sections(page) == ["Trả lại và bổ sung"]
    assert "bị trả lại" in page
    assert "Không có việc nào" in desk("dtp.sxd:clerk").get("")


def test_a_draft_waits_for_its_signature_with_the_leaders(
    world: World, desk: AtDesk, handed_down: AnyCase
) -> None:
    handler = world.officers["dtp.sxd:handler"].pk
    world.take(handed_down.pk, "assign", "dtp.sxd:clerk", officer=handler)
    assert "Trình dự thảo trả lời" in desk("dtp.sxd:handler").get("")
    world.take(handed_down.pk, "draft", "dtp.sxd:handler", answer="Xong.", result="solved")
    page = desk("dtp.sxd:deputy").get("")
    assert sections(page) == ["Chờ tôi ký, duyệt"]
    assert "Ký trả lời" in page
    assert "Không có việc nào" in desk("dtp.sxd:handler").get("")


def test_a_part_to_do_beside_the_holder_is_received_by_its_button(
    world: World, desk: AtDesk, case: AnyCase
) -> None:
    world.take(case.pk, "receive", "vpcp:clerk")
    world.take(
        case.pk,
        "hand_over",
        "vpcp:clerk",
        lead=world.id("dtp"),
        cooperating=[world.id("btc")],
        note="Phối hợp.",
    )
    clerk = desk("btc:clerk")
    html = clerk.html("")
    assert "Nhận việc" in html
    given = case_by_id(case.pk).assignments.get(lead=False)
    assert f'method="post" action="/lam-viec/giao-viec/{given.pk}/receive/"' in html
    assert clerk.post(f"giao-viec/{given.pk}/receive/").status_code == 302
    assert "Báo cáo kết quả" in desk("btc:handler").get("")


def test_one_list_over_all_duties(world: World, desk: AtDesk, case: AnyCase) -> None:
    clerk = desk("btc:clerk")
    assert "Không có việc nào" in clerk.get("")
    Membership.objects.create(
        officer=clerk.officer,
        agency=world.agencies["vpcp"],
        role="clerk",
        since=MONDAY.date(),
    )
    assert codes.shown(case.code) in clerk.get("")


def test_thirty_rows_a_page_and_the_statements_do_not_grow_with_the_rows(
    world: World, desk: AtDesk
) -> None:
    clerk = desk("vpcp:clerk")
    world.submit()
    few = statements(clerk, "")
    for _ in range(31):
        world.submit()
    many = statements(clerk, "")
    assert many == few <= 11
    first = clerk.html("")
    assert first.count('class="work-title"') == 30
    assert 'href="?trang=2"' in first
    second = clerk.html("", trang="2")
    assert second.count('class="work-title"') == 2
    assert 'href="?"' in second


def test_a_section_can_be_looked_at_alone(world: World, desk: AtDesk, at: At) -> None:
    old = case_by_id(world.submit().case_id)
    at(later(3))
    new = case_by_id(world.submit(at=later(3)).case_id)
    late = desk("vpcp:clerk").get("", muc="qua-han")
    assert codes.shown(old.code) in late
    assert codes.shown(new.code) not in late


def statements(at_desk: Desk, address: str) -> int:
    """How many statements a page asks, the second time it is opened within a minute."""
    at_desk.get(address)
    with CaptureQueriesContext(connection) as captured:
        at_desk.get(address)
    return len(captured)
