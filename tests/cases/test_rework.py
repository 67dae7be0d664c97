"""What was reported and found wanting goes back to who wrote it, with what was written."""

import pytest

from donthu.cases import queries
from donthu.cases.models import Assignment, Case, Deadline, Entry, Paper, Position
from donthu.cases.timeline import paper_name
from tests.world import MONDAY, World, later

pytestmark = pytest.mark.django_db
TEXT = "Đơn vị đã kiểm tra và sửa xong ngày 10/11."


def reported_through(world: World, *, review_between: bool) -> int:
    """A case that the top asked to review, handed on by the province, written by a department."""
    case_id = world.submit().case_id
    for giver, taker, review in (("vpcp", "dtp", True), ("dtp", "dtp.sxd", review_between)):
        world.take(case_id, "receive", f"{giver}:clerk")
        lead = world.id(taker)
        world.take(case_id, "hand_over", f"{giver}:clerk", lead=lead, note="Sửa.", review=review)
    world.take(case_id, "receive", "dtp.sxd:clerk")
    world.answer(case_id, "dtp.sxd")
    world.take(case_id, "report", "dtp.sxd:clerk")
    if review_between:
        world.take(case_id, "pass_report", "dtp:clerk")
    assert Case.objects.get(pk=case_id).holder.code == "vpcp"
    return case_id


@pytest.mark.parametrize("review_between", [False, True])
def test_it_goes_past_who_only_handed_it_on_to_who_wrote_it(
    world: World, review_between: bool
) -> None:
    case_id = reported_through(world, review_between=review_between)
    world.take(case_id, "rework_report", "vpcp:clerk", later(1), note="Chưa nêu ngày.")
    case = Case.objects.get(pk=case_id)
    assert (case.state, case.holder.code) == ("in_progress", "dtp.sxd")
    leads = Assignment.objects.filter(case=case_id, lead=True)
    assert set(leads.values_list("state", "rounds", "closed_at")) == {("rework", 1, None)}
    assert Deadline.objects.filter(assignment__in=leads, state="running").count() == 2
    folders = Position.objects.filter(case=case_id).values_list("agency__code", "folder", "reason")
    assert set(folders) == {
        ("vpcp", "sent", ""),
        ("dtp", "sent", ""),
        ("dtp.sxd", "working", "rework"),
    }


@pytest.mark.parametrize("review_between", [False, True])
def test_the_answer_keeps_its_number_and_enters_no_book_twice(
    world: World, review_between: bool
) -> None:
    case_id = reported_through(world, review_between=review_between)
    world.take(case_id, "rework_report", "vpcp:clerk", note="Chưa nêu ngày.")
    world.take(case_id, "draft", "dtp.sxd:handler", answer="Xong ngày 12/11.", result="solved")
    world.take(case_id, "sign", "dtp.sxd:deputy")
    world.take(case_id, "report", "dtp.sxd:clerk", later(2))
    if review_between:
        world.take(case_id, "pass_report", "dtp:clerk")
    world.take(case_id, "approve_report", "vpcp:clerk")
    answer = queries.answer_of(case_id)
    assert answer is not None
    assert (answer.text, answer.number, answer.symbol) == ("Xong ngày 12/11.", "01", "SXD-VP")
    assert answer.date == later(2).date()
    entries = Entry.objects.filter(case=case_id, agency__code="dtp.sxd")
    assert sorted(entries.values_list("book", "number")) == [("letters", 1), ("outgoing", 1)]
    replaced = Paper.objects.get(case=case_id, kind="answer", state="replaced")
    assert (replaced.text, replaced.signed_for) == (TEXT, "KT.")


def test_what_is_written_anew_has_no_number_and_no_date_until_it_goes_out(world: World) -> None:
    case_id = reported_through(world, review_between=False)
    world.take(case_id, "rework_report", "vpcp:clerk", note="Chưa nêu ngày.")
    for step, who, data in (
        ("draft", "handler", {"answer": "Bản hai.", "result": "solved"}),
        ("send_back", "head", {"note": "Sửa câu cuối."}),
        ("draft", "handler", {"answer": "Bản ba.", "result": "solved"}),
        ("sign", "deputy", {}),
    ):
        world.take(case_id, step, f"dtp.sxd:{who}", **data)
        newest = Paper.objects.filter(case=case_id, kind="answer").latest("pk")
        assert (newest.number, newest.symbol, newest.date) == ("", "", None)
        assert paper_name(newest) == "văn bản trả lời"
    world.take(case_id, "report", "dtp.sxd:clerk")
    newest.refresh_from_db()
    assert (newest.text, paper_name(newest)) == ("Bản ba.", "số 01/SXD-VP ngày 09/11/2026")


def test_another_number_may_still_be_typed(world: World) -> None:
    case_id = reported_through(world, review_between=False)
    world.take(case_id, "rework_report", "vpcp:clerk", note="Chưa nêu ngày.")
    world.take(case_id, "draft", "dtp.sxd:handler", answer="Xong.", result="solved")
    world.take(case_id, "sign", "dtp.sxd:deputy", MONDAY)
    world.take(case_id, "report", "dtp.sxd:clerk", number="215")
    assert Paper.objects.get(case=case_id, kind="answer", state="issued").number == "215"


def test_a_number_of_the_year_before_is_not_kept(world: World) -> None:
    case_id = reported_through(world, review_between=False)
    world.take(case_id, "rework_report", "vpcp:clerk", note="Chưa nêu ngày.")
    world.take(case_id, "draft", "dtp.sxd:handler", later(60), answer="Xong.", result="solved")
    world.take(case_id, "sign", "dtp.sxd:deputy", later(60))
    world.take(case_id, "report", "dtp.sxd:clerk", later(60))
    years = Entry.objects.filter(agency__code="dtp.sxd", book="outgoing")
    assert list(years.order_by("year").values_list("year", "number")) == [(2026, 1), (2027, 1)]
