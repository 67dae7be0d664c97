"""What was handed to the wrong agency comes back to who handed it over, also when nobody is there."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from donthu.agencies.duties import duties_of
from donthu.agencies.errors import NotPossible
from donthu.agencies.tree import close_agency
from donthu.cases import queries, timeline
from donthu.cases.attached import Attached
from donthu.cases.errors import Refused
from donthu.cases.folders import waiting
from donthu.cases.holding import refuse_while_holding
from donthu.cases.models import Assignment, Case, Deadline, Paper, Position
from donthu.documents.intake import accept
from tests.paths import PATHS
from tests.world import MONDAY, World, later

pytestmark = pytest.mark.django_db
IN = PATHS["feedback"]


def folders(case_id: int) -> dict[str, str]:
    rows = Position.objects.filter(case=case_id).values_list("agency__code", "folder")
    return dict(rows)


def clocks(case_id: int) -> set[tuple[str, str]]:
    rows = Deadline.objects.filter(case=case_id).exclude(state__in=["met", "cancelled"])
    return set(rows.values_list("limit", "agency__code"))


def recall(world: World, case_id: int, who: str = "vpcp:clerk") -> None:
    world.take(case_id, "recall", who, later(1), reason="Chuyển nhầm tỉnh.")


def test_the_giver_recalls_what_was_not_received_yet(world: World) -> None:
    case_id = IN["forwarded"](world)
    recall(world, case_id)
    case = Case.objects.get(pk=case_id)
    assert (case.state, case.holder.code, case.agency.code) == ("received", "vpcp", "vpcp")
    lead = Assignment.objects.get(case=case_id)
    assert (lead.state, lead.reason, lead.closed_at) == ("recalled", "Chuyển nhầm tỉnh.", later(1))
    assert folders(case_id) == {"vpcp": "working", "dtp": "closed"}
    assert clocks(case_id) == {("answer", "vpcp"), ("transfer", "vpcp")}
    line = timeline.for_officers(case)[0]
    assert line.text == "Văn phòng Chính phủ thu hồi hồ sơ đã chuyển Ủy ban nhân dân tỉnh Đồng Tháp"
    assert line.words == (("Lý do thu hồi", "Chuyển nhầm tỉnh."),)
    assert timeline.for_sender(case)[0].text == (
        "Văn phòng Chính phủ đã thu hồi phản ánh chuyển đến Ủy ban nhân dân tỉnh Đồng Tháp "
        "để xác định lại nơi giải quyết."
    )
    world.take(case_id, "hand_over", "vpcp:clerk", lead=world.id("btc"), note="Đúng nơi.")
    assert Case.objects.get(pk=case_id).holder.code == "btc"


@pytest.mark.parametrize("back", ["recall", "return"])
def test_a_directive_goes_on_with_the_next_hand_over_when_the_first_came_back(
    world: World, back: str
) -> None:
    case_id = IN["received"](world)
    stored = accept(ContentFile(b"%PDF-1.4"), "Chỉ đạo.pdf", 10_000)
    files = (Attached(stored.pk, "Chỉ đạo.pdf"),)
    world.take(case_id, "direct", "dtp:clerk", directive_number="125/UBND", directive=files)
    given = {"lead": world.id("dtp.sxd"), "note": "Giải quyết."}
    world.take(case_id, "hand_over", "dtp:clerk", later(1), **given)
    directive = Paper.objects.get(kind="directive")
    if back == "recall":
        recall(world, case_id, "dtp:clerk")
    else:
        said = {"ground": "not_competent", "reason": "Không thuộc Sở."}
        world.take(case_id, "return", "dtp.sxd:clerk", later(1), **said)
    world.take(
        case_id, "hand_over", "dtp:clerk", later(2), **given | {"lead": world.id("dtp.snnmt")}
    )
    directive.refresh_from_db()
    assert directive.state == "issued"
    assert directive.assignment == Assignment.objects.get(to=world.agencies["dtp.snnmt"])


def test_the_days_to_transfer_count_from_receipt_however_often_it_is_recalled(
    world: World,
) -> None:
    case_id = IN["forwarded"](world)
    due = Deadline.objects.get(case=case_id, limit="transfer").due_at
    for day in (1, 2):
        world.take(case_id, "recall", "vpcp:clerk", later(day), reason="Chuyển nhầm tỉnh.")
        clock = Deadline.objects.get(case=case_id, limit="transfer")
        assert (clock.state, clock.started_at, clock.ended_at) == ("running", MONDAY, None)
        assert clock.due_at == due
        to = world.id("btc" if day == 1 else "dtp")
        world.take(case_id, "hand_over", "vpcp:clerk", later(day), lead=to, note="Đúng nơi.")
    assert Deadline.objects.get(case=case_id, limit="transfer").ended_at == later(2)


def test_what_is_recalled_from_who_received_it_runs_on_the_clock_of_the_giver(
    world: World,
) -> None:
    case_id = IN["received"](world)
    world.agencies["dtp"].until = date(2026, 11, 30)
    world.agencies["dtp"].save()
    recall(world, case_id)
    clocks = Deadline.objects.filter(case=case_id, limit="transfer")
    assert set(clocks.values_list("agency__code", "state")) == {("dtp", "met"), ("vpcp", "running")}


def test_the_giver_is_offered_it_beside_the_case_and_the_receiver_is_not(world: World) -> None:
    case = Case.objects.get(pk=IN["forwarded"](world))
    for who, offered in (("vpcp:clerk", True), ("dtp:clerk", False), ("btc:clerk", False)):
        steps = queries.options_for(case, world.actor(who)).open
        assert ("recall" in {step.key for step in steps}) == offered, who
    officer = world.officers["vpcp:clerk"]
    assert not waiting(duties_of(officer, MONDAY.date()), officer.pk).exists()


@pytest.mark.parametrize(
    ("state", "returnable"),
    [
        ("received", True),
        ("in_progress", True),
        ("awaiting_supplement", False),
        ("awaiting_approval", False),
        ("signed", False),
    ],
)
def test_what_was_received_is_not_recalled_and_the_reason_says_when_it_can_be_returned(
    world: World, state: str, returnable: bool
) -> None:
    case_id = IN[state](world)
    with pytest.raises(Refused, match="trả lại được khi chưa trình ký và không chờ bổ sung"):
        recall(world, case_id)
    steps = queries.options_for(Case.objects.get(pk=case_id), world.actor("dtp:clerk")).open
    assert ("return" in {step.key for step in steps}) == returnable


@pytest.mark.parametrize("state", ["received", "awaiting_supplement", "signed"])
def test_what_lies_with_an_agency_that_ends_is_recalled_whatever_its_state(
    world: World, state: str
) -> None:
    case_id = IN[state](world)
    agency = world.agencies["dtp"]
    agency.until = date(2026, 11, 8)
    agency.save()
    recall(world, case_id)
    case = Case.objects.get(pk=case_id)
    assert (case.state, case.holder.code) == ("received", "vpcp")
    assert not Paper.objects.filter(case=case_id, state__in=["draft", "signed"]).exists()
    assert Deadline.objects.get(case=case_id, limit="answer").state == "running"


def test_the_day_chosen_above_runs_again_when_the_lowest_is_recalled_while_the_sender_is_asked(
    world: World,
) -> None:
    case_id = world.submit().case_id
    for giver, taker, due in (
        ("vpcp", "dtp", date(2026, 11, 17)),
        ("dtp", "dtp.sxd", date(2026, 11, 16)),
    ):
        lead = world.id(taker)
        world.take(case_id, "receive", f"{giver}:clerk")
        world.take(case_id, "hand_over", f"{giver}:clerk", lead=lead, note="Sửa.", due=due)
    world.take(case_id, "receive", "dtp.sxd:clerk")
    world.take(case_id, "ask_supplement", "dtp.sxd:clerk", question="Ở đâu?")
    world.agencies["dtp.sxd"].until = date(2026, 11, 30)
    world.agencies["dtp.sxd"].save()
    world.take(case_id, "recall", "dtp:clerk", later(1), reason="Sở sắp kết thúc hoạt động.")
    assert not Deadline.objects.filter(case=case_id, state="suspended").exists()
    chosen = Deadline.objects.get(case=case_id, limit="handle", state="running")
    assert chosen.agency.code == "dtp"
    assert chosen.due_at is not None
    # the Monday and the Tuesday on which the sender was asked are not counted
    assert timezone.localtime(chosen.due_at).date() == date(2026, 11, 19)


def test_an_agency_is_not_closed_over_the_cases_it_holds(world: World) -> None:
    case_id = IN["forwarded"](world)
    world.submit(to="dtp")
    dtp, sxd = world.agencies["dtp"], world.agencies["dtp.sxd"]
    last = date(2026, 12, 31)
    for below in (sxd, world.agencies["dtp.snnmt"]):
        close_agency(below, until=last, into=[], decision="Quyết định 1", at=MONDAY, by=None)
    with pytest.raises(NotPossible, match="còn giữ 2 hồ sơ chưa xong"):
        close_agency(dtp, until=last, into=[], decision="Quyết định 1", at=MONDAY, by=None)
    recall(world, case_id)
    with pytest.raises(NotPossible, match="còn giữ 1 hồ sơ chưa xong"):
        close_agency(dtp, until=last, into=[], decision="Quyết định 1", at=MONDAY, by=None)


def test_an_agency_is_not_closed_over_the_cases_that_come_back_to_it(world: World) -> None:
    case_id = world.submit(to="dtp.sxd").case_id
    world.hand_down(case_id, ["dtp.sxd", "dtp.snnmt"])
    sxd = world.agencies["dtp.sxd"]
    last = date(2026, 12, 31)
    with pytest.raises(NotPossible, match="còn 1 hồ sơ đã chuyển đi mà chưa xong") as refused:
        close_agency(sxd, until=last, into=[], decision="Quyết định 1", at=MONDAY, by=None)
    assert "còn giữ" not in str(refused.value)
    world.submit(to="dtp.sxd")
    with pytest.raises(NotPossible, match=r"cơ quan đã chuyển hồ sơ đến đây .*; còn 1 hồ sơ đã"):
        close_agency(sxd, until=last, into=[], decision="Quyết định 1", at=MONDAY, by=None)


def test_an_agency_may_be_closed_once_what_it_handed_on_is_answered(world: World) -> None:
    case_id = world.submit(to="dtp.sxd").case_id
    world.hand_down(case_id, ["dtp.sxd", "dtp.snnmt"])
    world.answer(case_id, "dtp.snnmt")
    world.take(case_id, "issue", "dtp.snnmt:clerk")
    refuse_while_holding(world.agencies["dtp.sxd"])
