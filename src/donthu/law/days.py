"""Which days are worked in State agencies, and why the others are not.

Bộ luật Lao động 2019, Điều 112 (recalled): nghỉ Tết Dương lịch 01 ngày, Tết Âm lịch 05 ngày, Ngày
Chiến thắng 01 ngày, Ngày Quốc tế Lao động 01 ngày, Quốc khánh 02 ngày, Giỗ Tổ Hùng Vương 01 ngày.
Điều 111 khoản 3 (recalled): ngày nghỉ hằng tuần trùng ngày lễ thì nghỉ bù vào ngày làm việc kế tiếp.
Each year a decision says which days these are and which Saturdays are worked in exchange.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate
from typing import Any

from donthu.law.terms import Confidence

ONE_DAY = timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 1995, 2099  # what the library of holidays knows
_SATURDAY = 5
_WEEKEND = "cuối tuần"
_LABOUR_CODE = "Bộ luật Lao động 2019, Điều 112"


@dataclass(frozen=True, slots=True)
class Day:
    """One day: whether it is worked; the reason is empty for an ordinary working day."""

    date: date
    works: bool
    reason: str = ""
    law: str = ""


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day that differs from its weekday: off, or (`works`) worked though it would be off."""

    date: date
    works: bool
    reason: str
    law: str = ""
    confidence: Confidence = Confidence.SURE


@dataclass(frozen=True)
class Calendar:
    """Working days. `own` are the days an agency decided itself; they win over the official ones."""

    own: tuple[DayOff, ...] = ()
    _known: dict[date, Day] = field(default_factory=dict, init=False, repr=False, compare=False)
    _worked: dict[date, int] = field(default_factory=dict, init=False, repr=False, compare=False)

    @staticmethod
    def official() -> "Calendar":
        """The calendar of all State agencies; always the same object."""
        return _calendar(())

    def with_days(self, extra: Iterable[DayOff]) -> "Calendar":
        """This calendar with an agency's own days. Of two entries for one day the later wins.

        Equal days give the same object, so agencies that decided alike share what is known.
        """
        return _calendar((*self.own, *extra))

    def day(self, d: date) -> Day:
        """What the day `d` is. ValueError outside the years 1995 to 2099."""
        known = self._known.get(d)
        if known is None:
            self._learn(d.year)
            known = self._known[d]
        return known

    def works(self, d: date) -> bool:
        """Whether `d` is a working day."""
        return self.day(d).works

    def working_days(self, *, after: date, through: date) -> int:
        """How many working days follow `after`, up to and including `through`; 0 when none do."""
        if through <= after:
            return 0
        between = sum(self._so_far(date(year, 12, 31)) for year in range(after.year, through.year))
        return between + self._so_far(through) - self._so_far(after)

    def _so_far(self, d: date) -> int:
        """The working days of the year of `d` up to and including it."""
        self.day(d)
        return self._worked[d]

    def _learn(self, year: int) -> None:
        days = _official_year(year)
        if own := [day for day in self.own if day.date.year == year]:
            days = days | {day.date: Day(day.date, day.works, day.reason, day.law) for day in own}
        self._worked.update(zip(days, accumulate(day.works for day in days.values()), strict=True))
        self._known.update(days)


@lru_cache(maxsize=128)
def _calendar(own: tuple[DayOff, ...]) -> Calendar:
    return Calendar(own)


@cache
def _official_year(year: int) -> dict[date, Day]:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(
            f"Chỉ đếm được ngày làm việc từ năm {FIRST_YEAR} đến năm {LAST_YEAR}, không phải {year}."
        )
    first = date(year, 1, 1)
    dates = [first + n * ONE_DAY for n in range((date(year + 1, 1, 1) - first).days)]
    weekends = {d for d in dates if d.weekday() >= _SATURDAY}
    days = {d: Day(d, d not in weekends, _WEEKEND if d in weekends else "") for d in dates}
    for day in decisions().get(year) or _from_library(year):
        days[day.date] = Day(day.date, day.works, day.reason, day.law)
    return days


@cache
def decisions() -> dict[int, tuple[DayOff, ...]]:
    """The decided days of `tables/days_off.toml` by year."""
    return load_decisions((files("donthu.law") / "tables" / "days_off.toml").read_text("utf-8"))


def load_decisions(text: str) -> dict[int, tuple[DayOff, ...]]:
    """Reads the table of decisions. ValueError, in Vietnamese, names the first fault."""
    table = tomllib.loads(text)
    _only(table, {"years"}, "bảng ngày nghỉ")
    years: dict[int, tuple[DayOff, ...]] = {}
    for entry in table.get("years", []):
        _only(entry, {"year", "law", "source", "confidence", "off", "work"}, "năm")
        try:
            year = entry["year"]
            days = [day for item in entry.get("off", []) for day in _days_off(item, entry)]
            days += [_day_worked(item, entry) for item in entry.get("work", [])]
            _check(days, year)
        except KeyError as missing:
            raise ValueError(f"Bảng ngày nghỉ thiếu mục {missing}.") from missing
        if year in years:
            raise ValueError(f"Năm {year} có hai bảng ngày nghỉ.")
        years[year] = tuple(days)
    return years


def _days_off(item: dict[str, Any], year: dict[str, Any]) -> list[DayOff]:
    _only(item, {"from", "to", "reason", "law", "confidence"}, "ngày nghỉ")
    span = range((item.get("to", item["from"]) - item["from"]).days + 1)
    if not span:
        raise ValueError(f"Khoảng nghỉ từ {item['from']} kết thúc trước khi bắt đầu.")
    return [
        _entry(item["from"] + timedelta(days=n), works=False, item=item, year=year) for n in span
    ]


def _day_worked(item: dict[str, Any], year: dict[str, Any]) -> DayOff:
    _only(item, {"date", "reason", "law", "confidence"}, "ngày làm bù")
    if item["date"].weekday() < _SATURDAY:
        raise ValueError(f"Ngày làm bù {item['date']} không phải ngày cuối tuần.")
    return _entry(item["date"], works=True, item=item, year=year)


def _entry(d: date, *, works: bool, item: dict[str, Any], year: dict[str, Any]) -> DayOff:
    return DayOff(
        date=d,
        works=works,
        reason=item["reason"],
        law=item.get("law", year["law"]),
        confidence=Confidence(item.get("confidence", year["confidence"])),
    )


def _check(days: list[DayOff], year: int) -> None:
    seen = set()
    for day in days:
        if day.date.year != year:
            raise ValueError(f"Ngày {day.date} nằm trong bảng ngày nghỉ của năm {year}.")
        if day.date in seen:
            raise ValueError(f"Ngày {day.date} được ghi hai lần.")
        seen.add(day.date)


def _only(table: dict[str, Any], known: set[str], what: str) -> None:
    if unknown := sorted(set(table) - known):
        raise ValueError(f"Không hiểu {', '.join(unknown)} trong {what}.")


def _from_library(year: int) -> tuple[DayOff, ...]:
    # Importing it takes half a second, and the years in use stand in our own table.
    from holidays import country_holidays

    listed = country_holidays("VN", years=year, language="vi")
    law = f"{_LABOUR_CODE} (chưa ghi thông báo nghỉ năm {year})"
    off = [
        DayOff(d, works=False, reason=name, law=law, confidence=Confidence.UNSURE)
        for d, name in listed.items()
        if d.year == year
    ]
    worked = [
        DayOff(d, works=True, reason="làm bù thứ Bảy", law=law, confidence=Confidence.UNSURE)
        for d in listed.weekend_workdays
        if d.year == year
    ]
    return (*off, *worked)
