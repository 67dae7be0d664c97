"""One feedback from its sender through three agencies to its published answer, by actions alone."""

import pytest

from donthu.agencies.duties import duties_of
from donthu.cases import queries, timeline
from donthu.cases.errors import Invalid, Refused
from donthu.cases.models import Assignment, Case, Deadline, Entry, Paper, Position, Publication
from donthu.cases.visibility import visible_to
from donthu.ledger.verify import verify
from tests.world import MONDAY, World, later

pytestmark = pytest.mark.django_db
CHAIN = ["vpcp", "dtp", "dtp.sxd"]


def folders(case_id: int) -> dict[str, str]:
    rows = Position.objects.filter(case=case_id).values_list("agency__code", "folder")
    return dict(rows)


def test_a_feedback_is_handed_down_answered_and_published(world: World) -> None:
    case_id = world.submit().case_id
    assert folders(case_id) == {"vpcp": "incoming"}

    world.hand_down(case_id, CHAIN)
    assert folders(case_id) == {"vpcp": "sent", "dtp": "sent", "dtp.sxd": "working"}
    assert Case.objects.get(pk=case_id).agency.code == "dtp.sxd"

    world.answer(case_id, "dtp.sxd")
    taken = world.take(case_id, "issue", "dtp.sxd:clerk", later(1))
    assert taken.state == "answered"
    paper = queries.answer_of(case_id)
    assert paper is not None
    assert (paper.number, paper.symbol, paper.signed_for) == ("01", "SXD-VP", "KT.")
    assert set(Assignment.objects.values_list("state", flat=True)) == {"reported"}
    assert not Deadline.objects.filter(state__in=["running", "suspended"]).exists()

    world.publish(case_id, "dtp.sxd", at=later(1), title="Đèn hỏng", text="Hỏng", answer="Đã sửa")
    assert Publication.objects.get().days_early == 14
    assert folders(case_id) == dict.fromkeys(CHAIN, "answered")


def test_each_agency_gives_its_own_book_number_from_one(world: World) -> None:
    for _ in range(2):
        world.hand_down(world.submit().case_id, CHAIN)
    numbers = Entry.objects.order_by("agency__code", "number").values_list("agency__code", "number")
    assert list(numbers) == [(code, n) for code in ["dtp", "dtp.sxd", "vpcp"] for n in (1, 2)]


def test_the_case_does_not_exist_for_an_agency_without_a_part_in_it(world: World) -> None:
    case_id = world.submit().case_id
    outsider = world.officers["btc:clerk"]
    admin = world.officers["vpcp:agency_admin"]
    for officer in (outsider, admin):
        assert not visible_to(officer.pk, duties_of(officer, MONDAY.date())).exists()
    watcher = world.officers["vpcp:watcher"]
    world.hand_down(case_id, CHAIN)
    assert visible_to(watcher.pk, duties_of(watcher, MONDAY.date())).get().pk == case_id


def test_a_returned_case_lies_with_its_giver_under_returned(world: World) -> None:
    case_id = world.submit().case_id
    world.hand_down(case_id, CHAIN)
    world.take(
        case_id, "return", "dtp.sxd:clerk", ground="not_competent", reason="Thuộc Sở Nông nghiệp."
    )
    assert folders(case_id) == {"vpcp": "sent", "dtp": "returned", "dtp.sxd": "closed"}
    assert Case.objects.get().agency.code == "dtp"
    lines = [line.text for line in timeline.for_officers(Case.objects.get())]
    assert lines[0] == "Sở Xây dựng trả lại Ủy ban nhân dân tỉnh Đồng Tháp: Không thuộc thẩm quyền"


