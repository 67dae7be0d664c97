"""No case gets stuck, nothing said once is lost, and nobody acts on what was not shown."""

from datetime import date

import pytest

from donthu.agencies.duties import duties_of
from donthu.agencies.models import Delegation, Membership
from donthu.cases import queries
from donthu.cases.actions.take_step import take_step
from donthu.cases.errors import Invalid, Refused
from donthu.cases.folders import waiting
from donthu.cases.models import Case, Deadline, Entry, Paper, Publication
from donthu.search.twins import find_twins
from tests.paths import PATHS
from tests.world import MONDAY, World, later

pytestmark = pytest.mark.django_db
IN = PATHS["feedback"]


def test_a_sender_who_never_answers_does_not_hold_the_case_up(world: World) -> None:
    case_id = IN["awaiting_supplement"](world)
    clerk = world.officers["dtp:clerk"]
    listed = waiting(duties_of(clerk, MONDAY.date()), clerk.pk)
    assert [position.case_id for position in listed] == [case_id]
    world.take(case_id, "resume", "dtp:clerk", later(10), reason="Không bổ sung.")
    assert Case.objects.get().state == "received"
    assert Deadline.objects.get(limit="answer").state == "running"


def test_what_was_assigned_in_the_house_by_mistake_can_still_be_handed_over(world: World) -> None:
    case_id = IN["in_progress"](world)
    world.take(case_id, "hand_over", "dtp:clerk", lead=world.id("dtp.sxd"), note="Đúng nơi.")
    assert Case.objects.get().holder.code == "dtp.sxd"


def test_a_published_answer_is_taken_down_and_put_up_again(world: World) -> None:
    case_id = IN["published"](world)
    world.take(case_id, "take_down", "dtp:clerk", later(1), reason="Còn họ tên người gửi.")
    assert not queries.publications().exists()
    assert Publication.objects.get().taken_down_at == later(1)
    world.publish(case_id, "dtp", title="Đèn", text="Hỏng", answer="Đã sửa")
    assert queries.publications().count() == 1


def test_the_work_of_a_closed_account_waits_for_colleagues(world: World) -> None:
    case_id = IN["in_progress"](world)
    handler, colleague = world.officers["dtp:handler"], world.officers["dtp:unit_head"]
    Membership.objects.create(
        officer=colleague, agency=world.agencies["dtp"], role="handler", since=date(2025, 7, 1)
    )
    duties = duties_of(colleague, MONDAY.date())
    assert not waiting(duties, colleague.pk).exists()
    handler.is_active = False
    handler.save()
    assert waiting(duties, colleague.pk).get().case_id == case_id
    clerk = world.officers["dtp:clerk"]  # gives the work out anew, where there is no colleague
    assert waiting(duties_of(clerk, MONDAY.date()), clerk.pk).get().case_id == case_id


def test_who_stands_in_for_the_handler_finds_the_work_on_the_list(world: World) -> None:
    case_id = IN["in_progress"](world)
    handler, taker = world.officers["dtp:handler"], world.officers["dtp:clerk"]
    Delegation.objects.create(
        giver=handler,
        taker=taker,
        membership=Membership.objects.get(officer=handler),
        since=date(2026, 11, 9),
        until=date(2026, 11, 13),
        reason="Nghỉ phép",
    )
    listed = waiting(duties_of(taker, MONDAY.date()), taker.pk)
    assert listed.get().case_id == case_id


def test_who_left_the_agency_acts_there_no_more(world: World) -> None:
    head, taker = world.officers["dtp:head"], world.officers["dtp:handler"]
    Delegation.objects.create(
        giver=head,
        taker=taker,
        membership=Membership.objects.get(officer=head),
        since=date(2026, 11, 9),
        until=date(2026, 12, 31),
        reason="Đi học",
    )
    assert "head" in {duty.role for duty in duties_of(taker, MONDAY.date())}
    Membership.objects.filter(officer=taker).update(until=date(2026, 11, 10))
    assert not duties_of(taker, later(5).date())


def test_an_answer_sent_back_is_never_the_senders_to_read(world: World) -> None:
    case_id = IN["awaiting_review"](world)
    world.take(case_id, "rework_report", "dtp:clerk", note="Chưa đủ.")
    assert Case.objects.get().officer_id is None
    world.take(case_id, "draft", "dtp.sxd:handler", answer="Xong ngày 12/11.", result="solved")
    world.take(case_id, "sign", "dtp.sxd:head")
    world.take(case_id, "report", "dtp.sxd:clerk")
    world.take(case_id, "approve_report", "dtp:clerk")
    (paper,) = queries.papers_for_sender(Case.objects.get())
    assert paper.text == "Xong ngày 12/11."


def test_a_leader_signs_only_what_was_on_the_screen(world: World) -> None:
    case_id = IN["awaiting_approval"](world)
    shown = queries.last_event(case_id)
    world.take(case_id, "send_back", "dtp:deputy", note="Sửa câu cuối.")
    world.take(case_id, "draft", "dtp:handler", answer="Câu khác.", result="solved")
    with pytest.raises(Refused, match="vừa có thay đổi"):
        take_step(
            case_id=case_id,
            step="sign",
            data={},
            actor=world.actor("dtp:head"),
            at=MONDAY,
            seen=shown,
        )
    assert Paper.objects.get(state="draft").text == "Câu khác."


def test_a_number_given_stands_in_the_outgoing_book_and_one_typed_in_stands_once(
    world: World,
) -> None:
    IN["answered"](world)
    assert list(Entry.objects.filter(book="outgoing").values_list("number", flat=True)) == [1]
    case_id = IN["signed"](world)
    with pytest.raises(Invalid, match="đã dùng"):
        world.take(case_id, "issue", "dtp:clerk", number="01")
    world.take(case_id, "issue", "dtp:clerk", number="214")


def test_an_agency_asked_for_review_can_not_refuse_past_the_reviewer(world: World) -> None:
    case_id = world.submit().case_id
    world.hand_down(case_id, ["vpcp", "dtp"], review=True)
    with pytest.raises(Refused, match="xem kết quả"):
        world.take(case_id, "refuse", "dtp:clerk", ground="unclear", reason="Không rõ.")


def test_only_what_is_offered_can_be_chosen(world: World) -> None:
    case_id = IN["received"](world)
    stranger = world.officers["btc:handler"].pk
    with pytest.raises(Invalid, match="trong danh sách"):
        world.take(case_id, "assign", "dtp:clerk", officer=stranger)
    with pytest.raises(Invalid, match="dài hơn 2000"):
        world.take(case_id, "hand_over", "dtp:clerk", lead=world.id("dtp.sxd"), note="a" * 2001)


def test_a_hidden_sender_is_not_found_by_phone(world: World) -> None:
    world.submit(hide_sender=True, text="Việc riêng")
    assert not find_twins(phone="0900000123", name="Lê Thị Thử")


@pytest.mark.parametrize("above", ["vpcp", "dtp"])
def test_a_case_goes_up_again_by_being_returned_not_handed_over(world: World, above: str) -> None:
    case_id = world.submit().case_id
    world.hand_down(case_id, ["vpcp", "dtp", "dtp.sxd"])
    with pytest.raises(Invalid, match="hãy trả lại nơi chuyển"):
        world.take(case_id, "hand_over", "dtp.sxd:clerk", lead=world.id(above), note="Trả.")
