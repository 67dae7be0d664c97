"""Going day by day from an event to the end of a period, noting why each day counts or not.

Bộ luật Dân sự 2015 (recalled; to be confirmed by the legal reviewer):
Điều 147. "1. Khi thời hạn được xác định bằng phút, giờ thì thời hạn được bắt đầu từ thời điểm đã
xác định." Khoản 2, 3: tính bằng ngày, tuần, tháng, năm hoặc bắt đầu bằng một sự kiện thì ngày đầu
tiên, ngày xảy ra sự kiện không được tính mà tính từ ngày tiếp theo.
Điều 148. Khoản 3: tính bằng tháng thì kết thúc vào ngày tương ứng của tháng cuối cùng; tháng không
có ngày tương ứng thì vào ngày cuối cùng của tháng đó. Khoản 5: ngày cuối cùng là ngày nghỉ cuối
tuần hoặc ngày nghỉ lễ thì kết thúc tại thời điểm kết thúc ngày làm việc tiếp theo. Khoản 6: thời
điểm kết thúc ngày cuối cùng vào lúc hai mươi tư giờ của ngày đó.
"""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from donthu.law.days import ONE_DAY, Calendar
from donthu.law.due import (
    BY_THE_HOUR,
    EVERY_DAY,
    FIRST_DAY,
    LAST_DAY,
    LOCAL,
    ROLLED,
    ROLLED_BACK,
    WORKING_DAY,
    Note,
    Stage,
    end_of,
)
from donthu.law.terms import Direction, Extension, Suspension, Unit

_START_LAW = "Bộ luật Dân sự 2015, Điều 147"
_ROLL_LAW = "Bộ luật Dân sự 2015, Điều 148 khoản 5"
_STEP = {Direction.AFTER: ONE_DAY, Direction.BEFORE: -ONE_DAY}
_MOVED = {Direction.AFTER: (ROLLED, _ROLL_LAW), Direction.BEFORE: (ROLLED_BACK, "")}


def begin(
    event: date,
    moment: datetime | None,
    calendar: Calendar,
    cut_off: time | None,
    direction: Direction,
) -> list[Note]:
    """The days, none of them counted, from the event to the one after which counting begins."""
    if direction == Direction.BEFORE:
        return [Note(event, False, LAST_DAY, _START_LAW)]
    today = calendar.day(event)
    in_time = cut_off is None or (today.works and (moment is None or moment.time() <= cut_off))
    if in_time:
        return [Note(event, False, FIRST_DAY, _START_LAW)]
    why = f"sau {cut_off:%H:%M}" if today.works else today.reason
    notes = [Note(event, False, f"{why}, tính như ngày làm việc tiếp theo", today.law)]
    while not (today := calendar.day(today.date + ONE_DAY)).works:
        notes.append(Note(today.date, False, today.reason, today.law))
    return [*notes, Note(today.date, False, FIRST_DAY, _START_LAW)]


def walk_days(
    first: list[Note],
    terms: Sequence[Extension],
    calendar: Calendar,
    direction: Direction,
    roll: bool,
    suspensions: Sequence[Suspension],
) -> tuple[list[Note], list[Stage]]:
    """Counts the terms one after the other on from the last day of `first`.

    Gives every day passed, and for each term its end; no end when a suspension has none.
    """
    notes, moved, stages = first, list[Note](), list[Stage]()
    raw: date | None = notes[-1].date
    for term in terms:
        end = None
        if raw:
            passed, raw = _take(raw, term, calendar, direction, suspensions)
            notes, moved = notes + passed, []
        if raw:
            end = raw
            if roll:
                moved, end = _roll(raw, calendar, direction, suspensions)
        stages.append(_stage(term, raw, end_of(end) if end else None))
    return notes + moved, stages


