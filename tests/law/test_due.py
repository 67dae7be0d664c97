"""The card "Vì sao hạn là …?" as a person reads it."""

from datetime import date, datetime, time
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
)


def rows(**period: Any) -> list[tuple[str, ...]]:
    due = count(calendar=Calendar.official(), **period)
    stored = Due.from_json(due.as_json())
    return [tuple(filter(None, row)) for row in stored.folded()]


def test_seven_working_days_over_a_weekend() -> None:
    assert rows(start=date(2026, 11, 11), length=7, unit=Unit.WORKING_DAYS, event="Nhận đơn") == [
        ("Nhận đơn", "Thứ Tư 11/11", "không tính"),
        ("Ngày 1–2", "12/11, 13/11"),
        ("Bỏ qua", "14–15/11", "cuối tuần"),
        ("Ngày 3–7", "16/11 – 20/11"),
        ("Hết hạn", "Thứ Sáu 20/11/2026"),
    ]


def test_an_end_that_was_moved_says_so_in_its_row() -> None:
    assert rows(start=date(2026, 7, 15), length=45, unit=Unit.CALENDAR_DAYS, event="Thụ lý") == [
        ("Thụ lý", "Thứ Tư 15/07", "không tính"),
        ("Ngày 1–45", "16/07 – 29/08"),
        ("Bỏ qua", "30/08", "cuối tuần"),
        ("Bỏ qua", "31/08", "nghỉ bù, làm bù thứ Bảy 22/08"),
        ("Bỏ qua", "01–02/09", "Quốc khánh"),
        (
            "Hết hạn",
            "Thứ Năm 03/09/2026",
            "hết hạn vào ngày nghỉ, chuyển sang ngày làm việc tiếp theo",
        ),
    ]


def test_a_late_event_over_new_year_with_a_worked_saturday_and_an_extension() -> None:
    assert rows(
        start=datetime(2025, 12, 30, 16, tzinfo=LOCAL),
        length=5,
        unit=Unit.WORKING_DAYS,
        event="Nhận đơn",
        cut_off=time(15),
        extensions=[Extension(3, Unit.WORKING_DAYS)],
    ) == [
        ("Nhận đơn", "Thứ Ba 30/12/2025", "sau 15:00, tính như ngày làm việc tiếp theo"),
        ("Tính từ", "Thứ Tư 31/12/2025", "không tính"),
        ("Bỏ qua", "01/01", "Tết Dương lịch"),
        ("Bỏ qua", "02/01", "nghỉ bù, làm bù thứ Bảy 10/01"),
        ("Bỏ qua", "03–04/01", "cuối tuần"),
        ("Ngày 1–5", "05/01 – 09/01"),
        ("Ngày 6", "10/01", "làm bù thứ Bảy, thay thứ Sáu 02/01, gia hạn"),
        ("Bỏ qua", "11/01", "cuối tuần"),
        ("Ngày 7–8", "12/01, 13/01", "gia hạn"),
        ("Hết hạn", "Thứ Ba 13/01/2026"),
    ]


def test_a_suspension_over_the_end_of_a_month() -> None:
    assert rows(
        start=date(2026, 10, 29),
        length=2,
        unit=Unit.WORKING_DAYS,
        suspensions=[Suspension(date(2026, 10, 31), date(2026, 11, 3), "chờ bổ sung")],
    ) == [
        ("Bắt đầu", "Thứ Năm 29/10", "không tính"),
        ("Ngày 1", "30/10"),
        ("Bỏ qua", "31/10 – 03/11", "chờ bổ sung"),
        ("Ngày 2", "04/11"),
        ("Hết hạn", "Thứ Tư 04/11/2026"),
    ]


def test_a_clock_that_stands_still() -> None:
    assert rows(
        start=date(2026, 11, 2),
        length=15,
        unit=Unit.WORKING_DAYS,
        suspensions=[Suspension(date(2026, 11, 5), reason="chờ bổ sung")],
    ) == [
        ("Bắt đầu", "Thứ Hai 02/11", "không tính"),
        ("Ngày 1–2", "03/11, 04/11"),
        ("Đang tạm dừng", "từ 05/11/2026", "chờ bổ sung"),
    ]


def test_a_limit_before_an_event_is_told_going_back() -> None:
    assert rows(
        start=date(2026, 9, 15),
        length=5,
        unit=Unit.WORKING_DAYS,
        direction=Direction.BEFORE,
        event="Buổi tiếp công dân",
    ) == [
        ("Buổi tiếp công dân", "Thứ Ba 15/09", "không tính"),
        ("Ngày 1", "14/09"),
        ("Bỏ qua", "12–13/09", "cuối tuần"),
        ("Ngày 2–5", "08/09 – 11/09"),
        ("Chậm nhất", "Thứ Ba 08/09/2026"),
    ]


def test_hours_end_at_an_hour() -> None:
    at = datetime(2026, 11, 20, 10, 30, tzinfo=LOCAL)
    assert rows(start=at, length=24, unit=Unit.HOURS, event="Nhận tin") == [
        ("Nhận tin", "Thứ Sáu 20/11"),
        ("Tính giờ", "21/11"),
        ("Hết hạn", "10:30 Thứ Bảy 21/11/2026"),
    ]


@pytest.mark.parametrize("length", [0, 1])
def test_a_period_of_no_or_one_day(length: int) -> None:
    told = rows(start=date(2026, 11, 19), length=length, unit=Unit.WORKING_DAYS)
    assert told[0] == ("Bắt đầu", "Thứ Năm 19/11", "không tính")
    assert told[-1][1].endswith(f"{19 + length}/11/2026")
    assert len(told) == 2 + length
