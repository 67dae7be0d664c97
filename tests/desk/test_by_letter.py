"""Work by letter at the desk: the letter out as a Word file, the reply, the hand-over of accounts."""

import io
from collections.abc import Callable

import docx
import pytest

from donthu.agencies.models import Agency
from donthu.cases.attached import Attached
from donthu.cases.queries import AnyCase, answer_of, case_by_id
from donthu.documents.intake import accept
from donthu.documents.letters import dated
from donthu.people.models import Person
from tests.desk.conftest import Desk, pdf, place, words
from tests.world import MONDAY, World

pytestmark = pytest.mark.django_db
AtDesk = Callable[[str], Desk]
REPLY = {
    "reply_number": "125/BYT-VP",
    "reply_date": "09/11/2026",
    "reply_signer": "Chánh Văn phòng Thử Bốn",
    "answer": "Bộ đã kiểm tra và chấn chỉnh.",
    "result": "solved",
}


@pytest.fixture
def byt(world: World) -> Agency:
    """A ministry that works by letter."""
    world.agencies["byt"] = Agency.objects.create(
        code="byt",
        name="Bộ Y tế",
        kind="ministry",
        level="central",
        parent=world.agencies["vpcp"],
        has_accounts=False,
    )
    return world.agencies["byt"]


def _given(world: World, byt: Agency, **sent: object) -> AnyCase:
    case_id = world.submit(**sent).case_id
    world.take(case_id, "receive", "vpcp:clerk")
    world.take(case_id, "hand_over", "vpcp:clerk", lead=byt.pk, note="Đề nghị trả lời rõ.")
    return case_by_id(case_id)


def _letter(desk: Desk, case: AnyCase) -> str:
    """The text of the letter that the page of the case offers, table cells first."""
    html = desk.html(place(case))
    href = html.split("cong-van/")[1].split('"')[0]
    answer = desk.client.get(f"/lam-viec/{place(case)}cong-van/{href}")
    assert answer.status_code == 200
    assert "filename*=utf-8''C%C3%B4ng%20v%C4%83n" in answer["Content-Disposition"]
    document = docx.Document(io.BytesIO(answer.content))
    section = document.sections[0]
    lengths = (section.page_width, section.page_height, section.left_margin, section.right_margin)
    assert [round(each.mm) for each in lengths if each] == [210, 297, 30, 15]
    assert document.styles["Normal"].font.name == "Times New Roman"
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*cells, *(paragraph.text for paragraph in document.paragraphs)])


def test_an_agency_without_accounts_is_offered_as_one_by_letter(
    world: World, desk: AtDesk, byt: Agency, case: AnyCase
) -> None:
    world.take(case.pk, "receive", "vpcp:clerk")
    clerk = desk("vpcp:clerk")
    page = clerk.html(f"{place(case)}buoc/hand_over/")
    lead, cooperating = page.split('name="cooperating"', 1)
    assert "Bộ Y tế (bằng công văn)" in lead
    assert "Bộ Y tế" not in cooperating
    said = clerk.step(case, "hand_over", lead=str(byt.pk), note="Đề nghị trả lời.")
    assert "Chờ gửi công văn" in said
    assert "Ghi công văn đã gửi" in said
    assert "cần gửi công văn" in clerk.get("")


def test_the_letter_says_whose_matter_it_is_what_it_says_and_until_when_to_answer(
    world: World, desk: AtDesk, byt: Agency
) -> None:
    case = _given(world, byt, text="Trạm y tế đóng cửa.\nĐã báo <hai> lần & chưa ai trả lời.")
    text = _letter(desk("vpcp:clerk"), case)
    for said in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "VĂN PHÒNG CHÍNH PHỦ",
        "Số: ……/VPCP-KSTT",
        "Hà Nội, ngày …… tháng …… năm ……",
        "Kính gửi: Bộ Y tế.",
        "Lê Thị Thử, địa chỉ: ấp 3",
        "“Trạm y tế đóng cửa.",
        "Đã báo <hai> lần & chưa ai trả lời.”",
        "Đề nghị trả lời rõ.",
        "gửi Văn phòng Chính phủ trước ngày 01/12/2026",
        "GIÁM ĐỐC",
    ):
        assert said in text, said
    assert "0900000123" not in text
    assert "thu@example.vn" not in text
    desk("vpcp:clerk").step(case, "send_letter", signer="Phó Chủ nhiệm Thử Năm", files=pdf())
    sent = _letter(desk("vpcp:clerk"), case)
    assert "Số: 01/VPCP-KSTT" in sent
    assert "Hà Nội, ngày 09 tháng 11 năm 2026" in sent


def test_the_letter_names_no_sender_who_wants_to_stay_unknown(
    world: World, desk: AtDesk, byt: Agency
) -> None:
    sender = Person(name="Lê Thị Thử", phone="0900000123", address="ấp 3", created_at=MONDAY)
    text = "Tôi là Lê Thị Thử, số 0900 000 123, báo trạm y tế đóng cửa."
    case = _given(world, byt, text=text, sender=sender, hide_sender=True)
    letter = _letter(desk("vpcp:clerk"), case)
    assert "đề nghị giữ kín danh tính" in letter
    assert "báo trạm y tế đóng cửa" in letter
    for told in ("Lê Thị Thử", "0900 000 123", "ấp 3"):
        assert told not in letter


