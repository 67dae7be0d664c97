"""Papers of a record: received, drafted, signed, issued."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from donthu.cases.actions._record import Record
from donthu.cases.attached import Attached
from donthu.cases.chain import GONE
from donthu.cases.errors import Invalid
from donthu.cases.models import Assignment, Book, Entry, Paper, PaperFile
from donthu.cases.signing import signature

NUMBER_LENGTH, SYMBOL_LENGTH = 11, 30  # Nghị định 30/2020/NĐ-CP, Phụ lục VI
NO_DIRECTIVE = "Phải kèm tệp văn bản chỉ đạo thì mới ghi mục này."
NUMBER_TOO_LONG = (
    f"Số văn bản không quá {NUMBER_LENGTH} ký tự, ký hiệu sau dấu / không quá {SYMBOL_LENGTH}."
)


def add(
    record: Record,
    *,
    kind: Paper.Kind,
    audience: Paper.Audience,
    text: str = "",
    files: Iterable[Attached] = (),
    assignment: Assignment | None = None,
) -> Paper:
    """A paper that is finished as it comes in."""
    paper = Paper(
        case=record.case,
        assignment=assignment,
        agency_id=record.capacity.agency_id if record.capacity else None,
        kind=kind,
        audience=audience,
        text=text,
        written_by_id=record.actor.officer_id,
        date=timezone.localtime(record.at).date(),
        created_at=record.at,
    )
    record.rows.add_now(paper)
    attach(record, paper, files)
    record.data["paper"] = paper
    return paper


def directive(record: Record, data: Mapping[str, Any]) -> None:
    """The leader's directive that came with a step, kept for the chain. Raises Invalid."""
    if errors := wrong_directive(record, data):
        raise Invalid(errors)
    paper = add(
        record,
        kind=Paper.Kind.DIRECTIVE,
        audience=Paper.Audience.CHAIN,
        files=data["directive"],
    )
    paper.number, paper.symbol = number_and_symbol(data.get("directive_number", ""))
    paper.date = data.get("directive_date")
    paper.signed_by = data.get("directive_signer", "")
    paper.abstract = data.get("directive_abstract", "")
    record.rows.changed(paper)


def wrong_directive(record: Record, data: Mapping[str, Any]) -> dict[str, str]:
    """What is not right in what a step was told of a directive, by field; empty when all is."""
    if not data.get("directive"):
        told = (name for name in data if name.startswith("directive_") and data[name])
        return dict.fromkeys(told, NO_DIRECTIVE)
    errors = wrong_date(record, data, "directive_date")
    number, symbol = number_and_symbol(data.get("directive_number", ""))
    if len(number) > NUMBER_LENGTH or len(symbol) > SYMBOL_LENGTH:
        errors["directive_number"] = NUMBER_TOO_LONG
    return errors


def wrong_date(record: Record, data: Mapping[str, Any], name: str) -> dict[str, str]:
    """The sentence for a day of a paper that has not come yet, by field; empty when it is right."""
    day = data.get(name)
    if day and day > timezone.localtime(record.at).date():
        return {name: "Ngày văn bản ở sau hôm nay; hãy xem lại."}
    return {}


def number_and_symbol(typed: str) -> tuple[str, str]:
    """ "125/UBND-KT" as number and symbol, each as the book of papers keeps it."""
    number, _, symbol = typed.partition("/")
    return number.strip(), symbol.strip()


def send_directives_with(record: Record, lead: Assignment) -> None:
    """The giver's directives that went with no hand-over yet, or with one that was taken or given
    back, go with this one."""
    if record.fresh:
        return
    record.rows.flush()
    waiting = Q(assignment=None) | Q(assignment__state__in=GONE)
    directives = Paper.objects.filter(
        waiting, case=record.case, kind=Paper.Kind.DIRECTIVE, agency=lead.giver_id
    )
    for paper in directives.exclude(state=Paper.State.REPLACED):
        paper.assignment = lead
        record.rows.changed(paper)


def attach(record: Record, paper: Paper, files: Iterable[Attached]) -> None:
    """Put the files beside the paper."""
    for file in files:
        record.rows.add(PaperFile(paper=paper, file_id=file.file_id, name=file.name))


