"""A citizen is not content with the answer: the case goes to the head of the province."""

import pytest
from playwright.sync_api import expect

from tests.browser import Window
from tests.journeys.citizen import look_up
from tests.journeys.conftest import Somebody
from tests.journeys.site import Site
from tests.journeys.test_feedback_from_phone_to_published_answer import (
    choose,
    done,
    hand_over,
    other_step,
    take_from_worklist,
)
from tests.personas import CHU_TICH, LAN, MINH, TAM

pytestmark = pytest.mark.browser

SAID = "Đèn sáng được một tối rồi lại tắt, chưa ai quay lại kiểm tra."
# answered by the department to which the province gave it
ANSWERED = """
    SELECT c.code, p.phone FROM cases_case c
    JOIN cases_party y ON y.case_id = c.id AND y.role = 'sender'
    JOIN people_person p ON p.id = y.person_id
    JOIN agencies_agency h ON h.id = c.holder_id
    JOIN cases_assignment a ON a.case_id = c.id AND a.to_id = h.id AND a.lead
    JOIN agencies_agency g ON g.id = a.giver_id
    JOIN agencies_officer o ON o.id = c.officer_id
    WHERE c.answered_at IS NOT NULL AND c.closed_at IS NOT NULL AND p.phone <> '' AND c.root_id <> h.id
      AND h.code = 'dtp.sxd' AND g.code = 'dtp' AND o.username = 'dtp.sxd.cv1'
    ORDER BY c.state = 'answered' DESC, c.answered_at DESC LIMIT 1
"""


def test_a_bad_rating_reopens_at_the_supervisor(somebody: Somebody, site: Site) -> None:
    code, phone = site.rows(ANSWERED)[0]
    window = somebody(phone=True)
    object_to_the_answer(window, code, phone)

    head = somebody(CHU_TICH)
    page = head.page
    head.open("/lam-viec/")
    head.look("viec-hom-nay-chu-tich")
    shown = f"{code[:4]}-{code[4:]}"
    take_from_worklist(page, shown, "Giải quyết lại")
    expect(page.get_by_text(SAID).first).to_be_visible()
    head.look("giai-quyet-lai")
    page.get_by_label("Ghi chú").fill("Kiểm tra lại tại chỗ, trả lời trong tuần.")
    done(page, "Giải quyết lại", "Đã tiếp nhận")
    head.look("ho-so-giai-quyet-lai")

    clerk = somebody(LAN)
    clerk.open(f"/lam-viec/ho-so/{shown}/")
    hand_over(clerk, to="Sở Xây dựng tỉnh Đồng Tháp", note="Giao người khác kiểm tra lại.")

    again = somebody(MINH)
    page = again.page
    again.open("/lam-viec/")
    take_from_worklist(page, shown, "Tiếp nhận, vào sổ")
    done(page, "Tiếp nhận, vào sổ", "Đã tiếp nhận")
    other_step(page, "Phân công giải quyết")
    expect(page.get_by_text("Huỳnh Thị Mẫu Tâm")).to_have_count(0)
    again.look("phan-cong-nguoi-khac")
    choose(page, "Người giải quyết", "Hồ Văn Mẫu Oanh")
    done(page, "Phân công giải quyết", "Đang giải quyết")

    before = somebody(TAM)
    before.open("/lam-viec/")
    expect(before.page.get_by_role("link", name=shown, exact=True)).to_have_count(0)


def object_to_the_answer(window: Window, code: str, phone: str) -> None:
    page = window.page
    window.open("/tra-cuu")
    look_up(window, code, phone[-4:])
    expect(page.get_by_role("heading", name="Việc đã xong chưa?")).to_be_visible()
    window.look("danh-gia")
    page.get_by_role("button", name="Gửi đánh giá").click()
    expect(page.get_by_text("Hãy chọn mức hài lòng.").first).to_be_visible()
    page.get_by_label("Rất không hài lòng").check()
    page.get_by_label("Điều gì chưa được").fill(SAID)
    page.get_by_role("button", name="Gửi đánh giá").click()
    expect(page.get_by_text("đang xem xét đề nghị giải quyết lại của bạn").first).to_be_visible()
    window.look("danh-gia-xong")
