"""A sender who is not content is heard once, by others than those who answered."""

from datetime import datetime, timedelta

import pytest

from donthu.agencies.duties import duties_of
from donthu.cases.actions.assignments import assign
from donthu.cases.actions.seal import seal
from donthu.cases.actions.take_step import take_step
from donthu.cases.actor import SENDER, Actor, Capacity
from donthu.cases.errors import Invalid, Refused
from donthu.cases.models import Case, Rating
from donthu.cases.open_work import count_of
from donthu.cases.queries import answer_of, papers_for_sender
from donthu.cases.timeline import for_sender
from donthu.cases.worklist import open_work
from donthu.law.grammar import Role
from tests.paths import PATHS
from tests.world import MONDAY, World

pytestmark = pytest.mark.django_db

UNHAPPY = {"score": "1", "reason": "Đèn vẫn tắt."}


def _answered_below(world: World) -> Case:
    """The office gave it to the province, which gave it to the department, which answered."""
    case_id = world.submit().case_id
    world.hand_down(case_id, ["vpcp", "dtp", "dtp.sxd"])
    world.answer(case_id, "dtp.sxd")
    world.take(case_id, "issue", "dtp.sxd:clerk")
    return Case.objects.get(pk=case_id)


def _object(case: Case, at: datetime = MONDAY) -> Case:
    take_step(case_id=case.pk, step="object", data=UNHAPPY, actor=SENDER, at=at)
    case.refresh_from_db()
    return case


def _sees_work(world: World, who: str, case: Case) -> bool:
    officer = world.officers[who]
    duties = duties_of(officer, MONDAY.date())
    return open_work(duties, officer.pk).filter(case=case).exists()


def test_it_goes_to_those_who_handed_it_over_and_the_chain_above_is_open_again(
    world: World,
) -> None:
    case = _object(_answered_below(world))
    assert (case.state, case.holder.code) == ("objected", "dtp")
    assert [(a.to.code, a.state) for a in case.assignments.order_by("pk")] == [
        ("dtp", "rework"),
        ("dtp.sxd", "accepted"),
    ]
    assert _sees_work(world, "dtp:head", case)
    assert not _sees_work(world, "dtp.sxd:handler", case)
    answer = case.deadlines.filter(limit="answer", state="running").get()
    assert answer.agency.code == "dtp"


def test_the_old_answer_stays_with_the_sender_until_there_is_another(world: World) -> None:
    case = _object(_answered_below(world))
    assert answer_of(case.pk)
    assert "đề nghị giải quyết lại" in for_sender(case)[0].text


def test_who_answered_is_neither_offered_nor_allowed(world: World) -> None:
    case = _objected_at_the_province(world)
    assert case.holder.code == "dtp"
    with pytest.raises(Refused, match="đã giải quyết lần trước"):
        world.take(case.pk, "reconsider", "dtp:deputy")
    assert not _sees_work(world, "dtp:deputy", case)
    world.take(case.pk, "reconsider", "dtp:head", note="Kiểm tra lại tại chỗ.")
    with pytest.raises(Invalid, match="Người giải quyết"):
        world.take(case.pk, "assign", "dtp:clerk", officer=world.officers["dtp:handler"].pk)


def test_one_objection_and_no_more(world: World) -> None:
    case = _object(_answered_below(world))
    world.take(case.pk, "uphold", "dtp:head", reason="Đã kiểm tra, đèn sáng.")
    case.refresh_from_db()
    assert case.state == "answered"
    assert not case.deadlines.filter(state__in=["running", "suspended"]).exists()
    with pytest.raises(Refused, match="một lần"):
        _object(case)


def test_the_words_of_who_upholds_are_told_to_the_sender(world: World) -> None:
    case = _object(_answered_below(world))
    world.take(case.pk, "uphold", "dtp:head", reason="Đã kiểm tra, đèn sáng.")
    assert for_sender(case)[0].text.endswith("Lý do: Đã kiểm tra, đèn sáng.")


def test_after_thirty_days_the_answer_is_rated_but_no_longer_objected_to(world: World) -> None:
    case = _answered_below(world)
    late = MONDAY + timedelta(days=31)
    with pytest.raises(Refused, match="chỉ mở đến hết ngày"):
        _object(case, late)
    take_step(case_id=case.pk, step="rate", data=UNHAPPY, actor=SENDER, at=late)
    assert Rating.objects.get(case=case).score == 1


def test_an_answer_is_rated_once(world: World) -> None:
    case = _answered_below(world)
    for_once = {"score": "5"}
    take_step(case_id=case.pk, step="rate", data=for_once, actor=SENDER, at=MONDAY)
    assert Rating.objects.get(case=case).agency.code == "dtp.sxd"
    with pytest.raises(Refused, match="đã được đánh giá"):
        take_step(case_id=case.pk, step="rate", data=for_once, actor=SENDER, at=MONDAY)


def test_a_second_answer_goes_out_and_can_be_rated(world: World) -> None:
    case = _object(_answered_below(world))
    world.take(case.pk, "reconsider", "dtp:head")
    world.take(case.pk, "assign", "dtp:clerk", officer=world.officers["dtp:handler"].pk)
    world.take(case.pk, "draft", "dtp:handler", answer="Đã thay bóng đèn.", result="solved")
    world.take(case.pk, "sign", "dtp:head")
    world.take(case.pk, "issue", "dtp:clerk")
    case.refresh_from_db()
    answer = answer_of(case.pk)
    assert case.state == "answered"
    assert answer
    assert answer.text == "Đã thay bóng đèn."
    take_step(case_id=case.pk, step="rate", data={"score": "4"}, actor=SENDER, at=MONDAY)
    assert list(Rating.objects.order_by("pk").values_list("score", flat=True)) == [1, 4]


