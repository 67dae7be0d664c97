"""Days off and lengths of deadlines that agencies decided for themselves and all below them.

Each process keeps what it read for half a minute: starting a clock asks the database nothing, and
a new decision takes effect everywhere within that time.
"""

import time
from dataclasses import dataclass, field
from datetime import date

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from donthu.agencies.models import Agency
from donthu.agencies.models import DayOff as OwnDay
from donthu.agencies.models import LocalLimit as OwnLimit
from donthu.law.calendar import Calendar, DayOff, Unit
from donthu.law.limits import LocalLength

_KEPT = 30.0  # seconds


@dataclass(frozen=True)
class _Decisions:
    """All that was decided, as read at `read_at`; `chains` are filled as agencies are asked for."""

    days: dict[int | None, tuple[DayOff, ...]]
    lengths: dict[tuple[int, str, str], tuple[LocalLength, ...]]
    read_at: float
    chains: dict[int, tuple[int, ...]] = field(default_factory=dict)


_known: _Decisions | None = None


def calendar_for(agency_id: int | None) -> Calendar:
    """The calendar by which that agency counts: the official one, with the days decided for all,
    then by each agency above it from the top down, then by itself; the later wins."""
    decisions = _decisions()
    days = decisions.days.get(None, ())
    if agency_id is not None and len(decisions.days) > bool(days):
        chain = _chain(decisions, agency_id)
        days += tuple(day for pk in reversed(chain) for day in decisions.days.get(pk, ()))
    return Calendar.official().with_days(days) if days else Calendar.official()


def local_length(agency_id: int, procedure: str, limit: str, on: date) -> LocalLength | None:
    """The length that the agency, or the nearest one above that set any, decided for a limit and
    that is in force on the day `on`; None when the law's own holds."""
    decisions = _decisions()
    if not decisions.lengths:
        return None
    for pk in _chain(decisions, agency_id):
        for length in decisions.lengths.get((pk, procedure, limit), ()):
            if length.in_force(on):
                return length
    return None


@receiver((post_save, post_delete), sender=OwnDay)
@receiver((post_save, post_delete), sender=OwnLimit)
@receiver(post_save, sender=Agency)
def forget(**_signal: object) -> None:
    """Read anew at the next question; for what wrote without telling (bulk, other processes)."""
    global _known
    _known = None


def _decisions() -> _Decisions:
    global _known
    known = _known
    if known is None or time.monotonic() - known.read_at > _KEPT:
        known = _known = _read()
    return known


def _read() -> _Decisions:
    days: dict[int | None, tuple[DayOff, ...]] = {}
    for row in OwnDay.objects.order_by("date"):
        day = DayOff(row.date, works=row.works, reason=row.reason, law=row.decision)
        days[row.agency_id] = (*days.get(row.agency_id, ()), day)
    lengths: dict[tuple[int, str, str], tuple[LocalLength, ...]] = {}
    for own in OwnLimit.objects.order_by("-since"):
        key = (own.agency_id, own.procedure, own.limit)
        length = LocalLength(
            length=own.length,
            unit=Unit(own.unit),
            decision=own.decision,
            since=own.since,
            until=own.until,
        )
        lengths[key] = (*lengths.get(key, ()), length)
    return _Decisions(days, lengths, time.monotonic())


def _chain(decisions: _Decisions, agency_id: int) -> tuple[int, ...]:
    """The agency and all above it, nearest first."""
    chain = decisions.chains.get(agency_id)
    if chain is None:
        path = Agency.objects.values_list("path", flat=True).get(pk=agency_id)
        codes = path.strip("/").split("/")
        ids = dict(Agency.objects.filter(code__in=codes).values_list("code", "pk"))
        chain = decisions.chains[agency_id] = tuple(ids[code] for code in reversed(codes))
    return chain
