"""GET and POST /cases/{code}/steps."""

from collections.abc import Callable
from typing import Any

import pytest

from donthu.cases.models import Case
from tests.api.conftest import Caller
from tests.world import World

Officers = Callable[[str], Caller]
pytestmark = pytest.mark.usefixtures("wednesday")


@pytest.fixture
def code(world: World) -> str:
    """A case that the province has received."""
    made = world.submit()
    world.hand_down(made.case_id, ["vpcp", "dtp"])
    return made.code


def step(answer: Any, key: str) -> dict[str, Any]:
    """The open step of that key."""
    return next(step for step in answer.body["open"] if step["step"] == key)


def test_open_steps_say_what_they_ask_and_closed_ones_why(
    world: World, officer: Officers, code: str
) -> None:
    answer = officer("dtp:clerk").get(f"/cases/{code}/steps")

    hand_over = step(answer, "hand_over")
    assert hand_over["title"] == "Chuyển cơ quan, đơn vị giải quyết"
    assert hand_over["law"].startswith("Nghị định 20/2008/NĐ-CP")
    fields = {field["name"]: field for field in hand_over["fields"]}
    assert fields["note"] == {
        "name": "note",
        "title": "Ý kiến chỉ đạo, lý do chuyển",
        "type": "long_text",
        "required": True,
        "max_length": 2000,
    }
    offered = {choice["value"] for choice in fields["lead"]["choices"]}
    assert {"dtp.sxd", "dtp.snnmt", "btc"} <= offered
    assert "dtp" not in offered
    reasons = {closed["step"]: closed["reason"] for closed in answer.body["closed"]}
    assert reasons["receive"] == (
        "Bước này chỉ mở khi hồ sơ ở trạng thái «Mới gửi», «Chờ tiếp nhận»."
    )
    assert not set(reasons) & {open_["step"] for open_ in answer.body["open"]}


def test_one_step_is_the_first_to_offer(world: World, officer: Officers, code: str) -> None:
    answer = officer("dtp:clerk").get(f"/cases/{code}/steps")

    assert [each["step"] for each in answer.body["open"] if each["primary"]] == ["hand_over"]


def test_who_has_no_part_now_sees_only_reasons(world: World, officer: Officers, code: str) -> None:
    answer = officer("vpcp:clerk").get(f"/cases/{code}/steps")

    assert answer.body["open"] == []
    assert {"step": "receive", "title": "Tiếp nhận, vào sổ"}.items() <= answer.body["closed"][
        0
    ].items()


def test_a_step_is_taken_with_codes(world: World, officer: Officers, code: str) -> None:
    data = {
        "lead": "dtp.sxd",
        "cooperating": ["dtp.snnmt"],
        "note": "Đề nghị kiểm tra.",
        "due": "2026-11-24",
        "review": True,
    }

    answer = officer("dtp:clerk").post(f"/cases/{code}/steps", {"step": "hand_over", "data": data})

    assert answer.status == 201, answer.body
    assert answer.body["state"] == "forwarded"
    assert answer.body["state_title"] == "Chờ tiếp nhận"
    case = Case.objects.get(code=code)
    assert case.holder_id == world.id("dtp.sxd")
    lead, part = case.assignments.filter(giver=world.id("dtp")).order_by("pk")
    assert (lead.to_id, lead.review, part.to_id) == (
        world.id("dtp.sxd"),
        True,
        world.id("dtp.snnmt"),
    )


def test_receiving_gives_the_number_of_the_book(world: World, officer: Officers) -> None:
    code = world.submit().code

    answer = officer("vpcp:clerk").post(f"/cases/{code}/steps", {"step": "receive"})

    assert (answer.status, answer.body["number"]) == (201, 1)


def test_what_the_law_refuses_is_refused_with_its_reason(
    world: World, officer: Officers, code: str
) -> None:
    answer = officer("dtp:clerk").post(f"/cases/{code}/steps", {"step": "issue", "data": {}})

    assert answer.status == 409
    assert answer.body["detail"] == (
        "Bước này chỉ mở khi hồ sơ ở trạng thái «Đã ký, chờ phát hành»."
    )


def test_a_role_without_the_right_is_refused(world: World, officer: Officers, code: str) -> None:
    answer = officer("dtp:handler").post(
        f"/cases/{code}/steps", {"step": "assign", "data": {"officer": "dtp.handler"}}
    )

    assert answer.status == 409
    assert answer.body["detail"].startswith("Bước này thuộc quyền của")


def test_every_wrong_field_is_named(world: World, officer: Officers, code: str) -> None:
    data = {"lead": "none", "due": "31.02", "cooperating": "btc", "nothing": 1}

    answer = officer("dtp:clerk").post(f"/cases/{code}/steps", {"step": "hand_over", "data": data})

    assert answer.status == 422
    assert answer.fields == {
        "lead": "Cơ quan chủ trì đã chọn không còn trong danh sách; hãy chọn lại.",
        "note": "Hãy nhập ý kiến chỉ đạo, lý do chuyển.",
        "due": "Hạn giải quyết không phải là một ngày có thật; hãy ghi như 31/12/2026.",
        "cooperating": "Cơ quan phối hợp phải là một danh sách.",
        "nothing": "Bước này không hỏi mục này.",
    }
    assert Case.objects.get(code=code).state == "received"


def test_an_officer_of_elsewhere_can_not_be_made_responsible(
    world: World, officer: Officers, code: str
) -> None:
    answer = officer("dtp:clerk").post(
        f"/cases/{code}/steps", {"step": "assign", "data": {"officer": "btc.handler"}}
    )

    assert (answer.status, set(answer.fields)) == (422, {"officer"})


def test_a_step_that_is_none_is_named(world: World, officer: Officers, code: str) -> None:
    for key in ("none", "submit"):
        answer = officer("dtp:clerk").post(f"/cases/{code}/steps", {"step": key, "data": {}})
        assert (answer.status, set(answer.fields)) == (422, {"step"})


def test_papers_are_refused_where_a_step_takes_none(
    world: World, officer: Officers, code: str
) -> None:
    papers = [{"file": "x", "kind": "answer"}]

    answer = officer("dtp:clerk").post(
        f"/cases/{code}/steps",
        {"step": "assign", "data": {"officer": "dtp.handler"}, "papers": papers},
    )

    assert answer.fields == {"papers": "Bước này không nhận văn bản kèm theo."}
