"""GET and POST /cases."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from donthu.cases.models import Case, Deadline, Party
from donthu.ledger.models import Event
from donthu.people.models import Person
from tests.api.conftest import Caller
from tests.world import MONDAY, World

Officers = Callable[[str], Caller]
pytestmark = pytest.mark.usefixtures("wednesday")
CONTENT = "Mương thoát nước trước nhà số 3 bị lấp, mưa xuống là ngập."


@pytest.fixture
def clerk(officer: Officers) -> Caller:
    return officer("dtp:clerk")


def entry(clerk: Caller, **changed: Any) -> dict[str, Any]:
    """A letter that came by post an hour ago, looked up as it must be."""
    looked = clerk.post("/lookups", {"name": "Lê Thị Thử", "content": CONTENT})
    return {
        "procedure": "feedback",
        "channel": "post",
        "received_at": (timezone.now() - timedelta(hours=1)).isoformat(),
        "parties": [
            {"role": "sender", "name": "Lê Thị Thử", "address": "ấp 3", "phone": "0900000123"},
            {"role": "related", "name": "Trần Văn Thử"},
        ],
        "title": "Mương thoát nước bị lấp",
        "content": CONTENT,
        "lookup": looked.body["id"],
    } | changed


def test_a_clerk_enters_what_came_by_post_in_the_clerks_own_name(
    world: World, clerk: Caller
) -> None:
    answer = clerk.post("/cases", entry(clerk))

    assert answer.status == 201
    case = Case.objects.get(code=answer.body["code"].replace("-", ""))
    assert (case.channel, case.holder_id, case.state) == ("post", world.id("dtp"), "new")
    event = Event.objects.get(subject=f"case:{case.pk}")
    assert (event.actor_id, event.capacity, event.agency_id) == (
        world.officers["dtp:clerk"].pk,
        "clerk",
        world.id("dtp"),
    )
    roles = set(Party.objects.filter(case=case).values_list("role", "person__name"))
    assert roles == {("sender", "Lê Thị Thử"), ("related", "Trần Văn Thử")}


def test_the_clock_runs_from_the_day_of_receipt(world: World, clerk: Caller) -> None:
    received = timezone.now() - timedelta(days=3)

    answer = clerk.post("/cases", entry(clerk, received_at=received.isoformat()))

    clock = Deadline.objects.get(case__code=answer.body["code"].replace("-", ""))
    assert clock.started_at == received


def test_nothing_is_entered_without_looking_for_twins_first(world: World, clerk: Caller) -> None:
    other_text = clerk.post("/cases", entry(clerk, content="Việc khác hẳn."))
    never = clerk.post("/cases", entry(clerk, lookup=0))

    assert (other_text.status, never.status) == (409, 409)
    assert "hãy tra lại" in other_text.body["detail"]
    assert never.body["detail"] == "Hãy tra trùng trước khi vào sổ."


def test_a_look_up_of_a_colleague_does_not_serve(
    world: World, clerk: Caller, officer: Officers
) -> None:
    assert officer("vpcp:clerk").post("/cases", entry(clerk)).status == 409


def test_only_a_clerk_enters_letters(world: World, officer: Officers) -> None:
    handler = officer("dtp:handler")

    own = handler.post("/cases", entry(handler))
    named = handler.post("/cases", entry(handler, agency="dtp"))

    assert (own.status, named.status) == (409, 409)
    assert "văn thư" in own.body["detail"]


def test_a_clerk_enters_nothing_for_another_agency(world: World, clerk: Caller) -> None:
    assert clerk.post("/cases", entry(clerk, agency="btc")).status == 409


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"channel": "portal"}, "channel"),
        ({"procedure": "none"}, "procedure"),
        ({"received_at": "2126-01-01T00:00:00+07:00"}, "received_at"),
        ({"received_at": "1990-01-01T00:00:00+07:00"}, "received_at"),
        ({"received_at": "2026-11-20T08:00:00"}, "received_at"),
        ({"parties": []}, "parties"),
        ({"parties": [{"role": "related", "name": "Trần Văn Thử"}]}, "parties"),
        ({"parties": [{"role": "sender"}]}, "parties.0.name"),
        ({"parties": [{"role": "x", "name": "A"}]}, "parties.0.role"),
        ({"title": ""}, "title"),
        ({"area": "99999"}, "area"),
        ({"field": "none"}, "field"),
        ({"agency": "none"}, "agency"),
        ({"lookup": "x"}, "lookup"),
    ],
)
def test_what_is_wrong_is_named(
    world: World, clerk: Caller, wrong: dict[str, Any], field: str
) -> None:
    answer = clerk.post("/cases", entry(clerk, **wrong))

    assert answer.status == 422
    assert field in answer.fields
    assert not Case.objects.exists()


def test_a_case_says_who_must_answer_and_who_has_it(world: World, clerk: Caller) -> None:
    case = world.submit()
    world.hand_down(case.case_id, ["vpcp", "dtp"])

    body = clerk.get(f"/cases/{case.code.lower()}").body

    assert body["code"] == f"{case.code[:4]}-{case.code[4:]}"
    assert (body["root"]["code"], body["agency"]["code"], body["holder"]["code"]) == (
        "vpcp",
        "dtp",
        "dtp",
    )
    assert (body["state"], body["state_title"]) == ("received", "Đã tiếp nhận")
    assert body["content"].startswith("Đèn tín hiệu ở ngã tư")
    assert body["due_at"].endswith("+07:00")


def test_a_code_with_a_wrong_letter_is_told_apart(world: World, clerk: Caller) -> None:
    answer = clerk.get("/cases/7K3M-9Q2X")

    assert answer.status == 404
    assert answer.body["detail"].startswith("Mã số có một ký tự sai")


def test_cases_are_listed_newest_first_and_narrowed(world: World, officer: Officers) -> None:
    lamp = world.submit()
    ditch = world.submit(title="Mương thoát nước bị lấp", text=CONTENT)
    world.take(ditch.case_id, "receive", "vpcp:clerk")
    clerk = officer("vpcp:clerk")

    def found(**asked: Any) -> list[str]:
        return [row["code"].replace("-", "") for row in clerk.get("/cases", **asked).body["items"]]

    assert found() == [ditch.code, lamp.code]
    assert found(state="received") == [ditch.code]
    assert found(q="muong thoat nuoc") == [ditch.code]
    assert found(procedure="feedback", agency="vpcp") == [ditch.code, lamp.code]
    assert found(agency="dtp") == []
    assert found(field="pakn.transport") == []


def test_overdue_cases_are_those_whose_clock_has_run_out(world: World, officer: Officers) -> None:
    late = world.submit(at=MONDAY - timedelta(days=60))
    fresh = world.submit(at=timezone.now())
    clerk = officer("vpcp:clerk")

    def found(overdue: str) -> list[str]:
        rows = clerk.get("/cases", overdue=overdue).body["items"]
        return [row["code"].replace("-", "") for row in rows]

    assert found("true") == [late.code]
    assert found("false") == [fresh.code]
    assert clerk.get("/cases", overdue="maybe").status == 422


def test_a_list_goes_on_where_its_page_ended(world: World, officer: Officers) -> None:
    made = [world.submit().code for _ in range(5)]
    clerk = officer("vpcp:clerk")
    seen, cursor = [], None
    for _ in range(3):
        page = clerk.get("/cases", limit=2, cursor=cursor).body
        seen += [row["code"].replace("-", "") for row in page["items"]]
        cursor = page["next"]
        world.submit()  # what comes in meanwhile moves no page

    assert seen == made[::-1]
    assert cursor is None


def test_a_cursor_of_another_list_is_refused(world: World, officer: Officers) -> None:
    for _ in range(2):
        world.submit()
    clerk = officer("vpcp:clerk")
    cursor = clerk.get("/cases", limit=1).body["next"]

    assert clerk.get("/worklist", cursor=cursor).fields.keys() == {"cursor"}
    assert clerk.get("/cases", cursor="abc").fields.keys() == {"cursor"}
    assert clerk.get("/cases", limit=0).fields.keys() == {"limit"}


def test_a_sender_without_contact_looks_up_with_the_pin_that_was_given(
    world: World, officer: Callable[[str], Caller], anybody: Caller
) -> None:
    code = world.submit(sender=Person(name="Lê Thử", created_at=MONDAY)).code
    answer = officer("vpcp:clerk").post(f"/cases/{code}/pins")
    assert answer.status == 201
    pin = answer.body["pin"]
    assert len(pin) == 6
    assert anybody.get(f"/public/feedback/{code}", key=pin).status == 200
    assert officer("vpcp:handler").post(f"/cases/{code}/pins").status == 409
