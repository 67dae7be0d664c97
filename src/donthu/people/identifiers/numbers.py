"""Numbers that are somebody's: phones, identity papers, accounts; and e-mail addresses."""

import re
from collections.abc import Iterator

from donthu.people.identifiers.marks import Kind, Mark, Read

_BETWEEN = r"[ .\-]{0,2}"
_EMAIL = re.compile(r"[\w.+\-]+\s?@\s?[\w\-]+(?:\.[\w\-]+)+")
_PHONE = re.compile(
    rf"(?<![\d/])(?:\(?(?:\+84|0084|84)\)?{_BETWEEN}(?:\(0\)|0)?|\(?0)"
    rf"(?:[35789](?:[ .\-)]{{0,2}}\d){{8}}|2(?:[ .\-)]{{0,2}}\d){{9}})(?!\d|[.\-]\d)"
)
_CITIZEN = re.compile(rf"(?<![\d/.])0\d\d(?:{_BETWEEN}\d){{9}}(?!\d|[.\-]\d)")
_PAPER = re.compile(
    r"(?:cccd|cmnd|cmtnd|cmt\b|can cuoc(?: cong dan)?|chung minh(?: thu| nhan dan)?|dinh danh"
    r"|tuy than|ma so thue ca nhan|(?:so )?bhxh|so so bao hiem(?: xa hoi)?|the bhyt|the bao hiem y te)"
    rf"[^\d\n]{{0,25}}?((?:\b(?!so|la)[a-z]{{2}} ?)?\d(?:{_BETWEEN}\d){{7,14}})(?!\d)"
)
_PASSPORT = re.compile(r"ho chieu[^\d\n]{0,15}?\b([a-z]\d{7,8})\b")
_ACCOUNT = re.compile(
    r"(?:\bstk|tai khoan|\btk\b|so the(?: ngan hang)?)[^\d\n]{0,30}?(\d(?:[ .\-]?\d){5,18})(?!\d)"
)
_LONG = re.compile(r"(?<![\d.,/\-])\d{13,16}(?![\d.,/\-]\d|\d)")
_MONEY = re.compile(r" ?(?:dong(?! thoi)|vnd|d|trieu|ty|usd)\b")


def emails(read: Read) -> Iterator[Mark]:
    """E-mail addresses."""
    for found in _EMAIL.finditer(read.text):
        yield read.mark(Kind.EMAIL, *found.span())


def phones(read: Read) -> Iterator[Mark]:
    """Numbers of telephones in Vietnam, however grouped."""
    for found in _PHONE.finditer(read.text):
        if not _MONEY.match(read.plain, found.end()):
            yield read.mark(Kind.PHONE, *found.span())


def id_numbers(read: Read) -> Iterator[Mark]:
    """Numbers of citizens: of twelve digits wherever they stand, others after their paper."""
    for found in _CITIZEN.finditer(read.plain):
        yield read.mark(Kind.ID_NUMBER, *found.span())
    for pattern in (_PAPER, _PASSPORT):
        for found in pattern.finditer(read.plain):
            yield read.mark(Kind.ID_NUMBER, *found.span(1))


def accounts(read: Read) -> Iterator[Mark]:
    """Numbers of bank accounts: after the word, or too long for anything else."""
    for found in _ACCOUNT.finditer(read.plain):
        if not _MONEY.match(read.plain, found.end()):
            yield read.mark(Kind.ACCOUNT, *found.span(1))
    for found in _LONG.finditer(read.plain):
        yield read.mark(Kind.ACCOUNT, *found.span())
