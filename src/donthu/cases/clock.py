"""Clocks that move by themselves: a day off declared later recounts what is still running."""

import logging
from datetime import datetime
from itertools import groupby

from django.db.models import QuerySet

from donthu.cases.actions import _clocks
from donthu.cases.actions._record import changing
from donthu.cases.actor import PLATFORM
from donthu.cases.models import Deadline

logger = logging.getLogger(__name__)


def recount_running(at: datetime) -> int:
    """Recount every running clock under the calendar of today; how many cases changed.

    Each changed case gets an event of its own. Clocks that a giver set by hand stay as they are. A
    case that cannot be counted is logged, and the others are recounted all the same.
    """
    changed = 0
    for case_id, clocks in groupby(_running().iterator(), key=lambda clock: clock.case_id):
        try:
            if any(map(_clocks.would_move, clocks)):
                _recount(case_id, at)
                changed += 1
        except (ValueError, KeyError):
            logger.exception("The clocks of case %s were not recounted.", case_id)
    return changed


def _recount(case_id: int, at: datetime) -> None:
    with changing(case_id, verb="recount", actor=PLATFORM, at=at) as record:
        _clocks.recount(record)
        record.kind = "case.recounted"


def _running() -> QuerySet[Deadline]:
    return (
        Deadline.objects.filter(state=Deadline.State.RUNNING, assignment=None)
        .select_related("case")
        .order_by("case_id", "pk")
    )