def test_what_is_objected_to_is_public_no_longer(world: World) -> None:
    case = Case.objects.get(pk=PATHS["feedback"]["published"](world))
    _object(case)
    assert case.publication.taken_down_at


def test_where_the_head_signed_and_nobody_handed_it_over_the_agency_above_decides(
    world: World,
) -> None:
    case_id = world.submit(to="dtp").case_id
    world.take(case_id, "receive", "dtp:clerk")
    world.take(case_id, "assign", "dtp:clerk", officer=world.officers["dtp:handler"].pk)
    world.take(case_id, "draft", "dtp:handler", answer="Đã sửa.", result="solved")
    world.take(case_id, "sign", "dtp:head")
    world.take(case_id, "issue", "dtp:clerk")
    case = _object(Case.objects.get(pk=case_id))
    assert case.holder.code == "vpcp"
    assert _sees_work(world, "vpcp:head", case)
    world.take(case_id, "reconsider", "vpcp:head")
    world.take(case_id, "hand_over", "vpcp:clerk", lead=world.id("btc"), note="Xem lại.")
    world.take(case_id, "receive", "btc:clerk")
    assert Case.objects.get(pk=case_id).holder.code == "btc"


def test_who_stands_in_for_somebody_who_answered_does_not_decide_in_that_place(
    world: World,
) -> None:
    case = _objected_at_the_province(world)
    taker = world.officers["dtp:handler"]
    assert world.officers["dtp:deputy"].pk != taker.pk
    own = Capacity(world.id("dtp"), Role.UNIT_HEAD)
    seat = Capacity(world.id("dtp"), Role.DEPUTY, on_behalf_of=world.officers["dtp:deputy"].pk)
    other = world.officers["dtp:unit_head"].pk
    reason = {"reason": "Đã kiểm tra."}
    with pytest.raises(Refused, match="thuộc cơ quan đang giữ"):
        take_step(
            case_id=case.pk,
            step="uphold",
            data=reason,
            actor=Actor(other, (seat,)),
            at=MONDAY,
        )
    take_step(
        case_id=case.pk, step="uphold", data=reason, actor=Actor(other, (own, seat)), at=MONDAY
    )


def _objected_at_the_province(world: World) -> Case:
    """A deputy of the province signed, so its head decides."""
    case_id = world.submit(to="dtp").case_id
    world.take(case_id, "receive", "dtp:clerk")
    world.take(case_id, "assign", "dtp:clerk", officer=world.officers["dtp:handler"].pk)
    world.take(case_id, "draft", "dtp:handler", answer="Đã sửa.", result="solved")
    world.take(case_id, "sign", "dtp:deputy")
    world.take(case_id, "issue", "dtp:clerk")
    return _object(Case.objects.get(pk=case_id))


def test_who_answered_does_nothing_else_in_it_either(world: World) -> None:
    case = _objected_at_the_province(world)
    deputy = world.actor("dtp:deputy")
    with pytest.raises(Refused, match="đã giải quyết lần trước"):
        assign(
            case_id=case.pk,
            data={"to": world.id("dtp.sxd"), "note": "Phối hợp."},
            actor=deputy,
            at=MONDAY,
        )
    with pytest.raises(Refused, match="đã giải quyết lần trước"):
        seal(case_id=case.pk, actor=deputy, at=MONDAY)


def test_a_second_answer_under_review_is_not_read_by_the_sender_before_it_is_agreed_to(
    world: World,
) -> None:
    case = _object(_answered_below(world))
    world.take(case.pk, "reconsider", "dtp:head")
    world.take(
        case.pk,
        "hand_over",
        "dtp:clerk",
        lead=world.id("dtp.snnmt"),
        note="Giải quyết lại.",
        review=True,
    )
    world.take(case.pk, "receive", "dtp.snnmt:clerk")
    world.answer(case.pk, "dtp.snnmt")
    world.take(case.pk, "report", "dtp.snnmt:clerk")
    case.refresh_from_db()
    assert case.state == "awaiting_review"
    first = answer_of(case.pk)
    assert first
    assert first.agency_id == world.id("dtp.sxd")
    assert [p.agency_id for p in papers_for_sender(case) if p.kind == "answer"] == [first.agency_id]
    world.take(case.pk, "approve_report", "dtp:clerk")
    second = answer_of(case.pk)
    assert second
    assert second.agency_id == world.id("dtp.snnmt")


def test_what_is_settled_anew_is_open_work_of_its_officer(world: World) -> None:
    case = _object(_answered_below(world))
    world.take(case.pk, "reconsider", "dtp:head")
    handler = world.officers["dtp:handler"].pk
    world.take(case.pk, "assign", "dtp:clerk", officer=handler)
    assert count_of(handler) == 1


def test_an_answer_that_was_upheld_is_not_judged_twice(world: World) -> None:
    case = _object(_answered_below(world))
    world.take(case.pk, "uphold", "dtp:head", reason="Đã kiểm tra.")
    with pytest.raises(Refused, match="đã được đánh giá"):
        take_step(case_id=case.pk, step="rate", data={"score": "5"}, actor=SENDER, at=MONDAY)
