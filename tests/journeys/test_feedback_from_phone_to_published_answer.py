"""A feedback sent from a phone goes down three agencies, is answered and published."""

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser import Window
from tests.journeys.citizen import code_of_receipt, look_up, write_feedback
from tests.journeys.conftest import Somebody, sign_in
from tests.journeys.files import document, picture
from tests.journeys.site import Site
from tests.personas import BINH, HOA, LAN, MAI, MINH, OUTSIDER, TAM

pytestmark = pytest.mark.browser

TITLE = "Vỉa hè đường Thử Nghiệm sụt lún trước cổng trường"
ANSWER = (
    "Sở Xây dựng đã kiểm tra, lát lại 12 m vỉa hè trước cổng trường ngày hôm qua. "
    "Cảm ơn bà đã phản ánh."
)


def test_feedback_from_phone_to_published_answer(somebody: Somebody, site: Site) -> None:
    phone = somebody(phone=True)
    code = send_with_two_files(phone)
    hear(site, "Đã nhận phản ánh", code, "Mã số")

    first_day_of_the_clerk(somebody, site, code)
    hear(site, "đã chuyển Ủy ban nhân dân tỉnh Đồng Tháp", code, "Theo dõi tại")
    pass_on_from_the_province(somebody(LAN), code)
    hear(site, "đã chuyển Sở Xây dựng tỉnh Đồng Tháp", code, "Theo dõi tại")
    the_outsider_finds_nothing(somebody(OUTSIDER), code)

    receive_and_assign(somebody(MINH), code)
    draft(somebody(TAM), code)
    sign(somebody(BINH), code)
    issue_and_prepare(somebody(MINH), code)
    release(somebody(BINH), code)

    letter = hear(site, "đã có câu trả lời", code, ANSWER)
    read_the_answer(phone, letter, code)
    the_public_finds_it(somebody(), code)


def send_with_two_files(phone: Window) -> str:
    page = phone.page
    phone.open("/")
    phone.look("trang-dau")
    page.get_by_role("link", name="Gửi phản ánh Mất khoảng 3 phút").tap()
    write_feedback(phone, MAI, title=TITLE)
    place = page.get_by_role("combobox", name="Nơi xảy ra")
    place.fill("my tho")
    page.get_by_role("option", name="Phường Mỹ Tho").first.tap()
    slowly(
        phone, lambda: page.get_by_label("Tệp kèm theo").set_input_files([picture(), document()])
    )
    expect(page.get_by_text("đã tải lên")).to_have_count(2)
    phone.look("gui-phan-anh-da-nhap")

    proofs: list[str] = []
    page.on("request", lambda request: proofs.append(request.post_data or ""))
    page.get_by_role("button", name="Gửi phản ánh").tap()
    code = code_of_receipt(phone)
    assert any("altcha=ey" in body for body in proofs), "the proof of work was not sent"
    assert re.fullmatch(r"[2-9A-Z]{4}-[2-9A-Z]{4}", code)
    expect(page.get_by_text(TITLE)).to_be_visible()
    expect(page.get_by_text("ảnh cột đèn.png")).to_be_visible()
    expect(
        page.get_by_text(re.compile("Văn phòng Chính phủ tiếp nhận, chậm nhất ngày"))
    ).to_be_visible()
    phone.look("bien-nhan")
    return code


def slowly(window: Window, act: Callable[[], None]) -> None:
    """On a slow line, so that the progress of each file is there to be seen."""
    line = window.page.context.new_cdp_session(window.page)
    slow = {"offline": False, "latency": 300, "downloadThroughput": -1, "uploadThroughput": 4000}
    line.send("Network.emulateNetworkConditions", slow)
    act()
    expect(window.page.get_by_role("progressbar").first).to_be_visible()
    line.send("Network.emulateNetworkConditions", slow | {"latency": 0, "uploadThroughput": -1})
    line.detach()


def first_day_of_the_clerk(somebody: Somebody, site: Site, code: str) -> None:
    site.rows(
        "UPDATE agencies_officer SET terms_accepted_at = NULL WHERE username = %s", HOA.username
    )
    clerk = somebody()
    page = clerk.page
    clerk.open("/lam-viec/")
    clerk.look("dang-nhap")
    sign_in(clerk, HOA)
    expect(page.get_by_role("heading", name="Quy định sử dụng tài khoản")).to_be_visible()
    page.get_by_role("button", name="Bắt đầu làm việc").click()
    expect(page.get_by_text("Hãy đánh dấu “Tôi đã đọc và sẽ thực hiện”")).to_be_visible()
    clerk.look("quy-dinh")
    page.get_by_label("Tôi đã đọc và sẽ thực hiện").check()
    page.get_by_role("button", name="Bắt đầu làm việc").click()
    expect(page.get_by_role("heading", name="Việc phải làm hôm nay")).to_be_visible()
    clerk.look("viec-hom-nay-van-thu")

    take_from_worklist(page, code, "Tiếp nhận, vào sổ")
    clerk.look("tiep-nhan")
    done(page, "Tiếp nhận, vào sổ", "Đã tiếp nhận")
    expect(page.locator(".timeline")).to_contain_text(re.compile(r"tiếp nhận, vào sổ số \d+"))
    why_this_day(clerk)
    clerk.look("ho-so-da-tiep-nhan")
    hand_over(clerk, to="Ủy ban nhân dân tỉnh Đồng Tháp", note="Chuyển UBND tỉnh xem xét, trả lời.")


