"""An answer with somebody's name in its file is prepared by one, released by another, read, taken
down."""

import re
from io import BytesIO

import pytest
from playwright.sync_api import FilePayload, Page, expect
from pypdf import PdfReader

from tests.browser import Window
from tests.documents.redaction.making import everything_in, pdf
from tests.journeys.conftest import Somebody
from tests.journeys.site import Site
from tests.journeys.test_feedback_from_phone_to_published_answer import choose, done, other_step
from tests.personas import BINH, MINH, TAM

pytestmark = pytest.mark.browser

OPEN = """
    SELECT c.code FROM cases_case c JOIN agencies_agency a ON a.id = c.holder_id
    JOIN agencies_officer o ON o.id = c.officer_id
    WHERE c.state = 'in_progress' AND a.code = 'dtp.sxd' AND o.username = %s
    ORDER BY c.id DESC LIMIT 1
"""
ANSWER = (
    "Đã nhắc ông Trần Văn Mậu, chủ xe 66A-123.45, không đậu trên vỉa hè. Quán Hai Lúa đã dọn bàn "
    "ghế. Người trả lời: Phạm Thị Ký."
)
LETTER = ("Kính gửi bà Lê Thị", "Thử, số nhà 12 đường Thử.", "Xe 66A-123.45 đã dời đi.")
GONE = ("Mậu", "66A-123.45", "Lê Thị", "Quán")


def test_publishing_without_leaking(somebody: Somebody, site: Site) -> None:
    code = site.rows(OPEN, TAM.username)[0][0]
    clerk, deputy, public = somebody(MINH), somebody(BINH), somebody()
    answer_with_a_file(somebody(TAM), deputy, clerk, code)
    prepare(clerk, code)
    release(deputy, code)
    address = read(public)
    take_down(deputy, code)
    answered = public.page.goto(address)
    assert answered is not None
    assert answered.status == 404


def case(window: Window, code: str) -> Page:
    window.open(f"/lam-viec/ho-so/{code}/")
    return window.page


def answer_with_a_file(handler: Window, deputy: Window, clerk: Window, code: str) -> None:
    page = case(handler, code)
    page.get_by_role("link", name="Trình dự thảo trả lời").first.click()
    page.get_by_label("Nội dung trả lời").fill(ANSWER)
    choose(page, "Kết quả", "Đã giải quyết")
    made = pdf([LETTER], title="Trả lời bà Lê Thị Thử")
    file: FilePayload = {
        "name": "Trả lời bà Thử.pdf",
        "mimeType": "application/pdf",
        "buffer": made,
    }
    page.get_by_label("Văn bản trả lời kèm theo").set_input_files(file)
    expect(page.get_by_text("đã tải lên")).to_be_visible()
    done(page, "Trình dự thảo trả lời", "Chờ ký")
    page = case(deputy, code)
    page.get_by_role("link", name="Ký trả lời").first.click()
    done(page, "Ký trả lời", "Đã ký, chờ phát hành")
    page = case(clerk, code)
    page.get_by_role("link", name="Cấp số, gửi trả lời").first.click()
    done(page, "Cấp số, gửi trả lời", "Đã trả lời")


def prepare(clerk: Window, code: str) -> None:
    page = clerk.page
    page.get_by_role("link", name="Soạn bản công khai").first.click()
    page.get_by_label("Tiêu đề công khai").fill("Quán lấn vỉa hè, xe đậu chắn lối")
    page.get_by_label("Nội dung phản ánh công khai").fill("Quán lấn vỉa hè, xe đậu chắn lối đi bộ.")
    page.get_by_role("checkbox", name="Trả lời bà Thử.pdf").check()
    page.get_by_role("button", name="Xem lại bản công khai").click()
    marks = page.get_by_role("group", name="Che những chỗ sau")
    expect(marks.get_by_role("checkbox", name="Lê Thị Thử")).to_be_checked()
    expect(marks.get_by_text("trong tệp").first).to_be_visible()
    marks.get_by_role("checkbox", name="Phạm Thị Ký").uncheck()
    page.locator("[data-selects]").nth(1).locator(".prose").dblclick(position={"x": 8, "y": 10})
    page.get_by_role("button", name="Che thêm chỗ đã chọn").click()
    expect(page.get_by_label("Che thêm")).to_have_value("Quán")
    copy = page.get_by_role("region", name="Bản người dân sẽ đọc")
    expect(copy.locator(".copy-side").last).to_have_text(
        re.compile(
            r"Đã nhắc ông \[…\], chủ xe \[…\],.*\[…\] Hai Lúa đã dọn.*Phạm Thị Ký\.", re.DOTALL
        )
    )
    expect(marks.get_by_role("checkbox", name="Phạm Thị Ký")).not_to_be_checked()
    clerk.look("soan-ban-cong-khai")
    done(page, "Soạn bản công khai", "Chờ duyệt công khai")
    expect(page.get_by_text("người thứ hai duyệt").first).to_be_attached()


def release(deputy: Window, code: str) -> None:
    page = case(deputy, code)
    page.get_by_role("link", name="Duyệt công khai").first.click()
    copy = page.get_by_role("region", name="Bản người dân sẽ đọc")
    expect(copy).to_contain_text("Để lại: họ tên")
    expect(copy.get_by_role("link", name="Văn bản trả lời 1.pdf")).to_be_visible()
    deputy.look("duyet-cong-khai")
    done(page, "Duyệt công khai", "Đã công khai")


def read(public: Window) -> str:
    """The public's page and its file; its address."""
    page = public.page
    public.open("/cau-tra-loi?q=lan+via+he+xe+dau")
    page.get_by_role("link", name="[…] lấn vỉa hè, xe đậu chắn lối").first.click()
    expect(page.get_by_text("Đã nhắc ông […], chủ xe […]")).to_be_visible()
    for private in GONE:
        expect(page.get_by_text(private)).to_have_count(0)
    public.look("cau-tra-loi-co-tep")
    link = page.get_by_role("link", name="Văn bản trả lời 1.pdf").get_attribute("href")
    file = page.request.get(public.base + str(link)).body()
    said = everything_in(file)
    for private in (*GONE, "Thử", "/Title", "/Font"):
        assert private not in said
    assert len(PdfReader(BytesIO(file)).pages) == 1
    return page.url


def take_down(deputy: Window, code: str) -> None:
    page = case(deputy, code)
    other_step(page, "Gỡ câu trả lời đã công khai")
    page.get_by_label("Lý do gỡ").fill("Đăng nhầm bản cũ.")
    done(page, "Gỡ câu trả lời đã công khai", "Đã trả lời, không công khai")
