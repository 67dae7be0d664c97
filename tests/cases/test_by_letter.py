"""An agency without accounts: written to, answering by letter, and then given accounts."""

from collections.abc import Callable
from typing import Any

import pytest

from donthu.agencies.duties import duties_of
from donthu.agencies.models import Agency, Membership, Officer
from donthu.cases import queries, timeline
from donthu.cases.actions.assignments import assign, take_assignment_step
from donthu.cases.actions.give_pin import give_pin
from donthu.cases.actions.open_sealed import open_sealed
from donthu.cases.actions.seal import seal
from donthu.cases.actions.switch_to_accounts import switch_to_accounts
from donthu.cases.choices import agencies_to
from donthu.cases.errors import Invalid, Refused
from donthu.cases.folders import overdue
from donthu.cases.listed import listed
from donthu.cases.models import Assignment, Case, Paper, Position
from donthu.cases.worklist import next_steps, worklist
from donthu.people.models import Person
from tests.world import DUTIES_SINCE, MONDAY, World, later

pytestmark = pytest.mark.django_db
REPLY: dict[str, Any] = {
    "reply_number": "125/BYT-VP",
    "reply_date": MONDAY.date(),
    "reply_signer": "Chánh Văn phòng Thử Bốn",
    "answer": "Bộ đã kiểm tra và chấn chỉnh.",
    "result": "solved",
}


@pytest.fixture
def byt(world: World) -> Agency:
    """A ministry that works by letter."""
    ministry = Agency.objects.create(
        code="byt",
        name="Bộ Y tế",
        kind="ministry",
        level="central",
        parent=world.agencies["vpcp"],
        has_accounts=False,
    )
    world.agencies["byt"] = ministry
    return ministry


@pytest.fixture
def given(world: World, byt: Agency) -> Case:
    """A feedback handed over to it by the Government Office."""
    return _given(world, byt)


def _given(world: World, byt: Agency, **data: Any) -> Case:
    case_id = world.submit().case_id
    world.take(case_id, "receive", "vpcp:clerk")
    world.take(case_id, "hand_over", "vpcp:clerk", lead=byt.pk, note="Trả lời.", **data)
    return Case.objects.get(pk=case_id)


def _next(world: World, who: str) -> list[str]:
    """The steps that the worklist of that officer offers first."""
    officer = world.officers[who]
    duties = duties_of(officer, MONDAY.date())
    rows = listed(worklist(duties, officer.pk, MONDAY))
    return [found.step.key for found in next_steps(rows, world.actor(who)).values()]


def _position(case: Case, agency: Agency) -> Position:
    return Position.objects.get(case=case, agency=agency)


def test_a_letter_is_drafted_at_the_hand_over_and_waits_for_the_clerk_of_the_giver(
    world: World, byt: Agency, given: Case
) -> None:
    letter = Paper.objects.get(case=given, kind="forwarding")
    assert (letter.state, letter.agency, letter.number) == ("draft", world.agencies["vpcp"], "")
    assert given.holder == byt
    assert given.agency == byt
    place = _position(given, world.agencies["vpcp"])
    assert (place.folder, place.waits_for) == ("sent", ["clerk"])
    assert _next(world, "vpcp:clerk") == ["send_letter"]


def test_the_letter_gets_the_next_number_or_the_one_typed_in(
    world: World, byt: Agency, given: Case
) -> None:
    world.take(given.pk, "send_letter", "vpcp:clerk", signer="Phó Chủ nhiệm Thử Năm")
    letter = Paper.objects.get(case=given, kind="forwarding")
    assert (letter.state, letter.number, letter.symbol) == ("issued", "01", "VPCP-KSTT")
    assert (letter.date, letter.signed_by) == (MONDAY.date(), "Phó Chủ nhiệm Thử Năm")
    other = _given(world, byt)
    world.take(other.pk, "send_letter", "vpcp:clerk", number="7788")
    assert Paper.objects.get(case=other, kind="forwarding").number == "7788"
    assert _next(world, "vpcp:clerk") == []
    with pytest.raises(Refused, match="đã được ghi là đã gửi"):
        world.take(given.pk, "send_letter", "vpcp:clerk")


