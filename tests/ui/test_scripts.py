"""What the small scripts do for those who have JavaScript, in a real browser."""

from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize

import pytest
from playwright.sync_api import Browser, Page, Route, expect

pytestmark = pytest.mark.browser


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """One size is enough here."""
    page = chromium.new_page(viewport={"width": 1366, "height": 768}, locale="vi-VN")
    yield page
    page.close()


@pytest.fixture
def desk(page: Page, gallery_url: str) -> Page:
    page.goto(f"{gallery_url}/mau/")
    return page


@pytest.fixture
def portal(page: Page, gallery_url: str) -> Page:
    page.goto(f"{gallery_url}/mau-cong/")
    return page


def test_slash_goes_to_the_search_box_but_not_while_typing(desk: Page) -> None:
    desk.locator("main").focus()
    desk.keyboard.press("/")
    box = desk.get_by_role("searchbox")
    expect(box).to_be_focused()
    desk.keyboard.type("a/b")
    expect(box).to_have_value("a/b")


def test_characters_are_counted_as_the_server_counts_them(portal: Page) -> None:
    text = portal.get_by_label("Tóm tắt nội dung")
    text.fill(normalize("NFD", "Nguyễn Đức"))
    count = portal.locator(".field", has=text).locator(".field-count")
    expect(count).to_have_text("10/3.000 ký tự")
    text.fill("ạ" * 3001)
    expect(count).to_have_text("3.001/3.000 ký tự")
    expect(portal.get_by_text("Dài hơn mức cho phép 1 ký tự")).to_be_attached()


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("19112026", "19/11/2026"), ("9.1.2026", "09/01/2026"), ("hôm qua", "hôm qua")],
)
def test_a_date_is_completed_as_a_clerk_types_it(portal: Page, typed: str, shown: str) -> None:
    day = portal.get_by_label("Ngày nhận")
    day.fill(typed)
    day.blur()
    expect(day).to_have_value(shown)


def test_a_form_is_sent_once_and_its_button_works_again_on_coming_back(portal: Page) -> None:
    sent: list[str] = []

    def keep(route: Route) -> None:
        sent.append(route.request.method)
        route.fulfill(status=204)  # the browser stays on the page

    portal.route("**/mau-cong/", keep)
    button = portal.get_by_role("button", name="Gửi phản ánh")
    button.click()
    expect(portal.get_by_role("button", name="Đang gửi…")).to_be_disabled()
    portal.evaluate("document.querySelector('form[data-draft]').requestSubmit()")
    portal.wait_for_timeout(100)
    assert sent == ["POST"]
    portal.evaluate("dispatchEvent(new Event('pageshow'))")
    expect(button).to_be_enabled()


def test_a_link_of_the_error_summary_goes_into_its_field(desk: Page) -> None:
    desk.get_by_role("link", name="Hãy chọn kết quả.").click()
    expect(desk.get_by_label("Tiếp thu")).to_be_focused()
    desk.get_by_role("link", name="Hãy chọn cơ quan chủ trì.").click()
    expect(desk.get_by_role("combobox", name="Cơ quan chủ trì")).to_be_focused()


def test_an_agency_is_found_without_marks(desk: Page) -> None:
    box = desk.get_by_role("combobox", name="Cơ quan chủ trì")
    box.click()
    box.fill("doc binh")
    desk.get_by_role("option", name="Ủy ban nhân dân xã Đốc Binh Kiều").click()
    assert desk.locator("select[name=lead]").input_value() == "2"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("ubnd dong thap", "Ủy ban nhân dân tỉnh Đồng Tháp"),
        ("UBND tỉnh", "Ủy ban nhân dân tỉnh Đồng Tháp"),
        ("dong thap", "Ủy ban nhân dân tỉnh Đồng Tháp"),
        ("sxd", "Sở Xây dựng tỉnh Đồng Tháp"),
        ("snnmt", "Sở Nông nghiệp và Môi trường tỉnh Đồng Tháp"),
        ("so xd", "Sở Xây dựng tỉnh Đồng Tháp"),
        ("sở y", "Sở Y tế tỉnh Đồng Tháp"),
        ("xây dựng", "Bộ Xây dựng"),
    ],
)
def test_an_agency_is_found_as_people_call_it_the_best_first(
    desk: Page, typed: str, first: str
) -> None:
    names = [
        "Cục Quản lý và Xây dựng công trình thủy lợi",
        "Bộ Xây dựng",
        "Văn phòng Ủy ban nhân dân tỉnh Đồng Tháp",
        "Sở Y tế tỉnh Đồng Tháp",
        "Sở Nông nghiệp và Môi trường tỉnh Đồng Tháp",
        "Sở Xây dựng tỉnh Đồng Tháp",
        "Ủy ban nhân dân tỉnh Đồng Tháp",
        "Ủy ban nhân dân xã Tháp Mười",
    ]
    made = """names => {
        const list = document.querySelector('select[name=lead]');
        list.tomselect.destroy();
        list.replaceChildren(...names.map((name, i) => new Option(name, i)));
        list.value = '';
        document.dispatchEvent(new Event('htmx:load'));
    }"""
    desk.evaluate(made, names)
    box = desk.get_by_role("combobox", name="Cơ quan chủ trì")
    box.click()
    box.fill(typed)
    desk.wait_for_timeout(400)
    box.press("Enter")
    expect(desk.locator(".ts-wrapper.single .item").first).to_have_text(first)


