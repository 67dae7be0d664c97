"""What lies in the file of a case."""

from collections.abc import Callable
from datetime import date

import pytest

from donthu.cases.actions.seal import seal
from donthu.cases.models import Paper
from tests.api.conftest import Caller
from tests.world import MONDAY, World

Officers = Callable[[str], Caller]
pytestmark = pytest.mark.usefixtures("wednesday")


def test_events_are_sentences_newest_first(world: World, officer: Officers) -> None:
    case = world.submit()
    world.hand_down(case.case_id, ["vpcp", "dtp"])
    world.take(
        case.case_id, "assign", "dtp:clerk", officer=world.officers["dtp:handler"].pk, note="Gấp."
    )

    items = officer("dtp:clerk").get(f"/cases/{case.code}/events").body["items"]

    assert [item["text"] for item in items][::-1] == [
        "Người gửi nộp phản ánh, kiến nghị đến Văn phòng Chính phủ",
        "Văn phòng Chính phủ tiếp nhận, vào sổ số 1",
        "Văn phòng Chính phủ chuyển Ủy ban nhân dân tỉnh Đồng Tháp giải quyết",
        "Ủy ban nhân dân tỉnh Đồng Tháp tiếp nhận, vào sổ số 1",
        "Ủy ban nhân dân tỉnh Đồng Tháp phân công Handler dtp giải quyết",
    ]
    assert items[0]["words"] == [{"title": "Ghi chú", "text": "Gấp."}]
    assert items[0]["who"] == "Clerk dtp"
    assert items[0]["law"].startswith("Nghị định 20/2008/NĐ-CP, Điều 9")
    assert items[0]["at"] == "2026-11-09T09:00:00+07:00"


def test_a_clock_tells_its_end_day_by_day(world: World, officer: Officers) -> None:
    case = world.submit()
    world.take(case.case_id, "receive", "vpcp:clerk")

    items = officer("vpcp:clerk").get(f"/cases/{case.code}/deadlines").body["items"]

    clocks = {item["limit"]: item for item in items}
    assert [item["state"] for item in items] == ["running", "running", "met"]
    transfer = clocks["transfer"]  # five working days after Monday 9 November
    assert transfer["due_at"] == "2026-11-16T23:59:59+07:00"
    assert transfer["remaining"] == {"days": -2, "text": "Quá 2 ngày làm việc"}
    days = {day["date"]: day for day in transfer["explanation"]}
    assert list(days) == [date(2026, 11, day).isoformat() for day in range(9, 17)]
    assert (days["2026-11-14"]["counted"], days["2026-11-14"]["reason"]) == (False, "cuối tuần")
    assert sum(day["counted"] for day in days.values()) == 5
    assert clocks["receive"]["remaining"] is None


def test_papers_are_shown_to_the_agency_that_may_read_them(world: World, officer: Officers) -> None:
    case = world.submit()
    world.hand_down(case.case_id, ["vpcp", "dtp"])
    world.answer(case.case_id, "dtp")

    (draft,) = officer("dtp:clerk").get(f"/cases/{case.code}/papers").body["items"]
    assert (draft["kind"], draft["state"], draft["signed_for"]) == ("answer", "signed", "KT.")
    assert (draft["signer"]["username"], draft["signer_title"]) == ("dtp.deputy", "Phó Giám đốc")
    assert draft["head_title"] == "Giám đốc"
    assert officer("vpcp:clerk").get(f"/cases/{case.code}/papers").body["items"] == []

    world.take(case.case_id, "issue", "dtp:clerk")
    (answer,) = officer("vpcp:clerk").get(f"/cases/{case.code}/papers").body["items"]
    assert (answer["state"], answer["number"], answer["symbol"]) == ("issued", "01", "UBND-VX")
    assert Paper.objects.get().pk == answer["id"]


def test_the_sender_is_shown_to_who_works_on_it(world: World, officer: Officers) -> None:
    code = world.submit().code

    (sender,) = officer("vpcp:clerk").get(f"/cases/{code}/parties").body["items"]
    (watched,) = officer("vpcp:watcher").get(f"/cases/{code}/parties").body["items"]

    assert (sender["role"], sender["name"], sender["phone"]) == (
        "sender",
        "Lê Thị Thử",
        "0900000123",
    )
    assert (watched["name"], watched["hidden"]) == ("", "Chỉ cơ quan giải quyết được xem")


def test_a_sender_who_asked_for_it_is_known_to_the_first_clerk_alone(
    world: World, officer: Officers
) -> None:
    case = world.submit(hide_sender=True)
    world.hand_down(case.case_id, ["vpcp", "dtp"])

    (known,) = officer("vpcp:clerk").get(f"/cases/{case.code}/parties").body["items"]
    (hidden,) = officer("dtp:head").get(f"/cases/{case.code}/parties").body["items"]

    assert known["name"] == "Lê Thị Thử"
    assert hidden["hidden"] == "Người gửi đề nghị giấu tên"
    assert {hidden[name] for name in ("name", "phone", "email", "address")} == {""}
    assert hidden["area"] is None


def test_of_a_sealed_sender_nothing_is_shown(world: World, officer: Officers) -> None:
    case = world.submit()
    seal(case_id=case.case_id, actor=world.actor("vpcp:clerk"), at=MONDAY)

    (sender,) = officer("vpcp:clerk").get(f"/cases/{case.code}/parties").body["items"]

    assert (sender["hidden"], sender["name"]) == ("Danh tính đã niêm phong", "")
