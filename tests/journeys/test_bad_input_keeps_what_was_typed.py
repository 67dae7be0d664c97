"""Whatever goes wrong, a sentence says what, and what was typed is still there."""

import re

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.browser import Window
from tests.journeys.citizen import (
    CONTENT,
    TITLE,
    answer_the_question,
    code_of_receipt,
    look_up,
    send,
    write_feedback,
)
from tests.journeys.conftest import Somebody, sign_in
from tests.journeys.files import document, large, picture, program
from tests.journeys.site import Site
from tests.personas import KHOA, MAI, TAM

pytestmark = pytest.mark.browser

SENT = "SELECT count(*) FROM cases_case WHERE title = %s"
ANSWER = "Sở Xây dựng đã cho kiểm tra tủ điều khiển và thay bộ nguồn của đèn tín hiệu."


@pytest.fixture
def phone(somebody: Somebody) -> Window:
    """A citizen who has opened the page of sending and written everything."""
    phone = somebody(phone=True)
    phone.open("/gui-phan-anh")
    write_feedback(phone)
    return phone


def assert_kept(page: Page, *, content: str = CONTENT) -> None:
    expect(page.get_by_label("Sáng kiến, đề xuất")).to_be_checked()
    expect(page.get_by_label("Tiêu đề")).to_have_value(TITLE)
    expect(page.get_by_label("Nội dung", exact=True)).to_have_value(content)
    expect(page.get_by_label("Họ và tên")).to_have_value(MAI.name)
    expect(page.get_by_label("Địa chỉ liên hệ")).to_have_value(re.compile(re.escape(MAI.address)))
    expect(page.get_by_label("Số điện thoại")).to_have_value(MAI.phone)
    expect(page.get_by_label("Thư điện tử")).to_have_value(MAI.email)


def attach(page: Page, *files: FilePayload) -> None:
    page.get_by_label("Tệp kèm theo").set_input_files(list(files))


def test_one_character_too_many(phone: Window) -> None:
    page, long = phone.page, "ạ" * 3001
    attach(page, picture())
    expect(page.get_by_text("đã tải lên")).to_be_visible()
    page.get_by_label("Nội dung", exact=True).fill(long)
    expect(page.get_by_text("3.001/3.000 ký tự")).to_be_visible()
    page.get_by_role("button", name="Gửi phản ánh").tap()
    said = "Nội dung dài 3.001 ký tự, nhiều hơn 1 ký tự so với mức 3.000."
    expect(page.get_by_role("link", name=said)).to_be_visible()
    assert_kept(page, content=long)
    expect(page.locator(".upload-list")).to_contain_text("ảnh cột đèn.png")
    phone.look("gui-phan-anh-qua-dai")

    page.get_by_label("Nội dung", exact=True).fill(long[1:])
    send(phone)
    expect(page.get_by_text("ảnh cột đèn.png")).to_be_visible()


def test_a_sixth_file(phone: Window) -> None:
    page = phone.page
    attach(page, *(picture(f"ảnh {n}") | {"name": f"ảnh {n}.png"} for n in range(6)))
    said = "Chỉ đính kèm được tối đa 5 tệp; tệp này không được gửi."
    expect(page.locator(".upload-list li", has_text="ảnh 5.png")).to_contain_text(said)
    expect(page.get_by_text("đã tải lên")).to_have_count(5)
    assert_kept(page)
    phone.look("gui-phan-anh-tep-thu-sau")
    send(phone)
    expect(page.get_by_text(re.compile("ảnh 4.png"))).to_be_visible()
    expect(page.get_by_text(re.compile("ảnh 5.png"))).to_have_count(0)


def test_a_program_that_calls_itself_a_document(phone: Window) -> None:
    page = phone.page
    attach(page, program(), picture())
    refused = page.locator(".upload-list li", has_text="đơn.pdf")
    said = "Tệp “đơn.pdf” có đuôi .pdf nhưng nội dung là chương trình chạy trên máy."
    expect(refused).to_contain_text(said)
    expect(page.locator(".upload-list li", has_text="ảnh cột đèn.png")).to_contain_text(
        "đã tải lên"
    )
    assert_kept(page)
    phone.look("gui-phan-anh-tep-gia")
    send(phone)
    expect(page.get_by_text("đơn.pdf")).to_have_count(0)


def test_a_file_over_the_limit_is_refused_before_it_is_sent(phone: Window, large_file: str) -> None:
    page = phone.page
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    page.get_by_label("Tệp kèm theo").set_input_files(large_file)
    expect(page.locator(".upload-list li")).to_contain_text(
        "Tệp lớn 21 MB, vượt mức 20 MB; hãy chọn tệp nhỏ hơn."
    )
    assert sent == []
    assert_kept(page)


def test_without_javascript_a_file_over_the_limit_comes_after_the_text_is_safe(
    somebody: Somebody, large_file: str
) -> None:
    plain = somebody(phone=True, javascript=False)
    page = plain.page
    plain.open("/gui-phan-anh")
    write_feedback(plain)
    answer_the_question(page)
    code = send(plain)
    page.get_by_label("Tệp kèm theo").set_input_files(large_file)
    page.get_by_role("button", name="Thêm tệp").click()
    expect(page.get_by_text("20 MB").first).to_be_visible()
    assert code_of_receipt(plain) == code
    page.get_by_label("Tệp kèm theo").set_input_files(document())
    page.get_by_role("button", name="Thêm tệp").click()
    expect(page.get_by_text("đơn.pdf")).to_be_visible()


