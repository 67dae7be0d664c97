"""Hand-overs and their life."""

from collections.abc import Callable
from typing import Any

import pytest

from donthu.cases.models import Case
from tests.api.conftest import Answer, Caller
from tests.world import World

Officers = Callable[[str], Caller]
pytestmark = pytest.mark.usefixtures("wednesday")


@pytest.fixture
def code(world: World) -> str:
    """A case that the province has received."""
    made = world.submit()
    world.hand_down(made.case_id, ["vpcp", "dtp"])
    return made.code


@pytest.fixture
def part(officer: Officers, code: str) -> int:
    """A part that the province gave to a department."""
    answer = officer("dtp:clerk").post(
        f"/cases/{code}/assignments",
        {"to": "dtp.snnmt", "note": "Phối hợp kiểm tra.", "due": "2026-11-24"},
    )
    assert answer.status == 201, answer.body
    assert answer.body["state"] == "sent"
    return int(answer.body["id"])


def live(caller: Caller, part: int, what: str, **body: Any) -> Answer:
    return caller.post(f"/assignments/{part}/{what}", body)


def test_a_part_is_given_received_reported_and_accepted(
    world: World, officer: Officers, code: str, part: int
) -> None:
    helper, giver = officer("dtp.snnmt:clerk"), officer("dtp:clerk")

    assert live(helper, part, "receipts").body["state"] == "received"
    assert (
        live(helper, part, "reports", result="Đã kiểm tra, đèn hỏng.").body["state"] == "reported"
    )
    accepted = live(giver, part, "reviews", outcome="accepted")

    assert (accepted.status, accepted.body["state_title"]) == (201, "Đạt")
    listed = giver.get(f"/cases/{code}/assignments").body["items"]
    assert [(one["lead"], one["to"]["code"], one["state"]) for one in listed] == [
        (True, "dtp", "received"),
        (False, "dtp.snnmt", "accepted"),
    ]
    assert listed[1]["result"] == "Đã kiểm tra, đèn hỏng."


def test_a_result_goes_back_with_what_is_missing_and_a_new_day(
    world: World, officer: Officers, part: int
) -> None:
    helper, giver = officer("dtp.snnmt:clerk"), officer("dtp:clerk")
    live(helper, part, "receipts")
    live(helper, part, "reports", result="Xong.")

    without = live(giver, part, "reviews", outcome="rework")
    back = live(giver, part, "reviews", outcome="rework", note="Chưa có ảnh.", due="2026-11-26")

    assert (without.status, set(without.fields)) == (422, {"note"})
    assert (back.status, back.body["state"], back.body["rounds"]) == (201, "rework", 1)
    assert back.body["due_at"] == "2026-11-26T23:59:59+07:00"


def test_a_part_is_refused_with_a_ground(world: World, officer: Officers, part: int) -> None:
    helper = officer("dtp.snnmt:clerk")

    without = live(helper, part, "refusals", reason="Không thuộc.")
    refused = live(helper, part, "refusals", ground="not_competent", reason="Thuộc ngành khác.")

    assert set(without.fields) == {"ground"}
    assert (refused.status, refused.body["state"]) == (201, "refused")


def test_each_side_takes_its_own_steps(world: World, officer: Officers, part: int) -> None:
    wrong_side = live(officer("dtp:clerk"), part, "receipts")
    too_early = live(officer("dtp:clerk"), part, "reviews", outcome="accepted")

    assert (wrong_side.status, wrong_side.body["detail"]) == (
        409,
        "Bước này thuộc cơ quan được giao.",
    )
    assert too_early.status == 409
    assert "«Đã báo cáo»" in too_early.body["detail"]


def test_a_third_outcome_is_none(world: World, officer: Officers, part: int) -> None:
    answer = live(officer("dtp:clerk"), part, "reviews", outcome="fine")

    assert answer.fields == {"outcome": "Mục này chỉ nhận accepted hoặc rework."}


def test_the_whole_case_is_handed_over_and_received(
    world: World, officer: Officers, code: str
) -> None:
    given = officer("dtp:clerk").post(
        f"/cases/{code}/assignments", {"to": "dtp.sxd", "note": "Giải quyết.", "lead": True}
    )
    received = live(officer("dtp.sxd:clerk"), given.body["id"], "receipts")

    assert (given.status, given.body["lead"]) == (201, True)
    assert (received.status, received.body["state"]) == (201, "received")
    assert Case.objects.get(code=code).state == "received"


def test_the_whole_case_is_sent_back_to_the_giver(
    world: World, officer: Officers, code: str
) -> None:
    given = officer("dtp:clerk").post(
        f"/cases/{code}/assignments", {"to": "dtp.sxd", "note": "Giải quyết.", "lead": True}
    )

    refused = live(
        officer("dtp.sxd:clerk"),
        given.body["id"],
        "refusals",
        ground="not_competent",
        reason="Không thuộc.",
        proposed="dtp.snnmt",
    )

    assert (refused.status, refused.body["state"]) == (201, "refused")
    assert refused.body["proposed"]["code"] == "dtp.snnmt"
    assert Case.objects.get(code=code).holder_id == world.id("dtp")


def test_a_hand_over_that_no_longer_carries_the_case_moves_nothing(
    world: World, officer: Officers, code: str
) -> None:
    officer("dtp:clerk").post(
        f"/cases/{code}/assignments", {"to": "dtp.sxd", "note": "Giải quyết.", "lead": True}
    )
    first, _ = officer("dtp.sxd:clerk").get(f"/cases/{code}/assignments").body["items"]

    answer = live(officer("dtp.sxd:clerk"), first["id"], "receipts")

    assert answer.status == 409
    assert Case.objects.get(code=code).state == "forwarded"


def test_wrong_fields_are_named_as_the_caller_wrote_them(
    world: World, officer: Officers, code: str
) -> None:
    clerk = officer("dtp:clerk")

    for lead in (True, False):
        answer = clerk.post(f"/cases/{code}/assignments", {"to": "none", "lead": lead})
        assert (answer.status, set(answer.fields)) == (422, {"to", "note"})
    assert clerk.post(f"/cases/{code}/assignments", {}).fields == {"to": "Thiếu mục này."}


def test_a_clock_that_ends_after_the_one_above_is_refused(
    world: World, officer: Officers, code: str
) -> None:
    answer = officer("dtp:clerk").post(
        f"/cases/{code}/assignments", {"to": "dtp.sxd", "note": "Phối hợp.", "due": "2027-06-01"}
    )

    assert set(answer.fields) == {"due"}