def test_a_number_typed_in_stands_on_one_letter_of_the_year_alone(
    world: World, byt: Agency, given: Case
) -> None:
    other = _given(world, byt)
    world.take(given.pk, "send_letter", "vpcp:clerk", number="7788")
    for case, step in ((other, "send_letter"), (given, "urge")):
        with pytest.raises(Invalid) as wrong:
            world.take(case.pk, step, "vpcp:clerk", number="7788")
        assert wrong.value.errors == {"number": "Số 7788 của năm 2026 đã dùng cho văn bản khác."}
    world.take(other.pk, "send_letter", "vpcp:clerk", later(60), number="7788")


def test_nothing_is_recorded_before_the_letter_is_out(world: World, given: Case) -> None:
    for step in ("note_arrival", "urge", "record_reply"):
        with pytest.raises(Refused, match="Hãy ghi công văn đã gửi trước"):
            world.take(given.pk, step, "vpcp:clerk", **(REPLY if step == "record_reply" else {}))


def test_the_answer_recorded_for_the_agency_goes_to_the_sender_and_is_published_as_its_own(
    world: World, byt: Agency, given: Case
) -> None:
    world.take(given.pk, "send_letter", "vpcp:clerk")
    world.take(given.pk, "note_arrival", "vpcp:clerk")
    assert Assignment.objects.get(case=given, lead=True).state == "received"
    world.take(given.pk, "record_reply", "vpcp:clerk", **REPLY)
    given.refresh_from_db()
    assert (given.state, given.agency) == ("answered", byt)
    answer = queries.answer_of(given.pk)
    assert answer is not None
    assert (answer.agency, answer.number, answer.symbol) == (byt, "125", "BYT-VP")
    assert (answer.signed_by, answer.text) == (REPLY["reply_signer"], REPLY["answer"])
    line = timeline.latest(given)
    assert line.text == (
        "Văn phòng Chính phủ ghi thay Bộ Y tế văn bản trả lời số 125/BYT-VP ngày 09/11/2026"
    )
    assert line.who == "Clerk vpcp"
    assert timeline.for_sender(given)[0].text == "Bộ Y tế đã trả lời."
    assert _next(world, "vpcp:clerk") == ["publish"]
    copy = {"title": "Đèn", "text": "Hỏng", "answer": "Đã chấn chỉnh."}
    world.take(given.pk, "publish", "vpcp:clerk", **copy)
    world.take(given.pk, "release", "vpcp:head")
    assert queries.publications().get().agency == byt


def test_an_answer_that_is_to_be_reviewed_comes_back_to_the_giver_first(
    world: World, byt: Agency
) -> None:
    case = _given(world, byt, review=True)
    world.take(case.pk, "send_letter", "vpcp:clerk")
    with pytest.raises(Refused, match="yêu cầu xem kết quả"):
        world.take(case.pk, "record_reply", "vpcp:clerk", **REPLY)
    world.take(case.pk, "record_report", "vpcp:clerk", **REPLY)
    case.refresh_from_db()
    assert (case.state, case.holder.code) == ("awaiting_review", "vpcp")
    world.take(case.pk, "rework_report", "vpcp:clerk", note="Chưa rõ.")
    world.take(case.pk, "urge", "vpcp:clerk")
    world.take(case.pk, "record_report", "vpcp:clerk", **REPLY | {"reply_number": "126/BYT"})
    world.take(case.pk, "approve_report", "vpcp:head")
    answer = queries.answer_of(case.pk)
    assert answer is not None
    assert answer.number == "126"


def test_who_has_no_part_records_nothing_and_no_step_of_the_agency_is_open_to_the_giver(
    world: World, given: Case
) -> None:
    world.take(given.pk, "send_letter", "vpcp:clerk")
    with pytest.raises(Refused):
        world.take(given.pk, "record_reply", "dtp:clerk", **REPLY)
    opened = queries.options_for(Case.objects.get(pk=given.pk), world.actor("vpcp:clerk")).open
    assert {s.key for s in opened} == {"note_arrival", "urge", "record_reply", "recall"}


