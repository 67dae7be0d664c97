"""How a period is told, what is refused, and how long counting takes."""

from datetime import UTC, date, datetime, time
from timeit import repeat
from typing import Any

import pytest

from donthu.law.calendar import (
    LOCAL,
    Calendar,
    Direction,
    Due,
    Extension,
    Suspension,
    Unit,
    count,
    end_of,
)


def counted(**period: Any) -> Due:
    return count(calendar=Calendar.official(), **period)


def told(due: Due) -> list[tuple[str, bool, str]]:
    return [(f"{n.date:%d/%m}", n.counted, n.reason) for n in due.explanation]


def test_each_day_says_whether_it_counts_and_why() -> None:
    due = counted(start=date(2026, 11, 20), length=2, unit=Unit.WORKING_DAYS)
    assert told(due) == [
        ("20/11", False, "không tính ngày bắt đầu"),
        ("21/11", False, "cuối tuần"),
        ("22/11", False, "cuối tuần"),
        ("23/11", True, "ngày làm việc"),
        ("24/11", False, "Ngày Văn hóa Việt Nam"),
        ("25/11", True, "ngày làm việc"),
    ]
    assert due.explanation[0].law == "Bộ luật Dân sự 2015, Điều 147"
    assert due.explanation[4].law == "Nghị quyết 80-NQ/TW"


def test_an_end_on_a_day_off_is_counted_and_then_passed_over() -> None:
    due = counted(start=date(2026, 11, 18), length=3, unit=Unit.CALENDAR_DAYS)
    assert told(due)[3:] == [
        ("21/11", True, "tính cả ngày nghỉ"),
        ("22/11", False, "cuối tuần"),
        ("23/11", False, "hết hạn vào ngày nghỉ, chuyển sang ngày làm việc tiếp theo"),
    ]
    assert due.explanation[-1].law == "Bộ luật Dân sự 2015, Điều 148 khoản 5"


def test_an_event_after_the_cut_off_begins_on_the_next_working_day() -> None:
    at = datetime(2026, 11, 20, 15, 30, tzinfo=LOCAL)
    due = counted(start=at, length=1, unit=Unit.WORKING_DAYS, cut_off=time(15))
    assert told(due)[:4] == [
        ("20/11", False, "sau 15:00, tính như ngày làm việc tiếp theo"),
        ("21/11", False, "cuối tuần"),
        ("22/11", False, "cuối tuần"),
        ("23/11", False, "không tính ngày bắt đầu"),
    ]


def test_the_day_of_the_event_is_the_day_in_viet_nam() -> None:
    at = datetime(2026, 11, 18, 18, 0, tzinfo=UTC)  # 01:00 of the 19th at home
    due = counted(start=at, length=1, unit=Unit.WORKING_DAYS)
    assert due.due == end_of(date(2026, 11, 20))
    cut_off = datetime(2026, 11, 19, 8, 0, 1, tzinfo=UTC)  # 15:00:01 at home
    due = counted(start=cut_off, length=0, unit=Unit.WORKING_DAYS, cut_off=time(15))
    assert due.due == end_of(date(2026, 11, 20))


def test_a_due_date_is_the_last_second_of_its_day_in_viet_nam() -> None:
    due = counted(start=date(2026, 11, 11), length=7, unit=Unit.WORKING_DAYS).due
    assert due is not None
    assert due.isoformat() == "2026-11-20T23:59:59+07:00"


def test_a_clock_that_stands_still_has_no_end_and_says_since_when() -> None:
    due = counted(
        start=date(2026, 11, 2),
        length=15,
        unit=Unit.WORKING_DAYS,
        suspensions=[Suspension(date(2026, 11, 5), reason="chờ người gửi bổ sung")],
        extensions=[Extension(5, Unit.WORKING_DAYS)],
    )
    assert due.due is None
    assert due.paused_since == date(2026, 11, 5)
    assert told(due)[-1] == ("05/11", False, "chờ người gửi bổ sung")
    assert [stage.due for stage in due.stages] == [None, None]
    assert counted(start=date(2026, 11, 2), length=1, unit=Unit.WORKING_DAYS).paused_since is None


def test_a_suspension_without_end_counts_from_its_first_day_whatever_overlaps_it() -> None:
    spans = [Suspension(date(2026, 11, 3), date(2026, 11, 10)), Suspension(date(2026, 11, 4))]
    due = counted(start=date(2026, 11, 2), length=3, unit=Unit.WORKING_DAYS, suspensions=spans)
    assert due.paused_since == date(2026, 11, 4)


def test_an_extension_keeps_the_end_it_replaced() -> None:
    due = counted(
        start=date(2026, 8, 3),
        length=30,
        unit=Unit.CALENDAR_DAYS,
        law="Luật Tố cáo 2018, Điều 30",
        extensions=[Extension(30, Unit.CALENDAR_DAYS, "Quyết định gia hạn số 5", "gia hạn lần 1")],
    )
    first, second = due.stages
    assert (first.raw, first.due) == (date(2026, 9, 2), end_of(date(2026, 9, 3)))
    assert (second.raw, second.due) == (date(2026, 10, 2), due.due)
    assert (second.title, second.law) == ("gia hạn lần 1", "Quyết định gia hạn số 5")
    assert due.explanation[-1].reason == "tính cả ngày nghỉ, gia hạn lần 1"


@pytest.mark.parametrize(
    ("period", "fault"),
    [
        ({"length": -1}, "không đếm được"),
        ({"length": 3661}, "không đếm được"),
        ({"extensions": [Extension(0, Unit.WORKING_DAYS)]}, "không đếm được"),
        ({"start": datetime(2026, 11, 20, 8)}, "phải có múi giờ"),
        ({"unit": Unit.HOURS}, "cần thời điểm bắt đầu"),
        ({"extensions": [Extension(5, Unit.HOURS)]}, "chỉ gia hạn được bằng giờ"),
        (
            {"direction": Direction.BEFORE, "suspensions": [Suspension(date(2026, 11, 1))]},
            "không tạm dừng",
        ),
        (
            {"direction": Direction.BEFORE, "extensions": [Extension(5, Unit.WORKING_DAYS)]},
            "không gia hạn",
        ),
        ({"direction": Direction.BEFORE, "cut_off": time(15)}, "không có giờ chốt"),
        ({"suspensions": [Suspension(date(2026, 1, 1), date(9999, 1, 1))]}, "đến năm 2099"),
        ({"start": date(2099, 12, 20), "length": 30}, "đến năm 2099"),
    ],
)
def test_what_cannot_be_counted_is_refused_in_words(period: dict[str, Any], fault: str) -> None:
    usual = {"start": date(2026, 11, 20), "length": 5, "unit": Unit.WORKING_DAYS}
    with pytest.raises(ValueError, match=fault):
        counted(**usual | period)


def test_a_suspension_may_not_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="kết thúc trước khi bắt đầu"):
        Suspension(date(2026, 11, 5), date(2026, 11, 4))


def test_fifteen_working_days_are_counted_in_well_under_a_millisecond() -> None:
    def submit() -> None:
        counted(start=date(2026, 11, 22), length=15, unit=Unit.WORKING_DAYS).as_json()

    assert min(repeat(submit, number=20, repeat=5)) / 20 < 0.001
