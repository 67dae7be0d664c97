"""What a mark in a text is, and of which kinds there are."""

from dataclasses import dataclass
from enum import StrEnum
from unicodedata import normalize

COVER = "[…]"  # what stands in the place of what was covered


class Kind(StrEnum):
    """What may tell who somebody is; B20 of the catalogue of features."""

    NAME = "name"
    ID_NUMBER = "id_number"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    PARCEL = "parcel"
    PLATE = "plate"
    ACCOUNT = "account"
    HEALTH = "health"  # a hint alone: telling only beside who it is of

    @property
    def shown(self) -> str:
        """The kind in Vietnamese."""
        return _TITLES[self]


_TITLES = {
    Kind.NAME: "họ tên",
    Kind.ID_NUMBER: "số giấy tờ",
    Kind.PHONE: "số điện thoại",
    Kind.EMAIL: "thư điện tử",
    Kind.ADDRESS: "địa chỉ nhà",
    Kind.PARCEL: "thửa đất",
    Kind.PLATE: "biển số xe",
    Kind.ACCOUNT: "tài khoản",
    Kind.HEALTH: "sức khỏe",
}


@dataclass(frozen=True, order=True)
class Mark:
    """A place of a text, from `start` up to `end`, that may tell who somebody is."""

    start: int
    end: int
    kind: Kind
    text: str


@dataclass(frozen=True)
class Read:
    """A text in NFC as it is read for marks: as written, and `plain` without marks or capitals,
    both of the same length, so that a place in one is the place in the other."""

    text: str
    plain: str

    @classmethod
    def of(cls, text: str) -> "Read":
        """The two of `text`, which is in NFC."""
        return cls(text, "".join(map(_plain, text)))

    def mark(self, kind: Kind, start: int, end: int) -> Mark:
        """The mark from `start` up to `end`, without what only separates around it."""
        while start < end and self.text[start] in _AROUND:
            start += 1
        while end > start and self.text[end - 1] in _AROUND:
            end -= 1
        return Mark(start, end, kind, self.text[start:end])


_AROUND = " \t\n\r,;:."


def _plain(letter: str) -> str:
    if letter.isascii():
        return letter.lower()
    base = normalize("NFD", letter.lower())[0].replace("đ", "d")
    return base if len(base) == 1 else letter
