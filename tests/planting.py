"""Identifiers planted into letters and answers, so that what finds them can be measured.

Everything planted is made up. The frames around it are as people write: with a title or without,
with marks or without, in capitals, in small letters, with dots and blanks in numbers.
"""

import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from donthu.demo.synth_words import Filling, Subject, matters
from donthu.law.text import fold, nfc

REAL = Path(os.environ.get("DONTHU_REAL_DATA", "")) / "feedback.jsonl"
PLACES = ("phường Thử", "xã Thử Đông", "phường Mỹ Thử", "xã Tân Thử")


def _list(written: str) -> list[str]:
    """What stands between bars, over any number of lines."""
    return [each.strip() for each in written.split("|")]


_SURNAMES = _list("""
Nguyễn | Trần | Lê | Phạm | Huỳnh | Hoàng | Phan | Vũ | Võ | Đặng | Bùi | Đỗ | Hồ | Ngô |
Dương | Lý | Đinh | Trịnh | Mai | Lâm | Đào | Cao | Trương | Hà | Tạ | Tô | Châu | Thạch |
Kiều | Lương | Quách | Nghiêm | Vương | Lưu | Đoàn | Phùng | Tống | Thái | Danh | Giàng | Lò |
Sùng | Chu | Doãn | Tăng | Từ | Khổng
""")
_MIDDLE = _list("""
Văn | Thị | Thị | Văn | Hữu | Đức | Minh | Ngọc | Thanh | Quang | Xuân | Công | Thị Thu |
Thị Ngọc | Thị Kim | Hoàng | Quốc | Đình | Bá | Gia | Bảo | Hồng |
""")
_GIVEN = _list("""
Bình | Hoa | Lan | Hùng | Dũng | Thảo | Tuấn | Phượng | Nga | Sơn | Tâm | Yến | Khánh | Vy |
Nhung | Đạt | Long | Hạnh | Mậu | Oanh | Quý | Thắm | Út | Kiệt | Duyên | Trinh | Phúc |
Cường | Xuyến | Nở | Tám | Luyến | Đông | Thủy | An | Hải
""")
_TITLES = ("ông", "bà", "anh", "chị", "em", "cô", "chú", "bác", "Ông", "Bà", "cụ", "dì")
_STREETS = ("Nguyễn Trãi", "Lê Lợi", "Hùng Vương", "30 Tháng 4", "Trần Hưng Đạo", "Thiên Thai")
_HAMLETS = ("Mỹ Phú", "Đông Hòa", "Tân Lập", "An Bình", "Phú Thuận B", "2", "3", "7", "Bình Tây")
_BANKS = ("Vietcombank", "Agribank", "BIDV", "VietinBank", "Sacombank", "MB", "ACB", "Techcombank")

