"""Who is let in, and that what one may not see does not exist."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.utils import timezone

from donthu.agencies.models import ApiToken
from donthu.agencies.tokens import make_token
from donthu.api.application import api
from donthu.cases import codes
from tests.api.conftest import Answer, Caller, caller_for
from tests.world import World

Officers = Callable[[str], Caller]


def calls() -> Iterator[tuple[str, str, bool]]:
    """Every call of the API: method, path, and whether it is open to anybody."""
    for path, methods in api.get_openapi_schema(path_prefix="")["paths"].items():
        for method in methods:
            yield method.upper(), path, path.startswith("/public/")


OFFICERS = [(method, path) for method, path, public in calls() if not public]
OF_A_CASE = [(method, path) for method, path in OFFICERS if "{code}" in path]
OF_A_HAND_OVER = [(method, path) for method, path in OFFICERS if "{assignment_id}" in path]


def _ids(calls: list[tuple[str, str]]) -> list[str]:
    return [f"{method} {path}" for method, path in calls]


@pytest.mark.parametrize(("method", "path"), OFFICERS, ids=_ids(OFFICERS))
def test_a_call_of_officers_needs_a_token(anybody: Caller, method: str, path: str) -> None:
    answer = anybody.call(method, _filled(path), content_type="application/json")

    assert answer.status == 401
    assert answer.type == "application/problem+json"
    assert "mã truy cập" in answer.body["detail"]
    assert answer.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("token", ["", "dt_unknown", "Đơn"])
def test_a_token_that_is_not_ours_is_no_token(db: None, token: str) -> None:
    assert Caller(token or " ").get("/me").status == 401


def test_a_token_is_good_until_it_expires_or_is_revoked(world: World) -> None:
    at = timezone.now()
    username = world.officers["vpcp:clerk"].username
    old = Caller(make_token(username, 1, "full", at=at - timedelta(days=2)))
    revoked = caller_for(username)
    ApiToken.objects.filter(expires__gt=at).update(revoked=at)

    assert [old.get("/me").status, revoked.get("/me").status] == [401, 401]
    assert caller_for(username).get("/me").status == 200


def test_a_token_for_reading_takes_no_step(world: World) -> None:
    reader = caller_for(world.officers["vpcp:clerk"].username, "read")
    code = world.submit().code

    assert reader.get(f"/cases/{code}").status == 200
    refused = reader.post(f"/cases/{code}/steps", {"step": "receive", "data": {}})
    assert refused.status == 403
    assert refused.body["detail"] == "Mã truy cập này chỉ để đọc."


def test_a_token_for_intake_reads_nothing(world: World) -> None:
    intake = caller_for(world.officers["vpcp:clerk"].username, "intake")

    assert intake.get("/me").status == 403
    assert intake.get("/cases").status == 403


@pytest.mark.parametrize(("method", "path"), OF_A_CASE, ids=_ids(OF_A_CASE))
def test_a_case_of_others_does_not_exist(
    world: World, officer: Officers, method: str, path: str
) -> None:
    case = world.submit()
    world.hand_down(case.case_id, ["vpcp", "dtp"])

    answer = _call(officer("btc:clerk"), method, path.replace("{code}", case.code))

    assert answer.status == 404
    assert answer.body["detail"] == "Không tìm thấy, hoặc không thuộc quyền xem của bạn."
    unknown = _call(
        officer("btc:clerk"), method, path.replace("{code}", codes.with_check("2345678"))
    )
    assert unknown.body == answer.body


@pytest.mark.parametrize(("method", "path"), OF_A_HAND_OVER, ids=_ids(OF_A_HAND_OVER))
def test_a_hand_over_of_others_does_not_exist(
    world: World, officer: Officers, method: str, path: str
) -> None:
    case = world.submit()
    world.hand_down(case.case_id, ["vpcp", "dtp"])
    listed = officer("vpcp:clerk").get(f"/cases/{case.code}/assignments")
    (lead,) = listed.body["items"]

    path = path.replace("{assignment_id}", str(lead["id"]))
    assert _call(officer("btc:clerk"), method, path).status == 404


def test_lists_hold_nothing_of_others(world: World, officer: Officers) -> None:
    world.submit()
    outsider = officer("btc:clerk")

    assert outsider.get("/cases").body == {"items": [], "next": None}
    assert outsider.get("/worklist").body == {"items": [], "next": None}
    assert outsider.get("/search", q="đèn tín hiệu").body == {"items": [], "next": None}
    assert officer("vpcp:clerk").get("/search", q="den tin hieu").body["items"]


def test_an_administrator_reads_no_case(world: World, officer: Officers) -> None:
    code = world.submit().code

    assert officer("vpcp:agency_admin").get(f"/cases/{code}").status == 404
    assert officer("vpcp:agency_admin").post("/lookups", {"content": "Đèn hỏng"}).status == 403


def _filled(path: str) -> str:
    return (
        path.replace("{code}", "7K3M-9Q2T")
        .replace("{assignment_id}", "1")
        .replace("{file_id}", "1")
    )


BODIES = {
    "pins": {},
    "steps": {"step": "receive", "data": {}},
    "assignments": {"to": "btc", "note": "Phối hợp."},
    "receipts": {},
    "reports": {"result": "Xong."},
    "reviews": {"outcome": "accepted"},
    "refusals": {"ground": "not_competent", "reason": "Không thuộc."},
}


def _call(caller: Caller, method: str, path: str) -> Answer:
    if method == "GET":
        return caller.get(_filled(path))
    return caller.post(_filled(path), BODIES[path.rsplit("/", 1)[1]])
