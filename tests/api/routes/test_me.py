"""GET /me and GET /worklist."""

from collections.abc import Callable
from datetime import date

import pytest

from donthu.agencies.models import Delegation, Membership
from tests.api.conftest import Caller
from tests.world import World, later

Officers = Callable[[str], Caller]
pytestmark = pytest.mark.usefixtures("wednesday")


def test_an_officer_learns_in_what_capacities_to_act(world: World, officer: Officers) -> None:
    head = Membership.objects.get(officer=world.officers["dtp:head"])
    Delegation.objects.create(
        giver=head.officer,
        taker=world.officers["dtp:deputy"],
        membership=head,
        since=date(2026, 11, 1),
        until=date(2026, 11, 30),
        reason="Nghỉ phép",
    )

    me = officer("dtp:deputy").get("/me").body

    assert (me["username"], me["name"], me["scope"]) == ("dtp.deputy", "Deputy dtp", "full")
    assert [(duty["role"], duty["title"]) for duty in me["duties"]] == [
        ("deputy", "Phó Giám đốc"),
        ("head", "Giám đốc"),
    ]
    assert [duty["on_behalf_of"] for duty in me["duties"]] == [
        None,
        {"username": "dtp.head", "name": "Head dtp"},
    ]
    assert me["duties"][0]["agency"] == {"code": "dtp", "name": "Ủy ban nhân dân tỉnh Đồng Tháp"}


def test_the_worklist_begins_with_the_most_urgent_and_names_the_step(
    world: World, officer: Officers
) -> None:
    soon = world.submit(at=later(8))
    late = world.submit()

    body = officer("vpcp:clerk").get("/worklist").body

    assert [(item["code"].replace("-", ""), item["section"]) for item in body["items"]] == [
        (late.code, "late"),
        (soon.code, "soon"),
    ]
    first = body["items"][0]
    assert first["next"] == {
        "step": "receive",
        "title": "Tiếp nhận, vào sổ",
        "assignment": None,
    }
    assert first["remaining"] == {"days": -5, "text": "Quá 5 ngày làm việc"}
    assert first["agency"]["code"] == "vpcp"


def test_a_part_to_do_names_its_hand_over(world: World, officer: Officers) -> None:
    case = world.submit(to="dtp")
    world.take(case.case_id, "receive", "dtp:clerk")
    given = officer("dtp:clerk").post(
        f"/cases/{case.code}/assignments", {"to": "dtp.snnmt", "note": "Phối hợp."}
    )

    (item,) = officer("dtp.snnmt:clerk").get("/worklist").body["items"]

    assert item["next"] == {
        "step": "receive",
        "title": "Nhận việc",
        "assignment": given.body["id"],
    }


def test_the_worklist_goes_on_page_by_page_also_where_no_clock_runs(
    world: World, officer: Officers
) -> None:
    for _ in range(2):
        answered = world.submit()
        world.take(answered.case_id, "receive", "vpcp:clerk")
        world.answer(answered.case_id, "vpcp")
        world.take(answered.case_id, "issue", "vpcp:clerk")
        world.submit()
    clerk = officer("vpcp:clerk")
    whole = [item["code"] for item in clerk.get("/worklist").body["items"]]
    seen, cursor = [], None
    while True:
        page = clerk.get("/worklist", limit=1, cursor=cursor).body
        seen += [item["code"] for item in page["items"]]
        if (cursor := page["next"]) is None:
            break

    assert seen == whole
    assert len(whole) == 4


def test_who_has_signed_off_has_nothing_to_do(world: World, officer: Officers) -> None:
    case = world.submit(to="dtp")
    world.take(case.case_id, "receive", "dtp:clerk")
    world.answer(case.case_id, "dtp")

    assert officer("dtp:deputy").get("/worklist").body["items"] == []
    (item,) = officer("dtp:clerk").get("/worklist").body["items"]
    assert item["next"]["step"] == "issue"
