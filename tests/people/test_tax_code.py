"""Tax codes as they are typed."""

import pytest

from donthu.people.tax_code import TaxCodeError, clean_tax_code


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0900000002", "0900000002"),
        (" 09 0000 0002 ", "0900000002"),
        ("0900000002-001", "0900000002-001"),
        ("0900000002001", "0900000002-001"),
        ("０９００００００02", "0900000002"),
    ],
)
def test_a_right_code_is_kept_as_it_is_printed(typed: str, kept: str) -> None:
    assert clean_tax_code(typed) == kept


@pytest.mark.parametrize("typed", ["0900000003", "9000000002", "0900000002-000", "0090000002"])
def test_a_slip_of_one_digit_is_told(typed: str) -> None:
    with pytest.raises(TaxCodeError, match="xem lại từng số"):
        clean_tax_code(typed)


@pytest.mark.parametrize("typed", ["", "09000000", "090000000212", "09000O0002", "0900000002-1"])
def test_another_number_of_digits_is_told(typed: str) -> None:
    with pytest.raises(TaxCodeError, match="10 chữ số"):
        clean_tax_code(typed)


def test_nine_digits_for_which_there_is_no_tenth_are_no_code() -> None:
    with pytest.raises(TaxCodeError):
        clean_tax_code("0000000000")
