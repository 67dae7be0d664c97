"""Names of people: after a title, after words that announce a name, or by a surname and capitals."""

import re
from collections.abc import Iterator

from donthu.people.identifiers import words_of_names as words
from donthu.people.identifiers.marks import Kind, Mark, Read

MOST = 5  # syllables of a name
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_CUE = re.compile(
    r"(?:\bten (?:toi|em|chau|minh|goi)? ?(?:la|:)|\bten (?:toi|em|chau|minh)\b"
    r"|\b(?:ho va ten|ho ten|ho, ten)(?: [^\W\d_]+){0,4}? ?(?::|la\b)?"
    r"|\b(?:toi|em|chau|minh|con toi|vo toi|chong toi|me toi|bo toi|cha toi) ten(?: la)?"
    r"|\b(?:nguoi (?:gui|dai dien|lam don|viet don|khieu nai|phan anh|kien nghi|to cao|nop don|viet))"
    r"(?: [^\W\d_]+){0,2}? ?:|\bnguoi (?:lam don|viet don|gui don)|\bky ten:?|\bdung ten)[ \n]*"
)
_I_AM = re.compile(r"\b(?:toi|em|chau|minh)(?: ten)? la:? ")
_JOINS = re.compile(r"\s?[-–/&]\s?$|\s(?:va|voi|den|ra|giao|giap|noi)\s$")


def names(read: Read) -> Iterator[Mark]:
    """Names of people; the same name again wherever it stands, and its last two syllables."""
    found = dict.fromkeys((*_announced(read), *_titled(read), *_by_surname(read)))
    for start, end in found:
        yield read.mark(Kind.NAME, start, end)
    said = {read.text[start:end] for start, end in found}
    for name in said:
        syllables = name.split()
        if len(syllables) >= 2:
            yield from _again(read, name)
        if len(syllables) >= 3 and name != name.lower():
            yield from _again(read, " ".join(syllables[-2:]))


def _again(read: Read, name: str) -> Iterator[Mark]:
    for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", read.text):
        if not _of_a_place(read, found.start()):
            yield read.mark(Kind.NAME, *found.span())


def _announced(read: Read) -> Iterator[tuple[int, int]]:
    """After words that say that a name comes, also in small letters."""
    for cue in _CUE.finditer(read.plain):
        start = _after_title(read, cue.end())
        capital = _capitals(read, start)
        if capital > start and not _never(read, start, capital):
            yield start, capital
        elif small := _small(read, start):
            yield start, small
    for cue in _I_AM.finditer(read.plain):
        start = _after_title(read, cue.end())
        if small := _small(read, start):
            yield start, max(small, _capitals(read, start))


def _titled(read: Read) -> Iterator[tuple[int, int]]:
    """After "ông", "bà" and the like: capitals, but no single letter that hides a name already."""
    for word in _WORD.finditer(read.text):
        if word[0].lower() not in words.TITLES or not _begins_a_word(read, word.start()):
            continue
        if read.text[word.end() : word.end() + 1] != " ":
            continue
        start = _after_title(read, word.end() + 1)
        end = _capitals(read, start)
        said = read.text[start:end].lower().split()
        if end == start or len(said[0]) < 2 or _never(read, start, end):
            continue
        full = said[0] in words.SURNAMES and len(said) > 1 and _two(read, start) not in words.PLACES
        if full or said[0] not in words.NO_NAMES:
            yield start, end


def _by_surname(read: Read) -> Iterator[tuple[int, int]]:
    """A surname with one to four more syllables in capitals, which is no street and no place."""
    reached, of_a_street = 0, False
    for word in _WORD.finditer(read.text):
        start = word.start()
        surname = word[0].lower()
        if start < reached or not word[0][0].isupper() or surname not in words.SURNAMES:
            continue
        if _within_capitals(read, start) and surname not in words.SURE:
            continue
        end = _capitals(read, start)
        syllables = read.plain[start:end].split()
        if len(syllables) < 2:
            continue
        whole = " ".join(syllables)
        joined = of_a_street and bool(_JOINS.search(read.plain[reached:start][-6:]))
        place = _of_a_place(read, start) or joined
        if place or whole in words.FAMOUS or " ".join(syllables[:3]) in words.FAMOUS:
            reached, of_a_street = end, place
            continue
        reached, of_a_street = end, False
        if " ".join(syllables[:2]) in (words.PLACES if len(syllables) == 2 else words.OFFICES):
            continue
        middle = syllables[1] in words.MIDDLE and len(syllables) > 2
        if middle or surname in words.SURE or len(syllables) > 2:
            yield start, end


def _capitals(read: Read, start: int) -> int:
    """Where the run of words with capitals that begins at `start` ends; `start` when none does. A
    name in capitals alone goes on only so, in others each word has one capital."""
    end, count, shouted = start, 0, False
    while count < MOST and (word := _WORD.match(read.text, end)):
        letters = word[0]
        if not letters[0].isupper():
            break
        if count == 0:
            shouted = len(letters) > 1 and letters.isupper()
        elif len(letters) > 1 and letters.isupper() != shouted:
            break
        count += 1
        end = word.end()
        if read.text[end : end + 1] != " ":
            return end
        end += 1
    return end - 1 if count and read.text[end - 1 : end] == " " else end


def _small(read: Read, start: int) -> int:
    """Where a name written without capitals ends; 0 when none stands there."""
    first = _WORD.match(read.text, start)
    if first is None or first[0].lower() not in words.SURNAMES:
        return 0
    end, count = first.end(), 1
    stops = words.PLAIN_STOPS if first[0].isascii() else words.STOPS
    while count < MOST and read.text[end : end + 1] == " ":
        word = _WORD.match(read.text, end + 1)
        if word is None or (count > 1 and word[0].lower() in stops):
            break
        end, count = word.end(), count + 1
    return end if count > 1 else 0


def _after_title(read: Read, start: int) -> int:
    """Past the titles that stand before a name."""
    while (word := _WORD.match(read.text, start)) and word[0].lower() in words.TITLES:
        if read.text[word.end() : word.end() + 1] not in {" ", ":"}:
            break
        further = word.end() + 1
        if word[0][0].isupper() and not _WORD.match(read.text, further):
            break
        start = further
    return start


def _never(read: Read, start: int, end: int) -> bool:
    two = _two(read, start)
    return (
        two in words.NEVER_FIRST
        or two.split(" ")[0] in {"ubnd", "hdnd"}
        or len(read.text[start:end]) < 2
    )


def _two(read: Read, start: int) -> str:
    return " ".join(read.plain[start : start + 40].replace(",", " ,").split()[:2])


def _begins_a_word(read: Read, start: int) -> bool:
    return start == 0 or not (read.text[start - 1].isalnum() or read.text[start - 1] in "/_")


def _of_a_place(read: Read, start: int) -> bool:
    """Whether the words right before say that a street, a place or an office is named."""
    before = read.text[max(0, start - 30) : start].lower()
    if before[-1:] not in {" ", '"', "“", "."}:
        return False
    said = re.findall(r"[^\W\d_]+", before.rsplit("\n", 1)[-1])
    if re.search(r"[,;:!?)]\s*$", before) or not said:
        return False
    two, one = " ".join(said[-2:]), said[-1]
    return two in words.PLACE_WORDS or (one in words.PLACE_WORDS and two not in words.NO_PLACE)


def _within_capitals(read: Read, start: int) -> bool:
    """Whether the word is part of a heading, of which every word is in capitals."""
    around = re.findall(r"[^\W\d_]{2,}", read.text[max(0, start - 25) : start + 45])
    return len(around) > 6 and all(word.isupper() for word in around)