def test_neither_title_nor_names_of_files_nor_the_note_tell_a_hidden_sender(
    world: World, desk: AtDesk, byt: Agency
) -> None:
    sender = Person(name="Lê Thị Thử", phone="0900000123", created_at=MONDAY)
    case_id = world.submit(
        sender=sender,
        hide_sender=True,
        title="Lê Thị Thử báo trạm y tế đóng cửa",
        files=[Attached(accept(pdf(), "don.pdf", 10_000).pk, "Đơn của Lê Thị Thử.pdf")],
    ).case_id
    world.take(case_id, "receive", "vpcp:clerk")
    world.take(case_id, "hand_over", "vpcp:clerk", lead=byt.pk, note="Trả lời bà Lê Thị Thử.")
    case = case_by_id(case_id)
    clerk = desk("vpcp:clerk")
    forwarding = _letter(clerk, case)
    for said in ("báo trạm y tế đóng cửa", "Tài liệu kèm theo: Đơn của", "Trả lời bà"):
        assert said in forwarding
    assert "Lê Thị Thử" not in forwarding
    clerk.step(case, "send_letter")
    clerk.step(case, "urge")
    urging = _letter(clerk, case)  # the newest comes first
    assert "chưa nhận được văn bản trả lời" in urging
    assert "báo trạm y tế đóng cửa" in urging
    assert "Lê Thị Thử" not in urging


def test_who_only_watches_is_not_given_the_letter_that_names_the_sender(
    world: World, desk: AtDesk, byt: Agency
) -> None:
    case = _given(world, byt)
    page = desk("vpcp:clerk").html(place(case))
    address = f"{place(case)}cong-van/{page.split('cong-van/')[1].split(chr(34))[0]}"
    assert desk("vpcp:handler").status(address) == 200
    watcher = desk("vpcp:watcher")
    assert watcher.status(address) == 404
    assert "cong-van/" not in watcher.html(place(case))


def test_the_reply_typed_in_by_the_clerk_is_the_answer_of_the_agency(
    world: World, desk: AtDesk, byt: Agency
) -> None:
    case = _given(world, byt)
    clerk = desk("vpcp:clerk")
    assert "Đã gửi công văn, chờ trả lời" in clerk.step(case, "send_letter")
    assert "Đã nhận công văn, chờ trả lời" in clerk.step(case, "note_arrival")
    urged = clerk.step(case, "urge", number="99")
    assert "Công văn đôn đốc số 99/VPCP-KSTT ngày 09/11/2026" in urged
    page = clerk.get(f"{place(case)}buoc/record_reply/")
    assert "Ghi văn bản trả lời của cơ quan" in page
    wrong = clerk.post(f"{place(case)}buoc/record_reply/", **REPLY | {"reply_date": "10/11/2026"})
    assert wrong.status_code == 422
    assert "Ngày văn bản ở sau hôm nay" in words(wrong.content.decode())
    said = clerk.step(case, "record_reply", **REPLY, files=pdf("Trả lời.pdf"))
    assert "Văn bản trả lời số 125/BYT-VP ngày 09/11/2026" in said
    assert "Chánh Văn phòng Thử Bốn" in said
    answer = answer_of(case.pk)
    assert answer is not None
    assert [file.name for file in answer.files.all()] == ["Trả lời.pdf"]
    assert "Soạn bản công khai" in said


def test_the_administrator_hands_over_accounts_once_there_is_a_clerk(
    world: World, desk: AtDesk, byt: Agency
) -> None:
    case = _given(world, byt)
    admin = desk("vpcp:agency_admin")
    page = admin.get("co-quan/")
    assert "Bộ Y tế 1 hồ sơ đang mở · chưa có tài khoản văn thư" in page
    assert admin.post("co-quan/", agency="byt").status_code == 409
    assert admin.post("co-quan/", agency="dtp").status_code == 404
    opened = admin.post(
        "can-bo/", username="byt.nl", full_name="Văn thư Bộ", agency=byt.pk, roles=["clerk"]
    )
    assert "byt.nl" in opened.content.decode()
    assert admin.post("co-quan/", agency="byt").status_code == 302
    assert "Mọi cơ quan đã có tài khoản" in admin.get("co-quan/")
    byt.refresh_from_db()
    assert byt.has_accounts
    assert "được bàn giao tài khoản" in desk("vpcp:clerk").get(place(case))


def test_days_and_months_are_written_with_a_nought_where_they_need_one() -> None:
    assert dated(MONDAY.date().replace(month=1, day=5)) == "ngày 05 tháng 01 năm 2026"
    assert dated(MONDAY.date().replace(month=3, day=15)) == "ngày 15 tháng 3 năm 2026"
