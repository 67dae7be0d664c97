"""What a step does to the case file besides its state and clocks, an effect a function.

Each takes the record and what the step asked for. Effects that give a number run last.
"""

from collections.abc import Callable, Mapping
from typing import Any

from donthu.agencies.local_law import calendar_for
from donthu.cases.actions import _clocks, _handover, _objection, _papers
from donthu.cases.actions._record import Record
from donthu.cases.errors import Invalid, Refused
from donthu.cases.models import Book, Deadline, Entry, Paper, Publication
from donthu.cases.models.assignment import OPEN
from donthu.cases.public_copy import HIDDEN, telling
from donthu.cases.signing import why_not
from donthu.cases.visibility import hides_sender_from
from donthu.law.grammar import Effect
from donthu.law.remaining import remaining

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


def publish(record: Record, data: Data) -> None:
    """The public copy, as the officer left it after taking out personal data.

    Raises Invalid while it still tells who sent the case; Refused, without a word of what tells
    it, where the sender is hidden from the actor.
    """
    if errors := telling(record.file.senders, data):
        if hides_sender_from(record.case, record.actor.capacities):
            raise Refused(HIDDEN)
        raise Invalid(errors)
    before = None if record.fresh else Publication.objects.filter(case=record.case).first()
    public = before or Publication(case=record.case)
    public.agency_id = record.case.agency_id
    public.field_id = record.case.field_id
    public.area_id = record.case.area_id
    public.kind = record.case.kind
    public.result = _result(record)
    public.title = data["title"]
    public.text = data["text"]
    public.answer = data["answer"]
    public.days_early = _days_early(record)
    public.published_at = record.at
    public.taken_down_at = None
    (record.rows.changed if before else record.rows.add)(public)
    record.topics.append("published")


def _result(record: Record) -> str:
    """To what end the answer that went out came; empty when it does not say."""
    issued = (p for p in reversed(record.file.answers) if p.state == Paper.State.ISSUED)
    return next((paper.result for paper in issued), "")


def _days_early(record: Record) -> int | None:
    """Working days between the answer and the end that stood then, below 0 when it was late; None
    without one. An answer that needed an extension is not early."""
    ended = [
        (d.ended_at, d)
        for d in record.deadlines
        if d.limit == "answer" and d.due_at is not None and d.ended_at is not None
    ]
    if not ended or record.case.answered_at is None:
        return None
    _, stood = max(ended, key=lambda pair: pair[0])
    left = remaining(stood.due_at, record.case.answered_at, calendar_for(stood.agency_id))
    days = left.days or 0
    if left.tone == "late":
        return min(days, -1)
    return 0 if stood.extensions else days


def take_down(record: Record, data: Data) -> None:
    """The public copy is no longer shown; it stays, with the reason in the note of this step."""
    public = Publication.objects.get(case=record.case)
    public.taken_down_at = record.at
    record.rows.changed(public)


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


EFFECTS: dict[Effect, Callable[[Record, Data], None]] = {
    Effect.TAKE_RECEIPT: _handover.take_receipt,
    Effect.SET_OFFICER: set_officer,
    Effect.SET_FIELD: set_field,
    Effect.SET_KIND: set_kind,
    Effect.KEEP_DIRECTIVE: keep_directive,
    Effect.HAND_OVER: _handover.hand_over,
    Effect.RETURN: _handover.give_back,
    Effect.RECALL: _handover.recall,
    Effect.KEEP_DRAFT: keep_draft,
    Effect.SIGN: sign,
    Effect.ACCEPT_REPORT: _handover.accept_report,
    Effect.REPORT: _handover.report,
    Effect.REWORK: _handover.rework,
    Effect.CLOSE: close,
    Effect.APPEND_TEXT: append_text,
    Effect.PUBLISH: publish,
    Effect.TAKE_DOWN: take_down,
    Effect.RATE: _objection.rate,
    Effect.OBJECT: _objection.object_,
    Effect.UPHOLD: _objection.uphold,
    Effect.ENTER_BOOK: enter_book,
    Effect.ISSUE: issue,
}

NUMBERING = (Effect.ENTER_BOOK, Effect.ISSUE)
