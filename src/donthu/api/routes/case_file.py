"""What lies in the file of one case: its history, clocks, papers and people."""

from datetime import date, datetime

from django.urls import reverse
from ninja import Router
from pydantic import BaseModel

from donthu.api.access import Call
from donthu.api.finding import seen
from donthu.api.paging import Page, all_of
from donthu.api.shapes import (
    AgencyRef,
    AreaRef,
    FileOut,
    OfficerRef,
    Remaining,
    remaining_of,
    same,
)
from donthu.cases import queries, timeline
from donthu.cases.visibility import why_hidden, with_a_part

router = Router()


class WordsOut(BaseModel):
    """A text written in a step, under the title of its field."""

    title: str
    text: str


class EventOut(BaseModel):
    """One event in a sentence. `machine`: done by the platform itself."""

    at: datetime
    text: str
    who: str
    law: str
    words: list[WordsOut]
    machine: bool


class DayOut(BaseModel):
    """One day on the way to an end: counted or not, and why."""

    date: date
    counted: bool
    reason: str


class DeadlineOut(BaseModel):
    """One clock, with how its end was reached. `assignment` when it is that of a hand-over."""

    limit: str
    title: str
    state: str
    agency: AgencyRef
    assignment: int | None
    started_at: datetime
    due_at: datetime | None
    ended_at: datetime | None
    remaining: Remaining | None
    law: str
    extended: int
    explanation: list[DayOut]


class PaperOut(BaseModel):
    """One document. `signed_for`: KT. when a deputy, TUQ. when a delegate signed for the head,
    whose title is `head_title`; both are empty when the head signed. `signed_by`: who signed
    what came from elsewhere."""

    id: int
    kind: str
    kind_title: str
    state: str
    audience: str
    agency: AgencyRef | None
    assignment: int | None
    number: str
    symbol: str
    date: date | None
    abstract: str
    text: str
    result: str
    signer: OfficerRef | None
    signed_by: str
    signer_title: str
    signed_for: str
    head_title: str
    created_at: datetime
    files: list[FileOut]


class PartyOut(BaseModel):
    """Somebody in a role; when the person is not shown, `hidden` says why."""

    role: str
    role_title: str
    hidden: str
    kind: str = ""
    name: str = ""
    address: str = ""
    area: AreaRef | None = None
    phone: str = ""
    email: str = ""
    id_number: str = ""
    tax_code: str = ""


@router.get("/cases/{code}/events", response=Page[EventOut], summary="Diễn biến")
def events(request: Call, code: str) -> Page[EventOut]:
    """Mọi việc đã xảy ra, mới trước."""
    lines = timeline.for_officers(seen(code, request.auth))
    return all_of(
        EventOut(
            at=line.at,
            text=line.text,
            who=line.who,
            law=line.law,
            words=[WordsOut(title=title, text=text) for title, text in line.words],
            machine=line.machine,
        )
        for line in lines
    )


@router.get("/cases/{code}/deadlines", response=Page[DeadlineOut], summary="Thời hạn")
def deadlines(request: Call, code: str) -> Page[DeadlineOut]:
    """Mọi thời hạn, đang tính trước, kèm từng ngày được tính hay bị bỏ qua."""
    found = queries.deadlines(seen(code, request.auth))
    return all_of(_deadline(deadline, request.auth.at) for deadline in found)


@router.get("/cases/{code}/papers", response=Page[PaperOut], summary="Văn bản")
def papers(request: Call, code: str) -> Page[PaperOut]:
    """Văn bản đến, đi và dự thảo mà cơ quan tôi được đọc, cũ trước."""
    case = seen(code, request.auth)
    found = queries.papers(case, agency_ids=request.auth.agency_ids)
    return all_of(_paper(paper, code) for paper in found)


@router.get("/cases/{code}/parties", response=Page[PartyOut], summary="Người gửi, người liên quan")
def parties(request: Call, code: str) -> Page[PartyOut]:
    """Những người có trong vụ việc; ai không được hiện thì `hidden` nói lý do."""
    case = seen(code, request.auth)
    part = with_a_part(case, queries.assignments(case))
    return all_of(
        _party(party, why_hidden(case, party, request.auth.duties, part))
        for party in queries.parties(case)
    )


def _deadline(deadline: queries.AnyDeadline, at: datetime) -> DeadlineOut:
    return DeadlineOut(
        agency=AgencyRef.of(deadline.agency),
        assignment=deadline.assignment_id,
        remaining=remaining_of(deadline.due_at, at, deadline.agency_id)
        if deadline.state == "running"
        else None,
        extended=len(deadline.extensions),
        explanation=deadline.counted.get("explanation", []),
        **same(deadline, "limit title state started_at due_at ended_at law"),
    )


def _paper(paper: queries.AnyPaper, code: str) -> PaperOut:
    return PaperOut(
        kind_title=paper.get_kind_display(),
        agency=AgencyRef.of(paper.agency) if paper.agency else None,
        assignment=paper.assignment_id,
        signer=OfficerRef.of(paper.signer),
        files=[
            FileOut.of(file, reverse("api:case_file", args=[code, file.pk]))
            for file in paper.files.all()
        ],
        **same(
            paper,
            "id kind state audience number symbol date abstract text result "
            "signed_by signer_title signed_for head_title created_at",
        ),
    )


def _party(party: queries.AnyParty, hidden: str) -> PartyOut:
    shown = PartyOut(role=party.role, role_title=party.get_role_display(), hidden=hidden)
    if hidden or party.person is None:
        return shown
    told = same(party.person, "kind name address phone email id_number tax_code")
    return shown.model_copy(update={**told, "area": AreaRef.of(party.person.area)})
