"""How people call an agency: in full, in short, by its place, by its initials."""

import re

from donthu.agencies.models import Agency
from donthu.law.text import fold

SPOKEN = {
    "ubnd": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan",
    "dbqh": "dai bieu quoc hoi",
    "tp": "thanh pho",
    "vp": "van phong",
}
_COMMITTEE = re.compile(r"^uy ban nhan dan (?:(?:tinh|thanh pho|xa|phuong|dac khu) )?")
_SHORT = re.compile(rf"(?<![\w.])({'|'.join(SPOKEN)})\.")  # "TP.HCM"; not within a code
_MARKS = re.compile(r"[^\w.]+")


def words_of(name: str) -> list[str]:
    """The folded words and codes of `name` without marks: "TP. Mỹ Tho" → ["tp", "my", "tho"]."""
    words = _MARKS.sub(" ", _SHORT.sub(r"\1 ", fold(name))).split()
    return [bare for word in words if (bare := word.strip("."))]


def plain(name: str) -> str:
    """`name` folded, its abbreviations written out: "UBND tỉnh" → "uy ban nhan dan tinh"."""
    return " ".join(SPOKEN.get(word, word) for word in words_of(name))


def nearness(typed: str, agency: Agency) -> int:
    """How well `typed` names the agency: 0 it is its code, its name or the place of a People's
    Committee; 1 a name begins with it; 2 it is a part or less."""
    code = fold(typed.strip())
    if code in {agency.code, agency.code.rpartition(".")[2]}:
        return 0
    wanted = plain(typed)
    names = [plain(name) for name in (agency.name, agency.short_name) if name]
    places = [_COMMITTEE.sub("", name) for name in names]
    if wanted in {*names, *places, *(f"uy ban nhan dan {place}" for place in places)}:
        return 0
    return 1 if any(name.startswith(wanted) for name in names) else 2
