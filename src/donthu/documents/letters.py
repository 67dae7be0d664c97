"""Letters (công văn) in the format of Nghị định 30/2020/NĐ-CP, Phụ lục I."""

import io
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from importlib.resources.abc import Traversable

from docxtpl import DocxTemplate

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
UNKNOWN = "……"  # what is written in by hand


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What stands on a letter. `above` is the agency that it belongs to, empty where none is named;
    `number` and `day` are None before they are given; `capacity` are the lines above the signature."""

    above: str
    agency: str
    number: str | None
    symbol: str
    subject: str
    place: str
    day: date | None
    to: str
    paragraphs: tuple[str, ...]
    copies: tuple[str, ...]
    capacity: tuple[str, ...]
    signer: str = ""


def as_docx(letter: Letter, template: Traversable) -> bytes:
    """The letter as a Word file, made from `template`, a .docx with the fields of `context`."""
    with template.open("rb") as opened:
        document = DocxTemplate(io.BytesIO(opened.read()))
    document.render(_context(letter), autoescape=True)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def dated(day: date | None) -> str:
    """ "ngày 05 tháng 01 năm 2026": days below 10 and months below 3 with a nought in front."""
    if day is None:
        return f"ngày {UNKNOWN} tháng {UNKNOWN} năm {UNKNOWN}"
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def _context(letter: Letter) -> dict[str, object]:
    number = letter.number or UNKNOWN
    return {
        "above": _clean(letter.above).upper(),
        "agency": _clean(letter.agency).upper(),
        "number": f"{number}/{letter.symbol}" if letter.symbol else number,
        "subject": _clean(letter.subject),
        "place": _clean(letter.place),
        "day": dated(letter.day),
        "to": _clean(letter.to),
        "paragraphs": _all(letter.paragraphs),
        "copies": _all(letter.copies),
        "capacity": [line.upper() for line in _all(letter.capacity)],
        "signer": _clean(letter.signer),
    }


def _all(lines: Iterable[str]) -> list[str]:
    return [_clean(line) for line in lines]


def _clean(text: str) -> str:
    """Without the control characters that no XML file may hold."""
    return "".join(c for c in text if c == "\t" or unicodedata.category(c) != "Cc")
