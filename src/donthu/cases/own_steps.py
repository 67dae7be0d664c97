"""What the platform does by itself when a clock has run out, or half of its time has passed."""

import logging
from collections.abc import Iterator
from datetime import datetime

from django.db.models import QuerySet

from donthu.cases.actions.take_step import take_step
from donthu.cases.actor import PLATFORM
from donthu.cases.errors import Refused
from donthu.cases.models import Deadline
from donthu.cases.subjects import subject_of
from donthu.law import registry
from donthu.law.grammar import Step
from donthu.ledger.book import events_of, last_of

logger = logging.getLogger(__name__)


def take_own_steps(at: datetime) -> int:
    """Take every step of the platform whose moment has come by `at`; how many were taken.

    A case that has moved on meanwhile is left alone; one that fails is logged, and the others go on.
    """
    taken = 0
    for procedure in registry.procedures().values():
        for step in procedure.steps:
            for deadline in _come(step, procedure.key, at):
                taken += _take(step, deadline, at)
    return taken


def _take(step: Step, deadline: Deadline, at: datetime) -> bool:
    seen = last_of(subject_of(deadline.case_id))
    if not _running(deadline.limit, deadline.case.procedure).filter(pk=deadline.pk).exists():
        return False  # since it was listed, the case has moved on
    try:
        take_step(
            case_id=deadline.case_id, step=step.key, data={}, actor=PLATFORM, at=at, seen=seen
        )
    except Refused:
        return False
    except (ValueError, KeyError):
        logger.exception("Case %s did not take its step %s.", deadline.case_id, step.key)
        return False
    return True


def _come(step: Step, procedure: str, at: datetime) -> Iterator[Deadline]:
    """The clocks at whose moment the step is to be taken; a reminder comes once a clock."""
    if step.upon is None:
        return
    for deadline in _running(step.upon.limit, procedure):
        if deadline.due_at is None:
            continue
        if step.upon.half:
            half = deadline.started_at + (deadline.due_at - deadline.started_at) / 2
            if half <= at < deadline.due_at and not _taken(step, procedure, deadline):
                yield deadline
        elif deadline.due_at < at and (not step.upon.told or _told(deadline, procedure)):
            yield deadline


def _taken(step: Step, procedure: str, deadline: Deadline) -> bool:
    before = events_of(subject_of(deadline.case_id)).filter(
        kind=f"{procedure}.{step.key}", at__gte=deadline.started_at
    )
    return before.exists()


def _told(deadline: Deadline, procedure: str) -> bool:
    """Whether a message about what started the clock went out to the sender. Who has a phone alone
    gets none without a gateway; then an officer decides how to go on."""
    steps = registry.procedure(procedure).steps
    kinds = [f"{procedure}.{step.key}" for step in steps if deadline.limit in step.starts]
    asked = events_of(subject_of(deadline.case_id)).filter(kind__in=kinds).last()
    notices = deadline.case.notices.filter(audience="sender", state="sent")
    return asked is not None and notices.filter(seq=asked.seq).exists()


def _running(limit: str, procedure: str) -> QuerySet[Deadline]:
    running = Deadline.objects.filter(
        state=Deadline.State.RUNNING, limit=limit, assignment=None, case__procedure=procedure
    )
    return running.select_related("case").order_by("pk")