@pytest.mark.parametrize(
    ("name", "typed"),
    [("reply_date", later(1).date()), ("reply_number", "123456789012/BYT"), ("reply_number", "/A")],
)
def test_a_reply_of_tomorrow_or_without_a_number_that_fits_is_told(
    world: World, given: Case, name: str, typed: Any
) -> None:
    world.take(given.pk, "send_letter", "vpcp:clerk")
    with pytest.raises(Invalid) as wrong:
        world.take(given.pk, "record_reply", "vpcp:clerk", **REPLY | {name: typed})
    assert set(wrong.value.errors) == {name}


def test_a_late_one_stands_among_what_is_overdue_for_the_giver_and_is_urged_by_letter(
    world: World, byt: Agency, given: Case
) -> None:
    world.take(given.pk, "send_letter", "vpcp:clerk")
    late = overdue([world.id("vpcp")], later(30))
    assert [position.case_id for position in late] == [given.pk]
    world.take(given.pk, "urge", "vpcp:clerk", later(30))
    urging = Paper.objects.get(case=given, kind="urging")
    assert (urging.state, urging.number) == ("issued", "02")
    assert "đôn đốc Bộ Y tế trả lời" in timeline.latest(given).text


def test_a_letter_that_is_not_out_is_dropped_when_the_case_is_taken_back(
    world: World, given: Case
) -> None:
    world.take(given.pk, "recall", "vpcp:clerk", reason="Chuyển nhầm.")
    assert Paper.objects.get(case=given, kind="forwarding").state == "replaced"
    given.refresh_from_db()
    assert (given.holder.code, given.state) == ("vpcp", "received")
    assert "letter" not in given.declared


def test_an_agency_without_accounts_leads_only(world: World, byt: Agency) -> None:
    case_id = world.submit().case_id
    world.take(case_id, "receive", "vpcp:clerk")
    with pytest.raises(Invalid, match="chưa có tài khoản"):
        assign(
            case_id=case_id,
            data={"to": byt.pk, "note": "Phối hợp."},
            actor=world.actor("vpcp:clerk"),
            at=MONDAY,
        )


@pytest.fixture
def accounts(world: World, byt: Agency) -> Callable[[], int]:
    """The administrator of the Government Office hands the ministry its accounts."""

    def switch() -> int:
        for role in ("clerk", "handler", "deputy"):
            officer = Officer.objects.create(username=f"byt.{role}", full_name=f"{role} byt")
            Membership.objects.create(
                officer=officer,
                agency=byt,
                role=role,
                since=DUTIES_SINCE,
                title="Thứ trưởng" if role == "deputy" else "",
            )
            world.officers[f"byt:{role}"] = officer
        actor = world.actor("vpcp:agency_admin")
        return switch_to_accounts(agency_id=byt.pk, actor=actor, at=MONDAY)

    return switch


def test_a_case_begun_by_letter_is_finished_by_account(
    world: World, byt: Agency, given: Case, accounts: Callable[[], int]
) -> None:
    world.take(given.pk, "send_letter", "vpcp:clerk")
    answered = _given(world, byt)
    world.take(answered.pk, "send_letter", "vpcp:clerk")
    world.take(answered.pk, "record_reply", "vpcp:clerk", **REPLY)
    assert accounts() == 1
    assert timeline.latest(given).text.startswith("Bộ Y tế được bàn giao tài khoản")
    officer = world.officers["byt:clerk"]
    duties = duties_of(officer, MONDAY.date())
    for old in (given, answered):
        assert queries.by_code(old.code, officer.pk, duties) is not None
    assert sorted(_next(world, "byt:clerk")) == ["publish", "receive"]
    assert _next(world, "vpcp:clerk") == []
    with pytest.raises(Refused):
        world.take(given.pk, "record_reply", "vpcp:clerk", **REPLY)
    world.take(given.pk, "receive", "byt:clerk")
    world.answer(given.pk, "byt")
    world.take(given.pk, "issue", "byt:clerk")
    kinds = [p.kind for p in queries.papers(given, agency_ids=[byt.pk])]
    assert kinds == ["forwarding", "answer"]
    given.refresh_from_db()
    assert given.state == "answered"


