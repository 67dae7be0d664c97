"""What may tell who somebody is gets found; laws, dates, streets and offices are left alone."""

from collections import Counter
from collections.abc import Collection
from itertools import pairwise

import pytest

from donthu.people.identifiers.find import find
from donthu.people.identifiers.marks import Kind, Mark
from tests.planting import MAKERS, made_up_texts, planted_texts, real_texts

LEAST_FOUND = 0.98
WORDS_A_WRONG_MARK = 200
SEEDS = (1, 20, 300, 4000)


@pytest.fixture(scope="module")
def real() -> list[str]:
    """The real texts; without them nothing is said of real texts."""
    texts = real_texts()
    if not texts:
        pytest.skip("NO REAL TEXTS: DONTHU_REAL_DATA names no folder of real feedback")
    return texts


@pytest.mark.parametrize("seed", SEEDS)
def test_of_what_is_planted_into_a_thousand_made_up_texts_nearly_all_is_found(seed: int) -> None:
    _nearly_all_is_found(made_up_texts(), seed)


@pytest.mark.parametrize("seed", SEEDS)
def test_of_what_is_planted_into_a_thousand_real_texts_nearly_all_is_found(
    real: list[str], seed: int
) -> None:
    _nearly_all_is_found(real, seed)


def test_made_up_texts_without_identifiers_get_few_marks() -> None:
    """They name houses and parcels by their making."""
    _few_are_marked(made_up_texts(), theirs={Kind.ADDRESS, Kind.PARCEL})


def test_real_texts_without_identifiers_get_few_marks(real: list[str]) -> None:
    """Each mark counts as wrong, though some are right: they still name a few people and houses."""
    _few_are_marked(real)


@pytest.mark.parametrize(
    ("text", "kind", "written"),
    [
        ("Nhờ xem lại giúp gia đình ông Trần Văn Mậu.", "name", ["Trần Văn Mậu"]),
        ("Con gái LÊ THỊ THỬ học lớp 3.", "name", ["LÊ THỊ THỬ"]),
        ("Kinh gui, toi la Nguyen Van Thu, ngu tai day.", "name", ["Nguyen Van Thu"]),
        ("em tên lê thị thử xin hỏi", "name", ["lê thị thử"]),
        ("Người đại diện: Y Blô Niê", "name", ["Y Blô Niê"]),
        ("Bà Hạnh và anh Đạt đều biết.", "name", ["Hạnh", "Đạt"]),
        ("Sinh viên Lê Mai Thử hỏi. Bạn Mai Thử học năm hai.", "name", ["Lê Mai Thử", "Mai Thử"]),
        ("Gọi 0900 000 123 hoặc +84-900-000-124.", "phone", ["0900 000 123", "+84-900-000-124"]),
        ("Máy bàn (0277) 3851 234", "phone", ["(0277) 3851 234"]),
        ("Thư gửi thu.le@donthu.example nhé.", "email", ["thu.le@donthu.example"]),
        ("CCCD 079 123 456 789", "id_number", ["079 123 456 789"]),
        ("CMND số 331.234.567", "id_number", ["331.234.567"]),
        ("hộ chiếu số C1234567", "id_number", ["C1234567"]),
        (
            "Tôi ở số nhà 12B/4, tổ 3, ấp Tân Phú, xã Thử.",
            "address",
            ["số nhà 12B/4, tổ 3, ấp Tân Phú"],
        ),
        ("Nhà tôi tại 45/2 Lê Lợi, phường Thử.", "address", ["45/2 Lê Lợi"]),
        ("Rác đầy hẻm 8 kiệt 32 Thiên Thai.", "address", ["hẻm 8 kiệt 32 Thiên Thai"]),
        ("thửa đất số 12, tờ bản đồ số 4", "parcel", ["thửa đất số 12, tờ bản đồ số 4"]),
        ("sổ đỏ số CH 123456", "parcel", ["CH 123456"]),
        ("Xe 66A-123.45 và 66-B1 234.56", "plate", ["66A-123.45", "66-B1 234.56"]),
        ("STK 1023 4567 8901 23 ngân hàng Thử", "account", ["1023 4567 8901 23"]),
        ("Mẹ tôi bị suy thận.", "health", ["suy thận"]),
    ],
)
def test_it_finds(text: str, kind: str, written: list[str]) -> None:
    assert [(mark.kind.value, mark.text) for mark in find(text)] == [(kind, w) for w in written]


