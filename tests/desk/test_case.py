"""The page of a case."""

from collections.abc import Callable

import pytest

from donthu.cases import codes
from donthu.cases.actions.assignments import take_assignment_step
from donthu.cases.actions.link import link
from donthu.cases.actions.seal import seal
from donthu.cases.attached import Attached
from donthu.cases.queries import AnyCase, case_by_id
from donthu.documents.intake import accept
from tests.desk.conftest import At, Desk, pdf, place
from tests.desk.test_work import statements
from tests.world import MONDAY, World, later

pytestmark = pytest.mark.django_db
AtDesk = Callable[[str], Desk]
SENDER = "Lê Thị Thử"


def test_the_head_says_kind_state_who_answers_who_works_on_it_and_until_when(
    world: World, desk: AtDesk, handed_down: AnyCase
) -> None:
    handler = world.officers["dtp.sxd:handler"]
    world.take(handed_down.pk, "assign", "dtp.sxd:clerk", officer=handler.pk)
    page = desk("dtp.sxd:handler").get(place(handed_down))
    for said in (
        "Phản ánh, kiến nghị Sáng kiến, đề xuất Đang giải quyết Đèn tín hiệu hỏng",
        f"Mã số {codes.shown(handed_down.code)}",
        "Sở Xây dựng · Head dtp.sxd",
        "Người giải quyết Handler dtp.sxd",
        "01/12/2026 · còn 15 ngày làm việc",
    ):
        assert said in page


def test_the_card_counts_the_days_of_the_deadline_with_the_article(
    world: World, desk: AtDesk, case: AnyCase
) -> None:
    world.take(case.pk, "receive", "vpcp:clerk")
    page = desk("vpcp:clerk").get(place(case))
    card = page[page.index("Vì sao hạn là 16/11/2026?") :]
    for said in (
        "trong 5 ngày làm việc kể từ tiếp nhận, vào sổ.",
        "Bắt đầu tính: Văn phòng Chính phủ tiếp nhận, vào sổ số 1, 09:00 ngày 09/11/2026",
        "Nghị định 20/2008/NĐ-CP, Điều 9 khoản 1 điểm d",
        "Tiếp nhận, vào sổ Thứ Hai 09/11 · không tính",
        "Ngày 1–4 10/11 – 13/11",
        "Bỏ qua 14–15/11 · cuối tuần",
        "Hết hạn Thứ Hai 16/11/2026",
    ):
        assert said in card
    assert "Các hạn khác Trả lời người gửi" in page
    assert "1 hạn đã xong Tiếp nhận" in page


def test_the_card_names_the_step_that_began_the_clock(
    world: World, desk: AtDesk, handed_down: AnyCase
) -> None:
    lead = world.id("dtp.snnmt")
    world.take(
        handed_down.pk, "hand_over", "dtp.sxd:clerk", later(1, 10), lead=lead, note="Đúng nơi."
    )
    card = desk("dtp.snnmt:clerk").get(place(handed_down))
    assert "Tiếp nhận trong 2 ngày làm việc kể từ chuyển cơ quan, đơn vị giải quyết." in card
    assert (
        "Bắt đầu tính: Sở Xây dựng chuyển Sở Nông nghiệp và Môi trường giải quyết, "
        "10:00 ngày 10/11/2026"
    ) in card
    assert "Người gửi nộp Thứ Ba" not in card
    world.take(
        handed_down.pk,
        "return",
        "dtp.snnmt:clerk",
        later(2, 11),
        ground="not_competent",
        reason="Của Sở Xây dựng.",
    )
    card = desk("dtp.sxd:clerk").get(place(handed_down))
    assert "trong 5 ngày làm việc kể từ trả lại nơi chuyển." in card
    assert (
        "Bắt đầu tính: Sở Nông nghiệp và Môi trường trả lại Sở Xây dựng: "
        "Không thuộc thẩm quyền, 11:00 ngày 11/11/2026"
    ) in card


def test_one_step_comes_first_the_others_are_in_a_menu_and_refused_ones_say_why(
    desk: AtDesk, handed_down: AnyCase
) -> None:
    html = desk("dtp.sxd:clerk").html(place(handed_down))
    steps = f"/lam-viec/{place(handed_down)}buoc/"
    assert f'<a class="btn btn-primary" href="{steps}assign/">' in html
    menu = html[html.index("Bước khác") : html.index('<dl class="facts">')]
    for key in ("hand_over", "return", "refuse", "ask_supplement"):
        assert f'href="{steps}{key}/"' in menu
    assert f"{steps}extend/" not in html
    page = desk("dtp.sxd:clerk").get(place(handed_down))
    reasons = page[page.index("Bước chưa mở") :]
    assert "Gia hạn trả lời: bước này thuộc quyền của người đứng đầu hoặc cấp phó" in reasons
    assert "Ký trả lời: bước này chỉ mở khi hồ sơ ở trạng thái «Chờ ký»." in reasons


