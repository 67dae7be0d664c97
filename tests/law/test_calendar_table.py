"""The dates of dates.md, which a jurist checks by eye, against the counting."""

import re
from datetime import date, datetime, time
from pathlib import Path

import pytest

from donthu.law.calendar import (
    LOCAL,
    Calendar,
    DayOff,
    Direction,
    Due,
    Extension,
    Suspension,
    Unit,
    count,
    end_of,
)

TABLE = Path(__file__).with_name("dates.md")
WEEKDAYS = ["T2", "T3", "T4", "T5", "T6", "T7", "CN"]
UNITS = {
    "ngày làm việc": Unit.WORKING_DAYS,
    "ngày": Unit.CALENDAR_DAYS,
    "tháng": Unit.MONTHS,
    "giờ": Unit.HOURS,
}
DIRECTIONS = {"sau": Direction.AFTER, "trước": Direction.BEFORE}


def read_rows() -> list[list[str]]:
    lines = TABLE.read_text("utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if "|" in line]
    return [row for row in rows if row[0] not in ("Việc", "---")]


def read_day(text: str) -> date:
    day, month, year = map(int, text.split("/"))
    return date(year, month, day)


def read_moment(text: str) -> date | datetime:
    """ "T4 11/11/2026" or "T4 11/11/2026 08:30:00"; the weekday must be right."""
    weekday, day, *hour = text.split()
    found = read_day(day)
    assert WEEKDAYS[found.weekday()] == weekday, f"{day} không phải {weekday}"
    return datetime.combine(found, time.fromisoformat(hour[0]), LOCAL) if hour else found


def read_length(text: str) -> tuple[int, Unit]:
    length, unit = text.split(" ", 1)
    return int(length), UNITS[unit]


def due_of(row: list[str]) -> Due:
    _, start, length, direction, options, _ = row
    cut_off, roll = None, True
    calendar = Calendar.official()
    suspensions, extensions = [], []
    for option in filter(None, (part.strip() for part in options.split(";"))):
        if option == "không dời":
            roll = False
        elif found := re.fullmatch(r"giờ chốt (\S+)", option):
            cut_off = time.fromisoformat(found[1])
        elif found := re.fullmatch(r"tạm dừng (\S+) – (\S+)", option):
            until = None if found[2] == "?" else read_day(found[2])
            suspensions.append(Suspension(read_day(found[1]), until))
        elif found := re.fullmatch(r"gia hạn (.+)", option):
            extensions.append(Extension(*read_length(found[1])))
        elif found := re.fullmatch(r"(nghỉ|làm) riêng (\S+)", option):
            own = DayOff(read_day(found[2]), works=found[1] == "làm", reason="cơ quan tự định")
            calendar = calendar.with_days([own])
        else:
            raise AssertionError(f"Không hiểu: {option}")
    number, unit = read_length(length)
    return count(
        start=read_moment(start),
        length=number,
        unit=unit,
        calendar=calendar,
        direction=DIRECTIONS[direction],
        roll=roll,
        cut_off=cut_off,
        suspensions=suspensions,
        extensions=extensions,
    )


@pytest.mark.parametrize("row", read_rows(), ids=lambda row: f"{row[0]}: {row[1]} {row[2]}")
def test_a_date_worked_by_hand(row: list[str]) -> None:
    due = due_of(row).due
    if row[5] == "đang tạm dừng":
        assert due is None
        return
    expected = read_moment(row[5])
    assert due == (expected if isinstance(expected, datetime) else end_of(expected))


def test_the_table_is_read_whole() -> None:
    rows = read_rows()
    assert len(rows) > 100
    assert {f"T{n}" for n in range(1, 14)} <= {row[0].split()[0] for row in rows}
