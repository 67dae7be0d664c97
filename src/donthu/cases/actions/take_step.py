"""Take one step of the procedure a case is in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.utils import timezone

from donthu.cases.actions import _clocks
from donthu.cases.actions._effects import EFFECTS, NUMBERING
from donthu.cases.actions._record import Record, changing
from donthu.cases.actions._words import check_complete, check_offered, choices_made, words_written
from donthu.cases.actor import Actor
from donthu.cases.chain import acts_at_holder, giver_to
from donthu.cases.errors import Refused
from donthu.cases.last_day import last_day
from donthu.cases.subjects import subject_of
from donthu.law import engine, registry
from donthu.law.grammar import Audience, Effect, Seat, Step
from donthu.ledger.book import last_of

MARKING = frozenset({Effect.APPEND_TEXT, Effect.CHANGE_OFFICER})  # what the worklist says is new


@dataclass(frozen=True)
class Taken:
    """What came of a step: the state now, and the event's number in the case."""

    code: str
    state: str
    seq: int
    number: int | None = None


def take_step(
    *,
    case_id: int,
    step: str,
    data: Mapping[str, Any],
    actor: Actor,
    at: datetime,
    seen: int | None = None,
) -> Taken:
    """Take `step` with what it asks for (`data`, cleaned values by field name).

    Agencies, officers and fields are ids, files a sequence of `Attached`, dates `date`. Raises
    Refused when the law or the rights stand against it, Invalid when something given is not right.
    `seen` is the number of the last event the actor was shown: what has changed since is read first,
    so that nobody signs another text than the one on the screen.
    """
    with changing(case_id, verb="take_step", actor=actor, at=at) as record:
        if seen is not None and seen != last_of(subject_of(case_id)):
            raise Refused(
                "Hồ sơ vừa có thay đổi sau khi bạn mở trang này. Hãy xem lại hồ sơ rồi làm tiếp."
            )
        apply(record, step, data)
    return Taken(
        code=record.case.code,
        state=record.case.state,
        seq=record.seq,
        number=record.data.get("number"),
    )


def apply(record: Record, key: str, data: Mapping[str, Any]) -> None:
    """Let the step `key` change the record, once the law has been asked. Raises as `take_step`."""
    try:
        step = record.procedure.step(key)
    except KeyError:
        raise Refused("Quy trình của hồ sơ không có bước này.") from None
    _check_open(record, step)
    check_complete(step, data)
    check_offered(step, data, record.rows.offered(step, record.case, record.at))
    came_from = record.case.state
    record.kind = f"{record.case.procedure}.{step.key}"  # the clocks that it starts name it
    for effect in step.does:
        if effect in NUMBERING:
            record.numbering.append(partial(EFFECTS[effect], record, data))
        else:
            EFFECTS[effect](record, data)
    finish(record, step, data, came_from)


def finish(record: Record, step: Step, data: Mapping[str, Any], came_from: str) -> None:
    """State, clocks, notes, topics: what every step does, also the one that begins a case.
    The record has its kind by now."""
    case = record.case
    if step.end is not None:
        case.state = step.end
    if case.declared.get("mark") and MARKING.isdisjoint(step.does):
        case.declared = {key: value for key, value in case.declared.items() if key != "mark"}
    if record.procedure.state(case.state).folder.is_over:
        case.closed_at = case.closed_at or record.at
    else:
        case.closed_at = None
    if step.upon is not None and (due := _clocks.end_of(record, step.upon.limit)):
        record.data["due"] = due.isoformat()
    _clocks.turn(record, step)
    record.data.update({"from": came_from, "state": case.state}, **choices_made(step, data))
    record.notes = words_written(step, data)
    record.topics.extend(tellings(record, step))


def tellings(record: Record, step: Step) -> Iterator[str]:
    """The topics of who is to be told of the step; the sender only where a way to do so is known."""
    for audience in step.tells:
        if audience is not Audience.SENDER:
            yield f"tells.{audience.value}"
        elif reach := record.case.declared.get("reachable"):
            message = registry.messages(record.case.procedure).get(step.key)
            if message and reach != "phone":
                yield "tells.sender"
            elif message and message.sms:
                yield "tells.sender_by_phone"


def _check_open(record: Record, step: Step) -> None:
    holder_id = record.case.holder_id
    if step.key == record.procedure.begin:
        raise Refused("Bước này chỉ mở khi tạo hồ sơ.")
    giver_id = giver_to(record.assignments, holder_id)
    facts = record.facts()
    acting_id = acts_at_holder(
        record.assignments,
        holder_id,
        by_letter=facts.holder_by_letter,
        over=record.case.closed_at is not None,
    )
    roles = record.actor.seated(acting_id, giver_id)
    reason = engine.refusal(record.procedure, step, record.facts(), roles=roles) or _too_late(
        record, step
    )
    if reason:
        raise Refused(reason)
    seats = {Seat.HOLDER: acting_id, Seat.ASSIGNER: giver_id or holder_id}
    if step.seat in seats:
        record.act_as(seats[step.seat], *step.by)


def _too_late(record: Record, step: Step) -> str:
    until = last_day(record.case, step)
    if until is None or record.at <= until:
        return ""
    return f"Bước này chỉ mở đến hết ngày {timezone.localtime(until):%d/%m/%Y}."
