"""POST /lookups."""

from collections.abc import Callable

import pytest

from donthu.cases.actions.seal import seal
from donthu.cases.models import Lookup
from tests.api.conftest import Caller
from tests.world import MONDAY, World

Officers = Callable[[str], Caller]
pytestmark = pytest.mark.usefixtures("wednesday")
CONTENT = "Đèn tín hiệu ở ngã tư không hoạt động vào sáng sớm."


def test_a_twin_elsewhere_is_named_without_its_text_or_its_people(
    world: World, officer: Officers
) -> None:
    twin = world.submit(to="btc")

    answer = officer("dtp:clerk").post(
        "/lookups", {"name": "Le Thi Thu", "phone": "+84 900 000 123", "content": CONTENT}
    )

    assert answer.status == 201
    (candidate,) = answer.body["candidates"]
    assert candidate == {
        "code": f"{twin.code[:4]}-{twin.code[4:]}",
        "score": 100,
        "reasons": ["Trùng số điện thoại", "Trùng họ tên", "Trùng 100 % cụm từ"],
        "agency": "Bộ Tài chính",
        "state": "Mới gửi",
    }
    assert answer.body["sealed_exists"] is False
    assert officer("dtp:clerk").get(f"/cases/{twin.code}").status == 404


def test_of_a_sealed_case_only_that_one_exists_is_told(world: World, officer: Officers) -> None:
    sealed = world.submit(to="btc")
    seal(case_id=sealed.case_id, actor=world.actor("btc:clerk"), at=MONDAY)

    answer = officer("dtp:clerk").post("/lookups", {"content": CONTENT, "phone": "0900000123"})

    assert (answer.body["candidates"], answer.body["sealed_exists"]) == ([], True)


def test_a_look_up_is_kept_without_its_words(world: World, officer: Officers) -> None:
    answer = officer("dtp:clerk").post("/lookups", {"name": "Lê Thị Thử", "content": CONTENT})

    kept = Lookup.objects.get(pk=answer.body["id"])
    assert (kept.officer, kept.agency_id) == (world.officers["dtp:clerk"], world.id("dtp"))
    assert "thu" not in repr((bytes(kept.sender_hash), bytes(kept.text_hash), kept.candidates))


def test_something_must_be_looked_for(world: World, officer: Officers) -> None:
    answer = officer("dtp:clerk").post("/lookups", {"address": "ấp 3", "name": " "})

    assert (answer.status, set(answer.fields)) == (422, {"content"})
    assert not Lookup.objects.exists()
