"""Following one's own feedback, reading its answer, adding what was asked for."""

from datetime import date, datetime
from typing import Annotated, Any

from django.http import FileResponse, HttpRequest
from django.urls import reverse
from django.utils import timezone
from ninja import Router
from ninja.responses import Status
from pydantic import BaseModel, ConfigDict, Field

from donthu.api.bodies import JsonOrForm, with_files
from donthu.api.files import BYTES, download, sent_with
from donthu.api.problems import Problem, invalid
from donthu.api.shapes import AgencyRef, FileOut, ReceiptOut
from donthu.cases import codes, queries, timeline
from donthu.cases.actions.rate import rate
from donthu.cases.actions.take_step import take_step
from donthu.cases.actor import SENDER
from donthu.cases.signing import spoken
from donthu.law import registry
from donthu.ui import tracking
from donthu.ui.hidden import named_by_sender
from donthu.ui.limits import address_of
from donthu.ui.step_form import clean_step

router = Router(auth=None)


class SupplementIn(BaseModel):
    """What the sender adds when asked; `key` as for looking up."""

    model_config = ConfigDict(json_schema_extra={"required": ["key", "content"]})

    key: str = ""
    content: str = ""


class RatingIn(BaseModel):
    """The sender's judgement of the answer; `key` as for looking up."""

    model_config = ConfigDict(json_schema_extra={"required": ["key", "score"]})

    key: str = ""
    score: int | str = Field("", description="Từ 1 (rất không hài lòng) đến 5 (rất hài lòng).")
    reason: str = Field(
        "",
        description="Điều gì chưa được; điểm 1 hoặc 2 có lý do thì việc được xem xét lại một lần.",
    )


class RatedOut(BaseModel):
    """What came of a judgement: the state now; `reopened` when it is looked at again."""

    code: str
    state: str
    reopened: bool


class WithdrawalIn(BaseModel):
    """The sender takes the feedback back; `key` as for looking up."""

    model_config = ConfigDict(json_schema_extra={"required": ["key"]})

    key: str = ""
    reason: str = ""


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
    found = _clean(case, "supplement", {"content": body.content})
    data = {**found, "files": sent_with(request, at=at)}
    if wrong := named_by_sender(case, {"files": data["files"]}):
        raise invalid(**wrong)
    take_step(case_id=case.pk, step="supplement", data=data, actor=SENDER, at=at)
    return Status(201, ReceiptOut.of(case.code))


@router.post("/feedback/{code}/ratings", response={201: RatedOut}, summary="Đánh giá câu trả lời")
def judge(
    request: HttpRequest, code: str, body: Annotated[RatingIn, JsonOrForm(...)]
) -> Status[RatedOut]:
    """Mỗi câu trả lời đánh giá một lần."""
    at = timezone.now()
    case = _mine(request, code, body.key)
    data = _clean(case, "rate", {"score": str(body.score), "reason": body.reason})
    taken = rate(case_id=case.pk, score=data["score"], reason=data["reason"], at=at)
    reopened = taken.state != case.state
    return Status(201, RatedOut(code=codes.shown(taken.code), state=taken.state, reopened=reopened))


@router.post("/feedback/{code}/withdrawals", response={201: ReceiptOut}, summary="Rút phản ánh")
def withdraw(
    request: HttpRequest, code: str, body: Annotated[WithdrawalIn, JsonOrForm(...)]
) -> Status[ReceiptOut]:
    """Sau khi rút, cơ quan không giải quyết tiếp; không mở lại được."""
    at = timezone.now()
    case = _mine(request, code, body.key)
    found = _clean(case, "withdraw", {"reason": body.reason})
    data = {name: value for name, value in found.items() if value}
    take_step(case_id=case.pk, step="withdraw", data=data, actor=SENDER, at=at)
    return Status(201, ReceiptOut.of(case.code))


def _clean(case: queries.AnyCase, key: str, given: dict[str, Any]) -> dict[str, Any]:
    """What was given for that step of the sender, checked. Raises the problem."""
    step = registry.procedure(case.procedure).step(key)
    found, wrong = clean_step(step, data=given, choices={})
    if wrong:
        raise invalid(**{name: " ".join(sentences) for name, sentences in wrong.items()})
    if named := named_by_sender(case, found):
        raise invalid(**named)
    return found


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
