"""Taking steps by their forms."""

from collections.abc import Callable

import pytest

from donthu.agencies.models import Delegation, Field, Membership
from donthu.cases import queries
from donthu.cases.queries import AnyCase, case_by_id
from tests.desk.conftest import At, Desk, pdf, place, words
from tests.paths import PATHS
from tests.world import MONDAY, World, later

pytestmark = pytest.mark.django_db
AtDesk = Callable[[str], Desk]


def test_a_feedback_goes_from_desk_to_desk_to_its_published_answer(
    world: World, desk: AtDesk, case: AnyCase, at: At
) -> None:
    said = desk("vpcp:clerk").step(case, "receive")
    assert "Đã ghi «Tiếp nhận, vào sổ». Hồ sơ ở trạng thái «Đã tiếp nhận»." in said
    desk("vpcp:clerk").step(
        case,
        "hand_over",
        lead=str(world.id("dtp")),
        cooperating=[str(world.id("btc"))],
        note="Giải quyết.",
        due="20/11/2026",
        directive=pdf("Chỉ đạo.pdf"),
    )
    desk("dtp:clerk").step(case, "receive")
    handler = world.officers["dtp:handler"]
    desk("dtp:clerk").step(case, "assign", officer=str(handler.pk), note="Làm ngay.")
    desk("dtp:handler").step(
        case, "draft", answer="Đã sửa xong ngày 10/11.", result="solved", files=pdf()
    )
    signing = desk("dtp:deputy").get(f"{place(case)}buoc/sign/")
    assert signing.index("Đã sửa xong ngày 10/11.") < signing.index("Ghi chú")
    assert "Trả lời.pdf" in signing
    assert "Ký với tư cách KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC Deputy dtp" in signing
    desk("dtp:deputy").step(case, "sign")
    at(later(1))
    desk("dtp:clerk").step(case, "issue")
    answer = queries.answer_of(case.pk)
    assert answer is not None
    assert (answer.number, answer.symbol, answer.signed_for) == ("01", "UBND-VX", "KT.")
    assert [file.name for file in answer.files.all()] == ["Trả lời.pdf"]
    desk("dtp:clerk").step(
        case,
        "publish",
        title="Đèn tín hiệu hỏng",
        text="Đèn hỏng ở ngã tư.",
        answer="Đã sửa xong.",
    )
    assert not queries.publications().exists()
    assert "«Đã công khai»" in desk("dtp:head").step(case, "release")
    published = queries.publications().get()
    assert (published.title, published.answer) == ("Đèn tín hiệu hỏng", "Đã sửa xong.")
    assert "Chỉ đạo.pdf" in desk("vpcp:clerk").get(place(case))


def test_a_directive_goes_with_the_hand_over_and_is_read_by_those_below(
    world: World, desk: AtDesk, case: AnyCase
) -> None:
    clerk = desk("vpcp:clerk")
    clerk.step(case, "receive")
    said = {
        "directive_number": "125/VPCP-KSTT",
        "directive_date": "09/11/2026",
        "directive_signer": "Phó Chủ nhiệm Thử Văn",
        "directive_abstract": "Xử lý đèn tín hiệu",
    }
    written = clerk.step(case, "direct", **said, directive=pdf("Chỉ đạo.pdf"))
    assert "ghi văn bản chỉ đạo số 125/VPCP-KSTT ngày 09/11/2026" in written
    assert "Đã tiếp nhận" in written
    again = said | {"directive_number": "126/VPCP-KSTT", "directive": pdf("Chỉ đạo thêm.pdf")}
    clerk.step(case, "hand_over", lead=str(world.id("dtp")), note="Giải quyết.", **again)
    desk("dtp:clerk").step(case, "receive")
    desk("dtp:clerk").step(case, "hand_over", lead=str(world.id("dtp.sxd")), note="Làm.")
    below = desk("dtp.sxd:clerk").get(place(case))
    for number in ("125", "126"):
        cited = f"số {number}/VPCP-KSTT ngày 09/11/2026"
        assert f"Văn bản chỉ đạo {cited}" in below
        assert f"{cited}, Phó Chủ nhiệm Thử Văn" in below
    assert "Chỉ đạo thêm.pdf" in below
    assert "Xử lý đèn tín hiệu" in below


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("directive_number", "125/VPCP", "Phải kèm tệp văn bản chỉ đạo"),
        ("directive_date", "09/11/2026", "Phải kèm tệp văn bản chỉ đạo"),
        ("directive_date", "10/11/2026", "Ngày văn bản ở sau hôm nay"),
        ("directive_number", "123456789012/A", "Số văn bản không quá 11 ký tự"),
    ],
)
def test_what_is_told_of_a_directive_must_fit_a_file_and_a_day_that_has_come(
    world: World, desk: AtDesk, case: AnyCase, name: str, typed: str, sentence: str
) -> None:
    world.take(case.pk, "receive", "vpcp:clerk")
    given = {"lead": str(world.id("dtp")), "note": "Giải quyết.", name: typed}
    if "kèm" not in sentence:
        given["directive"] = pdf("Chỉ đạo.pdf")
    answer = desk("vpcp:clerk").post(f"{place(case)}buoc/hand_over/", **given)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert sentence in words(html[html.index(f'id="id_{name}_error"') :])[:200]
    assert case_by_id(case.pk).state == "received"


