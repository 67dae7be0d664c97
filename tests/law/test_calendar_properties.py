"""What must hold of every period, whatever its dates."""

import json
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

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
)

ONE_DAY = timedelta(days=1)
DAYS = st.dates(date(2024, 6, 1), date(2027, 3, 31))
LENGTHS = st.integers(0, 60)
DAY_UNITS = st.sampled_from([Unit.WORKING_DAYS, Unit.CALENDAR_DAYS])
UNITS = st.sampled_from([Unit.WORKING_DAYS, Unit.CALENDAR_DAYS, Unit.MONTHS])
DIRECTIONS = st.sampled_from(list(Direction))
OWN_DAYS = st.builds(DayOff, DAYS, works=st.booleans(), reason=st.just("cơ quan tự định"))
DAYS_OFF = st.builds(DayOff, DAYS, works=st.just(False), reason=st.just("cơ quan nghỉ"))
CALENDARS = st.lists(OWN_DAYS, max_size=4).map(Calendar.official().with_days)


@st.composite
def near(draw: st.DrawFn, start: date) -> list[Suspension]:
    """A few suspensions where a period from `start` may meet them."""
    spans = []
    for _ in range(draw(st.integers(0, 3))):
        since = start + draw(st.integers(-5, 40)) * ONE_DAY
        spans.append(Suspension(since, since + draw(st.integers(0, 15)) * ONE_DAY))
    return spans


def end(due: Due) -> date:
    assert due.due is not None
    return due.due.date()


def end_of(**period: Any) -> date:
    return end(count(**period))


@given(st.data(), CALENDARS, DAYS, st.integers(0, 10), LENGTHS, DAY_UNITS, st.booleans())
def test_a_later_start_never_gives_an_earlier_end(
    data: st.DataObject,
    calendar: Calendar,
    start: date,
    later: int,
    length: int,
    unit: Unit,
    roll: bool,
) -> None:
    suspensions = data.draw(near(start))
    cut_off = data.draw(st.sampled_from([None, time(15)]))
    ends = partial(
        end_of,
        length=length,
        unit=unit,
        calendar=calendar,
        roll=roll,
        cut_off=cut_off,
        suspensions=suspensions,
    )
    assert ends(start=start) <= ends(start=start + later * ONE_DAY)


@given(CALENDARS, DAYS, st.integers(0, 40), st.integers(0, 12), DIRECTIONS, st.booleans())
def test_a_later_event_never_gives_an_earlier_end_in_months(
    calendar: Calendar, start: date, later: int, months: int, direction: Direction, roll: bool
) -> None:
    ends = partial(
        end_of, length=months, unit=Unit.MONTHS, calendar=calendar, direction=direction, roll=roll
    )
    assert ends(start=start) <= ends(start=start + later * ONE_DAY)


@given(CALENDARS, DAYS, st.integers(0, 10), LENGTHS, DAY_UNITS, st.booleans())
def test_a_later_event_never_moves_a_limit_before_it_earlier(
    calendar: Calendar, event: date, later: int, length: int, unit: Unit, roll: bool
) -> None:
    ends = partial(
        end_of, length=length, unit=unit, calendar=calendar, direction=Direction.BEFORE, roll=roll
    )
    assert ends(start=event) <= ends(start=event + later * ONE_DAY)


@given(st.data(), CALENDARS, DAYS, LENGTHS, UNITS, st.booleans())
def test_a_suspension_never_brings_an_end_nearer(
    data: st.DataObject, calendar: Calendar, start: date, length: int, unit: Unit, roll: bool
) -> None:
    length = length % 13 if unit is Unit.MONTHS else length
    first, second = data.draw(near(start)), data.draw(near(start))

    ends = partial(end_of, start=start, length=length, unit=unit, calendar=calendar, roll=roll)
    assert ends(suspensions=first) <= ends(suspensions=first + second)


