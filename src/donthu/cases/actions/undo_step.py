"""Take a step back: what it changed is put back, and an event says so. Nothing is deleted."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from donthu.cases.actions import _picture
from donthu.cases.actions._record import changing
from donthu.cases.actions.take_step import tellings
from donthu.cases.actor import Actor
from donthu.cases.errors import Refused
from donthu.cases.models import Paper
from donthu.cases.subjects import subject_of
from donthu.cases.timeline import UNDONE
from donthu.law import registry
from donthu.ledger.book import events_of

OPEN_FOR = timedelta(hours=24)
MESSAGES_WAIT = timedelta(minutes=10)  # what a bulk act tells is told so much later, unless undone
TOO_LATE = "Đã quá 24 giờ kể từ khi thực hiện nên không hoàn tác được nữa."


def undo_step(
    *, case_id: int, seq: int, before: Mapping[str, Any], actor: Actor, at: datetime
) -> int:
    """Undo the event `seq` of the case, which changed what `before` says (`_picture.changed`); the
    number of the new event.

    Raises Refused once anybody did anything on the case after it, once a day has passed, and for
    who may not take the step that is undone.
    """
    with changing(case_id, verb="undo_step", actor=actor, at=at) as record:
        *_, event = events_of(subject_of(case_id))
        step = registry.step_of(event.kind) if event.seq == seq else None
        if step is None:
            raise Refused("Sau đó hồ sơ đã có bước khác nên không hoàn tác được.")
        if at - event.at > OPEN_FOR:
            raise Refused(TOO_LATE)
        agency_id = event.agency_id
        if agency_id is None or not actor.roles_at(agency_id) & set(step.by):
            raise Refused("Chỉ cơ quan đã thực hiện bước này mới hoàn tác được.")
        record.act_as(agency_id, *step.by)
        record.kind = UNDONE
        record.data.update({"seq": seq, "undone": event.kind, "from": record.case.state})
        if event.data.get("to"):
            record.data["to"] = event.data["to"]
        _picture.put_back(record, dict(before))
        given = [
            int(name.split(".")[1])
            for name, was in before.items()
            if name.startswith("assignments.") and not was
        ]
        # What was there before, as a directive, went along and goes with the next hand-over.
        made = Q(pk=event.data.get("paper")) | Q(assignment__in=given, created_at__gte=event.at)
        for paper in record.case.papers.filter(made):
            paper.state = Paper.State.REPLACED
            record.rows.changed(paper)
        record.data["state"] = record.case.state
        if at - event.at >= MESSAGES_WAIT:
            record.topics.extend(tellings(record, step))
    return record.seq
