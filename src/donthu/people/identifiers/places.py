"""Where somebody lives and what land somebody has: houses and parcels, not streets or communes."""

import re
from collections.abc import Iterator

from donthu.people.identifiers.marks import Kind, Mark, Read

_NUMBER = r"\d+ ?[a-h]?\b(?:/\d+[a-h]?\b)*"
_WAY = r"(?:kiet|hem|ngo|ngach)"
_HAMLET = (
    r"(?:to dan pho|to nhan dan|tdp|to|khu pho|kp|khoi pho|khoi|khom|ap|thon|xom|ban|buon|lang|doi)"
)
# a capital letter is asked of the text as written, since what is read here has none
_NAMED = r"(?:(?:30|3|2|19|26|8)[ /](?:thang )?[2-9]|(?:[^\W\d_]+)(?: [^\W\d_]+){0,4})"
_HOUSE = re.compile(rf"\b(?:so nha|nha so|nha) ?:? ?({_NUMBER})")
_ON_STREET = re.compile(
    rf"(?<![\w/.,:\-])(?:so )?({_NUMBER}),? (?:(?:duong|pho|dai lo) )?(?={_NAMED})"
)
_NUMBERED = re.compile(
    rf"\bso ({_NUMBER}),? (?={_WAY} \d|{_HAMLET} |duong |pho |dai lo |quoc lo |ql ?\d)"
)
_ON_WAY = re.compile(rf"(?:(?<![\w/.,:\-]){_NUMBER},? )?\b{_WAY} (?:so )?{_NUMBER}")
_FLAT = re.compile(
    r"\b(?:can ho|phong|can|lo)\.? (?:so )?[a-z]{0,2}[\-. ]?\d+[\w.\-]*,? (?=(?:chung cu|toa|khu|lau|tang|block))"
)
_SMALL = re.compile(rf"\b{_HAMLET}\.? (?:so )?(?:\d+[a-z]?\b|[^\W\d_]+(?: [^\W\d_]+){{0,2}})")
_LIVES = re.compile(
    r"(?:\b(?:toi|em|chung toi|gia dinh|ho|chau|minh|hien) (?:hien )?(?:dang )?(?:o|song o|song tai|tai)"
    r"|\bngu(?: tai| o)?|\btru(?: tai| o)?|dia chi(?: tai| nha| lien he| thuong tru)?|d/c|cho o(?: hien nay)?"
    r"|noi o(?: hien nay)?|que quan|ho khau(?: tai)?|nha (?:toi|em|minh)(?: o| tai)?|thuong tru|tam tru)"
    r"[ :]{1,3}$"
)
_NOT_BEFORE = re.compile(
    r"(?:\b(?:khoan|dieu|diem|nam|thang|ngay|quan|phuong|khu|khoi|lop|km|lo|chuong|muc|hang|loai|cap|ky"
    r"|tu|den|nga|thu|lan|gio|phut|tang|bac|nhom|phan|mau|quy|tuan|ap|thon|to|khom|doi|hon|gan|tren|duoi"
    r"|khoang|nghi dinh|thong tu|quyet dinh|luat|cong van|van ban|ke hoach|phu luc|bang|hinh|du an|giai doan"
    r"|tuyen|xe|ben|so hieu|ma|dt|ql|tl|va|hoac|voi|gom|co|la|x|dai|rong|cao|sau|tong|con|cho|vong)"
    r"[ .]|\d[ .,/\-]|[-–+/=<>(%]) ?$"
)
_NOT_STREET = re.compile(
    r"(?:luat|nghi|thong|quyet|dieu|bo|chinh|uy|ubnd|hdnd|hoi|cong|so|cuc|vu|chi|phong|ban|quoc|thu"
    r"|chu|pho|giam|truong|trung|tap|tong|van|vien|ngan|benh|toa|nha|ong|ba|anh|chi|don|khoan|diem|du"
    r"|ha|tp|thanh|tinh|huyen|quan|phuong|xa|thi|km|kinh|theo|tai|ngay|nam|do|doi|truoc|sau|khu|hien"
    r"|can|viec|truong|trong|qua|de|nhu|tuy|vi|neu|khi|toi|xin|mong|cac|mot|nguoi|lien|mat)\b"
)
_PARCEL = re.compile(
    r"\bthua(?: dat| ruong)?(?: so)? ?:? ?\d+[a-z]?\b(?:[,;]? ?(?:thuoc )?to(?: ban do)?(?: dia chinh)?(?: so)? ?:? ?\d+)?"
    r"|\bto ban do(?: dia chinh)?(?: so)? ?:? ?\d+(?:[,;]? ?thua(?: dat)?(?: so)? ?:? ?\d+[a-z]?)?"
)
_TITLE = re.compile(
    r"(?:\bgcn(?:qsd[dđ]?)?|giay chung nhan|so do|so hong|bia do|so phat hanh|so seri|so vao so)"
    r"[^\d\n.;]{0,70}?\b((?:[a-z]{1,2} ?\d{5,8}|[a-z]{1,3}[ .]?\d{3,8}))\b"
)


