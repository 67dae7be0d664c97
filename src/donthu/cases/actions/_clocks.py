"""Starting, stopping, suspending, resuming and extending the clocks of a record."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from django.utils import timezone

from donthu.agencies.local_law import calendar_for, local_length
from donthu.cases.actions._record import Record
from donthu.cases.models import Assignment, Case, Deadline
from donthu.law import registry
from donthu.law.calendar import Due, Suspension, Unit, count
from donthu.law.grammar import Step
from donthu.law.limits import Limit

GIVEN = "Hạn do cơ quan giao ấn định, nằm trong hạn của việc được giao"
FOLLOWING = "Theo hạn trả lời của hồ sơ"
BY = "by"  # the kind of the event that started a clock, beside how its end was counted
OPEN = (Deadline.State.RUNNING, Deadline.State.SUSPENDED)


def turn(record: Record, step: Step) -> None:
    """Do to the clocks of `record` what `step` says."""
    for key in step.stops:
        stop(record, key)
    for key in step.suspends:
        suspend(record, key)
    for key in step.resumes:
        resume(record, key)
    for key in step.extends:
        extend(record, key)
    for key in step.reopens:
        reopen(record, key)
    for key in step.starts:
        start(record, key)
    _follow(record)


def start(record: Record, key: str) -> None:
    """Start the clock `key` for the holder; a clock that is open already goes on as it is."""
    if any(
        d.limit == key and d.state in OPEN and d.assignment_id is None for d in record.deadlines
    ):
        return
    limit = registry.limits(record.case.procedure)[key]
    deadline = Deadline(
        case=record.case,
        agency_id=record.case.holder_id,
        limit=key,
        title=limit.title,
        # what an officer enters was received before it was entered
        started_at=record.case.received_at if record.fresh else record.at,
        counted={BY: record.kind},
    )
    _count(record, deadline)
    record.rows.add(deadline)
    record.deadlines.append(deadline)


def start_for(
    record: Record, assignment: Assignment, due_at: datetime | None, *, chosen: bool
) -> None:
    """Start the clock of a hand-over: it ends on the day that the giver chose, or, without one,
    with the answer's clock, and moves with it."""
    deadline = Deadline(
        case=record.case,
        assignment=assignment,
        agency_id=assignment.to_id,
        limit="handle",
        title="Giải quyết việc được giao",
        started_at=record.at,
        due_at=due_at,
        law=GIVEN if chosen else FOLLOWING,
        counted={BY: record.kind} | ({"given": due_at.isoformat()} if chosen and due_at else {}),
    )
    record.rows.add(deadline)
    record.deadlines.append(deadline)


def _follow(record: Record) -> None:
    """Clocks that follow the answer's end where it ends now, and stand still while it does."""
    answer = next((d for d in record.deadlines if d.limit == "answer" and d.state in OPEN), None)
    for deadline in record.deadlines:
        follows = deadline.law == FOLLOWING and deadline.state in OPEN
        if follows and answer is not None:
            told = (answer.state, answer.due_at, answer.spans)
            if (deadline.state, deadline.due_at, deadline.spans) != told:
                deadline.state, deadline.due_at, deadline.spans = told
                record.rows.changed(deadline)


def end_of(record: Record, key: str) -> datetime | None:
    """When the newest clock `key` of the case ends or ended; None when there was none."""
    ends = [d.due_at for d in record.deadlines if d.limit == key and d.assignment_id is None]
    return ends[-1] if ends else None


def stop(record: Record, key: str) -> None:
    """Stop the clock `key` of the case; nothing when it does not run."""
    for deadline in record.deadlines:
        if deadline.limit == key and deadline.state in OPEN and deadline.assignment_id is None:
            end(record, deadline, Deadline.State.MET)


def stop_for(record: Record, assignment: Assignment, state: Deadline.State) -> None:
    """Stop the clock of a hand-over."""
    for deadline in record.deadlines:
        if deadline.assignment_id == assignment.pk and deadline.state in OPEN:
            end(record, deadline, state)


def go_on_for(record: Record, assignment: Assignment) -> None:
    """The clock of a hand-over that was met runs again, to its old end."""
    met = [
        d
        for d in record.deadlines
        if d.assignment_id == assignment.pk and d.state == Deadline.State.MET
    ]
    for deadline in met[-1:]:
        _run_again(record, deadline)


def reopen(record: Record, key: str) -> None:
    """The holder's last clock of that key, which was met, runs again to its old end."""
    met = [
        d
        for d in record.deadlines
        if d.limit == key
        and d.state == Deadline.State.MET
        and d.assignment_id is None
        and d.agency_id == record.case.holder_id
    ]
    for deadline in met[-1:]:
        _run_again(record, deadline)
        _count(record, deadline)  # as the days off stand now


