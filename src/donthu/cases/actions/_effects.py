"""What a step does to the case file besides its state and clocks, an effect a function.

Each takes the record and what the step asked for. Effects that give a number run last.
"""

from collections.abc import Callable, Mapping
from typing import Any

from donthu.cases.actions import (
    _clocks,
    _handover,
    _keeping_away,
    _letters,
    _objection,
    _papers,
    _publishing,
)
from donthu.cases.actions._record import Record
from donthu.cases.errors import Invalid, Refused
from donthu.cases.models import Book, Deadline, Entry, Paper
from donthu.cases.models.assignment import OPEN
from donthu.cases.signing import why_not
from donthu.law.grammar import Effect

Data = Mapping[str, Any]


def enter_book(record: Record, data: Data) -> None:
    """The case gets a number in the holder's book of letters received."""
    agency_id = record.case.holder_id
    number, year = record.rows.next_number(agency_id=agency_id, book=Book.LETTERS, at=record.at)
    record.rows.add(
        Entry(
            agency_id=agency_id,
            book=Book.LETTERS,
            year=year,
            number=number,
            case=record.case,
            entered_at=record.at,
        )
    )
    record.data["number"] = number


def set_officer(record: Record, data: Data) -> None:
    """The officer named becomes responsible; `choices` has made sure of the agency."""
    record.case.officer_id = data["officer"]
    record.data["officer"] = data["officer"]


def change_officer(record: Record, data: Data) -> None:
    """Another officer becomes responsible; the worklist says that it is new there."""
    if data["officer"] == record.case.officer_id:
        raise Invalid({"officer": "Người này đang giải quyết hồ sơ."})
    set_officer(record, data)
    record.case.declared = {**record.case.declared, "mark": "reassigned"}


def set_field(record: Record, data: Data) -> None:
    """The field, when one was given."""
    if data.get("field"):
        record.case.field_id = data["field"]
        record.data["field"] = data["field"]


def set_kind(record: Record, data: Data) -> None:
    """The kind, when one was given; a step that sorts a case says something of it."""
    if not data.get("field") and not data.get("kind"):
        raise Invalid({"field": "Hãy chọn lĩnh vực hoặc loại phản ánh."})
    if data.get("kind"):
        record.case.kind = data["kind"]


def keep_directive(record: Record, data: Data) -> None:
    """What the leader directs stays as a paper for the chain."""
    _papers.directive(record, data)


def close(record: Record, data: Data) -> None:
    """Every assignment and clock still open ends here."""
    _handover.recall_cooperating(record)
    for assignment in record.assignments:
        if assignment.state in OPEN:
            assignment.state = "recalled"
            assignment.closed_at = record.at
            record.rows.changed(assignment)
    for deadline in record.deadlines:
        if deadline.state in _clocks.OPEN:
            _clocks.end(record, deadline, Deadline.State.CANCELLED)


def append_text(record: Record, data: Data) -> None:
    """What the sender adds joins the case as a paper, under the same code."""
    _papers.add(
        record,
        kind=Paper.Kind.SUPPLEMENT,
        audience=Paper.Audience.SENDER,
        text=data["content"],
        files=data.get("files", ()),
    )
    record.case.declared = {**record.case.declared, "mark": "supplemented"}
    record.topics.append("text")


def sign(record: Record, data: Data) -> None:
    """The draft is signed in the actor's capacity: the head's own, a deputy's KT., a delegate's TUQ.
    Raises Refused in one that can not sign."""
    assert record.draft is not None
    assert record.capacity is not None
    if reason := why_not(record.capacity):
        raise Refused(reason)
    _papers.sign(record, record.draft)


def issue(record: Record, data: Data) -> None:
    """The signed answer gets its number and date and goes out."""
    assert record.draft is not None
    _papers.issue(record, record.draft, number=data.get("number", ""))


def keep_draft(record: Record, data: Data) -> None:
    """The answer as drafted; an earlier draft is replaced, not lost."""
    _papers.draft(record, text=data["answer"], result=data["result"], files=data.get("files", ()))


def record_reply(record: Record, data: Data) -> None:
    """The answer that came by letter is that of the agency written to, and is reported for it."""
    wrote_id = record.case.holder_id
    _letters.take_reply(record, data)
    _handover.report(record, data)
    record.data["to"] = wrote_id


EFFECTS: dict[Effect, Callable[[Record, Data], None]] = {
    Effect.TAKE_RECEIPT: _handover.take_receipt,
    Effect.SET_OFFICER: set_officer,
    Effect.CHANGE_OFFICER: change_officer,
    Effect.SET_FIELD: set_field,
    Effect.SET_KIND: set_kind,
    Effect.KEEP_DIRECTIVE: keep_directive,
    Effect.HAND_OVER: _handover.hand_over,
    Effect.ISSUE_LETTER: _letters.send,
    Effect.NOTE_ARRIVAL: _letters.note_arrival,
    Effect.URGE: _letters.urge,
    Effect.RECORD_REPLY: record_reply,
    Effect.RETURN: _handover.give_back,
    Effect.RECALL: _handover.recall,
    Effect.KEEP_DRAFT: keep_draft,
    Effect.SIGN: sign,
    Effect.ACCEPT_REPORT: _handover.accept_report,
    Effect.REPORT: _handover.report,
    Effect.REWORK: _handover.rework,
    Effect.CLOSE: close,
    Effect.APPEND_TEXT: append_text,
    Effect.PREPARE_COPY: _publishing.prepare,
    Effect.PUBLISH: _publishing.publish,
    Effect.TAKE_DOWN: _publishing.take_down,
    Effect.KEEP_AWAY: _keeping_away.keep_away,
    Effect.LET_IN: _keeping_away.let_in,
    Effect.RATE: _objection.rate,
    Effect.OBJECT: _objection.object_,
    Effect.UPHOLD: _objection.uphold,
    Effect.ENTER_BOOK: enter_book,
    Effect.ISSUE: issue,
}

NUMBERING = (Effect.ENTER_BOOK, Effect.ISSUE)