def addresses(read: Read) -> Iterator[Mark]:
    """Houses by their number; hamlets where somebody says to live there, or two of them in a row."""
    for start, end in _begun(read):
        yield read.mark(Kind.ADDRESS, start, _extended(read, end))


def parcels(read: Read) -> Iterator[Mark]:
    """Parcels of land by their number and sheet, and the papers that prove whose they are."""
    for found in _PARCEL.finditer(read.plain):
        yield read.mark(Kind.PARCEL, *found.span())
    for found in _TITLE.finditer(read.plain):
        if read.text[found.start(1)].isupper():
            yield read.mark(Kind.PARCEL, *found.span(1))


def _begun(read: Read) -> Iterator[tuple[int, int]]:
    """The first part of each address."""
    plain = read.plain
    for pattern in (_HOUSE, _NUMBERED, _FLAT):
        for found in pattern.finditer(plain):
            yield found.span()
    for found in _ON_WAY.finditer(plain):
        yield found.span()
    for found in _ON_STREET.finditer(plain):
        street = found.end()
        if (
            not _NOT_BEFORE.search(plain[max(0, found.start() - 12) : found.start()])
            and not _NOT_STREET.match(plain, street)
            and _named(read, street) > street
        ):
            yield found.start(), _named(read, street)
    for found in _SMALL.finditer(plain):
        end = _hamlet_end(read, found)
        before = plain[max(0, found.start() - 40) : found.start()]
        if end and (_LIVES.search(before) or _followed_by_hamlet(read, end)):
            yield found.start(), end


def _extended(read: Read, end: int) -> int:
    """Where the address that goes on at `end` stops: before its ward or commune."""
    while True:
        further = _next_part(read, end)
        if further == end:
            return end
        end = further


_PART = re.compile(
    rf" ?[,–-]? ?(?:(?P<way>{_WAY} (?:so )?{_NUMBER}|so {_NUMBER})"
    rf"|(?P<small>(?={_HAMLET}\.? ))|(?:duong|pho|dai lo|chung cu|toa nha|toa|khu do thi|kdt) (?P<street>)"
    r"|(?P<bare>))"
)


def _next_part(read: Read, end: int) -> int:
    found = _PART.match(read.plain, end)
    if found is None:
        return end
    if found["way"] is not None:
        return found.end()
    if found["small"] is not None:
        small = _SMALL.match(read.plain, found.end())
        return (_hamlet_end(read, small) if small else 0) or end
    at = found.end()
    if found["street"] is None and (at == end or "," in read.plain[end:at]):
        return end  # a name after a comma is a ward's
    if found["street"] is None and _NOT_STREET.match(read.plain, at):
        return end
    named = _named(read, at)
    return named if named > at else end


_WORD = re.compile(r"[^\W\d_]+\b")
_OF_DAYS = re.compile(r"(?:30|3|2|19|26|8)[ /](?:thang )?[2-9]\b")


def _named(read: Read, start: int) -> int:
    """Where the name of a street that begins at `start` ends; `start` when none does: two words or
    more with capitals."""
    if days := _OF_DAYS.match(read.plain, start):
        return days.end()
    end, words = start, 0
    while (word := _WORD.match(read.text, end)) and word[0][0].isupper() and words < 5:
        words += 1
        end = word.end()
        if read.text[end : end + 1] != " ":
            break
        end += 1
    return end if words >= 2 else start


def _hamlet_end(read: Read, found: "re.Match[str]") -> int:
    """Where the hamlet ends: after its number, or the words of its name with capitals; 0 when it
    is none."""
    head = re.match(rf"{_HAMLET}\.? (?:so )?", found[0])
    at = found.start() + (head.end() if head else 0)
    if at < found.end() and read.text[at].isdigit():
        return found.end()
    end, words = at, 0
    while (word := _WORD.match(read.text, end)) and word[0][0].isupper() and words < 4:
        words += 1
        end = word.end() + 1
    return end - 1 if words else 0


def _followed_by_hamlet(read: Read, end: int) -> bool:
    further = re.compile(rf",? (?={_HAMLET}\.? )").match(read.plain, end)
    small = _SMALL.match(read.plain, further.end()) if further else None
    return bool(small and _hamlet_end(read, small))