class TestDraft:
    def test_what_was_typed_is_there_again_after_a_broken_connection(self, portal: Page) -> None:
        portal.get_by_label("Về việc").press_sequentially("Đèn hỏng")
        portal.get_by_label("Tiếp thu").check()
        portal.wait_for_timeout(500)
        portal.reload()
        expect(portal.get_by_label("Về việc")).to_have_value("Đèn hỏng")
        expect(portal.get_by_label("Tiếp thu")).to_be_checked()
        expect(portal.get_by_text("Đã đưa lại nội dung bạn nhập lúc")).to_be_visible()

    def test_it_can_be_thrown_away(self, portal: Page) -> None:
        portal.get_by_label("Về việc").press_sequentially("Đèn hỏng")
        portal.wait_for_timeout(500)
        portal.reload()
        portal.get_by_role("button", name="Xóa và nhập lại").click()
        expect(portal.get_by_label("Về việc")).to_have_value("")
        assert portal.evaluate("localStorage.length") == 0

    def test_it_is_forgotten_once_the_form_has_been_sent(self, portal: Page) -> None:
        portal.get_by_label("Về việc").press_sequentially("Đèn hỏng")
        portal.wait_for_timeout(500)
        assert portal.evaluate("localStorage.length") == 1
        thanks = '<p data-draft-clear="mau">Đã gửi</p><script src="/static/ui/draft.js"></script>'
        portal.route(
            "**/da-gui/", lambda route: route.fulfill(body=thanks, content_type="text/html")
        )
        portal.goto(portal.url.replace("mau-cong", "da-gui"))
        assert portal.evaluate("localStorage.length") == 0


class TestUpload:
    @pytest.fixture
    def files(self, tmp_path: Path) -> dict[str, Path]:
        made = {}
        for name, size in (("ảnh.jpg", 2000), ("lớn.mp4", 21 * 1024 * 1024), ("hại.exe", 10)):
            made[name] = tmp_path / name
            made[name].write_bytes(b"x" * size)
        return made

    def test_a_file_goes_ahead_and_the_form_carries_its_token(
        self, portal: Page, files: dict[str, Path]
    ) -> None:
        portal.get_by_label("Bản quét đơn, phong bì").set_input_files(files["ảnh.jpg"])
        row = portal.locator(".upload-list li")
        expect(row).to_contain_text("ảnh.jpg")
        expect(row).to_contain_text("đã tải lên")
        expect(portal.locator("input[name=staged]")).to_have_value("t-2000")
        assert portal.locator("input[type=file]").evaluate("input => input.files.length") == 0
        row.get_by_role("button", name="Bỏ tệp").click()
        expect(portal.locator("input[name=staged]")).to_have_count(0)

    def test_a_file_too_large_is_refused_before_it_is_sent(
        self, portal: Page, files: dict[str, Path]
    ) -> None:
        asked: list[str] = []
        portal.on("request", lambda request: asked.append(request.url))
        portal.get_by_label("Bản quét đơn, phong bì").set_input_files(files["lớn.mp4"])
        expect(portal.locator(".upload-list li")).to_contain_text(
            "Tệp lớn 21 MB, vượt mức 20 MB; hãy chọn tệp nhỏ hơn."
        )
        assert not [url for url in asked if "tep-tam" in url]

    def test_what_the_server_refuses_is_shown_in_its_words(
        self, portal: Page, files: dict[str, Path]
    ) -> None:
        portal.get_by_label("Bản quét đơn, phong bì").set_input_files(files["hại.exe"])
        expect(portal.locator(".upload-list li")).to_contain_text("Không nhận tệp chương trình.")
        expect(portal.locator("input[name=staged]")).to_have_count(0)

    def test_a_sixth_file_is_refused(self, portal: Page, tmp_path: Path) -> None:
        six = [tmp_path / f"{n}.txt" for n in range(6)]
        for path in six:
            path.write_text("x")
        portal.get_by_label("Bản quét đơn, phong bì").set_input_files(six)
        expect(portal.locator("input[name=staged]")).to_have_count(5)
        expect(portal.locator(".upload-list .is-failed")).to_contain_text("tối đa 5 tệp")


def test_without_javascript_everything_is_there(chromium: Browser, gallery_url: str) -> None:
    context = chromium.new_context(
        java_script_enabled=False, viewport={"width": 390, "height": 844}
    )
    page = context.new_page()
    page.goto(f"{gallery_url}/mau/")
    menu = page.get_by_role("navigation", name="Danh mục việc")
    expect(menu).to_be_hidden()
    page.get_by_text("Danh mục việc").first.click()
    expect(menu.get_by_role("link", name="Đang xử lý")).to_be_visible()
    expect(page.locator("input[type=file]")).to_be_visible()
    expect(page.locator("select[name=lead]")).to_be_visible()
    context.close()
