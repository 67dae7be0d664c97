"""A question about a policy that was answered before is not asked again."""

import pytest
from playwright.sync_api import expect

from tests.browser import NARROWEST, PHONE
from tests.journeys.conftest import Somebody
from tests.journeys.site import Site

pytestmark = pytest.mark.browser

PUBLISHED = "Nhà trường được thu những khoản nào vào đầu năm học?"
ASKED = "Trường được thu khoản nào đầu năm học"


def test_who_is_about_to_ask_reads_the_answer_and_does_not_send(
    somebody: Somebody, site: Site
) -> None:
    before = site.rows("SELECT count(*) FROM cases_case")
    phone = somebody(phone=True)
    page = phone.page
    phone.open("/gui-phan-anh")
    page.get_by_label("Hỏi về chính sách").check()
    expect(page.get_by_role("link", name="tìm trong Hỏi đáp chính sách")).to_be_visible()
    page.get_by_label("Tiêu đề").fill(ASKED)
    offered = page.get_by_role("link", name=PUBLISHED)
    expect(page.get_by_role("heading", name="Có thể đã được trả lời")).to_be_visible()
    phone.look("hoi-truoc-khi-gui")

    with page.context.expect_page() as opened:
        offered.tap()
    answer = opened.value
    expect(answer.get_by_role("heading", name=PUBLISHED)).to_be_visible()
    expect(answer.get_by_text("chỉ thu theo danh mục")).to_be_visible()
    answer.close()
    expect(page.get_by_label("Tiêu đề")).to_have_value(ASKED)
    assert site.rows("SELECT count(*) FROM cases_case") == before


@pytest.mark.parametrize("size", [PHONE, NARROWEST], ids=["390", "320"])
def test_the_library_is_searched_in_ones_own_words_without_javascript(
    somebody: Somebody, size: dict[str, int]
) -> None:
    plain = somebody(javascript=False, size=size)
    page = plain.page
    plain.open("/gui-phan-anh")
    page.get_by_role("link", name="tìm trong Hỏi đáp chính sách").click()
    (library,) = [each for each in page.context.pages if each != page] or [page]
    library.goto(plain.base + "/hoi-dap")
    library.get_by_label("Tìm trong câu hỏi và câu trả lời").fill("tien dau nam hoc la bao nhieu")
    library.get_by_role("button", name="Tìm").click()
    expect(library.get_by_text("Gần nhất:")).to_be_visible()
    expect(library.get_by_role("link", name=PUBLISHED)).to_be_visible()


@pytest.mark.parametrize("path", ["/hoi-dap", "/quy-dinh-thay-doi", "/so-lieu", "/nhung"])
def test_the_pages_for_readers_fit_the_smallest_phone(somebody: Somebody, path: str) -> None:
    for size, name in ((None, f"cong-{path.strip('/')}"), (NARROWEST, "")):
        window = somebody(size=size)
        window.open(path)
        window.look(name)
