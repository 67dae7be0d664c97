"""A citizen on a phone answers what the agency asked."""

import pytest
from playwright.sync_api import expect

from tests.journeys.citizen import look_up
from tests.journeys.conftest import Somebody
from tests.journeys.files import document
from tests.journeys.site import Site

pytestmark = pytest.mark.browser

SAID = "Đoạn từ trạm y tế đến cầu Ba Tháng Hai, bốn cột đèn bên phải."
WAITING = """
    SELECT c.code, p.phone FROM cases_case c
    JOIN cases_party y ON y.case_id = c.id AND y.role = 'sender'
    JOIN people_person p ON p.id = y.person_id
    WHERE c.state = 'awaiting_supplement' AND p.phone <> '' ORDER BY c.id LIMIT 1
"""


def test_what_was_typed_survives_until_it_is_sent(somebody: Somebody, site: Site) -> None:
    code, phone = site.rows(WAITING)[0]
    window = somebody(phone=True)
    page = window.page

    def come() -> None:
        window.open("/tra-cuu")
        look_up(window, code, phone[-4:])
        expect(page.get_by_role("heading", name="Bổ sung thông tin")).to_be_visible()

    come()
    window.look("bo-sung")
    page.get_by_role("button", name="Gửi bổ sung").click()
    expect(page.get_by_text("Hãy nhập nội dung bổ sung.").first).to_be_visible()
    window.look("bo-sung-loi")
    page.get_by_label("Nội dung bổ sung").press_sequentially(SAID)
    page.wait_for_timeout(500)

    come()
    expect(page.get_by_label("Nội dung bổ sung")).to_have_value(SAID)
    page.get_by_label("Tệp kèm theo").set_input_files(document())
    expect(page.get_by_text("đã tải lên")).to_be_visible()
    page.get_by_role("button", name="Gửi bổ sung").click()
    expect(page.get_by_role("heading", name="Nội dung bạn đã bổ sung")).to_be_visible()
    expect(page.get_by_text("đơn.pdf")).to_be_visible()
    assert page.evaluate(f"localStorage.getItem('donthu.draft.bo-sung-{code}')") is None
    window.look("bo-sung-xong")
