"""Deadlines of the law as dated wordings: one is added, never edited.

A procedure's `limits.toml` has a table for each deadline with its `title` and its `wordings`. A
wording without `until` is in force until the next one begins. What a new wording does to clocks
that run already is said by its `transition` (law.md 0.2, row 11).
"""

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from functools import partial
from itertools import pairwise
from typing import Any

from donthu.law.calendar import count
from donthu.law.days import Calendar
from donthu.law.due import LOCAL, Due
from donthu.law.terms import Confidence, Direction, Extension, Suspension, Unit, spoken


class Transition(StrEnum):
    """To which clocks a wording applies from the day it takes effect."""

    STARTED = "started"  # clocks that start on or after that day, as when a case is accepted
    RECEIVED = "received"  # clocks of cases received on or after that day
    RUNNING = "running"  # also clocks still open on that day; counted anew from their start


@dataclass(frozen=True, kw_only=True)
class Wording:
    """One deadline in the words in force from `since` to `until`, both included.

    `extension` is the longest further length, 0 when it may not be extended; `local`: an agency
    may set its own length; `pausable`: a suspension stops it.
    """

    since: date
    length: int
    unit: Unit
    law: str
    confidence: Confidence
    until: date | None = None
    local: bool = False
    extension: int = 0
    extension_unit: Unit | None = None
    extension_law: str = ""
    max_extensions: int = 0
    roll: bool = True
    cut_off: time | None = None
    pausable: bool = False
    direction: Direction = Direction.AFTER
    transition: Transition = Transition.STARTED

    def in_force(self, day: date) -> bool:
        """Whether these words are in force on `day`, a later wording apart."""
        return self.since <= day and (self.until is None or day <= self.until)

    def extend(self, *, length: int | None = None, law: str = "", number: int = 1) -> Extension:
        """The extension of that number; by its full length when no shorter one was granted."""
        return Extension(
            length=self.extension if length is None else length,
            unit=self.extension_unit or self.unit,
            law=law or self.extension_law or self.law,
            title=f"gia hạn lần {number}",
        )


@dataclass(frozen=True, kw_only=True)
class LocalLength:
    """A length an agency set itself, by a decision, for clocks that start in its period."""

    length: int
    unit: Unit
    decision: str
    since: date
    until: date | None = None

    def in_force(self, day: date) -> bool:
        """Whether the decision is in force on `day`."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, kw_only=True)
class Limit:
    """One deadline of a procedure through all its wordings, oldest first. `sender`: it is the
    sender's time, no agency is late by it."""

    key: str
    title: str
    wordings: tuple[Wording, ...]
    event: str = "Bắt đầu"
    sender: bool = False

    def on(self, day: date) -> Wording:
        """The wording in force on `day`, on which the clock starts; ValueError when none is."""
        begun = [wording for wording in self.wordings if wording.since <= day]
        if not begun or not begun[-1].in_force(day):
            raise ValueError(f"Thời hạn “{self.title}” không có quy định vào ngày {day:%d/%m/%Y}.")
        return begun[-1]

    def governing(
        self, *, started: date, received: date | None = None, open_on: date | None = None
    ) -> Wording:
        """The wording that applies to a clock.

        started: the day of the event that starts it; received: the day the case was received,
        when another; open_on: a day on which the clock is known to be still open, today for one
        that runs. Without the last two only the day of the start decides.
        """
        wording = self.on(started)
        if wording.transition is Transition.RECEIVED and received and received < wording.since:
            wording = self.on(received)
        for later in self.wordings:
            taken_up = open_on is not None and wording.since < later.since <= open_on
            if taken_up and later.transition is Transition.RUNNING:
                wording = later
        return wording

    def due(
        self,
        *,
        start: datetime | date,
        calendar: Calendar,
        received: date | None = None,
        open_on: date | None = None,
        local: LocalLength | None = None,
        suspensions: Sequence[Suspension] = (),
        extensions: int | Sequence[Extension] = 0,
    ) -> Due:
        """When the clock that starts at `start` ends; the wording is found as in `governing`.

        `local` is used while its decision is in force and the wording leaves the length to the
        agency; else the law's own length is. `extensions`: how many were granted in full, or each
        with its own length. ValueError when the wording allows no suspension or extension so.
        """
        started = start.astimezone(LOCAL).date() if isinstance(start, datetime) else start
        wording = self.governing(started=started, received=received, open_on=open_on)
        if isinstance(extensions, int):
            extensions = [wording.extend(number=n) for n in range(1, extensions + 1)]
        self._check(wording, suspensions, extensions)
        length, unit, law = wording.length, wording.unit, wording.law
        if local and wording.local and local.in_force(started):
            length, unit = local.length, local.unit
            law = f"{local.decision} (cơ quan tự quy định theo {wording.law})"
        return count(
            start=start,
            length=length,
            unit=unit,
            calendar=calendar,
            direction=wording.direction,
            law=law,
            event=self.event,
            roll=wording.roll,
            cut_off=wording.cut_off,
            suspensions=suspensions,
            extensions=extensions,
        )

    def _check(
        self, wording: Wording, suspensions: Sequence[Suspension], extensions: Sequence[Extension]
    ) -> None:
        if suspensions and not wording.pausable:
            raise ValueError(f"Thời hạn “{self.title}” không được tạm dừng.")
        if len(extensions) > wording.max_extensions:
            raise ValueError(
                f"Thời hạn “{self.title}” chỉ được gia hạn {wording.max_extensions} lần."
                if wording.max_extensions
                else f"Thời hạn “{self.title}” không được gia hạn."
            )
        longest = wording.extend()
        for extension in extensions:
            if extension.unit != longest.unit or extension.length > longest.length:
                most = spoken(longest.length, longest.unit)
                raise ValueError(f"Thời hạn “{self.title}” chỉ được gia hạn thêm {most} mỗi lần.")


