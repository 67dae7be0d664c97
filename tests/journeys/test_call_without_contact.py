"""Somebody without phone or e-mail calls; the clerk enters it, and the PIN on the receipt opens it."""

import pytest
from playwright.sync_api import expect

from tests.browser import SHOTS
from tests.journeys.conftest import Somebody
from tests.personas import LAN

pytestmark = pytest.mark.browser

TITLE = "Cống thoát nước ở chợ xã Tháp Mười bị nghẹt"
CONTENT = (
    "Cống thoát nước sau chợ xã Tháp Mười bị nghẹt đã hai tuần, nước thải tràn ra lối đi. Người gọi "
    "đề nghị nạo vét trước mùa mưa."
)
LIGHT = 30 * 1024  # bytes of a page of tracking without JavaScript


def test_a_call_is_entered_by_keyboard_and_tracked_with_the_pin(somebody: Somebody) -> None:
    clerk = somebody(LAN)
    page = clerk.page
    clerk.open("/lam-viec/")
    page.get_by_role("link", name="Nhập phản ánh").first.click()
    clerk.look("nhap-trong")

    page.get_by_label("Điện thoại", exact=True).check()
    page.get_by_label("Họ và tên, hoặc tên tổ chức").fill("Lê Văn Thử Không Máy")
    page.get_by_label("Địa chỉ liên hệ").fill("ấp Bốn, xã Tháp Mười")
    page.get_by_label("Sáng kiến, đề xuất").check()
    page.get_by_label("Tiêu đề").fill(TITLE)
    page.get_by_label("Nội dung", exact=True).fill(CONTENT)
    expect(page.get_by_text("Không có hồ sơ nào giống.")).to_be_visible()
    clerk.look("nhap-da-ghi")
    page.get_by_label("Nội dung", exact=True).press("Control+Enter")

    expect(page.get_by_role("heading", name="Biên nhận phản ánh, kiến nghị")).to_be_visible()
    code = page.locator(".code-large").first.inner_text()
    pin = page.locator("[data-pin]").inner_text()
    assert len(pin) == 6
    clerk.look("bien-nhan-pin")
    SHOTS.mkdir(parents=True, exist_ok=True)
    sheet = page.pdf(prefer_css_page_size=True, print_background=True)
    (SHOTS / "bien-nhan-pin.pdf").write_bytes(sheet)

    page.get_by_role("link", name="Nhập phản ánh khác").click()
    page.get_by_label("Tiêu đề").fill(TITLE)
    page.get_by_label("Nội dung", exact=True).fill(CONTENT)
    expect(page.get_by_role("link", name=code)).to_be_visible()
    clerk.look("nhap-co-the-trung")

    caller = somebody(phone=True, javascript=False)
    phone = caller.page
    caller.open(f"/tra-cuu?code={code}")
    caller.look("tra-cuu-pin")
    phone.get_by_label("mã PIN").fill("000000")
    phone.get_by_role("button", name="Tra cứu").click()
    expect(phone.get_by_text("Không có hồ sơ nào khớp")).to_be_visible()
    phone.get_by_label("mã PIN").fill(f"{pin[:3]} {pin[3:]}")
    with phone.expect_response(f"**/tra-cuu/{code}*") as tracked:
        phone.get_by_role("button", name="Tra cứu").click()
    expect(phone.get_by_role("heading", name=TITLE)).to_be_visible()
    caller.look("theo-doi-pin")
    assert len(tracked.value.body()) < LIGHT
