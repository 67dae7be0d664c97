from datetime import date

import pytest

from donthu.agencies.models import Delegation, Membership
from donthu.cases.actor import Actor, Capacity
from donthu.cases.errors import Refused
from donthu.cases.models import Paper
from donthu.cases.signing import signature, spoken, why_not, written
from donthu.law.grammar import Role
from tests.paths import PATHS
from tests.world import World

SXD, OFFICE = 1, 2
DEPUTY = Capacity(SXD, Role.DEPUTY, "Phó Giám đốc")
HEAD = Capacity(SXD, Role.HEAD, "Giám đốc")
FOR_THE_HEAD = Capacity(SXD, Role.HEAD, "Giám đốc", on_behalf_of=7)
FOR_A_DEPUTY = Capacity(SXD, Role.DEPUTY, "Phó Giám đốc", on_behalf_of=8)
UNIT_HEAD = Capacity(OFFICE, Role.UNIT_HEAD, "Trưởng phòng")


@pytest.mark.parametrize(
    ("capacities", "head", "lines"),
    [
        ([HEAD], "Giám đốc", "GIÁM ĐỐC"),
        ([DEPUTY], "Giám đốc", "KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC"),
        ([Capacity(SXD, Role.DEPUTY, "Thứ trưởng")], "Bộ trưởng", "KT. BỘ TRƯỞNG / THỨ TRƯỞNG"),
        ([DEPUTY], "", "KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC"),
        ([Capacity(SXD, Role.DEPUTY, "Thứ trưởng")], "", "KT. THỦ TRƯỞNG CƠ QUAN / THỨ TRƯỞNG"),
        ([FOR_THE_HEAD, UNIT_HEAD], "", "TUQ. GIÁM ĐỐC / TRƯỞNG PHÒNG"),
        ([FOR_THE_HEAD], "Giám đốc", "TUQ. GIÁM ĐỐC"),
    ],
)
def test_the_lines_above_the_name_are_those_of_the_decree(
    capacities: list[Capacity], head: str, lines: str
) -> None:
    signed = signature(Actor(1, tuple(capacities)), capacities[0], head_title=head)
    assert written(signed) == lines


def test_within_a_sentence_they_are_read_without_capitals() -> None:
    signed = signature(Actor(1, (DEPUTY,)), DEPUTY, head_title="Giám đốc")
    assert spoken(signed) == "KT. Giám đốc, Phó Giám đốc"


@pytest.mark.parametrize("capacity", [HEAD, DEPUTY, FOR_THE_HEAD])
def test_a_head_a_deputy_and_who_the_head_delegated_sign(capacity: Capacity) -> None:
    assert why_not(capacity) == ""


def test_who_stands_in_for_a_deputy_does_not_sign() -> None:
    assert "chỉ người đứng đầu được ủy quyền ký" in why_not(FOR_A_DEPUTY)


@pytest.mark.django_db
@pytest.mark.parametrize(("absent", "signs"), [("head", True), ("deputy", False)])
def test_only_the_heads_delegate_signs_an_answer(world: World, absent: str, signs: bool) -> None:
    case_id = PATHS["feedback"]["awaiting_approval"](world)
    giver = world.officers[f"dtp:{absent}"]
    Delegation.objects.create(
        giver=giver,
        taker=world.officers["dtp:unit_head"],
        membership=Membership.objects.get(officer=giver),
        since=date(2026, 11, 9),
        until=date(2026, 11, 13),
        reason="Đi công tác",
    )
    if signs:
        world.take(case_id, "sign", "dtp:unit_head")
        assert Paper.objects.get(case=case_id, state="signed").signed_for == "TUQ."
    else:
        with pytest.raises(Refused, match="chỉ người đứng đầu được ủy quyền ký"):
            world.take(case_id, "sign", "dtp:unit_head")
        assert Paper.objects.get(case=case_id, kind="answer").state == "draft"
        world.take(case_id, "send_back", "dtp:unit_head", note="Sửa câu cuối.")
