"""The sender judges the answer, objects once, or takes the feedback back."""

import re

import pytest

from donthu.cases.models import Case, Rating
from tests.portal.conftest import Citizen, text
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def answered(world: World) -> Case:
    """A case that the department answered, its deputy head signed."""
    case_id = world.submit().case_id
    world.hand_down(case_id, ["vpcp", "dtp", "dtp.sxd"])
    world.answer(case_id, "dtp.sxd")
    world.take(case_id, "issue", "dtp.sxd:clerk")
    return Case.objects.get(pk=case_id)


def opened(citizen: Citizen, case: Case) -> str:
    given = {"code": case.code, "key": "0123"}
    return text(citizen.client.post("/tra-cuu", given, follow=True))


def judge(citizen: Citizen, page: str, **typed: str) -> str:
    action = re.search(r'action="(/tra-cuu/[^"]+/danh-gia[^"]*)"', page)
    assert action
    return text(citizen.client.post(action[1], typed, follow=True))


def test_five_answers_can_be_chosen_without_javascript_and_one_is_kept(
    citizen: Citizen, answered: Case
) -> None:
    page = opened(citizen, answered)
    assert [int(n) for n in re.findall(r'type="radio" name="score" value="(\d)"', page)] == [
        5, 4, 3, 2, 1,
    ]  # fmt: skip
    page = judge(citizen, page, score="4", reason="")
    assert "Bạn đã đánh giá: Hài lòng." in page
    assert "/danh-gia" not in page
    assert Rating.objects.get().score == 4


def test_a_bad_one_with_its_reason_goes_to_those_above_and_says_so(
    citizen: Citizen, answered: Case
) -> None:
    page = opened(citizen, answered)
    assert "xem xét lại một lần" in page
    page = judge(citizen, page, score="1", reason="Đèn vẫn tắt.")
    answered.refresh_from_db()
    assert answered.state == "objected"
    assert answered.holder.code == "dtp"
    assert "đang xem xét đề nghị giải quyết lại của bạn" in page
    assert f"Người có thẩm quyền ở {answered.holder.name} xem lại" in page


def test_a_bad_one_without_a_reason_is_a_judgement(citizen: Citizen, answered: Case) -> None:
    judge(citizen, opened(citizen, answered), score="1", reason="")
    answered.refresh_from_db()
    assert answered.state == "answered"


def test_an_answer_that_was_upheld_is_neither_judged_nor_objected_to_again(
    citizen: Citizen, world: World, answered: Case
) -> None:
    judge(citizen, opened(citizen, answered), score="1", reason="Đèn vẫn tắt.")
    world.take(answered.pk, "uphold", "dtp:head", reason="Đã kiểm tra.")
    page = opened(citizen, answered)
    assert "đã xem xét và giữ nguyên câu trả lời. Lý do: Đã kiểm tra." in page
    assert "/danh-gia" not in page


def test_nothing_chosen_is_said_near_the_field_and_the_reason_kept(
    citizen: Citizen, answered: Case
) -> None:
    page = judge(citizen, opened(citizen, answered), reason="Đèn vẫn tắt.")
    assert "Hãy chọn mức hài lòng." in page
    assert "Đèn vẫn tắt." in page


def test_withdrawing_is_asked_once_more_and_says_what_it_does(
    citizen: Citizen, world: World
) -> None:
    case = Case.objects.get(pk=world.submit().case_id)
    link = re.search(r'href="(/tra-cuu/[^"]+/rut[^"]*)"', opened(citizen, case))
    assert link
    page = citizen.open(link[1])
    assert "không giải quyết tiếp" in page
    page = text(citizen.client.post(link[1], {"reason": "Đèn đã sáng."}, follow=True))
    case.refresh_from_db()
    assert case.state == "withdrawn"
    assert "Bạn đã rút phản ánh" in page
    assert "/rut" not in page


def test_what_is_answered_is_not_withdrawn(citizen: Citizen, answered: Case) -> None:
    assert "/rut" not in opened(citizen, answered)


def test_without_the_link_nobody_judges_or_withdraws(citizen: Citizen, answered: Case) -> None:
    for path in ("danh-gia", "rut"):
        answer = citizen.client.post(f"/tra-cuu/{answered.code}/{path}", {"score": "1"})
        assert answer["Location"].startswith("/tra-cuu?")
    assert not Rating.objects.exists()


def test_the_same_by_the_api(citizen: Citizen, answered: Case) -> None:
    path = f"/api/v1/public/feedback/{answered.code}"
    body = {"key": "0123", "score": 2, "reason": "Đèn vẫn tắt."}
    wrong = citizen.client.post(f"{path}/ratings", body | {"score": 9}, "application/json")
    assert wrong.status_code == 422
    assert wrong.json()["errors"][0]["field"] == "score"
    rated = citizen.client.post(f"{path}/ratings", body, "application/json")
    assert rated.status_code == 201
    assert (rated.json()["state"], rated.json()["reopened"]) == ("objected", True)
    again = citizen.client.post(f"{path}/ratings", body, "application/json")
    assert again.status_code == 409
    gone = citizen.client.post(f"{path}/withdrawals", {"key": "0123"}, "application/json")
    assert gone.status_code == 409
