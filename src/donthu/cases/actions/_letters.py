"""Letters to an agency without accounts, and what it writes back."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from donthu.cases.actions import _papers
from donthu.cases.actions._record import Record
from donthu.cases.chain import ARRIVED, LETTER, SENT, UNSENT, lead_to
from donthu.cases.errors import Invalid
from donthu.cases.models import Assignment, Paper

Data = Mapping[str, Any]


def begin(record: Record, lead: Assignment) -> None:
    """A hand-over to an agency without accounts needs a letter; to another one nothing."""
    to = record.rows.agencies([lead.to_id])[lead.to_id]
    if to.has_accounts:
        return
    _written(record, lead, Paper.Kind.FORWARDING, f"Chuyển phản ánh, kiến nghị {record.case.code}")
    _mark(record, UNSENT)


def send(record: Record, data: Data) -> None:
    """The letter gets its number and date, and is out."""
    lead = _lead(record)
    drafts = Paper.objects.filter(
        assignment=lead, kind=Paper.Kind.FORWARDING, state=Paper.State.DRAFT
    )
    _out(record, drafts.latest("pk"), data)
    _mark(record, SENT)


def urge(record: Record, data: Data) -> None:
    """Another letter that reminds of the first."""
    paper = _written(
        record, _lead(record), Paper.Kind.URGING, f"Đôn đốc trả lời phản ánh {record.case.code}"
    )
    _out(record, paper, data)


def note_arrival(record: Record, data: Data) -> None:
    """The agency written to has the letter: the hand-over is received."""
    lead = _lead(record)
    lead.state = "received"
    lead.received_at = record.at
    record.rows.changed(lead)
    record.data["to"] = lead.to_id
    _mark(record, ARRIVED)


def take_reply(record: Record, data: Data) -> None:
    """The answer of the agency written to, as its letter has it. Raises Invalid."""
    number, symbol = _papers.number_and_symbol(data["reply_number"])
    errors = _papers.wrong_date(record, data, "reply_date")
    if not number or len(number) > _papers.NUMBER_LENGTH or len(symbol) > _papers.SYMBOL_LENGTH:
        errors["reply_number"] = _papers.NUMBER_TOO_LONG
    if errors:
        raise Invalid(errors)
    paper = _papers.add(
        record,
        kind=Paper.Kind.ANSWER,
        audience=Paper.Audience.SENDER,
        text=data["answer"],
        files=data.get("files", ()),
        assignment=_lead(record),
    )
    paper.agency_id = record.case.holder_id
    paper.result = data["result"]
    paper.number, paper.symbol = number, symbol
    paper.date = data["reply_date"]
    paper.signed_by = data["reply_signer"]
    paper.abstract = f"Trả lời phản ánh, kiến nghị {record.case.code}"
    record.rows.changed(paper)
    record.file.answers.append(paper)
    _mark(record, "")


def drop(record: Record, lead: Assignment) -> None:
    """The case is taken back: a letter that is not out never goes out."""
    if record.case.declared.get(LETTER) == UNSENT:
        for paper in Paper.objects.filter(assignment=lead, state=Paper.State.DRAFT):
            paper.state = Paper.State.REPLACED
            record.rows.changed(paper)
    _mark(record, "")


def _lead(record: Record) -> Assignment:
    lead = lead_to(record.assignments, record.case.holder_id)
    assert lead is not None  # the steps need an agency that was written to
    return lead


def _written(record: Record, lead: Assignment, kind: Paper.Kind, about: str) -> Paper:
    paper = _papers.add(record, kind=kind, audience=Paper.Audience.CHAIN, assignment=lead)
    paper.state = Paper.State.DRAFT
    paper.agency_id = lead.giver_id
    paper.abstract = about
    paper.date = None
    record.rows.changed(paper)
    return paper


def _out(record: Record, paper: Paper, data: Data) -> None:
    """The letter goes out; its number is given last, as all numbers are. Raises Invalid for one
    typed in that another paper has."""
    assert paper.agency_id is not None
    if data.get("number"):
        _papers.check_free(paper.agency_id, data["number"], record.at)
    agency = record.rows.agencies([paper.agency_id])[paper.agency_id]
    paper.signed_by = data.get("signer", "")
    paper.state = Paper.State.ISSUED
    paper.symbol = agency.letter_number_symbol
    paper.date = timezone.localtime(record.at).date()
    _papers.attach(record, paper, data.get("files", ()))
    record.data.update(paper=paper, to=record.case.holder_id)

    def give_number() -> None:
        paper.number = data.get("number") or _papers.next_of_book(record, agency.pk)
        record.rows.changed(paper)

    record.numbering.append(give_number)


def _mark(record: Record, how_far: str) -> None:
    """Declare how far the letter is; nothing is declared of a case without one."""
    kept = {name: value for name, value in record.case.declared.items() if name != LETTER}
    record.case.declared = kept | ({LETTER: how_far} if how_far else {})