def load(text: str) -> dict[str, Limit]:
    """The limits of a `limits.toml`, by key. ValueError, in Vietnamese, names the first fault."""
    return {key: _limit(key, table) for key, table in tomllib.loads(text).items()}


def _limit(key: str, table: Any) -> Limit:
    title = table.get("title") if isinstance(table, dict) else None
    if not title:
        raise ValueError(f"{key}: thiếu tên gọi (title).")
    if unknown := sorted(set(table) - {"title", "event", "sender", "wordings"}):
        raise ValueError(f"{key}: không hiểu mục {', '.join(unknown)}.")
    wordings = sorted(
        (_wording(key, entry) for entry in table.get("wordings", [])), key=lambda w: w.since
    )
    if not wordings:
        raise ValueError(f"{key}: chưa có quy định nào (wordings).")
    for earlier, later in pairwise(wordings):
        if later.since == earlier.since or (earlier.until and earlier.until >= later.since):
            raise ValueError(
                f"{key}: hai quy định cùng có hiệu lực vào ngày {later.since:%d/%m/%Y}."
            )
    event = table.get("event", "Bắt đầu")
    sender = bool(table.get("sender", False))
    return Limit(key=key, title=title, wordings=tuple(wordings), event=event, sender=sender)


def _wording(key: str, entry: dict[str, Any]) -> Wording:
    if unknown := sorted(set(entry) - set(_READ)):
        raise ValueError(f"{key}: không hiểu mục {', '.join(unknown)}.")
    if missing := [name for name in _REQUIRED if name not in entry]:
        raise ValueError(f"{key}: thiếu mục {', '.join(missing)}.")
    values = {}
    for name, value in entry.items():
        try:
            values[name] = _READ[name](value)
        except (TypeError, ValueError) as fault:
            raise ValueError(f"{key}: {name} = {value!r} không hợp lệ.") from fault
    if "extension" in values:
        values.setdefault("max_extensions", 1)
    wording = Wording(**values)
    if wording.until and wording.until < wording.since:
        raise ValueError(f"{key}: hết hiệu lực trước khi có hiệu lực ({wording.until:%d/%m/%Y}).")
    if wording.max_extensions and not wording.extension:
        raise ValueError(f"{key}: có số lần gia hạn mà thiếu độ dài (extension).")
    if wording.direction is Direction.BEFORE and (
        wording.pausable or wording.extension or wording.cut_off
    ):
        raise ValueError(
            f"{key}: thời hạn trước một ngày không tạm dừng, không gia hạn, không có giờ chốt."
        )
    if wording.unit is Unit.HOURS and wording.cut_off:
        raise ValueError(f"{key}: thời hạn tính bằng giờ không có giờ chốt.")
    return wording


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise TypeError
    return value


def _day(value: object) -> date:
    if not isinstance(value, date) or isinstance(value, datetime):
        raise TypeError
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _whole(value: object, least: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        raise TypeError
    return value


_REQUIRED = ("since", "length", "unit", "law", "confidence")
_READ: dict[str, Callable[[Any], Any]] = {
    "since": _day,
    "until": _day,
    "length": partial(_whole, least=0),
    "unit": Unit,
    "law": _text,
    "confidence": Confidence,
    "local": _flag,
    "extension": partial(_whole, least=1),
    "extension_unit": Unit,
    "extension_law": _text,
    "max_extensions": partial(_whole, least=1),
    "roll": _flag,
    "cut_off": time.fromisoformat,
    "pausable": _flag,
    "direction": Direction,
    "transition": Transition,
}
