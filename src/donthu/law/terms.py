"""The words in which periods of time are written; the units are those of the API."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Unit(StrEnum):
    """What a length is counted in; law.md 0: h, w, c, m."""

    HOURS = "hours"  # giờ, liên tục
    WORKING_DAYS = "working_days"  # ngày làm việc
    CALENDAR_DAYS = "calendar_days"  # ngày, kể cả ngày nghỉ
    MONTHS = "months"  # tháng


class Direction(StrEnum):
    """To which side of the event a length runs."""

    AFTER = "after"  # trong N ngày kể từ ngày X
    BEFORE = "before"  # chậm nhất N ngày trước X


class Confidence(StrEnum):
    """How well a number of the law is known; only `sure` was read in the text itself."""

    SURE = "sure"
    RECALLED = "recalled"
    UNSURE = "unsure"


_SPOKEN = {
    Unit.HOURS: "giờ",
    Unit.WORKING_DAYS: "ngày làm việc",
    Unit.CALENDAR_DAYS: "ngày",
    Unit.MONTHS: "tháng",
}


def spoken(length: int, unit: Unit) -> str:
    """The length in Vietnamese: "7 ngày làm việc"."""
    return f"{length} {_SPOKEN[unit]}"


@dataclass(frozen=True, slots=True)
class Suspension:
    """Days on which a clock stands still: `since` and `until` both included; no end yet: None.

    `until` is the day the clock is resumed: a period that goes on "từ ngày ban hành quyết định
    tiếp tục" counts from the day after it (Nghị định 155/2026 Điều 28b khoản 2; law.md CLK-07).
    """

    since: date
    until: date | None = None
    reason: str = "tạm dừng"
    law: str = ""

    def __post_init__(self) -> None:
        if self.until is not None and self.until < self.since:
            raise ValueError(f"Khoảng tạm dừng từ {self.since} kết thúc trước khi bắt đầu.")

    def covers(self, d: date) -> bool:
        """Whether the clock stands still on `d`."""
        return self.since <= d and (self.until is None or d <= self.until)


@dataclass(frozen=True, slots=True)
class Extension:
    """A further length, counted from the last counted day before it (law.md CLK-08)."""

    length: int
    unit: Unit
    law: str = ""
    title: str = "gia hạn"