def test_who_does_not_hold_the_case_is_offered_no_step(desk: AtDesk, handed_down: AnyCase) -> None:
    html = desk("vpcp:clerk").html(place(handed_down))
    assert "/buoc/" not in html
    assert "bước này thuộc cơ quan đang giữ hồ sơ" in desk("vpcp:clerk").get(place(handed_down))


def test_each_hand_over_has_its_clock_its_words_and_its_buttons(
    world: World, desk: AtDesk, case: AnyCase, at: At
) -> None:
    world.take(case.pk, "receive", "vpcp:clerk")
    world.take(
        case.pk,
        "hand_over",
        "vpcp:clerk",
        lead=world.id("dtp"),
        cooperating=[world.id("btc")],
        note="Đề nghị làm rõ.",
        due=later(3).date(),
    )
    given = case.assignments.get(lead=False)
    page = desk("btc:clerk").get(place(case))
    assert "Bộ Tài chính · phối hợp, Văn phòng Chính phủ giao Giao 09/11/2026" in page
    assert "Còn 3 ngày làm việc Nội dung giao Đề nghị làm rõ. Nhận việc Từ chối nhận việc" in page
    for step, data in (("receive", {}), ("report", {"result": "Không vướng mắc."})):
        take_assignment_step(
            assignment_id=given.pk, step=step, data=data, actor=world.actor("btc:clerk"), at=MONDAY
        )
    page = desk("vpcp:clerk").get(place(case))
    assert "Đã báo cáo · đúng hạn" in page
    assert "Kết quả Không vướng mắc." in page
    html = desk("vpcp:clerk").html(place(case))
    assert f'action="/lam-viec/giao-viec/{given.pk}/accept/"' in html
    assert f'href="/lam-viec/giao-viec/{given.pk}/rework/"' in html
    assert f"giao-viec/{given.pk}/accept" not in desk("dtp:clerk").html(place(case))


def test_a_paper_has_its_number_symbol_and_who_signed_in_what_capacity(
    world: World, desk: AtDesk, handed_down: AnyCase
) -> None:
    world.answer(handed_down.pk, "dtp.sxd")
    assert "Văn bản trả lời" not in desk("dtp:clerk").get(place(handed_down))
    world.take(handed_down.pk, "issue", "dtp.sxd:clerk", later(1))
    page = desk("dtp:clerk").get(place(handed_down))
    assert "Văn bản trả lời số 01/SXD-VP ngày 10/11/2026" in page
    assert "Sở Xây dựng · KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC Deputy dtp.sxd · Đã giải quyết" in page


def test_the_timeline_tells_it_in_sentences_with_what_was_written(
    world: World, desk: AtDesk, handed_down: AnyCase
) -> None:
    world.take(handed_down.pk, "ask_supplement", "dtp.sxd:clerk", question="Ngã tư nào?")
    page = desk("dtp.sxd:clerk").get(place(handed_down))
    history = page[page.index("Diễn biến") :]
    assert history.index("đề nghị người gửi bổ sung") < history.index("Người gửi nộp")
    assert "Thông tin cần bổ sung Ngã tư nào? 09/11/2026 09:00 · Clerk dtp.sxd" in history
    assert "Đang tạm dừng" in page


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("vpcp:clerk", True),
        ("vpcp:handler", False),
        ("dtp:clerk", False),
        ("dtp.sxd:clerk", False),
        ("dtp.sxd:head", False),
    ],
)
def test_a_sender_who_asked_for_it_is_known_to_the_first_clerk_alone(
    world: World, desk: AtDesk, who: str, seen: bool
) -> None:
    case = case_by_id(world.submit(hide_sender=True).case_id)
    world.hand_down(case.pk, ["vpcp", "dtp", "dtp.sxd"])
    html = desk(who).html(place(case))
    for secret in (SENDER, "0900000123", "thu@example.vn", "ấp 3"):
        assert (secret in html) == seen
    assert ("Người gửi đề nghị giấu tên" in html) != seen


def test_who_works_on_it_reads_the_sender_and_who_only_watches_does_not(
    desk: AtDesk, handed_down: AnyCase
) -> None:
    assert f"{SENDER} · người gửi 0900000123" in desk("dtp.sxd:handler").get(place(handed_down))
    watched = desk("vpcp:watcher").get(place(handed_down))
    assert SENDER not in watched
    assert "Chỉ cơ quan giải quyết được xem" in watched


def test_a_sealed_sender_is_named_to_nobody(world: World, desk: AtDesk, case: AnyCase) -> None:
    seal(case_id=case.pk, actor=world.actor("vpcp:clerk"), at=MONDAY)
    page = desk("vpcp:clerk").get(place(case))
    assert SENDER not in page
    assert "Danh tính đã niêm phong" in page
    assert "Hạn chế xem" in page


