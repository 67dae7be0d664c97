"""Looking for twins before a letter is entered: the one view beyond an officer's own rights."""

from ninja import Router
from ninja.responses import Status
from pydantic import BaseModel, Field

from donthu.api.access import Call
from donthu.api.idempotency import PARAMETER, once
from donthu.api.problems import Problem, invalid
from donthu.cases import codes
from donthu.cases.visibility import READING
from donthu.search.looking_up import look_up as twins_of

router = Router()


class LookupIn(BaseModel):
    """What is known of the letter at hand; at least one of name, number, phone and content."""

    name: str = Field("", max_length=200)
    id_number: str = Field("", max_length=20)
    phone: str = Field("", max_length=30)
    address: str = Field("", max_length=500)
    content: str = Field("", max_length=20_000)
    area: str | None = None


class CandidateOut(BaseModel):
    """A likely twin: where it is and why it may be one; never its text or its people."""

    code: str
    score: int
    reasons: list[str]
    agency: str
    state: str


class LookupOut(BaseModel):
    """The look-up, to be named when the letter is entered (POST /cases), and what it found."""

    id: int
    candidates: list[CandidateOut]
    sealed_exists: bool


@router.post(
    "/lookups",
    response={201: LookupOut},
    summary="Tra trùng trước khi nhập",
    openapi_extra=PARAMETER,
)
@once
def look_up(request: Call, body: LookupIn) -> Status[LookupOut]:
    """Những vụ việc có thể trùng, điểm cao trước; việc tra được ghi lại."""
    caller = request.auth
    duty = next((duty for duty in caller.duties if duty.role in READING), None)
    if duty is None:
        raise Problem(403, "Chỉ cán bộ tiếp nhận, xử lý đơn mới tra trùng được.")
    if not any(part.strip() for part in (body.name, body.id_number, body.phone, body.content)):
        raise invalid(content="Cần họ tên, số định danh, số điện thoại hoặc nội dung để tra.")
    found = twins_of(
        officer_id=caller.officer.pk,
        agency_id=duty.agency_id,
        name=body.name,
        id_number=body.id_number,
        phone=body.phone,
        content=body.content,
        at=caller.at,
    )
    return Status(
        201,
        LookupOut(
            id=found.id,
            candidates=[
                CandidateOut(
                    code=codes.shown(twin.code),
                    score=twin.score,
                    reasons=list(twin.reasons),
                    agency=twin.agency_name,
                    state=twin.state_title,
                )
                for twin in found.twins
            ],
            sealed_exists=found.sealed,
        ),
    )