def test_accounts_are_handed_over_once_and_only_where_a_clerk_can_take_them_up(
    world: World, byt: Agency, accounts: Callable[[], int]
) -> None:
    admin = world.actor("vpcp:agency_admin")
    with pytest.raises(Refused, match="Hãy cấp tài khoản văn thư"):
        switch_to_accounts(agency_id=byt.pk, actor=admin, at=MONDAY)
    with pytest.raises(Refused, match="Chỉ quản trị"):
        switch_to_accounts(agency_id=byt.pk, actor=world.actor("vpcp:head"), at=MONDAY)
    accounts()
    with pytest.raises(Refused, match="đã có tài khoản"):
        switch_to_accounts(agency_id=byt.pk, actor=admin, at=MONDAY)


def test_who_wrote_seals_and_opens_the_sender_of_a_case_that_lies_with_an_agency_by_letter(
    world: World, given: Case
) -> None:
    with pytest.raises(Refused, match="mới niêm phong được"):
        seal(case_id=given.pk, actor=world.actor("dtp:clerk"), at=MONDAY)
    seal(case_id=given.pk, actor=world.actor("vpcp:clerk"), at=MONDAY)
    sender = queries.sender_of(given.pk)
    assert sender is not None
    assert sender.person is None
    opened = open_sealed(
        case_id=given.pk, reason="Xác minh", actor=world.actor("vpcp:head"), at=MONDAY
    )
    assert opened["name"] == "Lê Thị Thử"
    with pytest.raises(Refused):
        open_sealed(case_id=given.pk, reason="Xem", actor=world.actor("dtp:head"), at=MONDAY)


def test_who_wrote_gives_the_sender_a_pin(world: World, byt: Agency) -> None:
    sender = Person(name="Lê Thị Thử", address="ấp 3", created_at=MONDAY)
    case_id = world.submit(to="dtp", sender=sender).case_id
    world.take(case_id, "receive", "dtp:clerk")
    lead = {"lead": world.id("vpcp"), "note": "Kính chuyển."}
    world.take(case_id, "hand_over", "dtp:clerk", **lead)
    world.take(case_id, "receive", "vpcp:clerk")
    world.take(case_id, "hand_over", "vpcp:clerk", lead=byt.pk, note="Trả lời.")
    assert give_pin(case_id=case_id, actor=world.actor("vpcp:clerk"), at=MONDAY).isdigit()
    with pytest.raises(Refused):
        give_pin(case_id=case_id, actor=world.actor("btc:clerk"), at=MONDAY)


def test_who_wrote_has_another_agency_help_and_judges_what_it_did(
    world: World, byt: Agency, given: Case
) -> None:
    vpcp, btc = world.actor("vpcp:clerk"), world.actor("btc:clerk")
    offered = {pk for pk, _ in agencies_to(given, MONDAY.date())}
    assert world.id("btc") in offered
    assert not {world.id("vpcp"), byt.pk} & offered
    for to in (world.id("vpcp"), byt.pk):
        with pytest.raises(Invalid):
            assign(case_id=given.pk, data={"to": to, "note": "Giúp."}, actor=vpcp, at=MONDAY)
    data = {"to": world.id("btc"), "note": "Cho ý kiến."}
    part = assign(case_id=given.pk, data=data, actor=vpcp, at=MONDAY)
    assert Assignment.objects.get(pk=part).giver == world.agencies["vpcp"]
    for step, actor in (("receive", btc), ("report", btc), ("accept", vpcp)):
        said = {"result": "Đã có ý kiến."} if step == "report" else {}
        take_assignment_step(assignment_id=part, step=step, data=said, actor=actor, at=MONDAY)
    given.refresh_from_db()
    assert given.holder == byt