def draft(record: Record, *, text: str, result: str, files: Iterable[Attached]) -> None:
    """A new draft of the answer; the agency's one before is marked as replaced. Its files, when no
    others are given, stand on the new one too; number and date come with `issue`."""
    own = [p for p in record.file.answers if p.agency_id == record.case.holder_id]
    before = own[-1] if own else None
    paper = Paper(
        case=record.case,
        agency_id=record.case.holder_id,
        kind=Paper.Kind.ANSWER,
        state=Paper.State.DRAFT,
        audience=Paper.Audience.AGENCY,
        text=text,
        result=result,
        abstract=f"Trả lời phản ánh, kiến nghị {record.case.code}",
        written_by_id=record.actor.officer_id,
        created_at=record.at,
    )
    files = list(files)
    if before is not None:
        if before.state != Paper.State.ISSUED:
            before.state = Paper.State.REPLACED
            record.rows.changed(before)
        if not files:
            files = [Attached(f.file_id, f.name) for f in before.files.all()]
    record.rows.add_now(paper)
    record.file.answers.append(paper)
    attach(record, paper, files)
    record.data["paper"] = paper


def sign(record: Record, paper: Paper) -> None:
    """Sign in the actor's capacity: for the head as deputy (KT.) or as delegate (TUQ.)."""
    assert record.capacity is not None
    on = timezone.localtime(record.at).date()
    head = record.rows.head_title(record.capacity.agency_id, on)
    signed = signature(record.actor, record.capacity, head_title=head)
    paper.state = Paper.State.SIGNED
    paper.signer_id = record.actor.officer_id
    paper.signer_title = signed.signer_title
    paper.signed_for = signed.signed_for
    paper.head_title = signed.head_title
    record.rows.changed(paper)
    record.data["paper"] = paper


def issue(record: Record, paper: Paper, *, number: str) -> None:
    """Give the paper its number, typed in or of the book of the agency that wrote it, and its date.
    One written anew after it was sent back takes over the number of the one before within the year.

    A report has moved the case on to the reviewer by now, so the holder does not tell whose it is.
    """
    assert paper.agency_id is not None
    agency = record.rows.agencies([paper.agency_id])[paper.agency_id]
    today = timezone.localtime(record.at).date()
    kept = _number_before(record, agency.pk, today.year)
    number = number or kept
    if number and number != kept:
        check_free(agency.pk, number, record.at)
    elif not number:
        number = next_of_book(record, agency.pk)
    paper.state = Paper.State.ISSUED
    out = record.procedure.state(record.case.state).folder.is_over
    paper.audience = Paper.Audience.SENDER if out else Paper.Audience.CHAIN
    paper.number = number
    paper.symbol = agency.letter_number_symbol
    paper.date = today
    record.rows.changed(paper)
    record.data["paper"] = paper


def next_of_book(record: Record, agency_id: int) -> str:
    """The next number of the agency's book of papers that go out, as it is written: "05"."""
    given, year = record.rows.next_number(agency_id=agency_id, book=Book.OUTGOING, at=record.at)
    record.rows.add(
        Entry(
            agency_id=agency_id,
            book=Book.OUTGOING,
            year=year,
            number=given,
            case=record.case,
            entered_at=record.at,
        )
    )
    return f"{given:02d}"


def send_out(record: Record) -> None:
    """What was reported to those above, who agree, is for the sender to read."""
    for paper in record.file.answers:
        if paper.state == Paper.State.ISSUED and paper.audience == Paper.Audience.CHAIN:
            paper.audience = Paper.Audience.SENDER
            record.rows.changed(paper)


def _number_before(record: Record, agency_id: int, year: int) -> str:
    """The number that the agency's answer in this case got last in that year; empty without one."""
    numbers = (
        paper.number
        for paper in reversed(record.file.answers)
        if paper.agency_id == agency_id and paper.number and paper.date and paper.date.year == year
    )
    return next(numbers, "")


def put_aside(record: Record) -> None:
    """The answer in the making is not finished by those who began it."""
    if paper := record.draft:
        paper.state = Paper.State.REPLACED
        record.rows.changed(paper)


def take_back_answer(record: Record) -> None:
    """The answer that was reported is not the answer: the sender never gets to read it. One that
    went out before, and was objected to, stays what it was."""
    out_at = record.case.answered_at
    for paper in record.file.answers:
        went_out = out_at is not None and paper.created_at <= out_at
        if paper.state == Paper.State.ISSUED and not went_out:
            paper.state = Paper.State.REPLACED
            paper.audience = Paper.Audience.AGENCY
            record.rows.changed(paper)


def check_free(agency_id: int, number: str, at: datetime) -> None:
    """A number typed in from the agency's own system stands on one paper a year. Raises Invalid."""
    year = timezone.localtime(at).year
    if Paper.objects.filter(agency=agency_id, number=number, date__year=year).exists():
        raise Invalid({"number": f"Số {number} của năm {year} đã dùng cho văn bản khác."})