def test_a_wrong_character_in_the_code(somebody: Somebody) -> None:
    phone = somebody(phone=True)
    page = phone.page
    phone.open("/gui-phan-anh")
    write_feedback(phone)
    code = send(phone)
    wrong = code[:-1] + ("A" if code[-1] != "A" else "B")
    phone.open("/tra-cuu")
    look_up(phone, wrong, MAI.phone[-4:])
    said = "Mã số có một ký tự sai. Hãy xem lại mã trên giấy biên nhận hoặc trong thư."
    expect(page.get_by_role("link", name=said)).to_be_visible()
    expect(page.get_by_label("Mã số")).to_have_value(wrong)
    expect(page.get_by_label("4 số cuối điện thoại")).to_have_value(MAI.phone[-4:])
    phone.look("tra-cuu-sai-ma")

    look_up(phone, code, KHOA.phone[-4:])
    expect(page.get_by_text("Không có hồ sơ nào khớp với cả mã số và thông tin")).to_be_visible()
    phone.look("tra-cuu-sai-khoa")
    look_up(phone, code, MAI.phone[-4:])
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_double_click_sends_once(somebody: Somebody, site: Site, javascript: bool) -> None:
    citizen = somebody(javascript=javascript)
    page = citizen.page
    title = f"Bấm hai lần, {'có' if javascript else 'không có'} JavaScript"
    citizen.open("/gui-phan-anh")
    write_feedback(citizen, title=title)
    if not javascript:
        answer_the_question(page)
    page.get_by_role("button", name="Gửi phản ánh").dblclick()
    code_of_receipt(citizen)
    assert site.rows(SENT, title) == [(1,)]


def test_cookies_lost_between_reading_and_sending(phone: Window) -> None:
    phone.page.context.clear_cookies()
    send(phone)


def test_the_line_breaks_while_sending(phone: Window, site: Site) -> None:
    page = phone.page
    page.wait_for_timeout(600)  # what is typed is kept a moment after the last key
    page.get_by_label("Nội dung", exact=True).press_sequentially(" Xin cảm ơn.")
    page.wait_for_timeout(600)
    page.context.set_offline(True)
    page.get_by_role("button", name="Gửi phản ánh").tap()
    page.wait_for_timeout(500)
    page.context.set_offline(False)
    phone.open("/gui-phan-anh")
    expect(page.get_by_text("Đã đưa lại nội dung bạn nhập lúc")).to_be_visible()
    assert_kept(page, content=CONTENT + " Xin cảm ơn.")
    phone.look("gui-phan-anh-dua-lai")
    send(phone)
    phone.open("/gui-phan-anh")
    expect(page.get_by_label("Tiêu đề")).to_have_value("")


class TestDesk:
    """An officer in the middle of a draft of an answer."""

    @pytest.fixture
    def handler(self, somebody: Somebody) -> Window:
        handler = somebody(TAM)
        page = handler.page
        handler.open("/lam-viec/")
        row = page.get_by_role("listitem").filter(has_text="Đèn tín hiệu ngã tư Ấp Bắc")
        row.get_by_role("link", name="Trình dự thảo trả lời").click()
        page.get_by_label("Nội dung trả lời").press_sequentially(ANSWER)
        return handler

    def test_a_choice_forgotten(self, handler: Window) -> None:
        page = handler.page
        page.get_by_label("Văn bản trả lời kèm theo").set_input_files(document())
        expect(page.get_by_text("đã tải lên")).to_be_visible()
        page.get_by_role("button", name="Trình dự thảo trả lời").click()
        expect(page.get_by_role("link", name="Hãy chọn kết quả.")).to_be_visible()
        expect(page.get_by_label("Nội dung trả lời")).to_have_value(ANSWER)
        expect(page.locator(".upload-list")).to_contain_text("đơn.pdf")
        handler.look("du-thao-thieu-ket-qua")

    @pytest.mark.parametrize("lost", ["sessionid", None], ids=["session", "all cookies"])
    def test_the_session_ends_in_the_middle(self, handler: Window, lost: str | None) -> None:
        page = handler.page
        address = page.url
        if lost:
            page.context.clear_cookies(name=lost)
        else:
            page.context.clear_cookies()
        page.get_by_role("button", name="Trình dự thảo trả lời").click()
        handler.look(f"phien-het-han-{lost or 'cookie'}")
        kept = page.get_by_role("textbox")
        expect(kept).to_have_count(1)
        expect(kept).to_have_value(ANSWER)
        page.get_by_role("link", name="đăng nhập lại").click()
        sign_in(handler, TAM)
        handler.open(address)
        expect(page.get_by_label("Nội dung trả lời")).to_be_editable()


@pytest.fixture
def large_file(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A picture of 21 MB on the disk."""
    return str(large(tmp_path_factory.mktemp("large") / "video.mp4"))