@given(st.data(), CALENDARS, DAYS, st.integers(1, 60))
def test_a_working_day_end_moves_by_the_working_days_suspended(
    data: st.DataObject, calendar: Calendar, start: date, length: int
) -> None:
    spans = data.draw(near(start))
    plain = count(start=start, length=length, unit=Unit.WORKING_DAYS, calendar=calendar)
    stopped = count(
        start=start, length=length, unit=Unit.WORKING_DAYS, calendar=calendar, suspensions=spans
    )
    days = [start + n * ONE_DAY for n in range(1, (end(stopped) - start).days + 1)]
    suspended = [d for d in days if calendar.works(d) and any(s.covers(d) for s in spans)]
    moved = [d for d in days if d > end(plain) and calendar.works(d)]
    assert len(moved) == len(suspended)


@given(st.data(), CALENDARS, DAYS, st.integers(1, 60))
def test_a_calendar_day_end_moves_by_the_days_suspended(
    data: st.DataObject, calendar: Calendar, start: date, length: int
) -> None:
    spans = data.draw(near(start))
    due = count(
        start=start,
        length=length,
        unit=Unit.CALENDAR_DAYS,
        calendar=calendar,
        roll=False,
        suspensions=spans,
    )
    days = [start + n * ONE_DAY for n in range(1, (end(due) - start).days + 1)]
    suspended = [d for d in days if any(s.covers(d) for s in spans)]
    assert end(due) == start + (length + len(suspended)) * ONE_DAY


@given(CALENDARS, DAYS, st.integers(1, 60), DIRECTIONS)
def test_a_count_of_working_days_never_ends_on_a_day_off(
    calendar: Calendar, start: date, length: int, direction: Direction
) -> None:
    due = count(
        start=start,
        length=length,
        unit=Unit.WORKING_DAYS,
        calendar=calendar,
        direction=direction,
        roll=False,
    )
    assert calendar.works(end(due))


@given(st.data(), CALENDARS, DAYS, LENGTHS, UNITS)
def test_a_rolled_end_is_a_working_day_on_which_the_clock_runs(
    data: st.DataObject, calendar: Calendar, start: date, length: int, unit: Unit
) -> None:
    spans = data.draw(near(start))
    length = length % 13 if unit is Unit.MONTHS else length
    due = count(start=start, length=length, unit=unit, calendar=calendar, suspensions=spans)
    assert calendar.works(end(due))
    assert not any(span.covers(end(due)) for span in spans)


@given(st.lists(DAYS_OFF, max_size=3), DAYS, st.data(), LENGTHS, UNITS, st.booleans())
def test_more_days_off_never_bring_an_end_nearer_nor_a_limit_before_later(
    others: list[DayOff], start: date, data: st.DataObject, length: int, unit: Unit, roll: bool
) -> None:
    length = length % 13 if unit is Unit.MONTHS else length
    offsets = data.draw(st.lists(st.integers(-90, 90), max_size=6))
    more = [DayOff(start + n * ONE_DAY, False, "cơ quan nghỉ") for n in offsets]
    few = Calendar.official().with_days(others)

    many = few.with_days(more)
    ends = partial(end_of, start=start, length=length, unit=unit, roll=roll)
    for cut_off in (None, time(15)):
        assert ends(calendar=few, cut_off=cut_off) <= ends(calendar=many, cut_off=cut_off)
    before = partial(ends, direction=Direction.BEFORE)
    assert before(calendar=few) >= before(calendar=many)


@given(st.data(), CALENDARS, DAYS, LENGTHS, DAY_UNITS, DIRECTIONS, st.booleans())
def test_every_day_is_explained_once_and_as_many_are_counted_as_the_law_says(
    data: st.DataObject,
    calendar: Calendar,
    start: date,
    length: int,
    unit: Unit,
    direction: Direction,
    roll: bool,
) -> None:
    after = direction is Direction.AFTER
    suspensions = data.draw(near(start)) if after else []
    further = data.draw(st.lists(st.integers(1, 20), max_size=2)) if after else []
    cut_off = data.draw(st.sampled_from([None, time(15)])) if after else None
    due = count(
        start=start,
        length=length,
        unit=unit,
        calendar=calendar,
        direction=direction,
        roll=roll,
        cut_off=cut_off,
        suspensions=suspensions,
        extensions=[Extension(more, unit) for more in further],
    )
    step = ONE_DAY if after else -ONE_DAY
    way = abs((end(due) - start).days)
    assert [note.date for note in due.explanation] == [start + n * step for n in range(way + 1)]
    assert due.counted == length + sum(further)
    assert all(note.reason for note in due.explanation)