def test_a_draft_is_commented_on_without_going_back_and_the_signer_reads_it(
    world: World, desk: AtDesk, handed_down: AnyCase
) -> None:
    handler = world.officers["dtp.sxd:handler"]
    world.take(handed_down.pk, "assign", "dtp.sxd:clerk", officer=handler.pk)
    draft = {"answer": "Đã sửa đèn.", "result": "solved"}
    world.take(handed_down.pk, "draft", "dtp.sxd:handler", **draft)
    head = desk("dtp.sxd:unit_head")
    said = head.step(handed_down, "comment", comment="Nêu rõ ngày sửa xong.")
    assert "Chờ ký" in said
    assert "Góp ý dự thảo Nêu rõ ngày sửa xong. Unit_head dtp.sxd" in said
    desk("dtp.sxd:handler").step(handed_down, "comment", comment="Đã hỏi: ngày 10/11.")
    signing = desk("dtp.sxd:deputy").get(f"{place(handed_down)}buoc/sign/")
    assert signing.index("Đã sửa đèn.") < signing.index("Nêu rõ ngày sửa xong.")
    assert signing.index("Nêu rõ ngày sửa xong.") < signing.index("Đã hỏi: ngày 10/11.")
    world.take(handed_down.pk, "send_back", "dtp.sxd:deputy", note="Ghi ngày.")
    again = desk("dtp.sxd:handler").get(f"{place(handed_down)}buoc/draft/")
    assert "Nêu rõ ngày sửa xong." in again
    world.take(handed_down.pk, "draft", "dtp.sxd:handler", **draft)
    anew = desk("dtp.sxd:deputy").get(f"{place(handed_down)}buoc/sign/")
    assert "Nêu rõ ngày sửa xong." not in anew


def test_who_only_receives_does_not_comment_on_a_draft(
    world: World, desk: AtDesk, handed_down: AnyCase
) -> None:
    handler = world.officers["dtp.sxd:handler"]
    world.take(handed_down.pk, "assign", "dtp.sxd:clerk", officer=handler.pk)
    world.take(handed_down.pk, "draft", "dtp.sxd:handler", answer="Đã sửa.", result="solved")
    page = desk("dtp.sxd:clerk").get(f"{place(handed_down)}buoc/comment/")
    assert "Bước này thuộc quyền của lãnh đạo phòng" in page


def test_before_it_is_taken_a_step_says_what_it_will_do(
    world: World, desk: AtDesk, case: AnyCase
) -> None:
    page = desk("vpcp:clerk").get(f"{place(case)}buoc/receive/")
    for said in (
        "Trạng thái sau bước này Đã tiếp nhận",
        "Dừng tính hạn Tiếp nhận",
        "Bắt đầu tính hạn Trả lời người gửi trong 15 ngày làm việc, đến 01/12/2026",
        "Cấp số tiếp theo trong sổ tiếp nhận",
        "Căn cứ Nghị định 20/2008/NĐ-CP, Điều 9 khoản 1 điểm b và c",
        "Đèn tín hiệu ở ngã tư không hoạt động",
    ):
        assert said in page
    assert case_by_id(case.pk).state == "new"
    world.take(case.pk, "receive", "vpcp:clerk")
    asking = desk("vpcp:clerk").get(f"{place(case)}buoc/ask_supplement/")
    assert "Tạm dừng hạn Trả lời người gửi" in asking
    assert "Báo cho Người gửi" in asking


