"""Who gets to see a case from outside."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import connection

from donthu.cases import codes
from donthu.people import pins
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


@pytest.mark.parametrize("wrong", ["0000", "khong.phai@example.vn", "0900 000 999"])
def test_wrong_tries_of_others_do_not_stop_the_whole_contact(world: World, wrong: str) -> None:
    sent = world.submit()
    for number in range(70):
        with suppress(TooOften):
            found(sent.code, wrong, address=f"192.0.2.{number}")
    assert found(sent.code, "0900 000 123", "198.51.100.1")
    assert found(sent.code, "thu@example.vn", "198.51.100.1")


def test_an_address_gets_twenty_tries_a_day_at_the_whole_contact_of_a_code(world: World) -> None:
    sent = world.submit()
    begins = int((tracking.WHOLE_FOR.until(MONDAY) - MONDAY).total_seconds()) // 60 + 1
    asked = 0
    for hour in range(23):
        for number in range(tracking.WHOLE_FOR.most):
            with suppress(TooOften):
                found(sent.code, f"090000{number + 1000}", minutes=begins + hour * 60)
                asked += 1
    assert asked == tracking.WHOLE_FOR.most


def test_who_knows_a_code_gets_sixty_tries_at_four_digits_in_a_month(world: World) -> None:
    sent = world.submit()
    begins = int((tracking.SHORT_FOR.until(MONDAY) - MONDAY).total_seconds()) // 60 + 1
    asked = 0
    for hour in range(72):
        for number in range(tracking.WRONG_FOR.most):
            with suppress(TooOften):
                found(sent.code, f"{asked + 1000:04}", f"192.0.2.{number}", begins + hour * 60)
                asked += 1
    assert asked == tracking.SHORT_FOR.most
    later = begins + 73 * 60
    with pytest.raises(TooOften):
        found(sent.code, "0123", "198.51.100.1", later)
    assert found(sent.code, "0900 000 123", "198.51.100.1", later)  # the sender is not shut out
    assert found(sent.code, "thu@example.vn", "198.51.100.1", later)


def test_who_knows_a_code_gets_sixty_tries_at_a_pin_in_a_day(world: World) -> None:
    sender = Person(name="A", pin=pins.kept("040718"), created_at=MONDAY)
    sent = world.submit(sender=sender)
    begins = int((tracking.PIN_FOR.until(MONDAY) - MONDAY).total_seconds()) // 60 + 1
    asked = 0
    for hour in range(10):
        for number in range(tracking.WRONG_FOR.most):
            with suppress(TooOften):
                found(sent.code, f"{asked + 500_000}", f"192.0.2.{number}", begins + hour * 60)
                asked += 1
    assert asked == tracking.PIN_FOR.most
    assert found(sent.code, "040 718", "198.51.100.1", begins + 24 * 60)


def test_what_guessing_takes() -> None:
    # a code that is known, four digits of a phone that are not
    four_digits = tracking.SHORT_FOR.most / 10**4
    assert four_digits < 0.01  # the chance in a month
    # … and a PIN
    assert 30 * tracking.PIN_FOR.most / 10**pins.DIGITS < 0.002
    # … and a whole mobile number: nine digits after the 0, of which the first has five values
    a_month = 30 * tracking.WHOLE_FOR.most
    assert 1000 * a_month / (5 * 10**8) < 0.0013  # of a thousand addresses
    # nothing known: a million cases among all codes that hold their check letter
    valid = len(codes.LETTERS) ** (codes.LENGTH - 1)
    an_address = tracking.WRONG_FROM.most * 3600 / tracking.WRONG_FROM.seconds
    tries_for_one = valid / 10**6 * 10**4
    years = tries_for_one / an_address / (365 * 24)
    assert (
        years > 170
    )  # of one address asking without a pause; a thousand addresses: two months a case


def test_tries_at_the_same_instant_are_all_counted(transactional_db: None) -> None:
    def guess(number: int) -> bool:
        try:
            return found("2222-2222", "0000", f"192.0.2.{number}") is False
        except TooOften:
            return False
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        asked = sum(pool.map(guess, range(60)))
    assert asked == tracking.WRONG_FOR.most


def test_right_tries_are_not_counted(world: World) -> None:
    sent = world.submit()
    for _ in range(tracking.WRONG_FROM.most + 1):
        assert found(sent.code, "0123")


def test_a_mistyped_code_is_told_from_a_missing_one(world: World) -> None:
    code = world.submit().code
    other = next(letter for letter in codes.LETTERS if letter != code[0])
    with pytest.raises(codes.BadCode, match="một ký tự sai"):
        found(other + code[1:], "0123")
