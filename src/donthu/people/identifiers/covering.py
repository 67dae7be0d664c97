"""Marks as phrases: what is covered is covered wherever it stands."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from donthu.people.identifiers.find import find
from donthu.people.identifiers.marks import COVER, Kind, Mark
from donthu.people.models import Person
from donthu.people.traces import traces

ADDED = "added"  # the kind of what an officer added
_KINDS = {
    "họ tên": Kind.NAME,
    "số điện thoại": Kind.PHONE,
    "thư điện tử": Kind.EMAIL,
    "số định danh": Kind.ID_NUMBER,
    "mã số thuế": Kind.ID_NUMBER,
    "địa chỉ": Kind.ADDRESS,
}


@dataclass(frozen=True)
class Phrase:
    """Words to cover and what they are: a `Kind`, or "added" by the officer."""

    kind: str
    words: str

    @property
    def hint(self) -> bool:
        """Whether it is only pointed at, and covered by nobody but the officer."""
        return self.kind == Kind.HEALTH

    @property
    def shown(self) -> str:
        """The kind in Vietnamese."""
        return "che thêm" if self.kind == ADDED else Kind(self.kind).shown


def marks_of(text: str, people: Iterable[Person] = ()) -> list[Mark]:
    """The marks of `text` (in NFC), those of `people` among them, none over another."""
    own = [
        Mark(trace.start, trace.end, _KINDS[trace.what], trace.written)
        for person in people
        for trace in traces(person, text)
    ]
    kept: list[Mark] = []
    for mark in sorted([*own, *find(text)], key=lambda mark: (mark.start, -mark.end)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
        elif mark.end > kept[-1].end:
            last = kept.pop()
            whole = text[last.start : mark.end]
            kept.append(Mark(last.start, mark.end, last.kind, whole))
    return kept


def phrases_in(texts: Iterable[str], people: Sequence[Person] = ()) -> list[Phrase]:
    """The phrases that the marks of these texts make, each once, in their order."""
    found = (
        Phrase(mark.kind.value, " ".join(mark.text.split()))
        for text in texts
        for mark in marks_of(text, people)
    )
    return list(dict.fromkeys(found))


def covered(text: str, phrases: Iterable[Phrase]) -> str:
    """`text` with «[…]» wherever one of `phrases` stands."""
    parts, reached = [], 0
    for start, end, _ in found_in(text, phrases):
        parts += [text[reached:start], COVER]
        reached = end
    return "".join([*parts, text[reached:]])


def found_in(text: str, phrases: Iterable[Phrase]) -> Iterator[tuple[int, int, Phrase]]:
    """Where `phrases` stand in `text`, the longer before the shorter, none over another; however
    their words are spaced."""
    named = {_same(phrase.words): phrase for phrase in phrases if phrase.words.split()}
    if not named:
        return
    for found in _pattern([phrase.words for phrase in named.values()]).finditer(text):
        phrase = named[_same(found[0])]
        if phrase.kind == ADDED or _meant(found):
            yield *found.span(), phrase


def _same(words: str) -> str:
    """What the spellings of a phrase that count as the same have in common."""
    spaced = " ".join(words.split())
    return spaced if spaced.isalpha() else spaced.lower()


def _pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """Finds the longest first; capitals matter to words that stand alone, since "Hoa" is somebody
    and "hoa" is a flower."""
    alternatives = []
    for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)):
        words = phrase.split()
        spaced = r"\s+".join(map(re.escape, words))
        if len(words) > 1 or not words[0].isalpha():
            spaced = f"(?i:{spaced})"
        # letters beside a number are no part of it: "SĐT0900000101"
        before, after = (
            r"\d" if sign.isdigit() else r"\w" for sign in (words[0][0], words[-1][-1])
        )
        alternatives.append(rf"(?<!{before}){spaced}(?!{after})")
    return re.compile("|".join(alternatives))


def _meant(found: re.Match[str]) -> bool:
    """Whether it is the word that was marked: a name of one syllable is no part of a longer one, as
    "An" of "An Giang"."""
    if not found[0].isalpha() or not found[0][0].isupper():
        return True
    after = found.string[found.end() : found.end() + 2]
    return not (after[:1] == " " and after[1:].isupper())
