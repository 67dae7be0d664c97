"""The chip that says how long is left."""

from datetime import date, datetime

import pytest

from donthu.law.calendar import LOCAL, Calendar, end_of, remaining


def at(text: str) -> datetime:
    return datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=LOCAL)


@pytest.mark.parametrize(
    ("due", "now", "text", "tone", "days"),
    [
        (date(2026, 11, 27), "18/11/2026 09:00", "Còn 6 ngày làm việc", "ok", 6),  # 24/11 nghỉ
        (date(2026, 11, 27), "20/11/2026 09:00", "Còn 4 ngày làm việc", "ok", 4),
        (date(2026, 11, 27), "23/11/2026 23:59", "Còn 3 ngày làm việc", "due", 3),
        (date(2026, 11, 27), "24/11/2026 09:00", "Còn 3 ngày làm việc", "due", 3),
        (date(2026, 11, 27), "26/11/2026 09:00", "Còn 1 ngày làm việc", "due", 1),
        (date(2026, 11, 27), "27/11/2026 00:00", "Hôm nay", "due", 0),
        (date(2026, 11, 27), "27/11/2026 23:59", "Hôm nay", "due", 0),
        (date(2026, 11, 27), "28/11/2026 00:00", "Quá hạn", "late", 0),
        (date(2026, 11, 27), "29/11/2026 12:00", "Quá hạn", "late", 0),
        (date(2026, 11, 27), "30/11/2026 08:00", "Quá 1 ngày làm việc", "late", -1),
        (date(2026, 11, 20), "25/11/2026 08:00", "Quá 2 ngày làm việc", "late", -2),
        (date(2026, 11, 29), "28/11/2026 08:00", "Hết hạn 29/11", "due", 0),
    ],
)
def test_the_days_left_are_working_days(
    due: date, now: str, text: str, tone: str, days: int
) -> None:
    left = remaining(end_of(due), at(now), Calendar.official())
    assert (left.text, left.tone, left.days) == (text, tone, days)


def test_what_was_due_at_an_hour_of_today_is_late_after_it() -> None:
    due = at("20/11/2026 10:30")
    assert remaining(due, at("20/11/2026 10:30"), Calendar.official()).text == "Hôm nay"
    assert remaining(due, at("20/11/2026 10:31"), Calendar.official()).tone == "late"


def test_a_clock_that_stands_still_is_not_late() -> None:
    left = remaining(None, at("20/11/2026 10:30"), Calendar.official())
    assert (left.text, left.tone, left.days) == ("Đang tạm dừng", "ok", None)
