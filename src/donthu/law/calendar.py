"""Counting hours, working and calendar days and months, with every day passed over and why.

The rooms outside `law` import everything about time from here.
"""

from collections.abc import Sequence
from datetime import date, datetime, time

from donthu.law.days import LAST_YEAR, Calendar, Day, DayOff
from donthu.law.due import LOCAL, Due, Note, Row, Stage, end_of
from donthu.law.remaining import Remaining, remaining
from donthu.law.terms import Direction, Extension, Suspension, Unit, spoken
from donthu.law.walking import begin, walk_days, walk_hours

__all__ = [
    "LOCAL",
    "Calendar",
    "Day",
    "DayOff",
    "Direction",
    "Due",
    "Extension",
    "Note",
    "Remaining",
    "Row",
    "Stage",
    "Suspension",
    "Unit",
    "count",
    "end_of",
    "remaining",
    "spoken",
]

# Ten years: beyond it a length is a slip of the pen, and counting it would keep others waiting.
_LONGEST = {
    Unit.HOURS: 24 * 3660,
    Unit.WORKING_DAYS: 3660,
    Unit.CALENDAR_DAYS: 3660,
    Unit.MONTHS: 120,
}


def count(
    *,
    start: datetime | date,
    length: int,
    unit: Unit,
    calendar: Calendar,
    direction: Direction = Direction.AFTER,
    law: str = "",
    event: str = "Bắt đầu",
    roll: bool = True,
    cut_off: time | None = None,
    suspensions: Sequence[Suspension] = (),
    extensions: Sequence[Extension] = (),
) -> Due:
    """When a period that begins with the event at `start` ends, and how that is reached.

    `start` is a day or an aware moment; hours need the moment. A length of 0 ends on the day of
    the event. `event` names it in the explanation ("Nhận đơn").

    `roll`: an end on a day off moves to the next working day; for a limit before an event, to the
    working day before, since the other way would shorten the time left to the other side (our
    reading; the law is silent). Hours run through nights and days off and are never moved.

    `cut_off`: an event after that hour, or on a day off, counts as happening on the next working
    day. Exactly 15:00:00 is still in time for a cut-off at 15:00; 15:00:01 is not (law.md 1.11).
    Without it an event on a day off happens on that day.

    `suspensions`: their days are not counted, nor does a period end on one. `extensions` are
    counted on from the raw end, before it was moved. Both, and `cut_off`, are for periods after
    an event only. ValueError, in Vietnamese, when the arguments do not fit together.
    """
    moment = _moment(start)
    day = moment.date() if moment else start
    terms = (Extension(length, unit, law, ""), *extensions)
    _check(terms, moment, direction, cut_off, suspensions)
    spans = sorted(suspensions, key=lambda span: span.until is not None)
    if moment and unit == Unit.HOURS:
        notes, stages = walk_hours(moment, terms, direction, spans)
    else:
        first = begin(day, moment, calendar, cut_off, direction)
        notes, stages = walk_days(first, terms, calendar, direction, roll, spans)
    return Due(
        due=stages[-1].due,
        law=law,
        event=event,
        direction=direction,
        explanation=tuple(notes),
        stages=tuple(stages),
    )


def _moment(start: datetime | date) -> datetime | None:
    if not isinstance(start, datetime):
        return None
    if start.tzinfo is None:
        raise ValueError("Thời điểm bắt đầu phải có múi giờ.")
    return start.astimezone(LOCAL)


def _check(
    terms: Sequence[Extension],
    moment: datetime | None,
    direction: Direction,
    cut_off: time | None,
    suspensions: Sequence[Suspension],
) -> None:
    by_hours = {term.unit == Unit.HOURS for term in terms}
    if by_hours == {True, False}:
        raise ValueError("Thời hạn tính bằng giờ chỉ gia hạn được bằng giờ.")
    for number, term in enumerate(terms):
        least = 1 if number or term.unit == Unit.HOURS else 0
        if not least <= term.length <= _LONGEST[term.unit]:
            raise ValueError(f"Thời hạn {spoken(term.length, term.unit)} không đếm được.")
    if True in by_hours and (moment is None or cut_off):
        raise ValueError("Thời hạn tính bằng giờ cần thời điểm bắt đầu và không có giờ chốt.")
    if any(span.until and span.until.year > LAST_YEAR for span in suspensions):
        raise ValueError(f"Chỉ đếm được đến năm {LAST_YEAR}.")
    if direction == Direction.BEFORE and (suspensions or len(terms) > 1 or cut_off):
        raise ValueError(
            "Thời hạn trước một ngày không tạm dừng, không gia hạn, không có giờ chốt."
        )
