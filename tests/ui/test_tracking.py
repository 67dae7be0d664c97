"""Who gets to see a case from outside."""

from datetime import timedelta

import pytest

from donthu.cases import codes
from donthu.people.models import Person
from donthu.ui import tracking
from donthu.ui.tracking import TooOften, case_of_sender
from tests.world import MONDAY, World

pytestmark = pytest.mark.django_db


def found(code: str, key: str, address: str = "192.0.2.1", minutes: int = 0) -> bool:
    at = MONDAY + timedelta(minutes=minutes)
    return case_of_sender(code, key, address=address, at=at) is not None


@pytest.mark.parametrize("key", ["0123", "thu", "THU@example.vn", "0900 000 123", "+84900000123"])
def test_the_sender_opens_the_case_with_phone_or_mail(world: World, key: str) -> None:
    sent = world.submit()
    assert found(codes.shown(sent.code).lower(), key)


@pytest.mark.parametrize("key", ["", " ", "123", "9999", "example.vn", "@example.vn", "00123"])
def test_nobody_else_does(world: World, key: str) -> None:
    assert not found(world.submit().code, key)


def test_a_sender_without_a_phone_is_not_opened_by_an_empty_key(world: World) -> None:
    by_mail = Person(name="A", email="a@example.vn", created_at=MONDAY)
    sent = world.submit(sender=by_mail)
    assert not found(sent.code, "")
    assert found(sent.code, "a")


def test_the_thirty_first_wrong_try_of_an_address_is_stopped_for_any_code(world: World) -> None:
    sent = world.submit()
    for _ in range(tracking.WRONG_FROM.most):
        assert not found(codes.new(), "0000")
    with pytest.raises(TooOften):
        found(sent.code, "0123")
    assert found(sent.code, "0123", address="192.0.2.2")
    assert found(sent.code, "0123", minutes=10)


def test_one_code_cannot_be_guessed_at_from_many_addresses(world: World) -> None:
    sent = world.submit()
    for number in range(tracking.WRONG_FOR.most):
        assert not found(sent.code, "0000", address=f"192.0.2.{number}")
    with pytest.raises(TooOften):
        found(sent.code, "0123", address="198.51.100.1")


def test_right_tries_are_not_counted(world: World) -> None:
    sent = world.submit()
    for _ in range(tracking.WRONG_FROM.most + 1):
        assert found(sent.code, "0123")


def test_a_mistyped_code_is_told_from_a_missing_one(world: World) -> None:
    code = world.submit().code
    other = next(letter for letter in codes.LETTERS if letter != code[0])
    with pytest.raises(codes.BadCode, match="một ký tự sai"):
        found(other + code[1:], "0123")