def test_a_step_that_is_closed_says_why_and_leads_back(desk: AtDesk, case: AnyCase) -> None:
    page = desk("vpcp:clerk").get(f"{place(case)}buoc/sign/")
    assert "Bước này chỉ mở khi hồ sơ ở trạng thái «Chờ ký»." in page
    assert "Về hồ sơ" in page
    assert desk("vpcp:clerk").status(f"{place(case)}buoc/khong-co/") == 404
    assert desk("vpcp:clerk").status(f"{place(case)}buoc/submit/") == 404


def test_a_refusal_stands_on_top_with_all_that_was_typed(
    world: World, desk: AtDesk, handed_down: AnyCase
) -> None:
    handler = desk("dtp.sxd:handler")
    answer = handler.post(
        f"{place(handed_down)}buoc/return/", ground="other_area", reason="Ở tỉnh khác."
    )
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "Bước này thuộc quyền của văn thư" in words(html)
    assert ">\nỞ tỉnh khác.</textarea>" in html
    assert 'value="other_area" selected' in html or 'value="other_area"' in html
    assert case_by_id(handed_down.pk).state == "received"


def test_what_is_wrong_stands_by_its_field_with_all_that_was_typed(
    world: World, desk: AtDesk, handed_down: AnyCase
) -> None:
    address = f"{place(handed_down)}buoc/hand_over/"
    empty = desk("dtp.sxd:clerk").post(address)
    assert empty.status_code == 422
    assert "Hãy chọn cơ quan chủ trì." in words(empty.content.decode())
    # what only the action can tell: the day lies beyond the deadline that was given
    late = desk("dtp.sxd:clerk").post(
        address,
        lead=str(world.id("dtp.snnmt")),
        note="Đề nghị làm.",
        due="31/12/2026",
        directive=pdf("Chỉ đạo.pdf"),
    )
    assert late.status_code == 422
    html = late.content.decode()
    assert "chậm nhất 01/12/2026" in words(html)
    assert 'id="id_due_error"' in html
    assert "Đề nghị làm.</textarea>" in html
    assert 'name="staged_name" value="Chỉ đạo.pdf"' in html


def test_a_file_that_came_back_with_the_form_is_sent_with_it_the_next_time(
    world: World, desk: AtDesk, handed_down: AnyCase
) -> None:
    handler = world.officers["dtp.sxd:handler"]
    world.take(handed_down.pk, "assign", "dtp.sxd:clerk", officer=handler.pk)
    address = f"{place(handed_down)}buoc/draft/"
    html = desk("dtp.sxd:handler").post(address, answer="", files=pdf()).content.decode()
    token = html.split('name="staged" value="')[1].split('"')[0]
    desk("dtp.sxd:handler").step(
        handed_down, "draft", answer="Xong.", result="solved", staged=token
    )
    paper = handed_down.papers.get(kind="answer")
    assert [file.name for file in paper.files.all()] == ["Trả lời.pdf"]


def test_a_file_sent_ahead_is_the_officers_own(
    world: World, desk: AtDesk, handed_down: AnyCase
) -> None:
    handler = world.officers["dtp.sxd:handler"]
    world.take(handed_down.pk, "assign", "dtp.sxd:clerk", officer=handler.pk)
    sent = desk("dtp.sxd:handler").post("tep-tam/", file=pdf())
    assert sent.json()["name"] == "Trả lời.pdf"  # type: ignore[attr-defined]
    token = sent.json()["token"]  # type: ignore[attr-defined]
    bad = desk("dtp.sxd:handler").post("tep-tam/", file=pdf("Chạy.exe"))
    assert bad.status_code == 400
    assert "Chạy.exe" in bad.json()["error"]  # type: ignore[attr-defined]
    other = desk("vpcp:clerk").post("tep-tam/", file=pdf("Khác.pdf"))
    stolen = desk("dtp.sxd:handler").post(
        f"{place(handed_down)}buoc/draft/",
        answer="Xong.",
        result="solved",
        staged=other.json()["token"],  # type: ignore[attr-defined]
        staged_name="Khác.pdf",
    )
    assert stolen.status_code == 422
    assert "Khác.pdf” không còn" in words(stolen.content.decode())
    desk("dtp.sxd:handler").step(
        handed_down, "draft", answer="Xong.", result="solved", staged=token
    )


