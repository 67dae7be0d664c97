"""A file for the public holds nothing of what was covered: not as text, as data, or within."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from PIL import Image
from pypdf import PdfReader

from donthu.documents.intake import accept
from donthu.documents.models import StoredFile
from donthu.documents.redaction.files import MOST_PAGES, NotForPublic, built_anew, read
from tests.documents.redaction.making import everything_in, pdf

pytestmark = pytest.mark.django_db
NAME, PHONE, PLATE = "Trần Văn Mậu", "0900.000.123", "66A-123.45"
LINES = (
    f"Trả lời ông {NAME}, điện thoại {PHONE}.",
    "Về việc ông Trần Văn",
    f"Mậu phản ánh xe {PLATE} đậu chắn lối.",
)


def stored(content: bytes, name: str = "trả lời.pdf") -> StoredFile:
    return accept(ContentFile(content), name, 40_000_000)


def content_of(file: StoredFile) -> bytes:
    with default_storage.open(file.path) as opened:
        return bytes(opened.read())


def test_what_a_file_says_is_read_page_by_page() -> None:
    said = read(stored(pdf([LINES, ["Trang thứ hai có chữ."]])), "trả lời.pdf")
    assert NAME in said.text
    assert "Trang thứ hai có chữ." in said.text
    assert (said.pages, list(said.unread)) == (2, [])


def test_what_a_file_says_is_kept_nowhere() -> None:
    read(stored(pdf([LINES])), "trả lời.pdf")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM shared_cache")
        assert cursor.fetchone() == (0,)


def test_a_page_without_words_is_told_since_somebody_has_to_look() -> None:
    said = read(stored(pdf([LINES, []])), "quét.pdf")
    assert list(said.unread) == [2]


PICTURE = "BI /W 1 /H 1 /CS /G /BPC 8 ID a EI"
STRIPS = " ".join(f"q 595 0 0 30 0 {60 + 40 * at} cm {PICTURE} Q" for at in range(8))
STAMP = f"q 100 0 0 100 350 200 cm {PICTURE} Q"
OUTLINES = " ".join(
    f"{60 + 9 * at} 300 m {63 + 9 * at} 312 l {66 + 9 * at} 300 l S " for at in range(30)
)
TABLE = " ".join(f"{60 + x * 60} {100 + y * 20} 60 20 re S" for x in range(7) for y in range(20))


@pytest.mark.parametrize(
    ("drawn", "within", "unread"),
    [
        (STRIPS, "", True),  # a scanner's page in strips, none of them large
        ("", PICTURE, True),  # a point in itself, shown as large as the page
        (OUTLINES, "", True),  # words drawn as lines
        ("60 300 m " + "60 310 70 320 80 300 c " * 70 + "f", "", True),
        (STAMP, "", False),
        (TABLE, "", False),
    ],
)
def test_a_page_is_looked_at_when_pictures_or_lines_may_hold_words(
    drawn: str, within: str, unread: bool
) -> None:
    said = read(stored(pdf([LINES, LINES], drawn=drawn, within=within)), "a.pdf")
    assert list(said.unread) == ([1] if unread else [])


def test_a_page_whose_font_does_not_tell_its_letters_is_looked_at() -> None:
    said = read(stored(pdf([LINES], letters_told=False)), "a.pdf")
    assert NAME not in said.text
    assert list(said.unread) == [1]


def test_a_name_that_ends_on_the_next_page_is_covered_on_both() -> None:
    made = pdf([["Về việc ông Trần Văn"], ["Mậu", "Ngày 9 tháng 11."]])
    with_all = content_of(built_anew(stored(made), "a.pdf", phrases=[NAME]))
    without = content_of(built_anew(stored(made), "a.pdf", phrases=["không có"]))
    for number, least in enumerate((600, 150)):
        dark = [_black(PdfReader(BytesIO(each)).pages[number]) for each in (without, with_all)]
        assert dark[1] - dark[0] > least


def test_a_file_with_letters_to_cover_that_have_no_place_is_not_published() -> None:
    made = stored(pdf([["Trần Mậu."]], letter_width=0))
    with pytest.raises(NotForPublic, match="không rõ nằm ở đâu trên trang"):
        built_anew(made, "a.pdf", phrases=["Trần Mậu"])
    assert built_anew(made, "a.pdf", phrases=["không có"])


def test_nothing_covered_is_left_anywhere_in_the_pdf() -> None:
    made = pdf(
        [LINES, [f"Trang hai: {PHONE}"]],
        title=f"Trả lời {NAME}",
        attached=f"{PHONE} {NAME}",
        note=NAME,
        layer=f"{PLATE} {NAME}",
    )
    before = everything_in(made)
    for words in ("Mậu", PHONE, PLATE, "/Title", "/EmbeddedFile", "/OCG", "/Annots", "/Font"):
        assert words in before
    after = content_of(built_anew(stored(made), "trả lời.pdf", phrases=[NAME, PHONE, PLATE]))
    said = everything_in(after)
    for words in ("Mậu", "Trần", PHONE, PLATE, "0900", "123.45"):
        assert words not in said
    for part in ("/Title", "/Author", "/EmbeddedFile", "/OCG", "/Annots", "/Font", "/Metadata"):
        assert part not in said
    reader = PdfReader(BytesIO(after))
    assert len(reader.pages) == 2
    assert "".join(page.extract_text() for page in reader.pages) == ""
    assert not reader.metadata
    assert not reader.attachments


@pytest.mark.parametrize("rotate", [0, 90, 180])
def test_the_letters_are_black_and_only_those(rotate: int) -> None:
    made = pdf([["Ông " + NAME, "Đã sửa xong."]], rotate=rotate)
    open_ = content_of(built_anew(stored(made), "a.pdf", phrases=["không có"]))
    shut = content_of(built_anew(stored(made), "a.pdf", phrases=[NAME]))
    dark = [_black(PdfReader(BytesIO(each)).pages[0]) for each in (open_, shut)]
    # twelve letters of 7.2 by about 12 points
    assert dark[1] - dark[0] > 900
    assert dark[1] < 5000


def test_words_over_a_line_break_and_marks_written_apart_are_covered() -> None:
    apart = "Tra\u0302\u0300n"  # Trần, its marks as signs of their own
    made = pdf([["Về việc ông Trần Văn", "Mậu phản ánh."], [f"Ông {apart} Văn Mậu."]])
    with_all = content_of(built_anew(stored(made), "a.pdf", phrases=[NAME]))
    without = content_of(built_anew(stored(made), "a.pdf", phrases=["không có"]))
    for number in range(2):
        dark = [_black(PdfReader(BytesIO(each)).pages[number]) for each in (without, with_all)]
        assert dark[1] - dark[0] > 700


def test_a_picture_keeps_its_pixels_and_nothing_about_them() -> None:
    taken = Image.new("RGB", (40, 20), "red")
    exif = Image.Exif()
    exif[0x010E] = f"Nhà ông {NAME}"
    exif[0x0112] = 6  # lying on its side
    whole = BytesIO()
    taken.save(whole, "JPEG", exif=exif, comment=PHONE.encode())
    assert PHONE.encode() in whole.getvalue()
    kept = built_anew(stored(whole.getvalue(), "ảnh.jpg"), "ảnh.jpg", phrases=[])
    content = content_of(kept)
    with Image.open(BytesIO(content)) as picture:
        assert picture.size == (20, 40)
        assert not picture.getexif()
        assert not {"comment", "exif", "icc_profile", "xmp"} & set(picture.info)
    assert PHONE.encode() not in content
    assert kept.type == "image/jpeg"


def test_what_can_not_be_built_anew_is_not_for_the_public(tmp_path: Any) -> None:
    word = StoredFile(sha256="0" * 64, size=5, type="application/msword")
    with pytest.raises(NotForPublic, match="không phải PDF hay ảnh"):
        read(word, "trả lời.doc")
    long = stored(pdf([["Trang"]] * (MOST_PAGES + 1)))
    with pytest.raises(NotForPublic, match=f"dài {MOST_PAGES + 1} trang"):
        read(long, "dài.pdf")
    broken = stored(b"%PDF-1.4\n" + b"hong " * 40, "hỏng.pdf")
    with pytest.raises(NotForPublic, match="không mở được"):
        read(broken, "hỏng.pdf")


def _black(page: Any) -> float:
    """How many square points of a page are black."""
    picture = page.images[0].image.convert("L")
    scale = picture.width / float(page.mediabox.width)
    return float(sum(picture.histogram()[:40]) / scale**2)
