"""The end of a period of time and how it was reached, day by day."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from donthu.law.terms import Direction, Unit

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")

FIRST_DAY = "không tính ngày bắt đầu"
LAST_DAY = "không tính ngày diễn ra"
WORKING_DAY = "ngày làm việc"
EVERY_DAY = "tính cả ngày nghỉ"
BY_THE_HOUR = "tính theo giờ"
ROLLED = "hết hạn vào ngày nghỉ, chuyển sang ngày làm việc tiếp theo"
ROLLED_BACK = "rơi vào ngày nghỉ, phải xong từ ngày làm việc trước đó"
_PLAIN = (WORKING_DAY, EVERY_DAY, BY_THE_HOUR)
_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


@dataclass(frozen=True, slots=True)
class Note:
    """One day on the way: whether it was counted, and why or why not."""

    date: date
    counted: bool
    reason: str
    law: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """The period itself, or one extension of it.

    `raw` is the last day counted; `due` the end that follows, once a day off has been passed over.
    Both are None when the clock stands still before reaching them.
    """

    title: str
    length: int
    unit: Unit
    law: str
    raw: date | None
    due: datetime | None


class Row(NamedTuple):
    """One row of the card "Vì sao hạn là …?": what, when, and a note that may be empty."""

    label: str
    when: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Due:
    """When something is due; `due` is None while the clock stands still.

    The end of a day, 24:00 by law, is written 23:59:59 of that day. `explanation` has every day
    between the event and the end exactly once, both included, in the order of counting: a limit
    before an event is counted back from it. While the clock stands still it ends with the first
    day of the suspension. `stages` keeps the ends that an extension replaced (law.md CLK-08).
    """

    due: datetime | None
    law: str
    event: str
    direction: Direction
    explanation: tuple[Note, ...]
    stages: tuple[Stage, ...]

    @property
    def paused_since(self) -> date | None:
        """The first day on which the clock stands still with no end known, if it does."""
        return self.explanation[-1].date if self.due is None else None

    @property
    def counted(self) -> int:
        """How many days were counted."""
        return sum(note.counted for note in self.explanation)

    def as_json(self) -> dict[str, Any]:
        """Only text, numbers, lists and dictionaries; `from_json` reads it back."""
        return {
            "due": _text(self.due),
            "law": self.law,
            "event": self.event,
            "direction": str(self.direction),
            "explanation": [
                {
                    "date": note.date.isoformat(),
                    "counted": note.counted,
                    "reason": note.reason,
                    "law": note.law,
                }
                for note in self.explanation
            ],
            "stages": [
                {
                    "title": stage.title,
                    "length": stage.length,
                    "unit": str(stage.unit),
                    "law": stage.law,
                    "raw": _text(stage.raw),
                    "due": _text(stage.due),
                }
                for stage in self.stages
            ],
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Due":
        """What `as_json` gave."""
        return cls(
            due=_moment(stored["due"]),
            law=stored["law"],
            event=stored["event"],
            direction=Direction(stored["direction"]),
            explanation=tuple(
                Note(date.fromisoformat(n["date"]), n["counted"], n["reason"], n["law"])
                for n in stored["explanation"]
            ),
            stages=tuple(
                Stage(
                    title=s["title"],
                    length=s["length"],
                    unit=Unit(s["unit"]),
                    law=s["law"],
                    raw=date.fromisoformat(s["raw"]) if s["raw"] else None,
                    due=_moment(s["due"]),
                )
                for s in stored["stages"]
            ),
        )

    def folded(self) -> tuple[Row, ...]:
        """The explanation in few rows: the event, runs of days counted or passed over, the end."""
        event, *way = self.explanation
        last = self.explanation[-1]
        note = ""
        if way and (self.due is None or last.reason in (ROLLED, ROLLED_BACK)):
            note = way.pop().reason
        year = last.date.year
        by_hours = self.stages[0].unit == Unit.HOURS
        return (
            Row(self.event, _named(event.date, year), _brief(event.reason)),
            *_runs(way, year, by_hours),
            self._end(by_hours, note),
        )

    def _end(self, by_hours: bool, note: str) -> Row:
        if self.due is None:
            return Row("Đang tạm dừng", f"từ {self.explanation[-1].date:%d/%m/%Y}", note)
        hour = f"{self.due:%H:%M} " if by_hours else ""
        label = "Hết hạn" if self.direction == Direction.AFTER else "Chậm nhất"
        return Row(label, f"{hour}{_WEEKDAYS[self.due.weekday()]} {self.due:%d/%m/%Y}", note)


def end_of(day: date) -> datetime:
    """24:00 of a day, written as its last second, local time."""
    return datetime.combine(day, time(23, 59, 59), LOCAL)


def _runs(way: Sequence[Note], year: int, by_hours: bool) -> Iterator[Row]:
    number = 0
    for (counted, reason), run in groupby(way, key=lambda note: (note.counted, note.reason)):
        days = sorted(note.date for note in run)
        if counted:
            first, number = number + 1, number + len(days)
            label = f"Ngày {first}" if first == number else f"Ngày {first}–{number}"
            yield Row("Tính giờ" if by_hours else label, _counted(days, year), _brief(reason))
        elif reason == FIRST_DAY:
            yield Row("Tính từ", _named(days[0], year), _brief(reason))
        else:
            yield Row("Bỏ qua", _skipped(days, year), reason)


def _brief(reason: str) -> str:
    """The reason without what the row says already."""
    if reason in (FIRST_DAY, LAST_DAY):
        return "không tính"
    for plain in _PLAIN:
        reason = reason.removeprefix(plain)
    return reason.removeprefix(", ")


def _counted(days: list[date], year: int) -> str:
    if len(days) > 2:
        return f"{_short(days[0], year)} – {_short(days[-1], year)}"
    return ", ".join(_short(day, year) for day in days)


def _skipped(days: list[date], year: int) -> str:
    first, last = days[0], days[-1]
    if first == last:
        return _short(first, year)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%d}–{_short(last, year)}"
    return f"{_short(first, year)} – {_short(last, year)}"


def _named(day: date, year: int) -> str:
    return f"{_WEEKDAYS[day.weekday()]} {_short(day, year)}"


def _short(day: date, year: int) -> str:
    return f"{day:%d/%m}" if day.year == year else f"{day:%d/%m/%Y}"


def _text(value: date | datetime | None) -> str | None:
    return value.isoformat() if value else None


def _moment(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value).astimezone(LOCAL) if value else None
