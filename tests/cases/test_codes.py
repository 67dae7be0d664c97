"""Codes: a wrong character or two exchanged are always noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from donthu.cases.codes import LENGTH, LETTERS, BadCode, new, read, shown, with_check

codes = st.text(LETTERS, min_size=LENGTH - 1, max_size=LENGTH - 1).map(with_check)


@given(codes)
def test_a_code_reads_back_as_it_is_shown_typed_small_or_with_blanks(code: str) -> None:
    assert read(shown(code)) == read(f" {shown(code).lower()} ") == code


@given(codes, st.integers(0, LENGTH - 1), st.sampled_from(LETTERS))
def test_one_wrong_character_is_noticed(code: str, at: int, letter: str) -> None:
    wrong = code[:at] + letter + code[at + 1 :]
    if wrong != code:
        with pytest.raises(BadCode, match="ký tự sai"):
            read(wrong)


@given(codes, st.integers(0, LENGTH - 1), st.integers(0, LENGTH - 1))
def test_two_characters_exchanged_are_noticed(code: str, one: int, other: int) -> None:
    letters = list(code)
    letters[one], letters[other] = letters[other], letters[one]
    if (wrong := "".join(letters)) != code:
        with pytest.raises(BadCode):
            read(wrong)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("7K3M-9Q2", "bạn đã nhập 7 ký tự"),
        ("", "bạn đã nhập 0 ký tự"),
        ("7K3M-9Q2O", "không dùng ký tự «O»"),
        ("7K3M-9Q21", "không dùng ký tự «1»"),
    ],
)
def test_what_is_wrong_is_said_in_vietnamese(typed: str, sentence: str) -> None:
    with pytest.raises(BadCode, match=sentence):
        read(typed)


def test_new_codes_differ() -> None:
    assert len({new() for _ in range(1000)}) == 1000
