"""Following one's own feedback with its code and key."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from donthu.cases.models import Case
from donthu.ui.tracking import NOT_FOUND, TOO_OFTEN, WRONG_FOR
from tests.api.conftest import Caller
from tests.api.samples import PDF
from tests.world import World

pytestmark = pytest.mark.usefixtures("wednesday")
KEY = "0123"  # the last digits of the sender of the small world


def test_the_sender_reads_where_it_is(world: World, anybody: Caller) -> None:
    case = world.submit()
    world.hand_down(case.case_id, ["vpcp", "dtp"])

    body = anybody.get(f"/public/feedback/{case.code}", key=KEY).body

    assert body["code"] == f"{case.code[:4]}-{case.code[4:]}"
    assert body["state"] == "received"
    assert body["state_text"] == "Ủy ban nhân dân tỉnh Đồng Tháp đã tiếp nhận và đang phân loại."
    assert [line["text"] for line in body["timeline"]][::-1] == [
        "Bạn đã gửi phản ánh đến Văn phòng Chính phủ.",
        "Văn phòng Chính phủ đã tiếp nhận.",
        "Văn phòng Chính phủ đã chuyển phản ánh đến Ủy ban nhân dân tỉnh Đồng Tháp giải quyết.",
        "Ủy ban nhân dân tỉnh Đồng Tháp đã tiếp nhận.",
    ]
    assert "answer" not in body
    assert "asked_supplement" not in body


@pytest.mark.parametrize("key", ["0123", "thu", "THU", "thu@example.vn"])
def test_the_phone_or_the_email_opens_it(world: World, anybody: Caller, key: str) -> None:
    code = world.submit().code

    assert anybody.get(f"/public/feedback/{code}", key=key).status == 200


@pytest.mark.parametrize("key", ["", "123", "9999", "example.vn", "Lê Thị Thử"])
def test_anything_else_does_not(world: World, anybody: Caller, key: str) -> None:
    code = world.submit().code

    answer = anybody.get(f"/public/feedback/{code}", key=key)

    assert (answer.status, answer.body["detail"]) == (404, NOT_FOUND)


def test_a_code_with_a_wrong_letter_is_told_so(world: World, anybody: Caller) -> None:
    code = world.submit().code
    wrong = code[:-1] + ("A" if code[-1] != "A" else "B")

    answer = anybody.get(f"/public/feedback/{wrong}", key=KEY)

    assert answer.status == 404
    assert answer.body["detail"].startswith("Mã số có một ký tự sai")


def test_keys_can_not_be_tried_out(world: World, anybody: Caller) -> None:
    code = world.submit().code
    tried = [anybody.get(f"/public/feedback/{code}", key="0000") for _ in range(WRONG_FOR.most)]

    right = anybody.get(f"/public/feedback/{code}", key=KEY)

    assert {answer.status for answer in tried} == {404}
    assert (right.status, right.body["detail"]) == (429, TOO_OFTEN)


def test_what_was_asked_for_is_added_with_a_file(world: World, anybody: Caller) -> None:
    case = world.submit()
    world.take(case.case_id, "receive", "vpcp:clerk")
    world.take(case.case_id, "ask_supplement", "vpcp:clerk", question="Ngã tư nào?")
    asked = anybody.get(f"/public/feedback/{case.code}", key=KEY)

    form = {
        "key": KEY,
        "content": "Ngã tư Chợ Thử.",
        "files": [SimpleUploadedFile("ảnh chụp.pdf", PDF)],
    }
    answer = anybody.post(f"/public/feedback/{case.code}/supplements", form=form)

    assert asked.body["asked_supplement"] == "Ngã tư nào?"
    assert answer.status == 201, answer.body
    assert answer.body["code"] == asked.body["code"]
    paper = Case.objects.get(code=case.code).papers.get(kind="supplement")
    assert (paper.text, [file.name for file in paper.files.all()]) == (
        "Ngã tư Chợ Thử.",
        ["ảnh chụp.pdf"],
    )
    after = anybody.get(f"/public/feedback/{case.code}", key=KEY).body
    assert (after["state"], after.get("asked_supplement")) == ("received", None)


def test_who_hides_is_told_where_what_is_added_names_them(world: World, anybody: Caller) -> None:
    case = world.submit(hide_sender=True)
    world.take(case.case_id, "receive", "vpcp:clerk")
    world.take(case.case_id, "ask_supplement", "vpcp:clerk", question="Ngã tư nào?")
    to = f"/public/feedback/{case.code}/supplements"

    words = anybody.post(to, {"key": KEY, "content": "Lê Thị Thử, ngã tư Chợ."})
    file = SimpleUploadedFile("Lê Thị Thử.pdf", PDF)
    named = anybody.post(to, form={"key": KEY, "content": "Ngã tư Chợ.", "files": [file]})
    away = anybody.post(
        f"/public/feedback/{case.code}/withdrawals", {"key": KEY, "reason": "Lê Thị Thử thôi."}
    )

    for answer, field in ((words, "content"), (named, "files"), (away, "reason")):
        assert answer.status == 422, answer.body
        [wrong] = answer.body["errors"]
        assert wrong["field"] == field
        assert "“Lê Thị Thử”" in wrong["message"]
    assert not Case.objects.get().papers.filter(kind="supplement").exists()


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        ({"key": "9999", "content": "Ngã tư."}, 404, NOT_FOUND),
        ({"content": "Ngã tư."}, 404, NOT_FOUND),
        ({"key": KEY, "content": "Ngã tư."}, 409, "Bước này chỉ mở khi hồ sơ ở trạng thái"),
        ({"key": KEY}, 422, "Có mục chưa đúng"),
    ],
)
def test_nothing_is_added_without_the_key_the_question_and_the_words(
    world: World, anybody: Caller, body: dict[str, Any], status: int, said: str
) -> None:
    code = world.submit().code

    answer = anybody.post(f"/public/feedback/{code}/supplements", body)

    assert answer.status == status
    assert answer.body["detail"].startswith(said)


def test_a_file_of_the_answer_is_read_with_the_key_alone(world: World, anybody: Caller) -> None:
    code = world.submit().code

    without = anybody.get(f"/public/feedback/{code}/files/1", key="9999")
    unknown = anybody.get(f"/public/feedback/{code}/files/1", key=KEY)

    assert (without.status, without.body["detail"]) == (404, NOT_FOUND)
    assert unknown.status == 404
