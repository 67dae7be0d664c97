"""The receipt: for its sender alone, with room for files."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from donthu.cases import codes
from donthu.cases.models import Case, PaperFile
from donthu.portal import passes
from tests.portal.conftest import Citizen, picture, program, text, value
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(citizen: Citizen) -> str:
    """Where the receipt of a case just sent is."""
    location: str = citizen.send()["Location"]
    return location


def test_it_shows_the_code_what_comes_next_and_by_when(citizen: Citizen, address: str) -> None:
    page = citizen.open(address)
    case = Case.objects.get()
    assert codes.shown(case.code) in page
    assert case.due_at is not None
    due = timezone.localtime(case.due_at)
    assert f"Văn phòng Chính phủ tiếp nhận, chậm nhất ngày {due:%d/%m/%Y}." in page
    assert "Bạn được trả lời trong 15 ngày làm việc từ ngày tiếp nhận." in page
    assert "4 số cuối điện thoại" in page
    assert "thư điện tử của bạn" not in page  # none was given
    assert '<svg viewBox="' in page


def test_nobody_else_sees_it(citizen: Citizen, address: str) -> None:
    path = address.split("?")[0]
    other = Client().get(path)
    assert other.status_code == 302
    assert other["Location"].startswith("/tra-cuu?code=")
    wrong = Client().get(path + "?k=" + address.split("k=")[1][:-3] + "AAA")
    assert wrong.status_code == 302


def test_its_link_opens_no_other_case_and_ends_after_two_hours(
    citizen: Citizen, address: str, world: World
) -> None:
    other = world.submit()
    key = address.split("?")[1]
    answer = citizen.client.get(f"/bien-nhan/{codes.shown(other.code)}?{key}")
    assert answer.status_code == 302
    code = Case.objects.exclude(pk=other.case_id).get().code
    for_two_hours = passes.link("receipt", code, at=timezone.now() - timedelta(minutes=121))
    answer = citizen.client.get(for_two_hours)
    assert answer.status_code == 302
    assert "hai giờ" in citizen.open(answer["Location"])


def test_files_that_could_not_go_ahead_are_added_here(citizen: Citizen, address: str) -> None:
    page = citizen.open(address)
    form = {"form": value(page, "form"), "files": [picture("1.png", "1"), picture("2.png", "2")]}
    answer = citizen.client.post(address, form)
    assert answer.status_code == 302
    assert list(PaperFile.objects.values_list("name", flat=True)) == ["1.png", "2.png"]
    page = citizen.open(answer["Location"])
    assert "1.png" in page
    assert "Còn thêm được 3 tệp" in page


def test_a_bad_file_is_named_and_the_good_one_stays(citizen: Citizen, address: str) -> None:
    token = value(citizen.open(address), "form")
    answer = citizen.client.post(address, {"form": token, "files": [picture(), program()]})
    page = text(answer)
    assert answer.status_code == 422
    assert re.search(r'id="id_files_error">.*don\.pdf', page, re.DOTALL)
    assert value(page, "staged_name") == "anh.png"
    assert not PaperFile.objects.exists()
    again = citizen.client.post(
        address, {"form": value(page, "form"), "staged": value(page, "staged")}
    )
    assert again.status_code == 302
    assert PaperFile.objects.get().name == "anh.png"


def test_five_files_is_all_there_is_room_for(citizen: Citizen, address: str) -> None:
    def add(*names: str) -> str:
        token = value(citizen.open(address), "form")
        files = [picture(f"{name}.png", name) for name in names]
        return text(citizen.client.post(address, {"form": token, "files": files}))

    assert "tối đa 5 tệp; đang có 6" in add(*"abcdef")
    add("a", "b", "c")
    assert "Chỉ kèm được 5 tệp; đã có 3 tệp." in add("d", "e", "f")
    add("d", "e")
    assert "Thêm tệp" not in citizen.open(address)
    assert PaperFile.objects.count() == 5


def test_a_request_too_large_gets_a_sentence_and_the_text_is_safe(
    citizen: Citizen, address: str
) -> None:
    most = settings.DONTHU_MAX_FILES * settings.DONTHU_MAX_FILE_BYTES
    answer = citizen.client.post(address, {"files": picture()}, CONTENT_LENGTH=str(most * 2))
    assert answer.status_code == 413
    assert "Phản ánh của bạn đã được ghi đầy đủ, không cần gửi lại" in text(answer)
    assert Case.objects.count() == 1


def test_once_received_no_files_are_added(citizen: Citizen, address: str, world: World) -> None:
    token = value(citizen.open(address), "form")
    world.take(Case.objects.get().pk, "receive", "vpcp:clerk", timezone.now())
    assert "Thêm tệp" not in citizen.open(address)
    answer = citizen.client.post(address, {"form": token, "files": picture()})
    assert answer.status_code == 409
    assert "đã được tiếp nhận nên không thêm tệp" in text(answer)


def test_an_empty_choice_is_said(citizen: Citizen, address: str) -> None:
    token = value(citizen.open(address), "form")
    assert "Hãy chọn tệp để thêm." in text(citizen.client.post(address, {"form": token}))
