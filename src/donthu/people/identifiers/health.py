"""Words of health: a hint to the officer, for an illness tells nobody without its person."""

import re
from collections.abc import Iterator

from donthu.people.identifiers.marks import Kind, Mark, Read

# With their marks: without them "lao" and "tam than" are other words.
_ILLNESS = re.compile(
    r"\b(?:ung thư(?: \w+)?|tiểu đường|đái tháo đường|HIV|AIDS|viêm gan [A-Ea-e]|trầm cảm|tâm thần"
    r"|suy thận|chạy thận|lao phổi|đột quỵ|tai biến mạch máu não|động kinh|tự kỷ|bại não"
    r"|nhiễm chất độc (?:da cam|hóa học)|xơ gan|bệnh tim|suy tim|sảy thai|nghiện ma túy"
    r"|Parkinson|Alzheimer|COVID-19)\b",
    re.IGNORECASE,
)


def health(read: Read) -> Iterator[Mark]:
    """Illnesses that are named."""
    for found in _ILLNESS.finditer(read.text):
        yield read.mark(Kind.HEALTH, *found.span())