def why_this_day(window: Window) -> None:
    """The cards that explain the dates: days counted, days skipped and why."""
    page = window.page
    page.get_by_role("link", name="Vì sao ngày này?").click()
    card = page.locator("#vi-sao")
    expect(card).to_be_in_viewport()
    expect(card.get_by_role("heading")).to_have_text(re.compile(r"Vì sao hạn là \d\d/\d\d/\d{4}\?"))
    expect(card).to_contain_text("5 ngày làm việc kể từ tiếp nhận")
    expect(card).to_contain_text("Nghị định 20/2008/NĐ-CP, Điều 9 khoản 1 điểm d")
    expect(card.get_by_role("term").filter(has_text="Ngày 1")).to_be_visible()
    page.locator("details.other-clock", has_text="Trả lời").locator("summary").click()
    answer = page.locator("details.other-clock[open]")
    expect(answer).to_contain_text("Quyết định 574/QĐ-TTg")
    skipped = answer.locator("div").filter(has=page.get_by_role("term").filter(has_text="Bỏ qua"))
    expect(skipped.filter(has_text="cuối tuần").first).to_be_visible()


def pass_on_from_the_province(clerk: Window, code: str) -> None:
    page = clerk.page
    clerk.open("/lam-viec/")
    take_from_worklist(page, code, "Tiếp nhận, vào sổ")
    done(page, "Tiếp nhận, vào sổ", "Đã tiếp nhận")
    expect(page.get_by_text("Chuyển UBND tỉnh xem xét, trả lời.").first).to_be_visible()
    hand_over(clerk, to="Sở Xây dựng tỉnh Đồng Tháp", note="Giao Sở Xây dựng kiểm tra, trả lời.")
    clerk.look("ho-so-da-chuyen")


def receive_and_assign(clerk: Window, code: str) -> None:
    page = clerk.page
    clerk.open("/lam-viec/thu-muc/incoming/")
    page.get_by_role("link", name=code, exact=True).click()
    page.get_by_role("link", name="ảnh cột đèn.png").click()
    shown = page.get_by_role("img", name="ảnh cột đèn.png")
    expect(shown).to_be_in_viewport()
    assert shown.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    clerk.look("ho-so-xem-anh")
    page.get_by_role("link", name="Tiếp nhận, vào sổ").first.click()
    done(page, "Tiếp nhận, vào sổ", "Đã tiếp nhận")
    other_step(page, "Phân công giải quyết")
    choose(page, "Người giải quyết", "Huỳnh Thị Mẫu Tâm")
    clerk.look("phan-cong")
    done(page, "Phân công giải quyết", "Đang giải quyết")
    expect(page.locator(".case-head")).to_contain_text("Huỳnh Thị Mẫu Tâm")


def draft(handler: Window, code: str) -> None:
    page = handler.page
    handler.open("/lam-viec/")
    take_from_worklist(page, code, "Trình dự thảo trả lời")
    page.get_by_label("Nội dung trả lời").fill(ANSWER)
    choose(page, "Kết quả", "Đã giải quyết")
    page.get_by_label("Văn bản trả lời kèm theo").set_input_files(document("trả lời.pdf"))
    expect(page.get_by_text("đã tải lên")).to_be_visible()
    handler.look("du-thao")
    done(page, "Trình dự thảo trả lời", "Chờ ký")
    handler.look("ho-so-cho-ky")


def sign(deputy: Window, code: str) -> None:
    page = deputy.page
    deputy.open("/lam-viec/")
    deputy.look("viec-hom-nay-lanh-dao")
    take_from_worklist(page, code, "Ký trả lời")
    expect(page.get_by_text(ANSWER)).to_be_visible()
    deputy.look("ky")
    done(page, "Ký trả lời", "Đã ký, chờ phát hành")
    expect(page.get_by_text(re.compile(r"KT\. .*Phó Giám đốc")).first).to_be_visible()


def issue_and_prepare(clerk: Window, code: str) -> None:
    page = clerk.page
    clerk.open("/lam-viec/")
    take_from_worklist(page, code, "Cấp số, gửi trả lời")
    clerk.look("cap-so")
    done(page, "Cấp số, gửi trả lời", "Đã trả lời")
    page.get_by_role("link", name="Soạn bản công khai").click()
    page.get_by_label("Tiêu đề công khai").fill("Vỉa hè trước cổng trường sụt lún")
    page.get_by_role("button", name="Xem lại bản công khai").click()
    preview = page.get_by_role("region", name="Bản người dân sẽ đọc")
    expect(preview).to_contain_text("Vỉa hè trước cổng trường sụt lún")
    expect(preview).not_to_contain_text(MAI.name)
    clerk.look("cong-khai")
    done(page, "Soạn bản công khai", "Chờ duyệt công khai")