_PERSON = _list("""
Tôi tên là {0}, viết đơn này. | Tôi là {0}, người dân địa phương. | Tên tôi: {0}. |
Họ và tên: {0}. | Họ tên người gửi: {0} | Người đại diện: {0}, thay mặt các hộ. |
Người làm đơn {0} xin trân trọng cảm ơn. | Liên hệ {0} để biết thêm. | Kính đơn, {0}. |
Hộ gia đình {0} bị ảnh hưởng nặng. | Hôm qua {0} cùng mấy hộ đã đến hỏi. | Ký tên {0} |
Em là {0}, hiện đang đi học. | Con tôi tên {0} học lớp 5. | Chồng tôi là {0} đã mất. |
Thửa ruộng của {0} cũng ngập. | Nhà {0} xả nước ra đường. | Cháu {0} bị té xe.
""")
_TITLED = _list("""
Trả lời {0} như sau. | Theo phản ánh của {0}, đơn vị đã kiểm tra. | Việc này do {0} gây ra. |
Cơ quan đã mời {0} đến làm việc. | Kính gửi {0}. | Tôi đã báo cho {0} nhưng không ai làm.
""")
_LOWER = _list("""
tôi tên là {0} xin hỏi việc này. | họ và tên: {0}. | em tên {0} ạ. | tôi là {0}, xin hỏi. |
người gửi: {0}. | toi ten la {0} xin hoi.
""")
_CONTACT = _list("""
Liên hệ {0}. | Số điện thoại {0}, gọi giờ hành chính. | SĐT: {0} | ĐT {0}, xin cảm ơn. |
Xin gọi {0} để biết thêm. | zalo {0} | Tôi để lại số {0}. | (đt {0}) | dt:{0}.
""")
_MAIL = (
    "Thư điện tử: {0}.",
    "email {0}, xin trả lời.",
    "Gửi về {0} giúp tôi.",
    "mail: {0}",
    "({0})",
)
_IDS = _list("""
CCCD số {0}. | căn cước công dân {0} cấp năm 2021. | CMND: {0}, xin xác nhận. |
số định danh cá nhân {0} | Số CCCD của tôi là {0}. | chứng minh nhân dân số {0} |
giấy tờ tùy thân {0} đã nộp. | CCCD{0}.
""")
_HOUSE = _list("""
Tôi ở {0}. | Địa chỉ: {0}. | Nhà tôi tại {0}, xin kiểm tra. | Thường trú tại {0}. |
Hiện ngụ {0}, mong được trả lời. | hộ ở {0} bị ngập. | Đ/c: {0} | Chỗ ở hiện nay {0}.
""")
_LAND = _list("""
Đất của tôi là {0}. | Tôi hỏi về {0} đã nộp thuế. | Hồ sơ {0} chưa được giải quyết. |
Theo bản đồ, {0} bị lấn ranh. | {0} của gia đình tôi đang tranh chấp.
""")
_PLATES = _list("""
Xe {0} đậu chắn lối. | BKS {0}. | biển số {0} chạy quá tốc độ. |
Xe tải mang biển {0} chở đất. | biển kiểm soát: {0} | Tôi đi xe máy {0} bị phạt. |
Ô tô {0} đỗ nhiều ngày.
""")
_ACCOUNTS = ("STK {0}.", "số tài khoản {0}.", "Chuyển vào tài khoản {0}.", "stk: {0}", "TK số {0}.")
_HEALTH = ("Tôi bị {0} nhiều năm.", "Mẹ tôi mắc {0}, phải đi viện.", "Con tôi đang điều trị {0}.")
_ILLNESSES = (
    "ung thư",
    "tiểu đường",
    "HIV",
    "viêm gan B",
    "trầm cảm",
    "tâm thần",
    "suy thận",
    "lao phổi",
)


