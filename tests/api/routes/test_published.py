"""What is public: answers and figures."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache

from tests.api.conftest import Caller
from tests.world import MONDAY, World

pytestmark = pytest.mark.usefixtures("wednesday")


def publish(world: World, title: str, *, number: int = 0) -> str:
    """A case whose answer was published `number` minutes after that Monday's nine o'clock."""
    case = world.submit()
    at = MONDAY + timedelta(minutes=number)
    world.take(case.case_id, "receive", "vpcp:clerk")
    world.answer(case.case_id, "vpcp")
    world.take(case.case_id, "issue", "vpcp:clerk")
    world.publish(
        case.case_id,
        "vpcp",
        at=at,
        title=title,
        text="Đèn ở ngã tư không sáng.",
        answer="Đã sửa xong.",
    )
    return case.code


def titles(answer: Any) -> list[str]:
    return [item["title"] for item in answer.body["items"]]


def test_published_answers_are_found_by_anybody(world: World, anybody: Caller) -> None:
    lamp, ditch = "Đèn tín hiệu hỏng", "Mương thoát nước bị lấp"
    publish(world, lamp)
    publish(world, ditch, number=1)
    world.submit(title="Chưa trả lời")

    assert titles(anybody.get("/public/answers")) == [ditch, lamp]
    assert titles(anybody.get("/public/answers", q="muong")) == [ditch]
    assert titles(anybody.get("/public/answers", field="pakn.transport")) == []
    assert titles(anybody.get("/public/answers", kind="idea", result="solved", year=2026)) == [
        ditch,
        lamp,
    ]
    for other in ({"kind": "question"}, {"result": "amend"}, {"year": 2025}, {"agency": "btc"}):
        assert titles(anybody.get("/public/answers", **other)) == [], other


def test_an_answer_holds_no_personal_data(world: World, anybody: Caller) -> None:
    code = publish(world, "Đèn tín hiệu hỏng")

    answer = anybody.get("/public/answers")

    (item,) = answer.body["items"]
    assert item["agency"] == {"code": "vpcp", "name": "Văn phòng Chính phủ"}
    assert (item["title"], item["answer"]) == ("Đèn tín hiệu hỏng", "Đã sửa xong.")
    assert item["days_early"] > 0
    for personal in (
        code,
        f"{code[:4]}-{code[4:]}",
        "Lê Thị Thử",
        "0900000123",
        "thu@example.vn",
        "ấp 3",
    ):
        assert personal.encode() not in answer.content


def test_answers_go_on_page_by_page(world: World, anybody: Caller) -> None:
    made = [f"Việc {number}" for number in range(4)]
    for number, title in enumerate(made):
        publish(world, title, number=number // 2)
    seen, cursor = [], None
    for _ in range(4):
        page = anybody.get("/public/answers", limit=1, cursor=cursor)
        seen += titles(page)
        cursor = page.body["next"]

    assert seen == made[::-1]
    assert cursor is None


def test_figures_count_what_there_is(world: World, anybody: Caller) -> None:
    cache.clear()
    publish(world, "Đèn tín hiệu hỏng")
    world.submit()
    world.submit(at=MONDAY - timedelta(days=31))

    body = anybody.get("/public/statistics").body

    assert body["total"] == 3
    for table, title in (("by_field", "Chưa phân lĩnh vực"), ("by_area", "Không ghi địa bàn")):
        (row,) = body[table]
        assert (row["key"], row["title"], row["count"], row["answered"]) == (None, title, 3, 1)
    assert [(row["key"], row["count"]) for row in body["by_month"]] == [
        ("2026-11", 2),
        ("2026-10", 1),
    ]
    for period, total in (
        ({"year": 2026, "month": 11}, 2),
        ({"year": 2026, "month": 10}, 1),
        ({"year": 2026, "quarter": 4}, 3),
        ({"year": 2025}, 0),
    ):
        assert anybody.get("/public/statistics", **period).body["total"] == total, period


def test_one_case_among_few_shows_in_no_table(world: World, anybody: Caller) -> None:
    cache.clear()
    publish(world, "Đèn tín hiệu hỏng")
    for _ in range(3):
        world.submit(kind="question")

    body = anybody.get("/public/statistics").body

    for table in ("by_state", "by_kind", "by_field", "by_level", "by_agency", "by_area"):
        assert min(row["count"] for row in body[table]) >= 3, table
    assert [(row["key"], row["count"]) for row in body["by_kind"]] == [("other", 4)]


@pytest.mark.django_db
def test_figures_are_of_whole_months_and_no_period_there_is_not(anybody: Caller) -> None:
    cache.clear()
    for wrong in (
        {"year": 2027},
        {"year": 9999},
        {"month": 11},
        {"year": 2026, "month": 13},
        {"year": 2026, "quarter": 4, "month": 11},
    ):
        assert anybody.get("/public/statistics", **wrong).status == 422, wrong
    days = {"from": "2026-11-09", "to": "9999-12-31"}
    assert anybody.get("/public/statistics", **days).body["total"] == 0


@pytest.mark.django_db
def test_who_asks_for_figures_all_the_time_is_told_to_wait(anybody: Caller) -> None:
    statuses = [anybody.get("/public/statistics").status for _ in range(121)]
    assert statuses == [200] * 120 + [429]
