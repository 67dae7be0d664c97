"""Entering what came by phone, at the counter or by post."""

import re
from typing import Any

import pytest
from django.http import HttpResponse

from donthu.agencies.seeding import seed_fields
from donthu.cases.models import Case, Lookup, PaperFile, Party
from donthu.ledger.models import Event
from donthu.people.models import Person
from donthu.ui.tracking import case_of_sender
from tests.desk.conftest import Desk, pdf, words
from tests.world import MONDAY, World

pytestmark = pytest.mark.django_db
TYPED = {
    "form": "a" * 32,
    "channel": "phone",
    "received_on": "09/11/2026",
    "received_time": "08:30",
    "kind": "idea",
    "title": "Mương thoát nước bị lấp",
    "content": "Mương thoát nước trước nhà số 3 bị lấp, mưa xuống là ngập cả xóm.",
    "name": "Phan Văn Thử",
    "address": "ấp 3, xã Tháp Mười",
}


@pytest.fixture
def clerk(world: World) -> Desk:
    seed_fields()
    return Desk(world, "dtp:clerk")


def send(clerk: Desk, address: str, typed: dict[str, Any]) -> HttpResponse:
    """As `Desk.post`; one of the fields is called "address"."""
    answer: HttpResponse = clerk.client.post(f"/lam-viec/{address}", typed)
    return answer


def enter(clerk: Desk, **typed: Any) -> HttpResponse:
    return send(clerk, "nhap/", TYPED | typed)


def page(answer: HttpResponse) -> str:
    return words(answer.content.decode())


def test_the_form_begins_with_this_moment_and_the_own_agency(clerk: Desk) -> None:
    html = clerk.html("nhap/")
    assert 'value="09/11/2026"' in html
    assert 'value="09:00"' in html
    assert "Ủy ban nhân dân tỉnh Đồng Tháp" in words(html)
    assert "Cơ quan bạn muốn gửi" not in html
    assert "Nhập phản ánh" in html[: html.index("<main")]  # the menu leads here


def test_a_call_becomes_a_case_whose_clock_runs_from_the_call(world: World, clerk: Desk) -> None:
    answer = enter(clerk)
    case = Case.objects.get()
    assert (case.channel, case.root_id, case.state) == ("phone", world.id("dtp"), "new")
    assert case.received_at == MONDAY.replace(hour=8, minute=30)
    event = Event.objects.get()
    assert (event.kind, event.actor_id) == ("feedback.submit", clerk.officer.pk)
    assert "Bước tiếp" not in page(answer)
    assert "Ủy ban nhân dân tỉnh Đồng Tháp tiếp nhận, chậm nhất ngày 11/11/2026." in page(answer)


def test_who_left_neither_gets_a_pin_on_the_sheet_and_nowhere_else(clerk: Desk) -> None:
    answer = enter(clerk)
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    html = answer.content.decode()
    (pin,) = re.findall(r"data-pin>(\d{6})<", html)
    code = Case.objects.get().code
    assert case_of_sender(code, pin, address="192.0.2.1", at=MONDAY)
    assert pin not in Person.objects.get().pin
    assert pin not in str(list(Event.objects.values_list("data", flat=True)))
    # the same form sent again leads to the sheet without it, where a new one is given
    again = enter(clerk)
    assert again.status_code == 302
    sheet = clerk.client.get(again.headers["Location"]).content.decode()
    assert "data-pin" not in sheet
    assert "Cấp mã PIN mới" in sheet
    renewed = clerk.client.post(again.headers["Location"]).content.decode()
    (second,) = re.findall(r"data-pin>(\d{6})<", renewed)
    assert case_of_sender(code, second, address="192.0.2.1", at=MONDAY)
    assert not case_of_sender(code, pin, address="192.0.2.1", at=MONDAY)
    assert Case.objects.count() == 1


