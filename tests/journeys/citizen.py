"""What a citizen does on the portal."""

import itertools
import re

from playwright.sync_api import Page, expect

from tests.browser import Window
from tests.personas import MAI, Citizen

TITLE = "Đèn đường trước trạm y tế ấp 3 không sáng"
CONTENT = (
    "Từ ngày 8/11 đến nay bốn cột đèn trước trạm y tế ấp 3 không sáng, ban đêm người dân đi khám "
    "bệnh rất nguy hiểm. Đề nghị cơ quan quản lý đường sửa đèn."
)
_LANES = itertools.count(1)


def write_feedback(window: Window, citizen: Citizen = MAI, *, title: str = TITLE) -> None:
    """Fill in all that is needed on the open page of sending."""
    page = window.page
    page.get_by_label("Sáng kiến, đề xuất").check()
    page.get_by_label("Tiêu đề").fill(title)
    page.get_by_label("Nội dung", exact=True).fill(CONTENT)
    page.get_by_label("Họ và tên").fill(citizen.name)
    # the same words of the same sender would be the same feedback
    page.get_by_label("Địa chỉ liên hệ").fill(f"{citizen.address}, hẻm {next(_LANES)}")
    page.get_by_label("Số điện thoại").fill(citizen.phone)
    page.get_by_label("Thư điện tử").fill(citizen.email)


def send(window: Window) -> str:
    """Press the button and wait for the receipt; the code on it."""
    window.page.get_by_role("button", name="Gửi phản ánh").click()
    return code_of_receipt(window)


def code_of_receipt(window: Window) -> str:
    """The code on the receipt that is open or about to open."""
    expect(window.page.get_by_role("heading", name="Đã nhận phản ánh của bạn")).to_be_visible()
    return window.page.locator(".code-large").inner_text()


def look_up(window: Window, code: str, key: str) -> None:
    """Fill in and send the form "Tra cứu", which must be open."""
    window.page.get_by_label("Mã số").fill(code)
    window.page.get_by_label("4 số cuối điện thoại").fill(key)
    window.page.get_by_role("button", name="Tra cứu").click()


def answer_the_question(page: Page) -> None:
    """The sum in words, as somebody without JavaScript is asked it."""
    words = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
    asked = page.get_by_text("bằng mấy?").inner_text().lower()
    first, second = re.search(r"(\w+) cộng (\w+) bằng mấy", asked).groups()  # type: ignore[union-attr]
    page.get_by_label("bằng mấy?").fill(str(words.index(first) + words.index(second)))
