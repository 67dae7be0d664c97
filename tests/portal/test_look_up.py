"""Following a case: only its sender, in plain sentences."""

import re

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from donthu.cases import codes
from donthu.cases.attached import Attached
from donthu.cases.models import Case, PaperFile
from donthu.documents import intake
from donthu.ui import tracking
from tests.portal.conftest import Citizen, picture, text, value
from tests.world import World

pytestmark = pytest.mark.django_db


def look(citizen: Citizen, code: str, key: str = "0123") -> str:
    """The page that a code and a key lead to."""
    answer = citizen.client.post("/tra-cuu", {"code": code, "key": key}, follow=True)
    return text(answer)


def test_the_page_says_who_has_it_since_when_and_by_when(citizen: Citizen, world: World) -> None:
    sent = world.submit(at=timezone.now())
    page = look(citizen, codes.shown(sent.code).lower())
    case = Case.objects.get()
    assert case.due_at is not None
    assert "Phản ánh đã đến Văn phòng Chính phủ, đang chờ tiếp nhận." in page
    assert "Hạn tiếp nhận" in page
    assert f"{timezone.localtime(case.due_at):%d/%m/%Y}" in page
    assert "Vì sao là ngày" in page
    assert "Bạn chưa phải làm gì." in page
    assert "Bạn đã gửi phản ánh đến Văn phòng Chính phủ." in page
    assert "Lê Thị Thử" not in page


def test_the_answer_and_its_files_are_there_when_it_went_out(
    citizen: Citizen, world: World
) -> None:
    case_id = world.submit().case_id
    code = Case.objects.get().code
    world.hand_down(case_id, ["vpcp", "dtp.sxd"])
    world.take(case_id, "assign", "dtp.sxd:clerk", officer=world.officers["dtp.sxd:handler"].pk)
    stored = intake.accept(picture(), "van-ban.png", 10_000)
    world.take(
        case_id,
        "draft",
        "dtp.sxd:handler",
        answer="Đã thay bóng đèn.",
        result="solved",
        files=[Attached(stored.pk, "van-ban.png")],
    )
    page = look(citizen, code)
    assert "Đã thay bóng đèn." not in page
    assert "van-ban.png" not in page

    world.take(case_id, "sign", "dtp.sxd:head")
    world.take(case_id, "issue", "dtp.sxd:clerk")
    page = look(citizen, code)
    assert "Đã thay bóng đèn." in page
    assert "01/SXD-VP" in page
    assert "Văn phòng Chính phủ đã chuyển phản ánh đến Sở Xây dựng giải quyết." in page
    link = re.search(r'href="(/tra-cuu/[^"]+/tep/[^"]+)"', page)
    assert link
    file = citizen.client.get(link[1])
    assert b"".join(file.streaming_content) == picture().read()
    assert 'attachment; filename="van-ban.png"' in file["Content-Disposition"]
    assert citizen.client.get(link[1].split("?")[0]).status_code == 302


def test_what_is_asked_of_the_sender_is_said(citizen: Citizen, world: World) -> None:
    sent = world.submit()
    world.take(sent.case_id, "receive", "vpcp:clerk")
    world.take(sent.case_id, "ask_supplement", "vpcp:clerk", question="Ở đoạn đường nào?")
    page = look(citizen, sent.code)
    assert "Cơ quan cần bạn bổ sung thông tin" in page
    assert "Ở đoạn đường nào?" in page
    assert "Hạn bổ sung của bạn" in page
    assert "Thời hạn trả lời tạm dừng trong lúc chờ bạn" in page


def test_the_words_among_officers_stay_among_them(citizen: Citizen, world: World) -> None:
    sent = world.submit()
    world.hand_down(sent.case_id, ["vpcp", "dtp", "dtp.sxd"])
    page = look(citizen, sent.code)
    assert "Đề nghị kiểm tra, trả lời." not in page
    assert "vào sổ số" not in page


def test_a_file_of_another_case_is_not_there(citizen: Citizen, world: World) -> None:
    stored = intake.accept(picture(), "a.png", 10_000)
    world.submit(files=[Attached(stored.pk, "a.png")])
    file = PaperFile.objects.get().pk
    mine = world.submit()
    answer = citizen.client.post("/tra-cuu", {"code": mine.code, "key": "0123"})
    key = answer["Location"].split("?")[1]
    path = f"/tra-cuu/{codes.shown(mine.code)}/tep/{file}?{key}"
    assert citizen.client.get(path).status_code == 404


def test_a_mistyped_code_is_said_near_its_field_and_kept(citizen: Citizen, world: World) -> None:
    code = world.submit().code
    wrong = ("3" if code[0] == "2" else "2") + code[1:]
    answer = citizen.client.post("/tra-cuu", {"code": wrong, "key": "0123"})
    page = text(answer)
    assert answer.status_code == 422
    assert re.search(r'id="id_code_error">.*một ký tự sai', page, re.DOTALL)
    assert value(page, "code") == wrong
    assert value(page, "key") == "0123"


def test_a_wrong_key_and_a_missing_case_look_the_same(citizen: Citizen, world: World) -> None:
    there = citizen.client.post("/tra-cuu", {"code": world.submit().code, "key": "9999"})
    missing = citizen.client.post("/tra-cuu", {"code": codes.new(), "key": "9999"})
    assert there.status_code == missing.status_code == 404
    assert tracking.NOT_FOUND in text(there)
    assert tracking.NOT_FOUND in text(missing)


def test_guessing_is_stopped(citizen: Citizen, world: World) -> None:
    code = world.submit().code
    for _ in range(tracking.WRONG_FOR.most):
        citizen.client.post("/tra-cuu", {"code": code, "key": "9999"})
    answer = citizen.client.post("/tra-cuu", {"code": code, "key": "0123"})
    assert answer.status_code == 429
    assert tracking.TOO_OFTEN in text(answer)


def test_the_link_of_a_letter_fills_the_code_in(citizen: Citizen) -> None:
    assert value(citizen.open("/tra-cuu?code=7K3M-9Q2T"), "code") == "7K3M-9Q2T"


@pytest.mark.parametrize("code", ["x", "7K3M-9Q2A"])
def test_an_address_with_no_code_in_it_is_not_there(citizen: Citizen, code: str) -> None:
    assert citizen.client.get(f"/tra-cuu/{code}").status_code == 404
    assert citizen.client.get(f"/bien-nhan/{code}").status_code == 404


def test_a_page_of_one_person_is_kept_by_nobody(citizen: Citizen, world: World) -> None:
    answer = citizen.client.post(
        "/tra-cuu", {"code": world.submit().code, "key": "0123"}, follow=True
    )
    assert "no-store" in answer["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in text(answer)


def test_following_asks_the_database_a_bounded_number_of_times(
    citizen: Citizen, world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    sent = world.submit()
    world.hand_down(sent.case_id, ["vpcp", "dtp", "dtp.sxd"])
    world.answer(sent.case_id, "dtp.sxd")
    world.take(sent.case_id, "issue", "dtp.sxd:clerk")
    with django_assert_max_num_queries(6):
        answer = citizen.client.post("/tra-cuu", {"code": sent.code, "key": "0123"})
    with django_assert_max_num_queries(12):
        citizen.client.get(answer["Location"])
