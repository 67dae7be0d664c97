"""Who has neither phone nor e-mail gets a PIN; nobody else does, and nothing of it is written."""

import pytest

from donthu.cases.actions.give_pin import give_pin
from donthu.cases.actions.seal import seal
from donthu.cases.errors import Refused
from donthu.people.models import Person
from donthu.ui.tracking import case_of_sender
from tests.cases.actions.test_seal import everything_stored
from tests.world import MONDAY, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def case_id(world: World) -> int:
    return world.submit(sender=Person(name="Lê Thử", created_at=MONDAY)).case_id


def given(world: World, case_id: int, who: str = "vpcp:clerk") -> str:
    return give_pin(case_id=case_id, actor=world.actor(who), at=MONDAY)


def opens(world: World, code: str, key: str) -> bool:
    return case_of_sender(code, key, address="192.0.2.1", at=MONDAY) is not None


def test_the_newest_pin_opens_the_case_and_stands_nowhere(world: World) -> None:
    sent = world.submit(sender=Person(name="Lê Thử", created_at=MONDAY))
    first = given(world, sent.case_id)
    assert opens(world, sent.code, first)
    second = given(world, sent.case_id)
    assert opens(world, sent.code, f"{second[:3]} {second[3:]}")
    assert not opens(world, sent.code, first)
    stored = everything_stored()
    assert first not in stored
    assert second not in stored


@pytest.mark.parametrize("who", ["vpcp:handler", "vpcp:head", "dtp:clerk"])
def test_only_a_clerk_of_the_agency_gives_one(world: World, case_id: int, who: str) -> None:
    with pytest.raises(Refused, match="Chỉ văn thư"):
        given(world, case_id, who)


def test_who_left_a_phone_needs_none(world: World) -> None:
    with pytest.raises(Refused, match="đã để lại số điện thoại"):
        given(world, world.submit().case_id)


def test_a_sealed_sender_gets_none(world: World, case_id: int) -> None:
    seal(case_id=case_id, actor=world.actor("vpcp:clerk"), at=MONDAY)
    with pytest.raises(Refused, match="niêm phong"):
        given(world, case_id)
