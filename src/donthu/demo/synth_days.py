"""When made-up letters come in, and when officers get round to them."""

from bisect import bisect
from datetime import date, datetime, time, timedelta
from itertools import accumulate
from random import Random

from donthu.law.calendar import LOCAL, Calendar

REFERENCE = datetime(2026, 11, 20, 17, 0, tzinfo=LOCAL)
DAYS = 730

# The first day of the lunar year: people settle their affairs before it and come back after it.
_TET = (date(2025, 1, 29), date(2026, 2, 17))
_WEEKDAYS = (1.15, 1.1, 1.0, 1.0, 0.95, 0.55, 0.4)
_HOURS = (1, 0, 0, 0, 0, 1, 3, 7, 11, 12, 9, 5, 3, 6, 9, 9, 7, 5, 4, 5, 6, 5, 3, 2)


def arrivals(rng: Random, count: int) -> list[datetime]:
    """`count` moments of the two years before REFERENCE, in order, with a peak around each Tết."""
    last = REFERENCE.date()
    days = [last - timedelta(days=back) for back in range(DAYS, -1, -1)]
    summed = list(accumulate(_share(day, last) for day in days))
    hours = list(accumulate(_HOURS))
    found = []
    for _ in range(count):
        day = days[bisect(summed, rng.random() * summed[-1])]
        hour = bisect(hours, rng.random() * hours[-1])
        clock = time(hour, rng.randrange(60), rng.randrange(60))
        # what falls after the reference on its own day came a day before
        moment = datetime.combine(day, clock, tzinfo=LOCAL)
        found.append(moment if moment < REFERENCE else moment - timedelta(days=1))
    return sorted(found)


def _share(day: date, last: date) -> float:
    """How many letters a day brings, beside an ordinary one; more each year."""
    share = _WEEKDAYS[day.weekday()] * (1.25 - 0.5 * (last - day).days / DAYS)
    for tet in _TET:
        distance = (day - tet).days
        if -24 <= distance < -2:
            share *= 1.9
        elif -2 <= distance < 6:
            share *= 0.3
        elif 6 <= distance < 18:
            share *= 1.6
    return share


def later(rng: Random, after: datetime, least: int, most: int) -> datetime:
    """A moment of office hours, `least` to `most` working days after the day of `after`."""
    days, day = rng.randint(least, most), after.date()
    if days == 0:
        moment = after + timedelta(minutes=rng.randint(6, 100))
        if _in_office(moment):
            return moment
        day = moment.date()
        days = 0 if moment.hour < 8 and _works(day) else 1
    while days:
        day += timedelta(days=1)
        days -= _works(day)
    clock = rng.choice((8, 8, 9, 9, 10, 10, 11, 13, 14, 14, 15, 15, 16))
    minute = rng.randrange(30, 60) if clock == 13 else rng.randrange(30 if clock == 11 else 60)
    return datetime.combine(day, time(clock, minute, rng.randrange(60)), tzinfo=LOCAL)


def _in_office(moment: datetime) -> bool:
    clock = moment.time()
    open_now = time(7, 30) <= clock < time(11, 30) or time(13, 30) <= clock < time(17)
    return open_now and _works(moment.date())


def _works(day: date) -> bool:
    return Calendar.official().works(day)
