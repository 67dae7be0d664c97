"""What a sender is told about a case: who has it, since when, by when, and what to do next."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from donthu.agencies.local_law import calendar_for
from donthu.cases import codes, queries
from donthu.cases.queries import AnyCase
from donthu.cases.timeline import for_sender, state_for_sender
from donthu.law import registry
from donthu.law.due import Due, Row
from donthu.law.remaining import Remaining, remaining

CLOCKS = {"supplement": "Hạn bổ sung của bạn", "answer": "Hạn trả lời", "receive": "Hạn tiếp nhận"}


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of ui/parts/timeline.html."""

    sentence: str
    at: datetime
    tone: str = ""


@dataclass(frozen=True, kw_only=True)
class Clock:
    """The day that counts for the sender now, and how it was counted."""

    title: str
    due_at: datetime | None
    left: Remaining
    law: str
    why: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True)
class Told:
    """Everything the page of a case tells its sender."""

    code: str
    title: str
    state: str
    now: str
    since: datetime
    next: str
    asked: str
    clock: Clock | None
    entries: tuple[Entry, ...]


def told(case: AnyCase, *, at: datetime) -> Told:
    """What the sender is told of the case at that moment."""
    state = registry.procedure(case.procedure).state(case.state)
    lines = for_sender(case)
    entries = tuple(Entry(sentence=line.text, at=line.at) for line in lines)
    return Told(
        code=codes.shown(case.code),
        title=case.title,
        state=gettext(state.title),
        now=state_for_sender(case),
        since=lines[0].at if lines else case.received_at,
        next=gettext(state.sender_next).format(holder=case.holder.name, agency=case.agency.name),
        asked=queries.asked_supplement(case),
        clock=clock_of(case, at=at),
        entries=entries,
    )


def clock_of(case: AnyCase, *, at: datetime) -> Clock | None:
    """The clock of what the sender is to add, else that of the answer, before it starts that of
    receiving; None when none is open."""
    open_ones = {
        deadline.limit: deadline
        for deadline in queries.deadlines(case)
        if deadline.state in {"running", "suspended"} and deadline.assignment_id is None
    }
    for limit, title in CLOCKS.items():
        if deadline := open_ones.get(limit):
            stands = deadline.state == "suspended"
            due_at = None if stands else deadline.due_at
            return Clock(
                title=title,
                due_at=due_at,
                left=remaining(due_at, at, calendar_for(deadline.agency_id)),
                law=deadline.law,
                why=() if stands else Due.from_json(deadline.counted).folded(),
            )
    return None
