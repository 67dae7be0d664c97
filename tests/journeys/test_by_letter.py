"""A ministry without accounts is written to, answers by letter, and is handed its accounts."""

import io
import re

import docx
import pytest
from playwright.sync_api import Page, expect

from tests.browser import Window
from tests.journeys.citizen import look_up, send, write_feedback
from tests.journeys.conftest import Somebody
from tests.journeys.files import document
from tests.journeys.site import Site
from tests.personas import HOA, MAI, Persona

pytestmark = pytest.mark.browser

ADMIN = Persona("vpcp.qt")  # administrator of the Government Office and all below
HEAD = Persona("vpcp.cn")  # its head
MINISTRY = "Bộ Y tế"
NEW_CLERK = Persona("byt.vt")
ANSWER = "Bộ Y tế đã làm việc với trạm y tế ấp 3; trạm mở cửa trở lại từ ngày 20/11."
LET_IN = """
    UPDATE agencies_officer SET password = (
        SELECT password FROM agencies_officer WHERE username = 'vpcp.nl'
    ), password_given = false, terms_accepted_at = now() WHERE username = %s
"""


def test_from_the_letter_to_the_accounts(somebody: Somebody, site: Site) -> None:
    citizen = somebody(phone=True)
    codes = []
    for title in ("Trạm y tế ấp 3 đóng cửa", "Trạm y tế ấp 5 thiếu thuốc"):
        citizen.open("/gui-phan-anh")
        write_feedback(citizen, title=title)
        codes.append(send(citizen))
    clerk = somebody(HOA)
    for code in codes:
        hand_over(clerk, code)
    send_the_letter(clerk, codes[0])
    record_the_reply(clerk, codes[0])
    publish(clerk, somebody(HEAD), codes[0])
    citizen.open("/tra-cuu")
    look_up(citizen, codes[0], MAI.phone[-4:])
    expect(citizen.page.get_by_text(f"Đã có câu trả lời của {MINISTRY}").first).to_be_visible()
    expect(citizen.page.get_by_text(ANSWER).first).to_be_visible()
    citizen.look("cong-van-tra-cuu")

    hand_over_accounts(somebody(ADMIN), site)
    go_on_by_account(somebody(NEW_CLERK), *codes)
    clerk.open(f"/lam-viec/ho-so/{codes[1]}/")
    expect(clerk.page.get_by_text(f"{MINISTRY} được bàn giao tài khoản")).to_be_visible()


def step(page: Page, name: str) -> None:
    """Press the blue button of the open step."""
    page.get_by_role("button", name=name, exact=True).click()
    expect(page.get_by_role("status")).to_contain_text(f"Đã ghi «{name}»")


def hand_over(clerk: Window, code: str) -> None:
    page = clerk.page
    clerk.open(f"/lam-viec/ho-so/{code}/buoc/receive/")
    step(page, "Tiếp nhận, vào sổ")
    clerk.open(f"/lam-viec/ho-so/{code}/buoc/hand_over/")
    box = page.get_by_role("combobox", name="Cơ quan chủ trì", exact=True)
    box.click()
    box.fill(MINISTRY)
    page.get_by_role("option", name=f"{MINISTRY} (bằng công văn)", exact=True).click()
    page.get_by_label("Ý kiến chỉ đạo, lý do chuyển").fill("Đề nghị Bộ kiểm tra, trả lời.")
    page.get_by_label("Số, ký hiệu văn bản chỉ đạo").fill("1250/VPCP-KSTT")
    page.locator("input[type=file]").set_input_files(document())
    expect(page.get_by_text("đã tải lên")).to_be_visible()
    clerk.look("cong-van-chuyen")
    step(page, "Chuyển cơ quan, đơn vị giải quyết")
    expect(page.get_by_role("status")).to_contain_text("«Chờ gửi công văn»")


def send_the_letter(clerk: Window, code: str) -> None:
    page = clerk.page
    clerk.look("cong-van-ho-so-cho-gui")
    clerk.open(f"/lam-viec/ho-so/{code}/buoc/send_letter/")
    clerk.look("cong-van-ghi-da-gui")
    with page.expect_download() as saved:
        page.get_by_role("link", name="Tải công văn (Word)").click()
    with open(saved.value.path(), "rb") as file:
        letter = docx.Document(io.BytesIO(file.read()))
    text = "\n".join(paragraph.text for paragraph in letter.paragraphs)
    assert f"Kính gửi: {MINISTRY}." in text
    assert MAI.name in text
    assert MAI.phone not in text
    page.get_by_label("Người ký").fill("Phó Chủ nhiệm Thử Mẫu Năm")
    step(page, "Ghi công văn đã gửi")
    expect(page.get_by_role("status")).to_contain_text("«Đã gửi công văn, chờ trả lời»")
    clerk.look("cong-van-cho-tra-loi")
    clerk.open("/lam-viec/thu-muc/sent/")
    row = page.get_by_role("listitem").filter(has=page.get_by_role("link", name=code, exact=True))
    expect(row).to_contain_text("Đã gửi công văn, chờ trả lời")


