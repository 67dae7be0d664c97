"""Until when a sender may still take a step, counted from the answer."""

from datetime import datetime

from django.utils import timezone

from donthu.agencies.local_law import calendar_for, local_length
from donthu.cases.models import Case
from donthu.law import registry
from donthu.law.grammar import Step


def last_day(case: Case, step: Step) -> datetime | None:
    """The last moment for that step of the case; None when the law sets none, or nothing was
    answered yet. What the agency that received the letter decided on the length holds."""
    if not step.within or case.answered_at is None:
        return None
    limit = registry.limits(case.procedure)[step.within]
    started = timezone.localtime(case.answered_at).date()
    return limit.due(
        start=case.answered_at,
        calendar=calendar_for(case.root_id),
        local=local_length(case.root_id, case.procedure, step.within, started),
    ).due
