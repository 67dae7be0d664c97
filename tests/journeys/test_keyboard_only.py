"""No mouse: everything is reached by Tab, and where one is can always be seen."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.citizen import CONTENT, code_of_receipt
from tests.journeys.conftest import Somebody
from tests.journeys.site import PASSWORD
from tests.personas import MAI, MINH

pytestmark = pytest.mark.browser

MOST_TABS = 90
FOCUS = """() => {
    const at = document.activeElement;
    if (!at || at === document.body) return 'nothing';
    const shown = [at, at.closest('.ts-wrapper')?.querySelector('.ts-control')].some((part) => {
        const style = part && getComputedStyle(part);
        return style && ((style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0)
            || style.boxShadow !== 'none');
    });
    const { bottom, top, width } = at.getBoundingClientRect();
    const inside = bottom > 0 && top < innerHeight && width > 0;
    return shown && inside ? '' : `${shown} ${inside} ${at.outerHTML.slice(0, 160)}`;
}"""


def test_an_officer_takes_the_next_step(somebody: Somebody) -> None:
    clerk = somebody()
    page = clerk.page
    clerk.open("/lam-viec/")
    write(page, page.get_by_label("Tên đăng nhập"), MINH.username)
    write(page, page.get_by_label("Mật khẩu"), PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Việc phải làm hôm nay")).to_be_visible()

    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    seen(page)
    page.keyboard.type("nap ho ga pham huu lau")
    page.keyboard.press("Enter")
    press(page, page.get_by_role("link", name="Mất nắp hố ga trên đường Phạm Hữu Lầu"))
    step = "Chuyển cơ quan, đơn vị giải quyết"
    press(page, page.locator("summary", has_text="Bước khác"))
    press(page, page.get_by_role("link", name=step).first)
    expect(page.get_by_role("heading", level=1)).to_have_text(step)

    tab_to(page, page.get_by_role("combobox", name="Cơ quan chủ trì"))
    page.keyboard.type("so cong thuong")
    expect(page.get_by_role("option", name="Sở Công Thương tỉnh Đồng Tháp")).to_be_visible()
    page.keyboard.press("Enter")
    write(page, page.get_by_label("Ý kiến chỉ đạo, lý do chuyển"), "Hố ga thuộc cụm công nghiệp.")
    press(page, page.get_by_role("button", name=step))
    expect(page.get_by_role("status")).to_contain_text("«Chờ tiếp nhận»")


def test_the_first_tab_leads_past_the_menu(somebody: Somebody) -> None:
    clerk = somebody(MINH)
    page = clerk.page
    clerk.open("/lam-viec/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đến nội dung chính")).to_be_focused()
    seen(page)
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def test_menus_open_and_close(somebody: Somebody) -> None:
    clerk = somebody(MINH)
    page = clerk.page
    clerk.open("/lam-viec/")
    who = page.locator(".who summary")
    press(page, who)
    expect(page.get_by_role("button", name="Đăng xuất")).to_be_visible()
    page.keyboard.press("Tab")
    seen(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Đăng xuất")).to_be_hidden()
    expect(who).to_be_focused()


def test_a_citizen_sends(somebody: Somebody) -> None:
    citizen = somebody()
    page = citizen.page
    citizen.open("/")
    press(page, page.get_by_role("link", name="Gửi phản ánh Mất khoảng 3 phút"))
    tab_to(page, page.get_by_role("radio").first)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Sáng kiến, đề xuất")).to_be_checked()
    write(page, page.get_by_label("Tiêu đề"), "Gửi chỉ bằng bàn phím")
    write(page, page.get_by_label("Nội dung", exact=True), CONTENT)
    tab_to(page, page.get_by_role("combobox", name="Nơi xảy ra"))
    page.keyboard.type("my tho")
    expect(page.get_by_role("option", name="Phường Mỹ Tho").first).to_be_visible()
    page.keyboard.press("Enter")
    for label, text in (
        ("Họ và tên", MAI.name),
        ("Địa chỉ liên hệ", MAI.address),
        ("Số điện thoại", MAI.phone),
    ):
        write(page, page.get_by_label(label), text)
    press(page, page.get_by_role("button", name="Gửi phản ánh"))
    code_of_receipt(citizen)


def test_after_an_error_the_keyboard_is_at_the_summary(somebody: Somebody) -> None:
    citizen = somebody()
    page = citizen.page
    citizen.open("/gui-phan-anh")
    press(page, page.get_by_role("button", name="Gửi phản ánh"))
    expect(page.get_by_role("alert")).to_be_focused()
    page.keyboard.press("Tab")
    seen(page)
    page.keyboard.press("Enter")
    expect(page.get_by_role("radio").first).to_be_focused()


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus; wherever it stops on the way can be seen."""
    expect(target).to_be_visible()
    for _ in range(MOST_TABS):
        if target.evaluate("target => target === document.activeElement"):
            return
        page.keyboard.press("Tab")
        seen(page)
    raise AssertionError(f"{target} is not reached in {MOST_TABS} steps")


def press(page: Page, target: Locator) -> None:
    tab_to(page, target)
    page.keyboard.press("Enter")


def write(page: Page, target: Locator, text: str) -> None:
    tab_to(page, target)
    page.keyboard.type(text)


def seen(page: Page) -> None:
    """The focus is inside the window and drawn."""
    assert page.evaluate(FOCUS) == "", page.url