def release(deputy: Window, code: str) -> None:
    page = deputy.page
    deputy.open("/lam-viec/")
    take_from_worklist(page, code, "Duyệt công khai")
    done(page, "Duyệt công khai", "Đã công khai")
    deputy.look("ho-so-da-cong-khai")


def the_outsider_finds_nothing(outsider: Window, code: str) -> None:
    page = outsider.page
    answer = page.goto(f"{outsider.base}/lam-viec/ho-so/{code}/")
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("heading", name="Không có trang này")).to_be_visible()
    expect(page.get_by_text(TITLE)).to_have_count(0)
    outsider.look("khong-co-trang")
    outsider.open(f"/lam-viec/tim/?q={code}")
    expect(page.get_by_text(TITLE)).to_have_count(0)


def read_the_answer(phone: Window, letter: str, code: str) -> None:
    page = phone.page
    link = re.search(r"http://\S+", letter)
    assert link
    phone.open(link[0])
    expect(page.get_by_label("Mã số")).to_have_value(code)
    look_up(phone, code, MAI.phone[-4:])
    expect(page.get_by_role("heading", name="Câu trả lời")).to_be_visible()
    expect(page.get_by_text(ANSWER)).to_be_visible()
    for said in (
        "đã chuyển phản ánh đến Ủy ban nhân dân tỉnh",
        "đã chuyển phản ánh đến Sở Xây dựng",
    ):
        expect(page.locator(".timeline")).to_contain_text(said)
    phone.look("tra-cuu-da-tra-loi")
    with page.expect_download() as download:
        page.get_by_role("link", name="trả lời.pdf").tap()
    assert download.value.suggested_filename == "trả lời.pdf"
    assert download.value.path().read_bytes() == document()["buffer"]


def the_public_finds_it(public: Window, code: str) -> None:
    page = public.page
    public.open("/cau-tra-loi")
    page.get_by_role("searchbox").fill("via he truoc cong truong")
    page.get_by_role("button", name="Tìm").click()
    public.look("cau-tra-loi-tim-thay")
    found = page.get_by_role("link", name="Vỉa hè trước cổng trường sụt lún")
    found.first.click()
    expect(page.get_by_text(ANSWER)).to_be_visible()
    for private in (code, MAI.name, MAI.phone, MAI.email, MAI.address):
        expect(page.get_by_text(private)).to_have_count(0)
    public.look("cau-tra-loi")


def take_from_worklist(page: Page, code: str, step: str) -> None:
    """Press the next step in the row of the case."""
    row = page.get_by_role("listitem").filter(has=page.get_by_role("link", name=code, exact=True))
    row.get_by_role("link", name=step).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(step)


def hand_over(window: Window, *, to: str, note: str) -> None:
    page = window.page
    page.get_by_role("link", name="Chuyển cơ quan, đơn vị giải quyết").first.click()
    choose(page, "Cơ quan chủ trì", to)
    page.get_by_label("Ý kiến chỉ đạo, lý do chuyển").fill(note)
    window.look("chuyen")
    done(page, "Chuyển cơ quan, đơn vị giải quyết", "Chờ tiếp nhận")


def other_step(page: Page, step: str) -> None:
    page.get_by_text("Bước khác").click()
    page.get_by_role("link", name=step).click()


def choose(page: Page, label: str, what: str) -> None:
    """From a few to tick, a plain list, or one that is searched by typing."""
    few = page.get_by_role("group", name=label).get_by_label(what)
    box = page.get_by_role("combobox", name=label, exact=True)
    expect(few.or_(box).first).to_be_visible()
    if few.count():
        few.check()
    elif box.evaluate("box => box.tagName") == "SELECT":
        box.select_option(label=what)
    else:
        box.click()
        box.fill(what)
        page.get_by_role("option", name=what, exact=True).click()


def done(page: Page, step: str, state: str) -> None:
    """Press the one blue button of a step's page; the case says what was done."""
    page.get_by_role("button", name=step, exact=True).click()
    expect(page.get_by_role("status")).to_contain_text(f"Đã ghi «{step}»")
    expect(page.get_by_role("status")).to_contain_text(f"«{state}»")


def hear(site: Site, subject: str, code: str, words: str) -> str:
    """Wait for the letter to the citizen; its text."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        for said, text in site.letters_to(MAI.email):
            if code in said and subject in f"{said} {text}" and words in text:
                return text
        time.sleep(0.2)
    raise AssertionError(f"no letter “{subject}”: {site.letters_to(MAI.email)}")
