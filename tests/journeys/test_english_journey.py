"""A visitor reads, sends and follows in English; the letter itself is in Vietnamese."""

import pytest

from tests.journeys.conftest import Somebody

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("phone", [True, False])
def test_a_visitor_sends_and_follows_in_english(somebody: Somebody, phone: bool) -> None:
    window = somebody(phone=phone)
    page = window.page
    size = "phone" if phone else "desk"
    window.open("/")
    page.screenshot(path=f"var/shots/vietnamese-home-{size}.png")
    page.get_by_title("English").click()
    page.wait_for_url("**/en/")
    top = page.locator(".portal-top > div")
    assert top.bounding_box()["height"] < 90  # type: ignore[index]
    page.screenshot(path=f"var/shots/english-home-{size}.png", full_page=True)
    page.get_by_role("link", name="Send feedback").first.click()
    page.wait_for_url("**/en/gui-phan-anh")
    page.get_by_label("Ideas, proposals").check()
    page.get_by_label("Title").fill("Đèn đường ở ấp 3 hỏng")
    page.get_by_label("What happened").fill("Đèn trước trạm y tế không sáng.")
    page.get_by_label("Full name").fill("Lê Thị Thử")
    page.get_by_label("Postal address").fill("12 đường Ba Mươi")
    page.get_by_label("Phone number").fill("0900000123")
    page.screenshot(path=f"var/shots/english-send-{size}.png", full_page=True)
    page.get_by_role("button", name="Send feedback").last.click()
    page.wait_for_url("**/en/bien-nhan/**")
    page.screenshot(path=f"var/shots/english-receipt-{size}.png", full_page=True)
    page.get_by_role("link", name="Follow the case").click()
    page.wait_for_url("**/en/tra-cuu/**")
    assert page.get_by_text("You need not do anything yet").is_visible()
    page.screenshot(path=f"var/shots/english-tracked-{size}.png", full_page=True)
    page.get_by_title("Tiếng Việt").click()
    assert page.get_by_text("Bạn chưa phải làm gì").is_visible()
