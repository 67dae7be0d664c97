from unicodedata import normalize

import pytest

from donthu.people.keys import email_key, id_number_key, name_key, phone_key


@pytest.mark.parametrize(
    "typed",
    [
        "0912345678",
        "0912 345 678",
        "0912.345.678",
        "+84912345678",
        "+84 912 345 678",
        "+84 (0) 912-345-678",
        "(+84) 912 345 678",
        "84912345678",
        "0084912345678",
        " ０９１２345678",
    ],
)
def test_one_phone_number_has_one_key_however_it_is_typed(typed: str) -> None:
    assert phone_key(typed) == "0912345678"


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("024 3825 1234", "02438251234"),
        ("+84 24 3825 1234", "02438251234"),
        ("", ""),
        ("không", ""),
    ],
)
def test_other_numbers_keep_their_digits(typed: str, key: str) -> None:
    assert phone_key(typed) == key


def test_a_name_has_one_key_whatever_its_marks_case_and_form() -> None:
    for typed in (
        "Trần Văn Mậu",
        "TRẦN  VĂN MẬU",
        "tran van mau",
        normalize("NFD", "Trần Văn Mậu"),
    ):
        assert name_key(typed) == "tran van mau"
    assert name_key("Công ty TNHH Đất-Việt") == "cong ty tnhh dat viet"


def test_emails_and_identity_numbers_have_one_key() -> None:
    assert email_key("  Mau.Tran@Example.VN ") == "mau.tran@example.vn"
    assert id_number_key("001 099.123-456") == "001099123456"
    assert id_number_key("b1234567") == "B1234567"
