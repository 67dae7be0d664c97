from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from donthu.law.text import fold, length, nfc, pairs, syllables

VIETNAMESE = st.text(
    "aăâeêioôơuưyđbcdghklmnpqrstvxAĂÂEÊĐ áàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵỮỘ0129,.-"
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Nguyễn Thị Đào", "nguyen thi dao"),
        ("ĐẮK LẮK", "dak lak"),
        ("Thừa Thiên – Huế", "thua thien – hue"),
        ("Phường Bà Rịa, số 12/3", "phuong ba ria, so 12/3"),
        ("abc XYZ", "abc xyz"),
        ("", ""),
    ],
)
def test_folding_takes_case_and_marks_away_and_leaves_the_rest(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(normalize("NFD", text)) == folded


@given(VIETNAMESE)
def test_decomposed_text_gives_what_composed_text_gives(text: str) -> None:
    apart, together = normalize("NFD", text), normalize("NFC", text)
    for function in (nfc, fold, syllables, pairs, length):
        assert function(apart) == function(together)


@given(st.text())
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(VIETNAMESE)
def test_folded_vietnamese_is_plain_lower_case_letters(text: str) -> None:
    assert fold(text).isascii()
    assert fold(text) == fold(text).lower()


def test_a_reader_counts_letters_and_not_marks() -> None:
    assert length(normalize("NFD", "kiến nghị cử tri")) == len("kiến nghị cử tri") == 16


def test_syllables_leave_punctuation_out_and_keep_numbers() -> None:
    text = "Khiếu nại: đất-đai, thửa số 12_B (tờ 3)."
    assert syllables(text) == ["khieu", "nai", "dat", "dai", "thua", "so", "12", "b", "to", "3"]


def test_pairs_are_the_words_of_vietnamese() -> None:
    assert pairs("Khiếu nại đất đai") == ["khieunai", "naidat", "datdai"]
    assert pairs("đất") == pairs("") == []
