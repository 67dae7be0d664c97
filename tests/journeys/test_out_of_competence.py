"""A feedback that is nobody's: on to another province, back down the way it came, to the top."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import Window
from tests.journeys.citizen import look_up, send, write_feedback
from tests.journeys.conftest import Somebody
from tests.journeys.test_feedback_from_phone_to_published_answer import (
    choose,
    done,
    hand_over,
    other_step,
    take_from_worklist,
)
from tests.personas import HA_NOI, HOA, KHOA, LAN

pytestmark = pytest.mark.browser

TITLE = "Cầu vượt sông ở tỉnh khác thi công kéo dài"
OTHER_AREA = "Sự việc ở địa bàn khác"


def test_on_to_another_province_and_back_to_the_government_office(somebody: Somebody) -> None:
    phone = somebody(phone=True)
    phone.open("/gui-phan-anh")
    write_feedback(phone, KHOA, title=TITLE)
    code = send(phone)

    hoa = somebody(HOA)
    receive(hoa, code)
    hand_over(hoa, to="Ủy ban nhân dân tỉnh Đồng Tháp", note="Chuyển UBND tỉnh trả lời.")

    lan = somebody(LAN)
    receive(lan, code)
    reason = "Cầu này do thành phố Hà Nội quản lý, không thuộc thẩm quyền của tỉnh."
    hand_over(lan, to="Ủy ban nhân dân thành phố Hà Nội", note=reason)

    ha_noi = somebody(HA_NOI)
    receive(ha_noi, code)
    expect(ha_noi.page.get_by_text(reason).first).to_be_visible()
    give_back(ha_noi, "Cầu không nằm trên địa bàn thành phố.")

    lan.open("/lam-viec/")
    row = lan.page.get_by_role("listitem").filter(
        has=lan.page.get_by_role("link", name=code, exact=True)
    )
    expect(row).to_contain_text("bị trả lại")
    lan.look("viec-bi-tra-lai")
    row.get_by_role("link", name=code, exact=True).click()
    give_back(lan, "Cầu do trung ương quản lý; đề nghị Văn phòng Chính phủ chuyển Bộ Xây dựng.")

    hoa.open("/lam-viec/thu-muc/returned/")
    hoa.page.get_by_role("link", name=code, exact=True).click()
    for said in (
        "Ủy ban nhân dân tỉnh Đồng Tháp trả lại Văn phòng Chính phủ",
        "Ủy ban nhân dân thành phố Hà Nội trả lại Ủy ban nhân dân tỉnh Đồng Tháp",
        "đề nghị Văn phòng Chính phủ chuyển Bộ Xây dựng",
    ):
        expect(hoa.page.locator(".timeline")).to_contain_text(said)
    hoa.look("ho-so-bi-tra-lai")
    hand_over(hoa, to="Bộ Xây dựng", note="Chuyển Bộ Xây dựng trả lời theo thẩm quyền.")

    follow(phone, code)


def receive(clerk: Window, code: str) -> None:
    clerk.open("/lam-viec/")
    take_from_worklist(clerk.page, code, "Tiếp nhận, vào sổ")
    done(clerk.page, "Tiếp nhận, vào sổ", "Đã tiếp nhận")


def give_back(clerk: Window, reason: str) -> None:
    page: Page = clerk.page
    other_step(page, "Trả lại nơi chuyển")
    choose(page, "Căn cứ trả lại", OTHER_AREA)
    page.get_by_label("Lý do trả lại").fill(reason)
    clerk.look("tra-lai")
    done(page, "Trả lại nơi chuyển", "Bị trả lại")


def follow(phone: Window, code: str) -> None:
    """What the sender reads of all this: where it went, and who has it now."""
    phone.open("/tra-cuu")
    look_up(phone, code, KHOA.phone[-4:])
    expect(
        phone.page.get_by_text("Phản ánh đã được chuyển đến Bộ Xây dựng, đang chờ tiếp nhận.")
    ).to_be_visible()
    for said in (
        "đã chuyển phản ánh đến Ủy ban nhân dân thành phố Hà Nội",
        "Ủy ban nhân dân thành phố Hà Nội trả lại Ủy ban nhân dân tỉnh Đồng Tháp",
    ):
        expect(phone.page.locator(".timeline")).to_contain_text(said)
    phone.look("tra-cuu-qua-nhieu-noi")
