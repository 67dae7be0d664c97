"""The deadlines of the law, and counting by them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from donthu.agencies import local_law
from donthu.agencies.models import DayOff
from tests.api.conftest import Caller
from tests.world import World

pytestmark = pytest.mark.usefixtures("wednesday")


@pytest.fixture
def clerk(world: World, officer: Callable[[str], Caller]) -> Caller:
    return officer("dtp:clerk")


def test_rules_are_the_dated_wordings_of_the_law(clerk: Caller) -> None:
    rules = {rule["rule"]: rule for rule in clerk.get("/deadlines/rules").body}

    transfer = rules["feedback.transfer"]
    assert transfer["law"] == "Nghị định 20/2008/NĐ-CP, Điều 9 khoản 1 điểm d"
    assert (transfer["unit"], transfer["length"]) == ("working_days", 5)
    assert (transfer["since"], transfer["until"]) == ("2008-03-03", None)


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        # over Tet 2026 (14 to 22 February off)
        ({"start": "2026-02-12", "unit": "working_days", "length": 2}, "2026-02-23T23:59:59+07:00"),
        (
            {"start": "2026-11-20", "unit": "calendar_days", "length": 1},
            "2026-11-23T23:59:59+07:00",
        ),
        ({"start": "2026-01-31", "unit": "months", "length": 1}, "2026-03-02T23:59:59+07:00"),
        (
            {"start": "2026-11-20T16:00:00+07:00", "unit": "hours", "length": 24},
            "2026-11-21T16:00:00+07:00",
        ),
        (
            {"start": "2026-11-20T01:00:00Z", "rule": "feedback.transfer"},
            "2026-11-30T23:59:59+07:00",  # the Day of Culture, 24 November, is off
        ),
    ],
)
def test_a_day_is_counted_as_the_law_counts(clerk: Caller, asked: dict[str, Any], due: str) -> None:
    answer = clerk.post("/deadlines/calculate", asked)

    assert (answer.status, answer.body["due"]) == (200, due)


def test_each_day_is_explained_and_a_suspension_is_not_counted(clerk: Caller) -> None:
    answer = clerk.post(
        "/deadlines/calculate",
        {
            "start": "2026-11-02",
            "rule": "feedback.transfer",
            "suspensions": [{"from": "2026-11-04", "to": "2026-11-05"}],
        },
    )

    assert answer.body["due"] == "2026-11-11T23:59:59+07:00"
    days = {day["date"]: day for day in answer.body["explanation"]}
    assert (days["2026-11-04"]["counted"], days["2026-11-04"]["reason"]) == (False, "tạm dừng")
    assert sum(day["counted"] for day in days.values()) == 5
    assert answer.body["law"] == "Nghị định 20/2008/NĐ-CP, Điều 9 khoản 1 điểm d"


def test_a_clock_that_stands_still_has_no_end(clerk: Caller) -> None:
    answer = clerk.post(
        "/deadlines/calculate",
        {
            "start": "2026-11-02",
            "rule": "feedback.transfer",
            "suspensions": [{"from": "2026-11-04"}],
        },
    )

    assert answer.body["due"] is None


def test_the_days_off_of_ones_own_agency_count(world: World, clerk: Caller) -> None:
    DayOff.objects.create(
        agency=world.agencies["dtp"], date=date(2026, 11, 17), reason="Bão", decision="12/CĐ-UBND"
    )
    local_law.forget()

    answer = clerk.post(
        "/deadlines/calculate", {"start": "2026-11-16", "unit": "working_days", "length": 1}
    )

    assert answer.body["due"] == "2026-11-18T23:59:59+07:00"


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"start": "20/11/2026", "unit": "months", "length": 1}, "start"),
        ({"start": "2026-11-20T08:00:00", "unit": "months", "length": 1}, "start"),
        ({"start": "2026-11-20", "rule": "feedback.none"}, "rule"),
        ({"start": "2026-11-20", "rule": "none"}, "rule"),
        ({"start": "2026-11-20", "rule": "feedback.answer", "variant": "remote"}, "variant"),
        ({"start": "2026-11-20", "unit": "months"}, "rule"),
        ({"start": "2026-11-20", "unit": "years", "length": 1}, "unit"),
        ({"start": "2026-11-20", "unit": "months", "length": -1}, "length"),
        ({"unit": "months", "length": 1}, "start"),
    ],
)
def test_what_can_not_be_counted_is_named(clerk: Caller, asked: dict[str, Any], field: str) -> None:
    answer = clerk.post("/deadlines/calculate", asked)

    assert (answer.status, set(answer.fields)) == (422, {field})


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"start": "2026-11-20", "unit": "hours", "length": 24}, "cần thời điểm bắt đầu"),
        ({"start": "1900-01-01", "unit": "working_days", "length": 5}, "năm 1995"),
        ({"start": "2026-11-20", "unit": "months", "length": 100000}, "không đếm được"),
        ({"start": "2000-01-01", "rule": "feedback.transfer"}, "không có quy định"),
        (
            {
                "start": "2026-11-20",
                "unit": "months",
                "length": 1,
                "suspensions": [{"from": "2026-11-20", "to": "2026-11-01"}],
            },
            "kết thúc trước khi bắt đầu",
        ),
    ],
)
def test_what_the_law_can_not_count_is_told_in_its_words(
    clerk: Caller, asked: dict[str, Any], sentence: str
) -> None:
    answer = clerk.post("/deadlines/calculate", asked)

    assert answer.status == 422
    assert sentence in answer.body["detail"]