def test_linked_cases_are_shown_to_who_may_see_them(
    world: World, desk: AtDesk, handed_down: AnyCase
) -> None:
    other = case_by_id(world.submit(title="Đèn đường hỏng").case_id)
    link(
        case_id=other.pk,
        other_id=handed_down.pk,
        kind="same_matter",
        actor=world.actor("vpcp:clerk"),
        at=MONDAY,
    )
    assert "Cùng vụ việc Đèn đường hỏng" in desk("vpcp:clerk").get(place(handed_down))
    assert "Đèn đường hỏng" not in desk("dtp.sxd:clerk").get(place(handed_down))
    assert codes.shown(handed_down.code) in desk("vpcp:clerk").get(place(other))


@pytest.mark.parametrize(
    ("kind", "forward", "backward"),
    [
        ("split_from", "Tách từ", "Được tách thành"),
        ("earlier_round", "Lần trước", "Lần sau"),
        ("same_letter", "Cùng một đơn", "Cùng một đơn"),
    ],
)
def test_each_of_two_linked_cases_says_what_the_other_is_to_it(
    world: World, desk: AtDesk, case: AnyCase, kind: str, forward: str, backward: str
) -> None:
    later_one = case_by_id(world.submit(title="Đèn đường hỏng").case_id)
    clerk = world.actor("vpcp:clerk")
    link(case_id=later_one.pk, other_id=case.pk, kind=kind, actor=clerk, at=MONDAY)
    assert f"{forward} Đèn tín hiệu hỏng" in desk("vpcp:clerk").get(place(later_one))
    assert f"{backward} Đèn đường hỏng" in desk("vpcp:clerk").get(place(case))


def test_a_file_is_looked_at_in_the_page_and_read_by_who_may(world: World, desk: AtDesk) -> None:
    stored = accept(pdf(), "Đơn.pdf", 1000)
    case = case_by_id(world.submit(files=[Attached(stored.pk, "Đơn.pdf")]).case_id)
    clerk = desk("vpcp:clerk")
    file = case.papers.get().files.get()
    address = f"{place(case)}tep/{file.pk}/"
    html = clerk.html(place(case))
    assert f'href="?xem={file.pk}#xem"' in html
    assert "<iframe" not in html
    assert f'<iframe src="/lam-viec/{address}#' in clerk.html(place(case), xem=str(file.pk))
    shown = clerk.client.get(f"/lam-viec/{address}")
    assert b"".join(shown.streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]
    assert shown.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert shown.headers["Content-Disposition"].startswith("inline")
    saved = clerk.client.get(f"/lam-viec/{address}?tai=1")
    assert saved.headers["Content-Disposition"].startswith("attachment")
    assert desk("btc:clerk").status(address) == 404
    other = case_by_id(world.submit().case_id)
    assert clerk.status(f"{place(other)}tep/{file.pk}/") == 404


def test_a_draft_and_its_files_stay_within_the_agency(
    world: World, desk: AtDesk, handed_down: AnyCase
) -> None:
    handler = world.officers["dtp.sxd:handler"].pk
    stored = accept(pdf(), "Dự thảo.pdf", 1000)
    world.take(handed_down.pk, "assign", "dtp.sxd:clerk", officer=handler)
    world.take(
        handed_down.pk,
        "draft",
        "dtp.sxd:handler",
        answer="Đơn vị sẽ sửa.",
        result="solved",
        files=[Attached(stored.pk, "Dự thảo.pdf")],
    )
    file = handed_down.papers.get(kind="answer").files.get()
    address = f"{place(handed_down)}tep/{file.pk}/"
    assert "Đơn vị sẽ sửa." in desk("dtp.sxd:deputy").get(place(handed_down))
    assert desk("dtp.sxd:deputy").status(address) == 200
    assert "Đơn vị sẽ sửa." not in desk("dtp:clerk").get(place(handed_down))
    assert desk("dtp:clerk").status(address) == 404


def test_what_a_sender_wrote_is_shown_as_text(world: World, desk: AtDesk) -> None:
    case = case_by_id(world.submit(title="<b>Đèn</b>", text="<script>alert(1)</script>").case_id)
    html = desk("vpcp:clerk").html(place(case))
    assert "<script>alert" not in html
    assert "&lt;b&gt;Đèn" in html


def test_the_statements_do_not_grow_with_what_the_case_holds(
    world: World, desk: AtDesk, case: AnyCase
) -> None:
    world.take(case.pk, "receive", "vpcp:clerk")
    world.take(case.pk, "hand_over", "vpcp:clerk", lead=world.id("dtp"), note="Giải quyết.")
    clerk = desk("vpcp:clerk")
    before = statements(clerk, place(case))
    world.hand_down(case.pk, ["dtp", "dtp.sxd"])
    for n in range(3):
        world.take(case.pk, "ask_supplement", "dtp.sxd:clerk", later(n), question="Ở đâu?")
        stored = accept(pdf(), "Ảnh.pdf", 1000)
        world.take_as_sender(
            case.pk, "supplement", later(n), content="Ở đây.", files=[Attached(stored.pk, "a.pdf")]
        )
    # papers with files ask for the files and for what is stored of them, however many they are
    assert statements(clerk, place(case)) <= before + 3 <= 28