def test_who_left_a_phone_gets_no_pin(clerk: Desk) -> None:
    answer = enter(clerk, phone="0900 000 102")
    assert answer.status_code == 302
    sheet = clerk.client.get(answer.headers["Location"]).content.decode()
    assert "4 số cuối điện thoại" in sheet
    assert "Cấp mã PIN mới" not in sheet


def test_a_twin_is_shown_before_anything_is_saved(world: World, clerk: Desk) -> None:
    twin = world.submit(
        to="dtp", text=TYPED["content"], title=TYPED["title"], channel="portal"
    ).code
    answer = enter(clerk)
    assert answer.status_code == 409
    shown = page(answer)
    assert f"{twin[:4]}-{twin[4:]}" in shown
    assert re.search(r"Trùng 9\d % cụm từ", shown)
    assert "Vẫn nhập mới" in shown
    assert TYPED["content"] in answer.content.decode()
    assert Case.objects.count() == 1
    assert Lookup.objects.get().candidates == [Case.objects.get().pk]

    assert enter(clerk, shown=f"{twin[:4]}-{twin[4:]}").status_code == 409  # not said to be new
    assert enter(clerk, anew="1").status_code == 409  # said without having seen it
    assert enter(clerk, anew="1", shown=f"{twin[:4]}-{twin[4:]}").status_code == 200
    assert Case.objects.count() == 2


def test_a_twin_of_elsewhere_shows_no_text_and_no_link(world: World, clerk: Desk) -> None:
    world.submit(to="btc", text=TYPED["content"], title="Chuyện của bà Thử")
    html = send(clerk, "nhap/trung/", TYPED).content.decode()
    assert "Bộ Tài chính" in html
    assert "bà Thử" not in html
    assert "/lam-viec/ho-so/" not in html


def test_the_panel_finds_the_same_caller(world: World, clerk: Desk) -> None:
    world.submit(to="dtp")
    html = clerk.post("nhap/trung/", phone="0900 000 123").content.decode()
    assert "Trùng số điện thoại" in html
    assert (
        "Không có hồ sơ nào giống" in clerk.post("nhap/trung/", name="Không Ai Cả").content.decode()
    )


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"received_time": "09:01"}, "Thời điểm nhận không thể ở sau lúc này."),
        ({"received_on": "10/11/2026"}, "Thời điểm nhận không thể ở sau lúc này."),
        ({"received_on": "01/11/2025"}, "Đơn nhận đã hơn một năm"),
        ({"received_time": "25:00"}, "Giờ nhận chưa đúng"),
        ({"channel": "portal"}, "Đến bằng cách nào đã chọn không còn trong danh sách"),
        ({"name": ""}, "Hãy nhập họ và tên"),
        ({"address": ""}, "Hãy nhập địa chỉ liên hệ"),
        ({"phone": "12"}, "Số điện thoại chưa đúng"),
        ({"kind": "business"}, "cần mã số thuế"),
        ({"content": "x" * 3001}, "nhiều hơn 1 ký tự"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_saved(
    clerk: Desk, typed: dict[str, str], sentence: str
) -> None:
    answer = enter(clerk, **typed)
    assert answer.status_code == 422
    assert sentence in page(answer)
    assert not Case.objects.exists()
    assert "xóm" in answer.content.decode() or "content" in typed


def test_a_scan_comes_along(clerk: Desk) -> None:
    enter(clerk, channel="post", files=pdf("Đơn.pdf"))
    assert PaperFile.objects.get().name == "Đơn.pdf"


def test_an_enterprise_is_the_sender_and_who_called_stands_for_it(clerk: Desk) -> None:
    enter(clerk, kind="business", tax_code="0100109106", organisation="Công ty Thử Nghiệm")
    roles = {party.role: party.person for party in Party.objects.select_related("person")}
    sender = roles["sender"]
    assert sender is not None
    assert (sender.name, sender.tax_code) == ("Công ty Thử Nghiệm", "0100109106")
    assert sender.pin
