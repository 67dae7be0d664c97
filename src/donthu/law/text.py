"""Vietnamese text: one form of it for storing, one for comparing, one way of counting it.

The same letter may come composed (ữ, one character) or decomposed (u, horn and tilde, three of
them), depending on the keyboard; and people search without marks. All rooms that store, compare
or count text go through here, so that they agree.
"""

import re
from itertools import pairwise
from unicodedata import normalize

_MARKS = re.compile("[\u0300-\u036f]+")
_WORD = re.compile(r"[^\W_]+")


def nfc(s: str) -> str:
    """`s` with each letter and its marks as one character: the form in which text is stored."""
    return normalize("NFC", s)


def length(s: str) -> int:
    """How many characters a reader counts in `s`: characters after NFC."""
    return len(nfc(s))


def fold(s: str) -> str:
    """`s` for comparing: lower case, đ→d, no marks, whatever form it came in.

    Spaces and punctuation stay: `fold("Nguyễn Thị Đào") == "nguyen thi dao"`.
    """
    if s.isascii():
        return s.lower()
    return nfc(_MARKS.sub("", normalize("NFD", s.lower()))).replace("đ", "d")


def syllables(s: str) -> list[str]:
    """The folded syllables and numbers of `s` in order; punctuation is left out."""
    return _WORD.findall(fold(s))


def pairs(s: str) -> list[str]:
    """Each two adjacent syllables of `s`, folded and joined: most Vietnamese words are such pairs.

    `pairs("Khiếu nại đất đai") == ["khieunai", "naidat", "datdai"]`; fewer than two syllables
    make none.
    """
    return [first + second for first, second in pairwise(syllables(s))]