def _run_again(record: Record, deadline: Deadline) -> None:
    deadline.state = Deadline.State.RUNNING
    deadline.ended_at = None
    record.rows.changed(deadline)


def end(record: Record, deadline: Deadline, state: Deadline.State) -> None:
    """Close one clock."""
    deadline.state = state
    deadline.ended_at = record.at
    record.rows.changed(deadline)


def suspend(record: Record, key: str) -> None:
    """Suspend the running clocks of that key: days of the suspension are not counted."""
    for deadline in record.deadlines:
        if deadline.limit == key and deadline.state == Deadline.State.RUNNING:
            deadline.state = Deadline.State.SUSPENDED
            deadline.spans = [*deadline.spans, [record.at.isoformat(), None]]
            record.rows.changed(deadline)


def resume(record: Record, key: str) -> None:
    """Resume the suspended clocks of that key; their end is counted anew without the suspension."""
    for deadline in record.deadlines:
        if deadline.limit == key and deadline.state == Deadline.State.SUSPENDED:
            deadline.state = Deadline.State.RUNNING
            deadline.spans = [*deadline.spans[:-1], [deadline.spans[-1][0], record.at.isoformat()]]
            _count(record, deadline)
            record.rows.changed(deadline)


def extend(record: Record, key: str) -> None:
    """Extend the running clock of that key once by the length its wording allows."""
    for deadline in record.deadlines:
        if deadline.limit == key and deadline.state == Deadline.State.RUNNING:
            deadline.extensions = [*deadline.extensions, record.at.isoformat()]
            _count(record, deadline)
            record.rows.changed(deadline)
            record.data["due"] = deadline.due_at.isoformat() if deadline.due_at else None


def recount(record: Record) -> None:
    """Count every running clock of the case anew, under the calendar as it is now."""
    for deadline in record.deadlines:
        if deadline.state == Deadline.State.RUNNING and deadline.assignment_id is None:
            _count(record, deadline)
            record.rows.changed(deadline)
    _follow(record)


def would_move(deadline: Deadline) -> bool:
    """Whether a running clock would end elsewhere if it were counted anew."""
    return _counted(deadline, deadline.case).due != deadline.due_at


def _count(record: Record, deadline: Deadline) -> None:
    """Fill in the end of a clock and how it was reached, from its start, spans and extensions."""
    if deadline.assignment_id is not None:
        _move_by_suspension(record, deadline)
        return
    due = _counted(deadline, record.case)
    started = timezone.localtime(deadline.started_at).date()
    deadline.due_at = due.due
    deadline.law = due.law
    deadline.wording_since = (
        _limit(deadline, record.case.procedure).governing(started=started).since
    )
    deadline.counted = due.as_json() | _kept(deadline)


def _counted(deadline: Deadline, case: Case) -> Due:
    procedure = case.procedure
    started = timezone.localtime(deadline.started_at).date()
    due = _limit(deadline, procedure).due(
        start=deadline.started_at,
        received=timezone.localtime(case.received_at).date(),
        calendar=calendar_for(deadline.agency_id),
        local=local_length(deadline.agency_id, procedure, deadline.limit, started),
        suspensions=[_suspension(span) for span in deadline.spans],
        extensions=len(deadline.extensions),
    )
    event = _event(deadline)
    return replace(due, event=event) if event else due


def _event(deadline: Deadline) -> str:
    """The step that started a clock, in words; empty when none did, or one that is no more: then
    the words of the limit itself stand."""
    try:
        return registry.step_of(deadline.counted[BY]).title
    except KeyError:
        return ""


def _limit(deadline: Deadline, procedure: str) -> Limit:
    return registry.limits(procedure)[deadline.limit]


def _move_by_suspension(record: Record, deadline: Deadline) -> None:
    """A day that a giver chose moves by the working days on which the clock stood still."""
    if "given" not in deadline.counted:
        return
    calendar = calendar_for(deadline.agency_id)
    given = datetime.fromisoformat(deadline.counted["given"])
    still = {
        day
        for span in map(_suspension, deadline.spans)
        if span.until is not None
        for day in _days(span.since, span.until)
        if calendar.works(day)
    }
    due = count(
        start=given,
        length=len(still),
        unit=Unit.WORKING_DAYS,
        calendar=calendar,
        law=deadline.law,
        event="Hạn được giao",
    )
    deadline.due_at = due.due
    deadline.counted = due.as_json() | _kept(deadline)


def _kept(deadline: Deadline) -> dict[str, str]:
    return {name: deadline.counted[name] for name in (BY, "given") if name in deadline.counted}


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _suspension(span: list[str | None]) -> Suspension:
    since, until = span
    assert since is not None
    return Suspension(_day(since), _day(until) if until else None)


def _day(moment: str) -> date:
    return timezone.localtime(datetime.fromisoformat(moment)).date()