def test_a_reviewer_gets_the_result_before_the_sender_does(world: World) -> None:
    case_id = world.submit().case_id
    world.hand_down(case_id, CHAIN, review=True)
    world.answer(case_id, "dtp.sxd")
    with pytest.raises(Refused, match="yêu cầu xem kết quả"):
        world.take(case_id, "issue", "dtp.sxd:clerk")
    world.take(case_id, "report", "dtp.sxd:clerk")
    case = Case.objects.get()
    assert (case.holder.code, case.state) == ("dtp", "awaiting_review")
    assert queries.answer_of(case_id) is None
    assert not queries.papers_for_sender(case)

    world.take(case_id, "rework_report", "dtp:clerk", note="Chưa nêu ngày hoàn thành.")
    assert Case.objects.get().holder.code == "dtp.sxd"
    world.take(case_id, "draft", "dtp.sxd:handler", answer="Xong ngày 12/11.", result="solved")
    world.take(case_id, "sign", "dtp.sxd:head")
    world.take(case_id, "report", "dtp.sxd:clerk")
    world.take(case_id, "pass_report", "dtp:clerk")
    assert Case.objects.get().holder.code == "vpcp"
    world.take(case_id, "approve_report", "vpcp:clerk")
    case = Case.objects.get()
    assert (case.state, case.agency.code) == ("answered", "vpcp")
    answer = queries.answer_of(case_id)
    assert answer is not None
    assert answer.text == "Xong ngày 12/11."


def test_a_hand_over_may_not_end_after_the_one_it_lies_in(world: World) -> None:
    case_id = world.submit().case_id
    world.take(case_id, "receive", "vpcp:clerk")
    with pytest.raises(Invalid, match="chậm nhất 01/12/2026"):
        world.take(
            case_id,
            "hand_over",
            "vpcp:clerk",
            lead=world.id("dtp"),
            note="Giải quyết",
            due=later(30).date(),
        )
    assert not Assignment.objects.exists()


def test_asking_the_sender_stops_the_clocks_until_the_answer_comes(world: World) -> None:
    case_id = world.submit().case_id
    world.hand_down(case_id, CHAIN)
    before = {d.limit: d.due_at for d in Deadline.objects.filter(state="running")}
    world.take(case_id, "ask_supplement", "dtp.sxd:clerk", question="Ngã tư nào?")
    assert Case.objects.get().due_at is None
    world.take_as_sender(case_id, "supplement", later(3), content="Ngã tư Trần Hưng Đạo.")
    after = {d.limit: d.due_at for d in Deadline.objects.filter(state="running")}
    assert after["answer"] > before["answer"]
    assert after["handle"] > before["handle"]
    assert Case.objects.get().declared["mark"] == "supplemented"
    assert Paper.objects.get(kind="supplement").text == "Ngã tư Trần Hưng Đạo."


def test_every_event_has_its_sentence_and_the_chain_holds(world: World) -> None:
    case_id = world.submit().case_id
    world.hand_down(case_id, CHAIN)
    world.answer(case_id, "dtp.sxd")
    world.take(case_id, "issue", "dtp.sxd:clerk")
    case = Case.objects.select_related("holder", "agency").get()
    lines = timeline.for_officers(case)
    assert [line.text for line in lines][:3] == [
        f"Sở Xây dựng trả lời bằng văn bản số 01/SXD-VP ngày {MONDAY:%d/%m/%Y}",
        "KT. Giám đốc, Phó Giám đốc Deputy dtp.sxd ký văn bản trả lời",
        "Sở Xây dựng trình dự thảo trả lời",
    ]
    assert timeline.for_sender(case)[0].text == "Sở Xây dựng đã trả lời."
    assert verify().ok


@pytest.mark.parametrize(
    ("extended", "issued", "early"), [(False, 1, 14), (True, 1, 0), (False, 25, -3)]
)
def test_how_early_an_answer_was_is_counted_in_working_days(
    world: World, extended: bool, issued: int, early: int
) -> None:
    case_id = world.submit().case_id
    world.take(case_id, "receive", "vpcp:clerk")
    if extended:
        world.take(case_id, "extend", "vpcp:head", reason="Phải hỏi thêm chuyên gia.")
    world.answer(case_id, "vpcp")
    world.take(case_id, "issue", "vpcp:clerk", later(issued))
    texts = {"title": "Đèn", "text": "Hỏng", "answer": "Đã sửa"}
    world.publish(case_id, "vpcp", at=later(issued), **texts)
    assert Publication.objects.get().days_early == early