def test_a_form_sent_twice_is_taken_once(world: World, desk: AtDesk, handed_down: AnyCase) -> None:
    clerk = desk("dtp.sxd:clerk")
    handler = world.officers["dtp.sxd:handler"]
    world.take(handed_down.pk, "assign", "dtp.sxd:clerk", officer=handler.pk)
    before = clerk.get(place(handed_down)).count("phân công Handler")
    # a step that leads back to where it starts, so that the law would let it be taken again
    for _ in range(2):
        said = clerk.step(
            handed_down,
            "assign",
            officer=str(handler.pk),
            once="5c2b9a70-59f5-4a5e-9d3a-0e3a7a0d2b11",
        )
    assert "Bước này đã được ghi nhận; không thực hiện lần thứ hai." in said
    assert clerk.get(place(handed_down)).count("phân công Handler") == before + 1


def test_a_step_that_another_has_taken_meanwhile_is_no_error(
    world: World, desk: AtDesk, case: AnyCase
) -> None:
    world.take(case.pk, "receive", "vpcp:clerk")
    said = desk("vpcp:clerk").step(case, "receive")
    assert "Bước «Tiếp nhận, vào sổ» đã được thực hiện trước đó." in said


def test_a_step_overtaken_by_a_recall_is_not_said_to_be_done(world: World, desk: AtDesk) -> None:
    case_id = PATHS["feedback"]["forwarded"](world)
    world.take(case_id, "recall", "vpcp:clerk", reason="Chuyển nhầm tỉnh.")
    address = f"/lam-viec/{place(case_by_id(case_id))}buoc/receive/"
    said = desk("dtp:clerk").client.post(address)
    assert said.status_code == 409
    assert "Văn phòng Chính phủ thu hồi hồ sơ đã chuyển" in words(said.content.decode())


def test_a_new_draft_says_which_files_of_the_one_before_it_keeps(
    world: World, desk: AtDesk, handed_down: AnyCase
) -> None:
    world.take(
        handed_down.pk, "assign", "dtp.sxd:clerk", officer=world.officers["dtp.sxd:handler"].pk
    )
    handler = desk("dtp.sxd:handler")
    handler.step(handed_down, "draft", answer="Đã sửa.", result="solved", files=[pdf()])
    world.take(handed_down.pk, "send_back", "dtp.sxd:head", note="Nêu rõ ngày sửa.")
    form = handler.get(f"{place(handed_down)}buoc/draft/")
    assert "Tệp của dự thảo trước được giữ lại nếu bạn không chọn tệp nào" in form
    assert pdf().name in form
    assert "Nêu rõ ngày sửa." in form


def test_what_is_known_is_not_asked_again(world: World, desk: AtDesk, handed_down: AnyCase) -> None:
    handler = world.officers["dtp.sxd:handler"]
    field = Field.objects.create(
        code="thu", catalogue="feedback", name="Giao thông", report_code="other"
    )
    world.take(handed_down.pk, "assign", "dtp.sxd:clerk", officer=handler.pk, field=field.pk)
    html = desk("dtp.sxd:clerk").html(f"{place(handed_down)}buoc/assign/")
    assert f'<option value="{field.pk}" selected>Giao thông' in html
    world.take(handed_down.pk, "draft", "dtp.sxd:handler", answer="Bản một.", result="solved")
    world.take(handed_down.pk, "send_back", "dtp.sxd:head", note="Ghi rõ ngày.")
    assert ">\nBản một.</textarea>" in desk("dtp.sxd:handler").html(
        f"{place(handed_down)}buoc/draft/"
    )


