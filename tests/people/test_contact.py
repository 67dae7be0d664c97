import pytest

from donthu.people.contact import (
    ContactError,
    clean_email,
    clean_phone,
    key_matches,
    look_up_key,
)
from donthu.people.models import Person


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("0912 345 678", "0912345678"),
        ("+84 912.345.678", "0912345678"),
        ("0381234567", "0381234567"),
        ("０９１２３４５６７８", "0912345678"),
        ("024 3825 1234", "02438251234"),
        ("(0203) 3825 123", "02033825123"),
        ("+1 (202) 555-0147", "+12025550147"),
    ],
)
def test_whole_numbers_are_taken(typed: str, clean: str) -> None:
    assert clean_phone(typed) == clean


@pytest.mark.parametrize(
    "typed",
    ["091234567", "09123456789", "0112345678", "0243825123", "12345", "12025550147", "+84 12 345"],
)
def test_a_number_of_wrong_length_or_beginning_is_refused(typed: str) -> None:
    with pytest.raises(ContactError, match="Số điện thoại chưa đúng: số di động có 10 chữ số"):
        clean_phone(typed)


@pytest.mark.parametrize("typed", ["", "  ", "không có", "0912345678 (con gái)"])
def test_words_are_no_number(typed: str) -> None:
    with pytest.raises(ContactError, match="chỉ gồm chữ số"):
        clean_phone(typed)


def test_a_whole_email_is_taken() -> None:
    assert clean_email(" Mau.Tran@Example.VN ") == "Mau.Tran@example.vn"


@pytest.mark.parametrize(
    "typed", ["", "mau", "mau@", "@example.vn", "mau@example", "a b@example.vn"]
)
def test_half_an_email_is_refused(typed: str) -> None:
    with pytest.raises(ContactError, match="Địa chỉ thư điện tử chưa đúng"):
        clean_email(typed)


def person(phone: str = "", email: str = "") -> Person:
    return Person(name="Trần Văn Mậu", phone=phone, email=email)


@pytest.mark.parametrize(
    ("sender", "key"),
    [
        (person(phone="+84 912 345 678"), "5678"),
        (person(email="Mau.Tran@example.vn"), "mau.tran"),
        (person(phone="0912345678", email="mau@example.vn"), "5678"),
        (person(), ""),
    ],
)
def test_the_key_is_the_end_of_the_phone_or_the_beginning_of_the_email(
    sender: Person, key: str
) -> None:
    assert look_up_key(sender) == key


@pytest.mark.parametrize(
    "given",
    ["5678", " 56 78 ", "mau", "MAU", "0912345678", "+84 912 345 678", "Mau@Example.vn"],
)
def test_a_sender_may_use_either_key_or_the_whole_contact(given: str) -> None:
    assert key_matches(person(phone="0912 345 678", email="Mau@example.vn"), given)


@pytest.mark.parametrize(
    "given", ["", " ", "678", "05678", "5679", "0913345678", "ma", "mau@example.com", "@example.vn"]
)
def test_anything_else_does_not_match(given: str) -> None:
    assert not key_matches(person(phone="0912 345 678", email="Mau@example.vn"), given)


@pytest.mark.parametrize("given", ["", " ", "None"])
def test_nobody_matches_a_sender_without_contact(given: str) -> None:
    assert not key_matches(person(), given)
