"""Clocks that move by themselves: a day off declared later recounts what is still running."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import QuerySet

from donthu.cases.actions import _clocks
from donthu.cases.actions._record import changing
from donthu.cases.actor import PLATFORM
from donthu.cases.models import Deadline


def recount_running(at: datetime) -> int:
    """Recount every running clock under the calendar of today; how many cases changed.

    Each changed case gets an event of its own. Clocks that a giver set by hand stay as they are.
    """
    changed = 0
    for case_id in _cases_to_recount():
        with changing(case_id, verb="recount", actor=PLATFORM, at=at) as record:
            _clocks.recount(record)
            record.kind = "case.recounted"
        changed += 1
    return changed


def _cases_to_recount() -> Iterator[int]:
    last = None
    for deadline in _running().iterator(chunk_size=1000):
        if deadline.case_id != last and _clocks.would_move(deadline):
            last = deadline.case_id
            yield deadline.case_id


def _running() -> QuerySet[Deadline]:
    return (
        Deadline.objects.filter(state=Deadline.State.RUNNING, assignment=None)
        .select_related("case")
        .order_by("case_id", "pk")
    )
