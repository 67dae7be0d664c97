"""Cooperating assignments through their whole life, beside the lead that carries the case."""

import pytest

from donthu.cases.actions.assignments import assign, take_assignment_step
from donthu.cases.errors import Invalid, Refused
from donthu.cases.models import Assignment, Case, Deadline, Paper, Position
from tests.world import MONDAY, World, later

pytestmark = pytest.mark.django_db


@pytest.fixture
def case_id(world: World) -> int:
    """A case that the department of construction works on."""
    case_id = world.submit().case_id
    world.hand_down(case_id, ["vpcp", "dtp", "dtp.sxd"])
    return case_id


@pytest.fixture
def given(world: World, case_id: int) -> Assignment:
    """The department asked the one of environment to cooperate, due in a week."""
    pk = assign(
        case_id=case_id,
        data={"to": world.id("dtp.snnmt"), "note": "Cung cấp hồ sơ.", "due": later(7).date()},
        actor=world.actor("dtp.sxd:handler"),
        at=MONDAY,
    )
    return Assignment.objects.get(pk=pk)


def take(world: World, given: Assignment, step: str, who: str, **data: object) -> str:
    return take_assignment_step(
        assignment_id=given.pk, step=step, data=data, actor=world.actor(who), at=MONDAY
    ).state


def lies(case_id: int, code: str) -> str:
    return Position.objects.get(case=case_id, agency__code=code).folder


def test_the_cooperating_agency_has_its_own_folder_and_clock(
    world: World, case_id: int, given: Assignment
) -> None:
    assert lies(case_id, "dtp.snnmt") == "incoming"
    clock = Deadline.objects.get(assignment=given)
    assert clock.due_at == later(7).replace(hour=23, minute=59, second=59)
    assert lies(case_id, "dtp.sxd") == "working"


def test_received_reported_sent_back_reported_again_accepted(
    world: World, case_id: int, given: Assignment
) -> None:
    take(world, given, "receive", "dtp.snnmt:clerk")
    take(world, given, "report", "dtp.snnmt:handler", result="Không có hồ sơ.")
    assert lies(case_id, "dtp.snnmt") == "answered"
    assert Position.objects.get(case=case_id, agency__code="dtp.sxd").reason == "reported"
    take(world, given, "rework", "dtp.sxd:handler", note="Tìm lại năm 2024.")
    assert lies(case_id, "dtp.snnmt") == "returned"
    assert Deadline.objects.filter(assignment=given, state="running").count() == 1
    take(world, given, "report", "dtp.snnmt:handler", result="Gửi kèm hồ sơ năm 2024.")
    assert take(world, given, "accept", "dtp.sxd:handler") == "accepted"
    given.refresh_from_db()
    assert (given.rounds, given.result) == (1, "Gửi kèm hồ sơ năm 2024.")
    assert Paper.objects.filter(kind="result").count() == 2
    assert not Deadline.objects.filter(assignment=given, state="running").exists()


def test_refused_with_a_reason_that_both_can_read(world: World, given: Assignment) -> None:
    take(world, given, "refuse", "dtp.snnmt:clerk", ground="not_competent", reason="Thuộc UBND xã.")
    given.refresh_from_db()
    assert (given.state, given.ground, given.reason) == (
        "refused",
        "not_competent",
        "Thuộc UBND xã.",
    )


