"""Licence plates; Thông tư 79/2024/TT-BCA."""

import re
from collections.abc import Iterator

from donthu.people.identifiers.marks import Kind, Mark, Read

_FIVE = r"(?:\d{3}\.\d{2}|\d{5})"
_PLATE = re.compile(
    rf"(?<![\w./])[1-9]\d ?-? ?[a-z]{{1,2}}\d?(?: ?[\-.] ?| )?(?:{_FIVE}|(?<=-)\d{{4}})(?![\w/]|[.\-]\d)"
)
_AFTER_ITS_WORD = re.compile(
    r"(?:\bbks|\bbsx|bien so(?: xe)?|bien kiem soat|mang bien|\bxe)[ :]{1,3}(?:so )?"
    r"([1-9]\d ?-? ?[a-z]{1,2}\d? ?[\-. ]? ?\d{3}\.?\d{1,2}|[a-z]{2}[ \-]\d\d[ \-.]\d\d)(?!\d)"
)


def plates(read: Read) -> Iterator[Mark]:
    """Plates of cars and motorbikes, however written; old ones of four digits after their word."""
    for found in _PLATE.finditer(read.plain):
        yield read.mark(Kind.PLATE, *found.span())
    for found in _AFTER_ITS_WORD.finditer(read.plain):
        yield read.mark(Kind.PLATE, *found.span(1))
