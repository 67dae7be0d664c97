"""The life of a hand-over: given, received, reported, accepted, sent back, refused, recalled."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from donthu.cases.actions import _clocks, _papers
from donthu.cases.actions._handover import TO_ITSELF, due_within, give, misdirected
from donthu.cases.actions._record import Record, changing
from donthu.cases.actions._words import check_complete, choices_made, words_written
from donthu.cases.actions.take_step import Taken, take_step
from donthu.cases.actor import Actor
from donthu.cases.chain import keeper_of, lead_to
from donthu.cases.errors import Invalid, Refused
from donthu.cases.models import Assignment, Deadline, Paper
from donthu.cases.models.assignment import OPEN
from donthu.law import engine
from donthu.law.grammar import Facts, Seat, Step
from donthu.law.handover import HANDOVER

# A lead assignment carries the case: what happens to it is a step of the case's own procedure.
LEAD_STEPS = {
    "receive": ("receive",),
    "report": ("report", "issue"),
    "accept": ("approve_report", "pass_report"),
    "rework": ("rework_report",),
    "refuse": ("return",),
    "recall": ("recall",),
}


def assign(*, case_id: int, data: Mapping[str, Any], actor: Actor, at: datetime) -> int:
    """The holder, or who wrote to a holder that works by letter, gives another agency a part to do
    beside; the id of the assignment.

    `data` holds what `law.handover`'s first step asks for. Raises Refused, Invalid.
    """
    step = HANDOVER.step(HANDOVER.begin)
    with changing(case_id, verb="assign", actor=actor, at=at) as record:
        giver_id = keeper_of(record.case, record.assignments)
        roles = record.actor.roles_at(giver_id)
        if not roles & set(step.by):
            raise Refused("Chỉ cơ quan đang giữ hồ sơ mới giao được việc phối hợp.")
        if _is_over(record):
            raise Refused("Hồ sơ đã trả lời hoặc đã kết thúc nên không giao việc được nữa.")
        check_complete(step, data)
        wrong = misdirected(record, lead_id=data["to"], cooperating=[data["to"]])
        errors = {"to": next(iter(wrong.values()))} if wrong else {}
        if data["to"] == giver_id:
            errors["to"] = TO_ITSELF
        parent = lead_to(record.assignments, giver_id)
        due_at = due_within(record, parent, data.get("due"), errors)
        if errors:
            raise Invalid(errors)
        record.act_as(giver_id, *step.by)
        record.kind = f"{HANDOVER.key}.{step.key}"
        given = give(
            record,
            parent=parent,
            giver_id=giver_id,
            to_id=data["to"],
            lead=False,
            note=data["note"],
            due_at=due_at,
            chosen=data.get("due") is not None,
        )
        record.data.update(assignment=given, to=given.to_id)
    return given.pk


def take_assignment_step(
    *, assignment_id: int, step: str, data: Mapping[str, Any], actor: Actor, at: datetime
) -> Taken:
    """Take a step in the life of one assignment (`law.handover`). Raises Refused, Invalid.

    The step of a lead assignment is the step of the case that goes with it.
    """
    found = Assignment.objects.select_related("case").filter(pk=assignment_id).first()
    if found is None:
        raise Refused("Việc chuyển giao không tồn tại.")
    if found.lead:
        return _take_lead_step(found, step, data, actor, at)
    with changing(found.case_id, verb="take_assignment_step", actor=actor, at=at) as record:
        assignment = next(a for a in record.assignments if a.pk == assignment_id)
        taking = _open_step(record, assignment, step)
        check_complete(taking, data)
        came_from = assignment.state
        record.kind = f"{HANDOVER.key}.{taking.key}"
        _move(record, assignment, taking, data)
        record.notes = words_written(taking, data)
        record.data.update(
            assignment=assignment.pk,
            to=assignment.to_id,
            state=assignment.state,
            **{"from": came_from},
            **choices_made(taking, data),
        )
    return Taken(code=record.case.code, state=assignment.state, seq=record.seq)


def _take_lead_step(
    lead: Assignment, step: str, data: Mapping[str, Any], actor: Actor, at: datetime
) -> Taken:
    if step not in LEAD_STEPS:
        raise Refused("Việc chuyển giao không có bước này.")
    from_giver = HANDOVER.step(step).seat is Seat.ASSIGNER and step != "recall"
    live = lead.state == "reported" if from_giver else lead.state in OPEN
    if not live or lead.case.holder_id != (lead.giver_id if from_giver else lead.to_id):
        raise Refused("Hồ sơ không còn ở bước này của việc chủ trì; hãy xem lần chuyển mới nhất.")
    reasons = []
    for key in LEAD_STEPS[step]:
        try:
            return take_step(case_id=lead.case_id, step=key, data=data, actor=actor, at=at)
        except Refused as refused:
            reasons.append(refused.reason)
    raise Refused(reasons[0])


def _open_step(record: Record, assignment: Assignment, key: str) -> Step:
    try:
        step = HANDOVER.step(key)
    except KeyError:
        raise Refused("Việc chuyển giao không có bước này.") from None
    reason = engine.refusal(
        HANDOVER,
        step,
        Facts(procedure=HANDOVER.key, state=assignment.state),
        roles=record.actor.seated_between(assignment.giver_id, assignment.to_id),
    )
    if reason:
        raise Refused(reason.replace("hồ sơ", "việc"))
    if _is_over(record):
        raise Refused("Hồ sơ đã trả lời hoặc đã kết thúc.")
    at_giver = step.seat is Seat.ASSIGNER
    record.act_as(assignment.giver_id if at_giver else assignment.to_id, *step.by)
    return step


def _move(record: Record, assignment: Assignment, step: Step, data: Mapping[str, Any]) -> None:
    assignment.state = step.end or assignment.state
    if step.key == "receive":
        assignment.received_at = record.at
    elif step.key == "report":
        assignment.reported_at = record.at
        assignment.result = data["result"]
        _clocks.stop_for(record, assignment, Deadline.State.MET)
        _papers.add(
            record,
            kind=Paper.Kind.RESULT,
            audience=Paper.Audience.CHAIN,
            text=data["result"],
            files=data.get("files", ()),
            assignment=assignment,
        )
    elif step.key == "rework":
        assignment.rounds += 1
        _start_again(record, assignment, data)
    elif step.key in {"accept", "refuse", "recall"}:
        assignment.closed_at = record.at
        assignment.ground = data.get("ground", "")
        assignment.reason = data.get("reason", "")
        _clocks.stop_for(record, assignment, Deadline.State.CANCELLED)
    record.rows.changed(assignment)


def _start_again(record: Record, assignment: Assignment, data: Mapping[str, Any]) -> None:
    errors: dict[str, str] = {}
    due_at = due_within(record, assignment.parent, data.get("due"), errors)
    if errors:
        raise Invalid(errors)
    _clocks.start_for(record, assignment, due_at, chosen=data.get("due") is not None)


def _is_over(record: Record) -> bool:
    return record.procedure.state(record.case.state).folder.is_over
