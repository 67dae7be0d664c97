"""Where phrases stand among the letters of a page. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from unicodedata import combining, normalize


@dataclass(frozen=True)
class Letter:
    """A letter as a reader sees it, and which signs of the page it is made from."""

    sign: str
    made_from: tuple[int, ...]


def letters_of(signs: Sequence[str]) -> list[Letter]:
    """The letters that these signs of a page make: marks join their letter, any line break is one."""
    letters: list[Letter] = []
    for at, sign in enumerate(signs):
        if sign == "\r" or sign == "\x00" or sign == "\xad" or sign == "\ufffe":
            continue
        if combining(sign) and letters:
            last = letters.pop()
            joined = normalize("NFC", last.sign + sign)
            letters.append(Letter(joined, (*last.made_from, at)))
        else:
            letters += [Letter(each, (at,)) for each in normalize("NFKC", sign)]
    return letters


def places(letters: Sequence[Letter], phrases: Iterable[str]) -> Iterator[list[int]]:
    """For each time that one of `phrases` stands there, the signs of the page it is written with.

    Blanks and line breaks do not matter between the letters of a phrase of several words, nor do
    capitals; a word that stands alone is looked for as it is, and whole.
    """
    text = "".join(letter.sign for letter in letters)
    dense = [at for at, sign in enumerate(text) if not sign.isspace()]
    packed = "".join(_small(text[at]) for at in dense)
    for phrase in phrases:
        words = normalize("NFC", phrase).split()
        if len(words) == 1 and words[0].isalpha():
            for found in re.finditer(rf"(?<!\w){re.escape(words[0])}(?!\w)", text):
                yield _signs(letters, range(*found.span()))
            continue
        wanted = "".join(map(_small, "".join(words)))
        start = packed.find(wanted) if wanted else -1
        while start >= 0:
            yield _signs(letters, dense[start : start + len(wanted)])
            start = packed.find(wanted, start + 1)


def _small(sign: str) -> str:
    small = sign.lower()
    return small if len(small) == 1 else sign


def _signs(letters: Sequence[Letter], at: Iterable[int]) -> list[int]:
    return [sign for place in at for sign in letters[place].made_from]
