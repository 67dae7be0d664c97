"""The page of another site has our form in it, and somebody sends with it."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Somebody
from tests.journeys.site import Site

pytestmark = pytest.mark.browser

TITLE = "Bảng tên đường bị che, gửi từ trang khác"


@pytest.fixture
def other_site(site: Site) -> Iterator[str]:
    """A page on another port that frames the form, and below it the page of sending itself."""
    frames = "".join(
        f'<iframe name="{name}" title="{name}" src="{site.url}{path}" width="380" height="900">'
        "</iframe>"
        for name, path in (("form", "/nhung/gui-phan-anh?loai=idea"), ("page", "/gui-phan-anh"))
    )
    body = f'<!doctype html><html lang="vi"><title>Trang</title>{frames}</html>'.encode()

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def test_the_form_is_sent_from_a_frame_and_no_other_page_can_be_framed(
    somebody: Somebody, site: Site, other_site: str
) -> None:
    window = somebody()
    page = window.page
    page.goto(other_site)
    refused = page.frame(name="page")
    assert refused
    assert "Gửi phản ánh" not in refused.content()
    window.troubles.clear()  # the browser says that it refused the other frame

    form = page.frame_locator("iframe[name=form]")
    expect(form.get_by_label("Sáng kiến, đề xuất")).to_be_checked()
    form.get_by_label("Tiêu đề").fill(TITLE)
    form.get_by_label("Nội dung", exact=True).fill("Cành cây che bảng tên đường đã lâu.")
    form.get_by_label("Họ và tên").fill("Lê Thị Thử Mai")
    form.get_by_label("Địa chỉ liên hệ").fill("12 đường Thử")
    form.get_by_label("Số điện thoại").fill("0900000101")
    form.get_by_role("button", name="Gửi phản ánh").click()
    expect(form.get_by_role("heading", name="Đã nhận phản ánh của bạn")).to_be_visible()
    page.screenshot(path="var/shots/nhung-trang-khac-1366x768.png", full_page=True)
    assert site.rows("SELECT count(*) FROM cases_case WHERE title = %s", TITLE) == [(1,)]
    with page.context.expect_page() as opened:
        form.get_by_role("link", name="Mở biên nhận").click()
    expect(opened.value.get_by_role("link", name="Xem diễn biến")).to_be_visible()
