"""What of a person still stands in a text that others will read."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from donthu.law.text import fold, nfc, syllables
from donthu.people.identifiers.marks import COVER
from donthu.people.keys import email_key, id_number_key, phone_key
from donthu.people.models import Person

_WORD = re.compile("(?:[^\\W_][\u0300-\u036f]*)+")
# What people put between the digits of a number: any marks, also those that nobody sees; after a
# country's number, ") - ".
_BETWEEN = r"[\W_]{0,4}"
_FULL_WIDTH = {ord("０") + n: str(n) for n in range(10)}
_HOUSE = re.compile(
    r"(?:so )?(?:nha )?(?:so )?(?:(?:hem|ngo|ngach|kiet|to) |(?:lo|can ho) [a-z]{0,2})?[0-9]"
)
_LEFT_OUT = frozenset({"so", "nha", "duong", "pho"})  # said or not, it is the same house
_FEWEST_DIGITS = 7
_FEWEST_SYLLABLES = {"name": 2, "address": 3}  # in the text; fewer stand in texts that mean nobody


@dataclass(frozen=True)
class Trace:
    """A place of a text, from `start` up to `end`, that tells who somebody is: `what` of the
    person stands there, in Vietnamese, and the words as they are `written`."""

    what: str
    start: int
    end: int
    written: str


def traces(person: Person, text: str) -> list[Trace]:
    """Where the name, phone, e-mail, identity number, tax code or address of `person` stand in
    `text` (in NFC), in the order of the text; marks, capitals and the grouping of digits apart.

    A name of one syllable is looked for nowhere, nor an address that names a place but no house;
    a name of two without regard to marks only where it is written with capitals: most pairs of
    syllables are common words.
    """
    found = [
        Trace(what, start, end, text[start:end])
        for what, places in (
            ("họ tên", _name(person.name, text)),
            ("số điện thoại", _phone(person.phone, text)),
            ("thư điện tử", _email(person.email, text)),
            ("số định danh", _number(person.id_number, text)),
            ("mã số thuế", _number(person.tax_code, text)),
            ("địa chỉ", _address(person.address, text)),
        )
        for start, end in places
    ]
    return sorted(found, key=lambda trace: (trace.start, -trace.end))


def covered(people: Iterable[Person], text: str) -> str:
    """`text` in NFC with `COVER` in place of each trace of these people."""
    text = nfc(text)
    parts, reached = [], 0
    for start, end in _joined((t.start, t.end) for p in people for t in traces(p, text)):
        parts += [text[reached:start], COVER]
        reached = end
    return "".join([*parts, text[reached:]])


def _joined(places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _name(name: str, text: str) -> Iterator[tuple[int, int]]:
    wanted = syllables(name)
    if len(wanted) < _FEWEST_SYLLABLES["name"]:
        return
    as_written = [word.lower() for word in _WORD.findall(nfc(name))]
    for place in _following(wanted, _words_of(text)):
        said = _WORD.findall(text[slice(*place)])
        a_name = all(word[0].isupper() for word in said)
        if len(wanted) > 2 or a_name or [word.lower() for word in said] == as_written:
            yield place


def _address(address: str, text: str) -> Iterator[tuple[int, int]]:
    """The whole line where it has a number, and the house before its first comma."""
    house = address.partition(",")[0]
    lines = [address] if any(letter.isdigit() for letter in address) else []
    lines += [house] if _HOUSE.match(fold(house).strip()) else []
    words = _words_of(text)
    telling = [word for word in words if word[0] not in _LEFT_OUT]
    for line in lines:
        wanted = [word for word in syllables(line) if word not in _LEFT_OUT]
        for start, end in _following(wanted, telling):
            if sum(start <= at[0] < end for _, at in words) >= _FEWEST_SYLLABLES["address"]:
                yield start, end


def _words_of(text: str) -> list[tuple[str, tuple[int, int]]]:
    """The words of `text`, folded, with their places."""
    return [(fold(match[0]), match.span()) for match in _WORD.finditer(text)]


def _following(
    wanted: list[str], words: list[tuple[str, tuple[int, int]]]
) -> Iterator[tuple[int, int]]:
    """Where these folded syllables follow one another among `words`."""
    said = [word for word, _ in words]
    for first in range(len(words) - len(wanted) + 1 if wanted else 0):
        if said[first : first + len(wanted)] == wanted:
            yield words[first][1][0], words[first + len(wanted) - 1][1][1]


def _phone(phone: str, text: str) -> Iterator[tuple[int, int]]:
    digits = phone_key(phone)
    if len(digits) < _FEWEST_DIGITS:
        return
    before = ""
    if digits.startswith("0"):  # written with the country's number, or even without the 0
        country = rf"(?:(?:\+|0{_BETWEEN}0){_BETWEEN})?8{_BETWEEN}4{_BETWEEN}"
        before, digits = rf"(?:{country})?(?:0{_BETWEEN})?", digits[1:]
    yield from _found(before + _BETWEEN.join(digits), text, ends="00")


def _number(number: str, text: str) -> Iterator[tuple[int, int]]:
    key = id_number_key(number)
    if len(key) >= _FEWEST_DIGITS:
        yield from _found(_BETWEEN.join(map(re.escape, key)), text, ends=key)


def _email(email: str, text: str) -> Iterator[tuple[int, int]]:
    if key := email_key(email):
        yield from _found(re.escape(key), text, ends="aa")


def _found(pattern: str, text: str, *, ends: str) -> Iterator[tuple[int, int]]:
    """Where the pattern stands in `text`, not as a part of a longer number or word; `ends`: what it
    begins and ends with. Letters beside a figure are no part of its number: "SĐT0900000101"."""
    before, after = ("[0-9]" if end.isdecimal() else r"[^\W_]" for end in (ends[0], ends[-1]))
    whole = re.compile(f"(?<!{before}){pattern}(?!{after})", re.IGNORECASE)
    for match in whole.finditer(text.translate(_FULL_WIDTH)):
        yield match.span()
