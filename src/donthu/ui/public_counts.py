"""The figures that the pages and the API tell everybody, counted once for all of them."""

from datetime import datetime

from django.core.cache import cache

from donthu.cases.public_statistics import public_statistics
from donthu.cases.statistics import Statistics
from donthu.ui.periods import Period

KEPT = 300  # seconds for which everybody sees the same figures


def public_counts(period: Period, at: datetime) -> Statistics:
    """The tables of that period as they stand at the moment `at`, or some minutes before. There
    are only as many to keep as there are months, quarters and years."""
    key = f"public.statistics.{period.query}"
    held: Statistics | None = cache.get(key)
    if held is None:
        held = public_statistics(since=period.since, until=period.until, at=at)
        cache.set(key, held, timeout=KEPT)
    return held