def record_the_reply(clerk: Window, code: str) -> None:
    page = clerk.page
    clerk.open(f"/lam-viec/ho-so/{code}/buoc/record_reply/")
    page.get_by_label("Số, ký hiệu văn bản trả lời").fill("7788/BYT-VP")
    page.get_by_label("Ngày văn bản trả lời").fill(page.evaluate(_TODAY))
    page.get_by_label("Người ký văn bản trả lời").fill("Chánh Văn phòng Thử Mẫu Bốn")
    page.get_by_label("Nội dung trả lời").fill(ANSWER)
    page.locator("[name=result]").select_option(label="Đã giải quyết")
    page.locator("input[type=file]").set_input_files(document())
    expect(page.get_by_text("đã tải lên")).to_be_visible()
    clerk.look("cong-van-ghi-tra-loi")
    step(page, "Ghi văn bản trả lời của cơ quan")
    expect(page.locator(".timeline")).to_contain_text(
        re.compile(rf"ghi thay {MINISTRY} văn bản trả lời số 7788/BYT-VP ngày")
    )
    clerk.look("cong-van-da-tra-loi")


_TODAY = """() => new Date().toLocaleDateString("en-GB", {timeZone: "Asia/Ho_Chi_Minh"})"""


def publish(clerk: Window, head: Window, code: str) -> None:
    clerk.open(f"/lam-viec/ho-so/{code}/buoc/publish/")
    step(clerk.page, "Soạn bản công khai")
    head.open(f"/lam-viec/ho-so/{code}/buoc/release/")
    step(head.page, "Duyệt công khai")


def hand_over_accounts(admin: Window, site: Site) -> None:
    page = admin.page
    admin.open("/lam-viec/can-bo/")
    page.get_by_role("link", name="Cơ quan làm việc bằng công văn").click()
    admin.look("ban-giao-chua-co-tai-khoan")
    page.get_by_role("link", name=f"Cấp tài khoản {MINISTRY}").click()
    page.locator("[name=username]").fill(NEW_CLERK.username)
    page.locator("[name=full_name]").fill("Văn thư Thử Mẫu Bộ")
    box = page.get_by_role("combobox", name="Cơ quan", exact=True).last
    box.click()
    box.fill(MINISTRY)
    page.get_by_role("option", name=re.compile(MINISTRY)).first.click()
    page.get_by_label("Văn thư", exact=True).check()
    page.get_by_role("button", name="Cấp tài khoản", exact=True).click()
    expect(page.get_by_text(NEW_CLERK.username).first).to_be_visible()
    site.rows(LET_IN, NEW_CLERK.username)
    admin.open("/lam-viec/co-quan/")
    admin.look("ban-giao")
    page.get_by_role("button", name=f"Bàn giao tài khoản {MINISTRY}").click()
    expect(page.get_by_role("status")).to_contain_text("tự làm việc trên hệ thống từ bây giờ")


def go_on_by_account(clerk: Window, answered: str, waiting: str) -> None:
    page = clerk.page
    clerk.open(f"/lam-viec/ho-so/{answered}/")
    expect(page.get_by_text(ANSWER).first).to_be_attached()
    clerk.open("/lam-viec/")
    row = page.get_by_role("listitem").filter(
        has=page.get_by_role("link", name=waiting, exact=True)
    )
    row.get_by_role("link", name="Tiếp nhận, vào sổ").click()
    clerk.look("ban-giao-tiep-nhan")
    step(page, "Tiếp nhận, vào sổ")
    expect(page.get_by_text("1250/VPCP-KSTT").first).to_be_visible()


def test_a_complaint_and_a_denunciation_are_led_to_their_own_paper(somebody: Somebody) -> None:
    window = somebody(phone=True)
    page = window.page
    window.open("/gui-phan-anh")
    page.get_by_label("Tiêu đề").press_sequentially("Quyết định thu hồi đất của xã")
    page.get_by_label("Nội dung", exact=True).press_sequentially(
        "Xã thu hồi đất mà không báo trước."
    )
    page.wait_for_timeout(500)
    window.look("sang-loc")
    page.get_by_role("button", name="Đúng, tôi khiếu nại").click()
    paper = page.get_by_role("article", name="Đơn khiếu nại")
    expect(paper).to_contain_text("Xã thu hồi đất mà không báo trước.")
    window.look("don-khieu-nai")
    page.get_by_role("link", name="Về trang Gửi phản ánh").click()
    expect(page.get_by_label("Tiêu đề")).to_have_value("Quyết định thu hồi đất của xã")
    page.get_by_role("button", name="Đúng, tôi tố cáo").click()
    expect(page.get_by_role("article", name="Đơn tố cáo")).to_contain_text("Xã thu hồi đất")
    window.look("don-to-cao")
    assert page.evaluate("localStorage.getItem('donthu.draft.phan-anh')") is None
    page.get_by_text("Sửa nội dung đơn").click()
    page.get_by_label("Người, cơ quan bị tố cáo").fill("Ông Thử Mẫu Hai")
    page.get_by_role("button", name="Đưa vào đơn").click()
    expect(page.get_by_role("article", name="Đơn tố cáo")).to_contain_text("Ông Thử Mẫu Hai")
    page.get_by_role("link", name="Về trang Gửi phản ánh").click()
    expect(page.get_by_label("Tiêu đề")).to_have_value("")