@pytest.mark.parametrize(
    ("step", "who", "sentence"),
    [
        ("receive", "dtp.sxd:clerk", "thuộc cơ quan được giao"),
        ("accept", "dtp.sxd:clerk", "chỉ mở khi việc ở trạng thái «Đã báo cáo»"),
        ("receive", "btc:clerk", "thuộc cơ quan được giao"),
        ("recall", "dtp.snnmt:clerk", "thuộc cơ quan giao việc"),
    ],
)
def test_what_is_not_theirs_is_refused(
    world: World, given: Assignment, step: str, who: str, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        take(world, given, step, who, **({"reason": "Nhầm"} if step == "recall" else {}))


def test_a_lead_assignment_moves_by_the_steps_of_the_case(world: World) -> None:
    case_id = world.submit().case_id
    world.take(case_id, "receive", "vpcp:clerk")
    world.take(case_id, "hand_over", "vpcp:clerk", lead=world.id("dtp"), note="Giải quyết.")
    lead = Assignment.objects.get(lead=True)
    assert take(world, lead, "receive", "dtp:clerk") == "received"
    assert Case.objects.get(pk=case_id).state == "received"
    lead.refresh_from_db()
    assert lead.received_at == MONDAY
    with pytest.raises(Refused, match="Cơ quan nhận đã tiếp nhận"):
        take(world, lead, "recall", "vpcp:clerk", reason="Nhầm")


def test_a_lead_not_yet_received_is_recalled_by_its_giver(world: World) -> None:
    case_id = world.submit().case_id
    world.take(case_id, "receive", "vpcp:clerk")
    world.take(case_id, "hand_over", "vpcp:clerk", lead=world.id("dtp"), note="Giải quyết.")
    lead = Assignment.objects.get(lead=True)
    with pytest.raises(Refused, match="thuộc cơ quan giao việc"):
        take(world, lead, "recall", "dtp:clerk", reason="Nhầm")
    assert take(world, lead, "recall", "vpcp:clerk", reason="Nhầm") == "received"
    lead.refresh_from_db()
    assert (lead.state, lead.reason, lead.closed_at) == ("recalled", "Nhầm", MONDAY)


def test_one_part_to_one_agency_at_a_time(world: World, case_id: int, given: Assignment) -> None:
    with pytest.raises(Invalid, match="việc chưa xong"):
        assign(
            case_id=case_id,
            data={"to": given.to_id, "note": "Nữa."},
            actor=world.actor("dtp.sxd:handler"),
            at=MONDAY,
        )


def test_only_the_holder_gives(world: World, case_id: int) -> None:
    with pytest.raises(Refused, match="đang giữ hồ sơ"):
        assign(
            case_id=case_id,
            data={"to": world.id("btc"), "note": "Cùng làm."},
            actor=world.actor("vpcp:clerk"),
            at=MONDAY,
        )


def test_after_the_answer_nothing_is_owed_any_more(
    world: World, case_id: int, given: Assignment
) -> None:
    world.answer(case_id, "dtp.sxd")
    world.take(case_id, "issue", "dtp.sxd:clerk")
    given.refresh_from_db()
    assert given.state == "recalled"
    with pytest.raises(Refused):
        take(world, given, "receive", "dtp.snnmt:clerk")


def test_a_day_chosen_by_hand_moves_by_the_working_days_of_all_pauses_once(
    world: World, case_id: int, given: Assignment
) -> None:
    for _ in range(2):
        world.take(case_id, "ask_supplement", "dtp.sxd:clerk", question="Ở đâu?")
        world.take_as_sender(case_id, "supplement", later(2), content="Ngã tư.")
        world.take(case_id, "assign", "dtp.sxd:clerk", officer=world.officers["dtp.sxd:handler"].pk)
    # due Monday 16/11, paused from Monday to Wednesday, twice over: three working days
    assert Deadline.objects.get(assignment=given).due_at == later(10).replace(
        hour=23, minute=59, second=59
    )


def test_a_hand_over_without_a_day_of_its_own_follows_the_answer(
    world: World, case_id: int
) -> None:
    def ends() -> set[object]:
        return set(Deadline.objects.filter(state="running").values_list("due_at", flat=True))

    assert len(ends() - {Deadline.objects.get(limit="transfer", state="running").due_at}) == 1
    world.take(case_id, "extend", "dtp.sxd:head", reason="Phải kiểm định mặt đường.")
    answer = Deadline.objects.get(limit="answer")
    lead = Deadline.objects.get(assignment__to__code="dtp.sxd")
    assert lead.due_at == answer.due_at
    world.take(case_id, "ask_supplement", "dtp.sxd:clerk", question="Ở đâu?")
    assert Deadline.objects.get(pk=lead.pk).state == "suspended"