@pytest.mark.parametrize(
    "text",
    [
        "Nghị định 20/2008/NĐ-CP ngày 14/02/2008 của Chính phủ, khoản 2 Điều 37 Luật Đất đai 2024.",
        "Đường Nguyễn Huệ đoạn qua công viên, ngã tư Nguyễn Trãi - Lê Lợi ngập 30 cm.",
        "Trường THPT Nguyễn Du, phường Cao Lãnh, thành phố Hồ Chí Minh, tỉnh Thái Nguyên.",
        "Kính gửi: Quý Ông/Bà. Ông A. và bà B. hỏi Bộ Tài chính.",
        "Tổng mức đầu tư 1.500.000.000 đồng, năm 2025 đã chi 123.456.789 đồng.",
        "Từ Quốc lộ 30 đến xã Thử dài 12 km, rộng 5 m; công văn số 1234/UBND-VX.",
        "Xe gom rác không vào ấp 3 đã mười ngày; mở cửa 7 giờ 30 đến 17 giờ.",
        "TCVN 11823-1:2017, Quyết định số 612/2021/QĐ-UBDT, mã số V.07.03.07.",
        "UBND TỈNH ĐỒNG THÁP, SỞ XÂY DỰNG, HỒ SƠ ĐÀO TẠO CÁN BỘ",
    ],
)
def test_it_leaves(text: str) -> None:
    assert find(text) == []


def test_marks_stand_where_their_words_stand_and_none_over_another() -> None:
    for text in planted_texts(200, seed=7, texts=made_up_texts()):
        marks = find(text.text)
        assert all(text.text[mark.start : mark.end] == mark.text for mark in marks)
        assert all(one.end <= other.start for one, other in pairwise(marks))


def test_a_text_is_read_in_its_own_length() -> None:
    odd = "İstanbul ﬁ ẞ 각 ½ Lê Thị Thử"
    assert [mark.text for mark in find(odd)] == ["Lê Thị Thử"]


def _nearly_all_is_found(texts: list[str], seed: int) -> None:
    planted: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for text in planted_texts(1000, seed=seed, texts=texts):
        covering, hinted = _letters(find(text.text))
        for place in text.planted:
            letters = {at for at in range(place.start, place.end) if text.text[at].isalnum()}
            planted[place.kind] += 1
            found[place.kind] += letters <= (hinted if place.kind == "health" else covering)
    share = {kind: found[kind] / planted[kind] for kind in MAKERS}
    whole = found.total() / planted.total()
    said = ", ".join(f"{kind} {each:.1%}" for kind, each in share.items())
    print(f"seed {seed}: {found.total()} of {planted.total()} found, {whole:.2%}; {said}")  # noqa: T201
    assert whole >= LEAST_FOUND
    assert min(share.values()) >= 0.97


def _few_are_marked(texts: list[str], *, theirs: Collection[Kind] = ()) -> None:
    marks = [mark for text in texts for mark in find(text)]
    wrong = [mark for mark in marks if mark.kind not in {Kind.HEALTH, *theirs}]
    words = sum(len(text.split()) for text in texts)
    print(f"{len(wrong)} marks in {words} words: {len(wrong) * 200 / words:.2f} in 200")  # noqa: T201
    assert len(wrong) * WORDS_A_WRONG_MARK <= words


def _letters(marks: list[Mark]) -> tuple[set[int], set[int]]:
    """The places of letters that marks cover, and that hints stand on."""
    covering: set[int] = set()
    hinted: set[int] = set()
    for mark in marks:
        (hinted if mark.kind is Kind.HEALTH else covering).update(range(mark.start, mark.end))
    return covering, hinted