@given(CALENDARS, DAYS, LENGTHS, st.lists(st.integers(1, 30), max_size=3), DAY_UNITS, st.booleans())
def test_extensions_count_on_as_if_the_whole_had_been_one(
    calendar: Calendar, start: date, length: int, further: list[int], unit: Unit, roll: bool
) -> None:
    extended = count(
        start=start,
        length=length,
        unit=unit,
        calendar=calendar,
        roll=roll,
        extensions=[Extension(more, unit) for more in further],
    )
    whole = count(
        start=start, length=length + sum(further), unit=unit, calendar=calendar, roll=roll
    )
    assert extended.due == whole.due
    ends = [stage.due for stage in extended.stages if stage.due]
    assert ends == sorted(ends)


@given(st.data(), DAYS, st.times(), st.integers(1, 400), st.lists(st.integers(1, 40), max_size=2))
def test_hours_run_on_but_for_the_days_suspended(
    data: st.DataObject, day: date, at: time, hours: int, further: list[int]
) -> None:
    spans = data.draw(near(day))
    start = datetime.combine(day, at, LOCAL)
    due = count(
        start=start,
        length=hours,
        unit=Unit.HOURS,
        calendar=Calendar.official(),
        suspensions=spans,
        extensions=[Extension(more, Unit.HOURS) for more in further],
    )
    assert due.due is not None
    stopped = timedelta()
    for note in due.explanation:
        midnight = datetime.combine(note.date, time(0), LOCAL)
        if any(span.covers(note.date) for span in spans):
            stopped += midnight + ONE_DAY - max(start, midnight)
    ran = due.due - start - stopped
    assert timedelta(0) <= timedelta(hours=hours + sum(further)) - ran <= timedelta(seconds=1)
    days = [note.date for note in due.explanation]
    assert days == [day + n * ONE_DAY for n in range((end(due) - day).days + 1)]


@given(st.data(), CALENDARS, DAYS, LENGTHS, UNITS, st.booleans())
def test_what_is_stored_as_json_is_read_back_and_told_the_same(
    data: st.DataObject, calendar: Calendar, start: date, length: int, unit: Unit, open_end: bool
) -> None:
    spans = data.draw(near(start))
    if open_end:
        spans.append(Suspension(start + ONE_DAY * data.draw(st.integers(0, 90))))
    due = count(
        start=start,
        length=length % 13,
        unit=unit,
        calendar=calendar,
        law="Luật Tố cáo 2018, Điều 30",
        event="Thụ lý",
        suspensions=spans,
        extensions=[Extension(5, unit, "Điều 30 khoản 2")],
    )
    stored = json.loads(json.dumps(due.as_json()))
    assert Due.from_json(stored) == due
    assert Due.from_json(stored).folded() == due.folded()


@given(st.data(), CALENDARS, DAYS, st.integers(1, 60), DAY_UNITS)
def test_the_folded_rows_number_the_days_without_a_gap(
    data: st.DataObject, calendar: Calendar, start: date, length: int, unit: Unit
) -> None:
    due = count(
        start=start, length=length, unit=unit, calendar=calendar, suspensions=data.draw(near(start))
    )
    numbers = list[int]()
    for label, _, _ in due.folded():
        if label.startswith("Ngày "):
            first, _, last = label.removeprefix("Ngày ").partition("–")
            numbers += range(int(first), int(last or first) + 1)
    assert numbers == list(range(1, length + 1))
