import pytest

from donthu.cases.actor import Actor, Capacity
from donthu.cases.signing import signature, spoken, written
from donthu.law.grammar import Role

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
        ([FOR_A_DEPUTY, UNIT_HEAD], "Giám đốc", "TUQ. GIÁM ĐỐC / TRƯỞNG PHÒNG"),
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
