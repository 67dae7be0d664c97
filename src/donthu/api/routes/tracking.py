"""Following one's own feedback, reading its answer, adding what was asked for."""

from datetime import date, datetime
from typing import Annotated, Any

from django.http import FileResponse, HttpRequest
from django.urls import reverse
from django.utils import timezone
from ninja import Router
from ninja.responses import Status
from pydantic import BaseModel, ConfigDict

from donthu.api.bodies import JsonOrForm, with_files
from donthu.api.files import BYTES, download, sent_with
from donthu.api.problems import Problem, invalid
from donthu.api.shapes import AgencyRef, FileOut, ReceiptOut
from donthu.cases import codes, queries, timeline
from donthu.cases.actions.take_step import take_step
from donthu.cases.actor import SENDER
from donthu.cases.signing import spoken
from donthu.law import registry
from donthu.ui import tracking
from donthu.ui.limits import address_of
from donthu.ui.step_form import clean_step

router = Router(auth=None)


class SupplementIn(BaseModel):
    """What the sender adds when asked; `key` as for looking up."""

    model_config = ConfigDict(json_schema_extra={"required": ["key", "content"]})

    key: str = ""
    content: str = ""


class LineOut(BaseModel):
    """One line of the history, in plain words."""

    at: datetime
    text: str


class AnswerOut(BaseModel):
    """The answer to the sender; files are read with the same `key`."""

    text: str
    number: str
    symbol: str
    date: date | None
    agency: AgencyRef | None
    signer: str
    files: list[FileOut]


class TrackedOut(BaseModel):
    """What the sender is told of a case."""

    code: str
    title: str
    received_at: datetime
    state: str
    state_text: str
    timeline: list[LineOut]
    answer: AnswerOut | None = None
    asked_supplement: str | None = None


@router.get(
    "/feedback/{code}",
    response=TrackedOut,
    exclude_none=True,
    summary="Tra cứu phản ánh đã gửi",
)
def track(request: HttpRequest, code: str, key: str = "") -> TrackedOut:
    """`key`: 4 số cuối của điện thoại, phần đầu của thư điện tử trước dấu @, hoặc mã PIN."""
    case = _mine(request, code, key)
    answer = queries.answer_of(case.pk)
    return TrackedOut(
        code=codes.shown(case.code),
        title=case.title,
        received_at=case.received_at,
        state=case.state,
        state_text=timeline.state_for_sender(case),
        timeline=[LineOut(at=line.at, text=line.text) for line in timeline.for_sender(case)],
        answer=_answer(answer, case.code) if answer else None,
        asked_supplement=queries.asked_supplement(case) or None,
    )


@router.get(
    "/feedback/{code}/files/{int:file_id}",
    summary="Tệp của văn bản trả lời",
    response=Any,
    openapi_extra=BYTES,
)
def file(request: HttpRequest, code: str, file_id: int, key: str = "") -> FileResponse:
    """Tệp người gửi đã kèm, hoặc tệp của văn bản đã trả lời người gửi."""
    return download(queries.file_for_sender(file_id, _mine(request, code, key)))


@router.post(
    "/feedback/{code}/supplements",
    response={201: ReceiptOut},
    summary="Bổ sung thông tin",
    openapi_extra=with_files("SupplementIn"),
)
def supplement(
    request: HttpRequest, code: str, body: Annotated[SupplementIn, JsonOrForm(...)]
) -> Status[ReceiptOut]:
    """Trả lời đề nghị bổ sung của cơ quan, kèm tệp nếu có."""
    at = timezone.now()
    case = _mine(request, code, body.key)
    step = registry.procedure(case.procedure).step("supplement")
    found, wrong = clean_step(step, data={"content": body.content}, choices={})
    if wrong:
        raise invalid(**{name: " ".join(sentences) for name, sentences in wrong.items()})
    data = {**found, "files": sent_with(request, at=at)}
    take_step(case_id=case.pk, step=step.key, data=data, actor=SENDER, at=at)
    return Status(201, ReceiptOut.of(case.code))


def _mine(request: HttpRequest, code: str, key: str) -> queries.AnyCase:
    """The case of that code for who has its key. Raises BadCode, or the problem."""
    try:
        found = tracking.case_of_sender(code, key, address=address_of(request), at=timezone.now())
    except tracking.TooOften:
        raise Problem(429, tracking.TOO_OFTEN) from None
    if found is None:
        raise Problem(404, tracking.NOT_FOUND)
    return found


def _answer(paper: queries.AnyPaper, code: str) -> AnswerOut:
    signer = paper.signer.full_name if paper.signer else ""
    return AnswerOut(
        text=paper.text,
        number=paper.number,
        symbol=paper.symbol,
        date=paper.date,
        agency=AgencyRef.of(paper.agency) if paper.agency else None,
        signer=f"{spoken(paper)} {signer}".strip(),
        files=[
            FileOut.of(each, reverse("api:file", args=[codes.shown(code), each.pk]))
            for each in paper.files.all()
        ],
    )
