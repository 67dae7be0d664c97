"""A complaint or a denunciation is led away from feedback, with its text, and leaves no trace."""

import logging

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from donthu.cases.models import Case
from donthu.people.models import Person
from tests.portal.conftest import TYPED, Citizen, text

pytestmark = pytest.mark.django_db
COMPLAINT, DENUNCIATION = "/gui-phan-anh/don-khieu-nai", "/gui-phan-anh/don-to-cao"
SAID = "Ông Thử Hùng nhận tiền của tôi ngày 3/11."


def test_the_form_asks_first_whether_it_is_a_complaint_or_a_denunciation(citizen: Citizen) -> None:
    page = citizen.open()
    asked = page.index("có phải khiếu nại, tố cáo không?")
    assert asked < page.index("Loại phản ánh")
    assert f'formaction="{COMPLAINT}"' in page
    assert f'formaction="{DENUNCIATION}"' in page


def test_enter_in_a_field_still_sends_the_feedback(citizen: Citizen) -> None:
    page = citizen.open()
    form = page[page.index('<form class="sending"') :]
    first = form[form.index("<button") :].split(">")[0]
    assert "formaction" not in first  # browsers take the first button for Enter


def test_a_complaint_comes_as_form_01_with_what_was_typed(citizen: Citizen) -> None:
    page = text(citizen.client.post(COMPLAINT, citizen.form(agency="UBND xã Thử", about="Ông A")))
    for said in (
        "ĐƠN KHIẾU NẠI",
        "Mẫu số 01",
        "Kính gửi: UBND xã Thử",
        "Họ và tên: Lê Thị Thử",
        "4. Khiếu nại về việc:</b> Đèn đường ở ấp 3 hỏng",
        TYPED["content"],
        "NGƯỜI KHIẾU NẠI",
        "90 ngày",
        "Điều 9",
        "07 ngày làm việc",
        "người đã ra quyết định",
    ):
        assert said in page, said
    assert "data-draft-clear" not in page  # the draft of the feedback is still there to go back to
    assert not Case.objects.exists()


def test_a_denunciation_comes_with_what_the_law_asks_for_and_clears_the_draft(
    citizen: Citizen,
) -> None:
    answer = citizen.client.post(DENUNCIATION, citizen.form(content=SAID, email="thu@example.vn"))
    page = text(answer)
    for said in (
        "ĐƠN TỐ CÁO",
        SAID,
        "Cách thức liên hệ: 0900 000 123, thu@example.vn",
        "NGƯỜI TỐ CÁO",
        "Điều 23 khoản 1",
        'data-draft-clear="phan-anh"',
    ):
        assert said in page, said
    assert "no-store" in answer["Cache-Control"]
    assert 'data-draft="' not in page
    assert "noindex" in page


@pytest.mark.parametrize("address", [COMPLAINT, DENUNCIATION])
def test_nothing_of_it_is_stored_or_logged(
    citizen: Citizen, address: str, caplog: pytest.LogCaptureFixture
) -> None:
    form = citizen.form(content=SAID)
    with (
        caplog.at_level(logging.DEBUG),
        CaptureQueriesContext(
            connection,
        ) as queries,
    ):
        assert citizen.client.post(address, form).status_code == 200
    written = [q["sql"] for q in queries if not q["sql"].startswith(("SELECT", "SET"))]
    assert written == []
    assert "Thử Hùng" not in caplog.text
    assert not Case.objects.exists()
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    ("address", "dots"), [(COMPLAINT, "Kính gửi: ……"), (DENUNCIATION, "Kính gửi: ……")]
)
def test_without_anything_typed_it_is_a_blank_to_fill_in_by_hand(
    citizen: Citizen, address: str, dots: str
) -> None:
    page = citizen.open(address)
    assert dots in page
    assert "Điền nội dung đơn" in page


def test_what_is_too_long_is_told_and_stays(citizen: Citizen) -> None:
    answer = citizen.client.post(COMPLAINT, {"content": "a" * 10_001})
    assert answer.status_code == 422
    assert "nhiều hơn 1 ký tự" in text(answer)
    assert "a" * 10_001 in text(answer)


def test_markup_in_what_was_typed_stays_text(citizen: Citizen) -> None:
    answer = citizen.client.post(DENUNCIATION, {"content": "<script>x</script>"})
    assert "<script>x" not in answer.content.decode()
