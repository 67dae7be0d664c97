"""The lead assignment as the steps of a procedure move it."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from django.utils import timezone

from donthu.cases import about
from donthu.cases.actions import _clocks, _keeping_away, _letters, _papers
from donthu.cases.actions._record import Record
from donthu.cases.chain import lead_to
from donthu.cases.errors import Invalid
from donthu.cases.models import Assignment, Deadline
from donthu.cases.models.assignment import OPEN

Data = Mapping[str, Any]
LAST_MOMENT = time(23, 59, 59)
ABOUT_ITS_HEAD = "Phản ánh nói về người đứng đầu cơ quan này; hãy chọn cơ quan khác."
TO_ITSELF = "Không thể chuyển cho chính cơ quan đang giữ hồ sơ."
WRITTEN_TO = (
    "{name} chưa có tài khoản, chỉ nhận bằng công văn; hãy chuyển chủ trì, không giao phối hợp."
)


def hand_over(record: Record, data: Data) -> None:
    """One lead assignment and any number of cooperating ones, each with its own clock."""
    lead_id = data["lead"]
    cooperating = [agency_id for agency_id in data.get("cooperating") or () if agency_id != lead_id]
    errors = misdirected(record, lead_id=lead_id, cooperating=cooperating)
    errors |= _papers.wrong_directive(record, data)
    if lead_id in {a.giver_id for a in record.assignments if a.lead and a.state in OPEN}:
        errors["lead"] = "Hồ sơ do cơ quan này chuyển xuống; hãy trả lại nơi chuyển."
    parent = lead_to(record.assignments, record.case.holder_id)
    due_at = due_within(record, parent, data.get("due"), errors)
    if errors:
        raise Invalid(errors)
    chosen = data.get("due") is not None
    lead = give(
        record,
        parent=parent,
        to_id=lead_id,
        lead=True,
        note=data["note"],
        due_at=due_at,
        chosen=chosen,
        review=bool(data.get("review")),
    )
    for agency_id in cooperating:
        give(
            record,
            parent=parent,
            to_id=agency_id,
            lead=False,
            note=data["note"],
            due_at=due_at,
            chosen=chosen,
        )
    if data.get("directive"):
        _papers.directive(record, data)
    _papers.send_directives_with(record, lead)
    _letters.begin(record, lead)
    record.data.update(to=lead_id, cooperating=cooperating, review=lead.review)
    if not lead.review and record.case.agency_id == record.case.holder_id:
        record.case.agency_id = lead_id
    record.case.holder_id = lead_id
    record.case.officer_id = None


def give(
    record: Record,
    *,
    parent: Assignment | None,
    to_id: int,
    lead: bool,
    note: str,
    due_at: datetime | None,
    chosen: bool,
    review: bool = False,
    giver_id: int | None = None,
) -> Assignment:
    """One assignment from that agency, else from the holder, sent now."""
    assignment = Assignment(
        case=record.case,
        parent=parent,
        giver_id=giver_id or record.case.holder_id,
        to_id=to_id,
        lead=lead,
        review=review,
        note=note,
        sent_by_id=record.actor.officer_id,
        sent_at=record.at,
    )
    record.rows.add_now(assignment)
    record.assignments.append(assignment)
    _keeping_away.arrives(record, to_id)
    _clocks.start_for(record, assignment, due_at, chosen=chosen)
    return assignment


def take_receipt(record: Record, data: Data) -> None:
    """The lead assignment to the holder is received; nothing when the case came by itself."""
    lead = lead_to(record.assignments, record.case.holder_id)
    if lead is not None and lead.state == "sent":
        lead.state = "received"
        lead.received_at = record.at
        record.rows.changed(lead)


def give_back(record: Record, data: Data) -> None:
    """The lead assignment to the holder is refused; the giver holds the case again."""
    lead = lead_to(record.assignments, record.case.holder_id)
    assert lead is not None  # the step needs it
    lead.ground = data["ground"]
    lead.proposed_id = data.get("proposed") or None
    record.data.update(to=lead.giver_id, ground=data["ground"])
    _up_again(record, lead, "refused", data["reason"])


def recall(record: Record, data: Data) -> None:
    """The lead assignment to the holder is taken back; the giver holds the case again, and what
    the holder drafted is put aside."""
    lead = lead_to(record.assignments, record.case.holder_id)
    assert lead is not None  # the step's seat is its giver's
    record.data["to"] = lead.to_id
    _papers.put_aside(record)
    _up_again(record, lead, "recalled", data["reason"])


def _up_again(record: Record, lead: Assignment, state: str, reason: str) -> None:
    lead.state = state
    lead.closed_at = record.at
    lead.reason = reason
    record.rows.changed(lead)
    _clocks.stop_for(record, lead, Deadline.State.CANCELLED)
    _letters.drop(record, lead)
    recall_cooperating(record, giver_id=record.case.holder_id)
    if record.case.agency_id == record.case.holder_id:
        record.case.agency_id = lead.giver_id
    record.case.holder_id = lead.giver_id
    record.case.officer_id = None


def report(record: Record, data: Data) -> None:
    """The lead assignments above the holder are reported, up to the first that asked to review.

    With a reviewer the case goes to it; without one the answer goes out and the holder keeps it.
    """
    lead = lead_to(record.assignments, record.case.holder_id)
    while lead is not None and lead.state in OPEN:
        lead.state = "reported"
        lead.reported_at = record.at
        record.rows.changed(lead)
        _clocks.stop_for(record, lead, Deadline.State.MET)
        record.data.setdefault("to", lead.giver_id)
        if lead.review:
            record.case.holder_id = record.data["to"] = lead.giver_id
            record.case.officer_id = None
            return
        lead = next((a for a in record.assignments if a.pk == lead.parent_id), None)
    recall_cooperating(record)
    _papers.send_out(record)
    record.case.answered_at = record.at
    record.case.declared = {k: v for k, v in record.case.declared.items() if k != "rated"}


def accept_report(record: Record, data: Data) -> None:
    """The result that was reported to the holder is accepted."""
    reported = _reported_to_holder(record)
    reported.state = "accepted"
    reported.closed_at = record.at
    record.rows.changed(reported)


def rework(record: Record, data: Data) -> None:
    """The result that was reported to the holder goes back to who wrote it: the lead assignments
    down to it are open again, and their clocks run on to their old ends."""
    for lead in _reported_down(record):
        lead.state = "rework"
        lead.rounds += 1
        lead.closed_at = None
        record.rows.changed(lead)
        _clocks.go_on_for(record, lead)
        record.data["to"] = record.case.holder_id = lead.to_id
    record.case.officer_id = None
    _papers.take_back_answer(record)


def _reported_to_holder(record: Record) -> Assignment:
    return next(
        a
        for a in reversed(record.assignments)
        if a.lead and a.state == "reported" and a.giver_id == record.case.holder_id
    )


def _reported_down(record: Record) -> list[Assignment]:
    """The lead assignments from the one reported to the holder down to the agency that wrote."""
    chain = [_reported_to_holder(record)]
    while below := [
        a
        for a in record.assignments
        if a.lead and a.parent_id == chain[-1].pk and a.state in ("reported", "accepted")
    ]:
        chain.append(below[-1])
    return chain


def recall_cooperating(record: Record, giver_id: int | None = None) -> None:
    """What cooperating agencies still have to do is done with: all of it, or what one giver gave."""
    for assignment in record.assignments:
        if (
            not assignment.lead
            and assignment.state in OPEN
            and giver_id in (None, assignment.giver_id)
        ):
            assignment.state = "recalled"
            assignment.closed_at = record.at
            record.rows.changed(assignment)
            _clocks.stop_for(record, assignment, Deadline.State.CANCELLED)


def misdirected(record: Record, *, lead_id: int, cooperating: list[int]) -> dict[str, str]:
    errors = {}
    wanted = {lead_id, *cooperating}
    about_somebody = bool(record.case.declared.get(about.MARK))
    living = record.rows.agencies(wanted)
    on = timezone.localtime(record.at).date()
    for name, ids in (("lead", [lead_id]), ("cooperating", cooperating)):
        for agency_id in ids:
            agency = living.get(agency_id)
            if agency is None:
                errors[name] = "Hãy chọn cơ quan trong danh sách."
            elif about_somebody and about.heads_it(agency_id, record.file.officials, on):
                errors[name] = ABOUT_ITS_HEAD
            elif agency.until is not None and agency.until < on:
                errors[name] = f"{agency.name} không còn hoạt động; hãy chọn cơ quan kế tục."
            elif name == "cooperating" and not agency.has_accounts:
                errors[name] = WRITTEN_TO.format(name=agency.name)
            elif agency_id == record.case.holder_id:
                errors[name] = TO_ITSELF
    busy = {a.to_id for a in record.assignments if a.state in OPEN}
    if lead_id in busy:
        errors["lead"] = "Cơ quan này đang có việc chưa xong trong hồ sơ; hãy chọn cơ quan khác."
    if set(cooperating) & busy:
        errors["cooperating"] = "Có cơ quan đang giữ một việc chưa xong trong hồ sơ này."
    return errors


def due_within(
    record: Record, parent: Assignment | None, chosen: Any, errors: dict[str, str]
) -> datetime | None:
    """The end of the new clock: the day chosen, else the end of the clock it lies in."""
    outer = [
        d.due_at
        for d in record.deadlines
        if d.state in _clocks.OPEN
        and d.due_at
        and (d.limit == "answer" or (parent is not None and d.assignment_id == parent.pk))
    ]
    within = min(outer, default=None)
    if chosen is None:
        return within
    due_at = timezone.make_aware(datetime.combine(chosen, LAST_MOMENT))
    if due_at < record.at:
        errors["due"] = "Hạn giải quyết đã qua; hãy chọn từ hôm nay trở đi."
    elif within is not None and due_at > within:
        errors["due"] = (
            "Hạn giải quyết phải nằm trong hạn của việc được giao, "
            f"chậm nhất {timezone.localtime(within):%d/%m/%Y}."
        )
    return due_at