def _take(
    day: date,
    term: Extension,
    calendar: Calendar,
    direction: Direction,
    suspensions: Sequence[Suspension],
) -> tuple[list[Note], date | None]:
    title = f", {term.title}" if term.title else ""
    left = _months(day, term.length, direction) if term.unit == Unit.MONTHS else term.length
    notes = []
    while left:
        day += _STEP[direction]
        known = calendar.day(day)
        if halt := _halt(day, suspensions):
            notes.append(Note(day, False, halt.reason, halt.law))
            if halt.until is None:
                return notes, None
        elif term.unit != Unit.WORKING_DAYS:
            notes.append(Note(day, True, EVERY_DAY + title))
            left -= 1
        elif known.works:
            special = f", {known.reason}" if known.reason else ""
            notes.append(Note(day, True, WORKING_DAY + special + title, known.law))
            left -= 1
        else:
            notes.append(Note(day, False, known.reason, known.law))
    return notes, day


def _roll(
    day: date, calendar: Calendar, direction: Direction, suspensions: Sequence[Suspension]
) -> tuple[list[Note], date | None]:
    """From a raw end to the nearest working day on which the clock does not stand still."""
    notes = list[Note]()
    known = calendar.day(day)
    while not known.works or _halt(day, suspensions):
        day += _STEP[direction]
        known = calendar.day(day)
        if halt := _halt(day, suspensions):
            notes.append(Note(day, False, halt.reason, halt.law))
            if halt.until is None:
                return notes, None
        elif known.works:
            notes.append(Note(day, False, *_MOVED[direction]))
        else:
            notes.append(Note(day, False, known.reason, known.law))
    return notes, day


def walk_hours(
    moment: datetime,
    terms: Sequence[Extension],
    direction: Direction,
    suspensions: Sequence[Suspension],
) -> tuple[list[Note], list[Stage]]:
    """Counts hours on from `moment`, night and day, but for the days of suspensions."""
    if direction == Direction.BEFORE:
        return _hours_before(moment, terms[0])
    notes, stages = list[Note](), list[Stage]()
    at: datetime | None = moment
    for term in terms:
        due = None
        if at:
            passed, at = _take_hours(at, timedelta(hours=term.length), suspensions)
            same_day = bool(notes) and passed[0].date == notes[-1].date
            notes += passed[same_day:]
        if at:
            due = at if at.time() > time(0) else at - timedelta(seconds=1)
        stages.append(_stage(term, due.date() if due else None, due))
    return notes, stages


def _hours_before(moment: datetime, term: Extension) -> tuple[list[Note], list[Stage]]:
    due = moment - timedelta(hours=term.length)
    days = range((moment.date() - due.date()).days + 1)
    notes = [Note(moment.date() - n * ONE_DAY, True, BY_THE_HOUR) for n in days]
    return notes, [_stage(term, due.date(), due)]


def _take_hours(
    at: datetime, left: timedelta, suspensions: Sequence[Suspension]
) -> tuple[list[Note], datetime | None]:
    notes = list[Note]()
    while left:
        day = at.date()
        midnight = datetime.combine(day + ONE_DAY, time(0), LOCAL)
        if halt := _halt(day, suspensions):
            notes.append(Note(day, False, halt.reason, halt.law))
            if halt.until is None:
                return notes, None
            at = midnight
        else:
            notes.append(Note(day, True, BY_THE_HOUR))
            passed = min(left, midnight - at)
            at, left = at + passed, left - passed
    return notes, at


def _stage(term: Extension, raw: date | None, due: datetime | None) -> Stage:
    return Stage(term.title or "thời hạn", term.length, term.unit, term.law, raw, due)


def _halt(day: date, suspensions: Sequence[Suspension]) -> Suspension | None:
    return next((span for span in suspensions if span.covers(day)), None)


def _months(day: date, months: int, direction: Direction) -> int:
    """How many days lie between a day and the corresponding one so many months away."""
    months = months if direction == Direction.AFTER else -months
    years, month = divmod(day.month - 1 + months, 12)
    last = monthrange(day.year + years, month + 1)[1]
    return abs((date(day.year + years, month + 1, min(day.day, last)) - day).days)