def test_another_agency_is_given_a_part_and_reports_it(
    world: World, desk: AtDesk, handed_down: AnyCase, at: At
) -> None:
    clerk = desk("dtp.sxd:clerk")
    form = clerk.get(f"{place(handed_down)}giao-viec/")
    assert "cơ quan chủ trì vẫn là cơ quan đang giữ" in form
    answer = clerk.post(
        f"{place(handed_down)}giao-viec/",
        to=str(world.id("dtp.snnmt")),
        note="Cung cấp hồ sơ.",
        due="13/11/2026",
    )
    assert answer.status_code == 302
    given = handed_down.assignments.get(lead=False)
    desk("dtp.snnmt:clerk").post(f"giao-viec/{given.pk}/receive/")
    wrong = desk("dtp.sxd:clerk").post(f"giao-viec/{given.pk}/report/", result="Tự báo cáo.")
    assert wrong.status_code == 409
    assert "Bước này thuộc cơ quan được giao." in words(wrong.content.decode())
    sent = desk("dtp.snnmt:handler").post(
        f"giao-viec/{given.pk}/report/", result="Có hồ sơ.", files=pdf("Hồ sơ.pdf")
    )
    assert sent.status_code == 302
    page = clerk.get(place(handed_down))
    assert "Đã báo cáo · đúng hạn" in page
    assert "Hồ sơ.pdf" in page
    again = clerk.post(f"giao-viec/{given.pk}/rework/", note="Thiếu bản đồ.", due="12/11/2026")
    assert again.status_code == 302
    given.refresh_from_db()
    assert (given.state, given.rounds) == ("rework", 1)
    lead = handed_down.assignments.filter(lead=True).first()
    assert lead is not None
    assert clerk.status(f"giao-viec/{lead.pk}/report/") == 404


def test_who_does_not_hold_the_case_gives_no_part_of_it(
    world: World, desk: AtDesk, handed_down: AnyCase
) -> None:
    address = f"{place(handed_down)}giao-viec/"
    assert "Chỉ cơ quan đang giữ hồ sơ mới giao được" in desk("vpcp:clerk").get(address)
    answer = desk("vpcp:clerk").post(address, to=str(world.id("btc")), note="Làm.")
    assert answer.status_code == 409
    assert not handed_down.assignments.filter(lead=False).exists()


def test_going_on_without_the_sender_says_which_clocks_run_again(
    world: World, desk: AtDesk
) -> None:
    case = queries.case_by_id(PATHS["feedback"]["awaiting_supplement"](world))
    page = desk("dtp:clerk").get(f"{place(case)}buoc/resume/")
    assert "Tính tiếp hạn Trả lời người gửi" in page
    assert "Tính tiếp hạn Giải quyết việc được giao" in page


def test_who_stands_in_for_a_deputy_is_told_why_there_is_nothing_to_sign(
    world: World, desk: AtDesk
) -> None:
    case = queries.case_by_id(PATHS["feedback"]["awaiting_approval"](world))
    deputy = world.officers["dtp:deputy"]
    Delegation.objects.create(
        giver=deputy,
        taker=world.officers["dtp:unit_head"],
        membership=Membership.objects.get(officer=deputy),
        since=MONDAY.date(),
        until=MONDAY.date(),
        reason="Đi công tác",
    )
    page = desk("dtp:unit_head").get(f"{place(case)}buoc/sign/")
    assert "chỉ người đứng đầu được ủy quyền ký" in page
    assert "Ký với tư cách" not in page
    assert "Ký với tư cách KT. GIÁM ĐỐC" in desk("dtp:deputy").get(f"{place(case)}buoc/sign/")


def test_a_text_that_was_sent_back_stands_in_the_form_of_its_new_draft(
    world: World, desk: AtDesk
) -> None:
    case_id = PATHS["feedback"]["awaiting_review"](world)
    world.take(case_id, "rework_report", "dtp:clerk", note="Chưa nêu ngày.")
    case = queries.case_by_id(case_id)
    form = desk("dtp.sxd:handler").html(f"{place(case)}buoc/draft/")
    assert ">\nĐơn vị đã kiểm tra và sửa xong ngày 10/11.</textarea>" in form
    assert "Chưa nêu ngày." in form  # what is to be mended stands beside it