@dataclass(frozen=True)
class Planted:
    """A kind of identifier and where in the text it stands: from `start` up to `end`."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class Text:
    """A text with what was planted into it."""

    text: str
    planted: tuple[Planted, ...]


def real_texts() -> list[str]:
    """Letters and answers as people wrote them; none where DONTHU_REAL_DATA names no folder of
    them."""
    if not REAL.is_file():
        return []
    rows = [json.loads(line) for line in REAL.read_text("utf-8").splitlines() if line.strip()]
    return [nfc(row[name]) for row in rows for name in ("text", "answer") if row[name].strip()]


def made_up_texts() -> list[str]:
    """A letter and an answer of each matter of the synthetic generator."""
    rng = Random(4)
    found = []
    for number, matter in enumerate(matters()):
        for variant in range(len(matter.titles)):
            subject = Subject(matter, variant, Filling(rng, place=PLACES[number % len(PLACES)]))
            found += [subject.text(rng), subject.answer(rng, agency="Ủy ban nhân dân xã Thử")]
    return [nfc(text) for text in found]


def planted_texts(count: int, *, seed: int, texts: Sequence[str]) -> list[Text]:
    """`count` texts made from `texts`, each with one to four identifiers between its sentences."""
    rng = Random(seed)
    return [_planted(rng.choice(texts), rng) for _ in range(count)]


def _planted(text: str, rng: Random) -> Text:
    breaks = [0, *_ends_of_sentences(text), len(text)]
    places = sorted(rng.choices(breaks, k=rng.randint(1, 4)))
    parts: list[str] = []
    planted: list[Planted] = []
    reached = length = 0
    for place in places:
        kind = rng.choice(list(MAKERS))
        frame, value = MAKERS[kind](rng)
        before, _, after = frame.partition("{0}")
        lead = text[reached:place] + " " + before
        start = length + len(lead)
        planted.append(Planted(kind, start, start + len(value)))
        parts += [lead, value, after + " "]
        length = start + len(value) + len(after) + 1
        reached = place
    return Text("".join([*parts, text[reached:]]), tuple(planted))


def _ends_of_sentences(text: str) -> Iterator[int]:
    for place in range(1, len(text) - 1):
        if text[place] == "\n" or (text[place - 1] in ".;?" and text[place] == " "):
            yield place


def _full_name(rng: Random) -> str:
    return " ".join(f"{rng.choice(_SURNAMES)} {rng.choice(_MIDDLE)} {rng.choice(_GIVEN)}".split())


def _name(rng: Random) -> tuple[str, str]:
    name = _full_name(rng)
    how = rng.random()
    if how < 0.45:
        return rng.choice(_PERSON), name
    if how < 0.55:
        return rng.choice(_PERSON), name.upper()
    if how < 0.62:
        return rng.choice(_PERSON), fold(name).title()
    if how < 0.7:
        return rng.choice(_LOWER), rng.choice((name.lower(), fold(name)))
    shown = name if rng.random() < 0.7 else rng.choice(_GIVEN)
    return rng.choice(_TITLED).replace("{0}", f"{rng.choice(_TITLES)} {{0}}"), shown


def _digits(rng: Random, count: int) -> str:
    return "".join(str(rng.randint(0, 9)) for _ in range(count))


def _grouped(number: str, sizes: Sequence[int], between: str) -> str:
    parts, reached = [], 0
    for size in sizes:
        parts.append(number[reached : reached + size])
        reached += size
    return between.join(part for part in [*parts, number[reached:]] if part)


def _phone(rng: Random) -> tuple[str, str]:
    number = rng.choice(("3", "5", "7", "8", "9")) + _digits(rng, 8)
    if rng.random() < 0.15:
        number = "2" + _digits(rng, 9)  # a landline
    between = rng.choice(("", "", ".", " ", "-", "."))
    sizes = rng.choice(((3, 3), (2, 3), (3, 2, 2), (2, 3, 2)))
    begins = rng.choice(("0", "0", "0", "+84", "84", "+84 ", "(+84) ", "0084"))
    return rng.choice(_CONTACT), begins + _grouped(number, sizes, between)


def _email(rng: Random) -> tuple[str, str]:
    name = fold(_full_name(rng)).split()
    local = rng.choice(("", ".", "_")).join(name) + rng.choice(("", "", _digits(rng, 2)))
    domain = rng.choice(
        ("gmail.com", "yahoo.com.vn", "donthu.example", "hotmail.com", "thu.edu.vn")
    )
    return rng.choice(_MAIL), f"{local}@{domain}"


def _id_number(rng: Random) -> tuple[str, str]:
    between = rng.choice(("", "", " ", ".", "-"))
    if rng.random() < 0.65:
        number = f"0{rng.randint(10, 96):02d}" + _digits(rng, 9)
        return rng.choice(_IDS), _grouped(
            number, rng.choice(((3, 3, 3), (4, 4), (3, 1, 2))), between
        )
    return rng.choice(_IDS), _grouped(rng.choice("123") + _digits(rng, 8), (3, 3), between)


def _address(rng: Random) -> tuple[str, str]:
    number, street = rng.randint(1, 480), rng.choice(_STREETS)
    suffix = rng.choice(("", "", "A", "B", f"/{rng.randint(1, 30)}", f"/{rng.randint(1, 9)}/2"))
    small, hamlet = rng.randint(1, 20), rng.choice(_HAMLETS)
    written = rng.choice(
        (
            f"số {number}{suffix} đường {street}",
            f"số nhà {number}{suffix}, đường {street}",
            f"số nhà {number}{suffix} {street}",
            f"{number}{suffix} {street}",
            f"kiệt {small} {street}",
            f"hẻm {small} kiệt {number} {street}",
            f"số {number}, hẻm {small}, đường {street}",
            f"{number}/{small} hẻm {number} {street}",
            f"ngõ {small} phố {street}",
            f"số {small} ngách {small}/{number} ngõ {number} {street}",
            f"tổ {small}, khóm {hamlet}",
            f"tổ {small}, ấp {hamlet}",
            f"số {number}, tổ {small}, ấp {hamlet}",
            f"thôn {hamlet}",
            f"ấp {hamlet}",
            f"số nhà {number}, thôn {hamlet}",
            f"tổ dân phố {small}",
            f"căn hộ {rng.choice('ABC')}{number} chung cư {street}",
        )
    )
    return rng.choice(_HOUSE).replace("{0}", "{0}" + rng.choice(("", f", {rng.choice(PLACES)}"))), (
        written
    )


def _parcel(rng: Random) -> tuple[str, str]:
    parcel, sheet = rng.randint(1, 900), rng.randint(1, 60)
    book = f"{rng.choice(('AB', 'BK', 'CH', 'DE', 'DA'))} {_digits(rng, 6)}"
    lead, value = rng.choice(
        (
            ("", f"thửa đất số {parcel}, tờ bản đồ số {sheet}"),
            ("", f"thửa {parcel}, tờ {sheet}"),
            ("", f"thửa số {parcel} tờ bản đồ {sheet}"),
            ("", f"tờ bản đồ số {sheet}, thửa đất số {parcel}"),
            ("", f"thửa đất {parcel}"),
            ("GCN số ", book),
            ("giấy chứng nhận quyền sử dụng đất số ", book),
            ("sổ đỏ số ", book),
            ("số vào sổ cấp GCN: ", f"CH{_digits(rng, 5)}"),
        )
    )
    return rng.choice(_LAND).replace("{0}", lead + "{0}"), value


def _plate(rng: Random) -> tuple[str, str]:
    province, letter = rng.choice((11, 29, 30, 43, 51, 63, 66, 75, 92)), rng.choice("ABCDEFGHKL")
    five = _digits(rng, 5)
    dotted = f"{five[:3]}.{five[3:]}"
    return rng.choice(_PLATES), rng.choice(
        (
            f"{province}{letter}-{dotted}",
            f"{province}{letter}-{five}",
            f"{province}{letter} {dotted}",
            f"{province}{letter}{five}",
            f"{province}-{letter}{rng.randint(1, 9)} {dotted}",
            f"{province}-{letter}{rng.randint(1, 9)} {five}",
            f"{province}{letter}{rng.randint(1, 9)}-{dotted}",
            f"{province}{letter}-{five[:4]}",
            f"{province}{letter.lower()}-{dotted}",
        )
    )


def _account(rng: Random) -> tuple[str, str]:
    number = _digits(rng, rng.choice((9, 10, 12, 13, 14, 15)))
    shown = _grouped(number, rng.choice(((), (), (4, 4), (3, 3, 3))), " ")
    frame = rng.choice(_ACCOUNTS)
    bank = rng.choice(("", f" {rng.choice(_BANKS)}", f" ngân hàng {rng.choice(_BANKS)}"))
    return frame.replace("{0}", "{0}" + bank), shown


def _health(rng: Random) -> tuple[str, str]:
    return rng.choice(_HEALTH), rng.choice(_ILLNESSES)


MAKERS: dict[str, Callable[[Random], tuple[str, str]]] = {
    "name": _name,
    "phone": _phone,
    "email": _email,
    "id_number": _id_number,
    "address": _address,
    "parcel": _parcel,
    "plate": _plate,
    "account": _account,
    "health": _health,
}
