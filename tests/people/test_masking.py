from unicodedata import normalize

import pytest

from donthu.people.masking import masked_email, masked_name, masked_phone


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("Trần Văn Mậu", "Trần Văn M."),
        ("  Trần   Văn Mậu ", "Trần Văn M."),
        (normalize("NFD", "Lê Thị Ánh"), "Lê Thị Á."),
        ("Mậu", "M."),
        ("", ""),
    ],
)
def test_a_given_name_is_cut_to_its_first_letter(name: str, masked: str) -> None:
    assert masked_name(name) == masked


@pytest.mark.parametrize(
    ("phone", "masked"),
    [
        ("0912345678", "091*******"),
        ("+84 912 345 678", "091*******"),
        ("02438251234", "024********"),
        ("345678", "******"),
        ("", ""),
    ],
)
def test_a_masked_phone_shows_none_of_the_digits_that_open_a_look_up(
    phone: str, masked: str
) -> None:
    assert masked_phone(phone) == masked
    assert not phone or masked.endswith("****")


@pytest.mark.parametrize(
    ("email", "masked"),
    [("tran.mau@example.vn", "t***@example.vn"), ("A@b.vn", "a***@b.vn"), ("", "")],
)
def test_a_masked_email_shows_one_letter_and_the_domain(email: str, masked: str) -> None:
    assert masked_email(email) == masked
