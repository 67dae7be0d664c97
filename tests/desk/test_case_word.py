"""A case taken out as a Word document says what the page says, and hides what the page hides."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from docx import Document
from docx.shared import Pt

from donthu.cases.actions.seal import seal
from donthu.cases.attached import Attached
from donthu.cases.queries import AnyCase, case_by_id
from donthu.documents.intake import accept
from tests.desk.conftest import Desk, place
from tests.world import MONDAY, World

pytestmark = pytest.mark.django_db
AtDesk = Callable[[str], Desk]


def read(desk: Desk, case: AnyCase) -> tuple[str, "Document"]:  # type: ignore[valid-type]
    """All words of the document, and the document."""
    answer = desk.client.get(f"/lam-viec/{place(case)}word/")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].endswith('.docx"')
    made = Document(BytesIO(answer.content))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(line.text for line in made.paragraphs), *cells]), made


def test_the_document_tells_content_files_papers_and_history(world: World, desk: AtDesk) -> None:
    stored = accept(ContentFile(b"%PDF-1.4\n%%EOF\n"), name="don.pdf", limit_bytes=1000)
    pk = world.submit(files=[Attached(stored.pk, "Ảnh hiện trường.pdf")]).case_id
    world.hand_down(pk, ["vpcp", "dtp"])
    world.answer(pk, "dtp")
    world.take(pk, "issue", "dtp:clerk")
    text, made = read(desk("dtp:clerk"), case_by_id(pk))
    for words in (
        "HỒ SƠ PHẢN ÁNH, KIẾN NGHỊ",
        "Đèn tín hiệu ở ngã tư không hoạt động vào sáng sớm.",
        "Lê Thị Thử · 0900000123 · thu@example.vn · ấp 3",
        "Ảnh hiện trường.pdf",
        "Đơn vị đã kiểm tra và sửa xong ngày 10/11.",
        "chuyển Ủy ban nhân dân tỉnh Đồng Tháp giải quyết",
        "Ủy ban nhân dân tỉnh Đồng Tháp tiếp nhận, vào sổ số 1",
        "Clerk dtp xuất từ hệ thống lúc 09/11/2026 09:00",
    ):
        assert words in text, words
    history = made.tables[-1]  # type: ignore[attr-defined]
    assert "nộp phản ánh" in history.rows[1].cells[1].text
    assert "trả lời bằng văn bản" in history.rows[-1].cells[1].text


def test_it_is_set_as_the_decree_on_papers_asks(world: World, desk: AtDesk) -> None:
    _, made = read(desk("vpcp:clerk"), case_by_id(world.submit().case_id))
    normal = made.styles["Normal"]  # type: ignore[attr-defined]
    assert (normal.font.name, normal.font.size) == ("Times New Roman", Pt(14))
    assert 'w:eastAsia="Times New Roman"' in normal.element.xml
    page = made.sections[0]  # type: ignore[attr-defined]
    sizes = (page.page_width, page.page_height, page.left_margin, page.right_margin)
    assert [round(size.mm) for size in sizes] == [210, 297, 30, 15]


def test_a_hidden_and_a_sealed_sender_stay_hidden(world: World, desk: AtDesk) -> None:
    hidden = world.submit(hide_sender=True).case_id
    world.hand_down(hidden, ["vpcp", "dtp"])
    text, _ = read(desk("dtp:clerk"), case_by_id(hidden))
    assert "Người gửi đề nghị giấu tên" in text
    sealed = world.submit().case_id
    seal(case_id=sealed, actor=world.actor("vpcp:clerk"), at=MONDAY)
    told, _ = read(desk("vpcp:clerk"), case_by_id(sealed))
    assert "Danh tính đã niêm phong" in told
    for each in (text, told):
        assert "Lê Thị Thử" not in each
        assert "0900000123" not in each


def test_what_no_xml_holds_is_left_out(world: World, desk: AtDesk) -> None:
    pk = world.submit(text="Dòng một\x0b và\x1f hai").case_id
    text, _ = read(desk("vpcp:clerk"), case_by_id(pk))
    assert "Dòng một và hai" in text
