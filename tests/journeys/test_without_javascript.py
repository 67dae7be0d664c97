"""A citizen whose browser runs no scripts, also on the smallest phone."""

import pytest
from playwright.sync_api import expect

from tests.browser import NARROWEST, PHONE, Window
from tests.journeys.citizen import TITLE, answer_the_question, look_up, send, write_feedback
from tests.journeys.conftest import Somebody
from tests.journeys.files import document
from tests.personas import MAI

pytestmark = pytest.mark.browser


@pytest.fixture(params=[PHONE, NARROWEST], ids=["390", "320"])
def plain(somebody: Somebody, request: pytest.FixtureRequest) -> Window:
    """A window without scripts."""
    return somebody(javascript=False, size=request.param)


def test_sending_adding_a_file_and_tracking(plain: Window) -> None:
    page = plain.page
    plain.open("/gui-phan-anh")
    plain.look()
    expect(page.locator("noscript p", has_text="tắt JavaScript")).to_be_visible()
    expect(page.get_by_label("Tệp kèm theo")).to_be_hidden()
    write_feedback(plain)
    page.get_by_label("Nơi xảy ra").fill("Phường Mỹ Tho, tỉnh Đồng Tháp")
    page.get_by_label("bằng mấy?").fill("0")
    page.get_by_role("button", name="Gửi phản ánh").click()
    expect(page.get_by_text("Kết quả chưa đúng").first).to_be_visible()
    expect(page.get_by_label("Tiêu đề")).to_have_value(TITLE)
    plain.look()
    answer_the_question(page)
    code = send(plain)
    plain.look()
    expect(page.get_by_role("button", name="In biên nhận")).to_be_hidden()

    page.get_by_label("Tệp kèm theo").set_input_files(document())
    page.get_by_role("button", name="Thêm tệp").click()
    expect(page.locator("dd", has_text="đơn.pdf")).to_be_visible()

    page.get_by_role("link", name="Tra cứu", exact=True).click()
    plain.look()
    look_up(plain, code.lower().replace("-", " "), MAI.email.split("@")[0])
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    expect(page.get_by_text("đang chờ tiếp nhận").first).to_be_visible()
    page.get_by_text("Vì sao là ngày").click()
    expect(page.get_by_role("term").filter(has_text="Hết hạn")).to_be_visible()
    plain.look()


def test_reading_published_answers(plain: Window) -> None:
    page = plain.page
    plain.open("/")
    plain.look()
    page.get_by_role("link", name="Câu trả lời đã công khai").click()
    plain.look()
    page.get_by_role("searchbox").fill("duong")
    page.get_by_text("Lọc theo lĩnh vực, cơ quan").click()
    page.get_by_label("Lĩnh vực").select_option(index=0)
    page.get_by_role("button", name="Tìm").click()
    page.get_by_role("listitem").locator(".work-title").first.click()
    expect(page.get_by_role("heading", name="Trả lời", exact=True)).to_be_visible()
    plain.look()
    page.get_by_role("link", name="Hướng dẫn", exact=True).click()
    plain.look()
