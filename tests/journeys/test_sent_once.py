"""Somebody goes back from the receipt and presses the button again."""

import pytest
from playwright.sync_api import expect

from tests.journeys.citizen import answer_the_question, send, write_feedback
from tests.journeys.conftest import Somebody
from tests.journeys.site import Site

pytestmark = pytest.mark.browser

TITLE = "Nắp cống trước chợ bị vỡ, gửi hai lần"


@pytest.mark.parametrize("javascript", [True, False])
def test_back_and_send_again_leads_to_the_same_receipt(
    somebody: Somebody, site: Site, javascript: bool
) -> None:
    window = somebody(phone=True, javascript=javascript)
    page = window.page
    title = f"{TITLE} {javascript}"
    window.open("/gui-phan-anh")
    write_feedback(window, title=title)
    if not javascript:
        answer_the_question(page)
    code = send(window)
    page.go_back()
    expect(page.get_by_label("Tiêu đề")).to_have_value(title)  # given back by the browser
    if not javascript:
        answer_the_question(page)
    assert send(window) == code
    expect(page.get_by_text("Đã nhận phản ánh của bạn")).to_be_visible()
    assert site.rows("SELECT count(*) FROM cases_case WHERE title = %s", title) == [(1,)]
