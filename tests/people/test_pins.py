"""The PIN of who has neither phone nor e-mail."""

import pytest

from donthu.people import pins
from donthu.people.contact import key_matches
from donthu.people.models import Person


def test_a_pin_is_six_digits_and_none_that_people_try_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn = iter([0, 111111, 123456, 654321, 121212, 123123, 40718])
    monkeypatch.setattr("donthu.people.pins.secrets.randbelow", lambda most: next(drawn))
    assert pins.new() == "040718"


def test_what_is_kept_does_not_tell_the_pin_and_differs_each_time() -> None:
    first, second = pins.kept("040718"), pins.kept("040718")
    assert first != second
    assert "040718" not in first + second
    assert pins.matches(first, "040718")
    assert pins.matches(second, "040718")
    assert not pins.matches(first, "040719")


@pytest.mark.parametrize("given", ["", "$", "040718"])
def test_nothing_matches_where_no_pin_was_given(given: str) -> None:
    assert not pins.matches("", given)


def test_the_pin_is_a_key_with_blanks_or_without() -> None:
    person = Person(name="Trần Văn Mậu", pin=pins.kept("040718"))
    assert key_matches(person, "040 718 ")
    assert not key_matches(person, "0718")
    assert not key_matches(person, person.pin)
