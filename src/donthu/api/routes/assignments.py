"""Hand-overs: giving one, and the steps of its life."""

from datetime import date, datetime
from typing import Any, Literal

from ninja import Router
from ninja.responses import Status
from pydantic import BaseModel, Field

from donthu.api.access import Call, Caller
from donthu.api.finding import seen
from donthu.api.given import cleaned
from donthu.api.idempotency import PARAMETER, once
from donthu.api.paging import Page, all_of
from donthu.api.problems import not_found
from donthu.api.shapes import AgencyRef, same
from donthu.cases import codes, queries, worklist
from donthu.cases.actions.assignments import LEAD_STEPS, assign, take_assignment_step
from donthu.cases.actions.take_step import take_step
from donthu.cases.errors import Invalid
from donthu.law import registry
from donthu.law.grammar import Step
from donthu.law.handover import HANDOVER

router = Router()

OUTCOMES = {"accepted": "accept", "rework": "rework"}


class AssignmentOut(BaseModel):
    """One hand-over. `lead`: it carries the case; `review`: the giver sees the result first."""

    id: int
    code: str
    giver: AgencyRef
    to: AgencyRef
    lead: bool
    review: bool
    state: str
    state_title: str
    note: str
    result: str
    ground: str
    reason: str
    proposed: AgencyRef | None
    rounds: int
    due_at: datetime | None
    sent_at: datetime
    received_at: datetime | None
    reported_at: datetime | None
    closed_at: datetime | None


class AssignmentIn(BaseModel):
    """A part for another agency to do; with `lead` the whole case goes there, as by the step
    hand_over, and `review` asks to see the result before the sender does."""

    to: str = Field(description="Mã cơ quan được giao.")
    note: str = ""
    due: date | None = None
    lead: bool = Field(False, description="Chuyển hẳn hồ sơ, như bước hand_over.")
    review: bool = Field(False, description="Xem kết quả trước khi trả lời người gửi.")


class ReceiptIn(BaseModel):
    """Nothing is asked for a receipt."""


class ReportIn(BaseModel):
    """The result of a part; of the whole case the number of the paper, or none to get the next."""

    result: str | None = None
    files: list[str] | None = None
    number: str | None = None


class ReviewIn(BaseModel):
    """Whether the result is accepted, or what is missing and until when."""

    outcome: Literal["accepted", "rework"]
    note: str | None = None
    due: date | None = None


class RefusalIn(BaseModel):
    """Why it is refused; for a whole case also who may be competent."""

    ground: str | None = Field(None, description="not_competent, other_area, incomplete…")
    reason: str | None = None
    proposed: str | None = None


@router.get("/cases/{code}/assignments", response=Page[AssignmentOut], summary="Các lần chuyển")
def given(request: Call, code: str) -> Page[AssignmentOut]:
    """Mọi lần chuyển giao, cũ trước."""
    case = seen(code, request.auth)
    due = {d.assignment_id: d.due_at for d in queries.deadlines(case) if d.assignment_id}
    found = queries.assignments(case)
    return all_of(_out(one, due.get(one.pk)) for one in found)


@router.post(
    "/cases/{code}/assignments",
    response={201: AssignmentOut},
    summary="Chuyển giao, giao phối hợp",
    openapi_extra=PARAMETER,
)
@once
def give(request: Call, code: str, body: AssignmentIn) -> Status[AssignmentOut]:
    """Giao cơ quan khác phối hợp, hoặc chuyển hẳn hồ sơ (`lead`)."""
    caller = request.auth
    case = seen(code, caller)
    if body.lead:
        step = registry.procedure(case.procedure).step("hand_over")
        _hand_over(case, step, body, caller)
        assignment_id = queries.assignments(case)[-1].pk
    else:
        given = body.model_dump(include={"to", "note", "due"}, exclude_none=True)
        step = HANDOVER.step(HANDOVER.begin)
        data = cleaned(step, given, case, caller)
        assignment_id = assign(case_id=case.pk, data=data, actor=caller.actor, at=caller.at)
    return Status(201, _shown(assignment_id, caller))


@router.post(
    "/assignments/{int:assignment_id}/receipts",
    response={201: AssignmentOut},
    summary="Nhận việc",
    openapi_extra=PARAMETER,
)
@once
def receive(request: Call, assignment_id: int, body: ReceiptIn | None = None) -> Any:
    """Cơ quan được giao nhận việc; việc chủ trì thì hồ sơ được tiếp nhận, vào sổ."""
    return _live(request.auth, assignment_id, "receive", {})


@router.post(
    "/assignments/{int:assignment_id}/reports",
    response={201: AssignmentOut},
    summary="Báo cáo kết quả",
    openapi_extra=PARAMETER,
)
@once
def report(request: Call, assignment_id: int, body: ReportIn) -> Any:
    """Cơ quan được giao báo cáo kết quả."""
    return _live(request.auth, assignment_id, "report", body.model_dump(exclude_none=True))


@router.post(
    "/assignments/{int:assignment_id}/reviews",
    response={201: AssignmentOut},
    summary="Xem xét kết quả",
    openapi_extra=PARAMETER,
)
@once
def review(request: Call, assignment_id: int, body: ReviewIn) -> Any:
    """Cơ quan giao xác nhận đạt (`accepted`) hoặc yêu cầu làm lại (`rework`)."""
    given = body.model_dump(exclude_none=True, exclude={"outcome"})
    return _live(request.auth, assignment_id, OUTCOMES[body.outcome], given)


@router.post(
    "/assignments/{int:assignment_id}/refusals",
    response={201: AssignmentOut},
    summary="Từ chối, trả lại",
    openapi_extra=PARAMETER,
)
@once
def refuse(request: Call, assignment_id: int, body: RefusalIn) -> Any:
    """Cơ quan được giao từ chối; việc chủ trì thì hồ sơ được trả lại nơi chuyển."""
    return _live(request.auth, assignment_id, "refuse", body.model_dump(exclude_none=True))


def _hand_over(case: queries.AnyCase, step: Step, body: AssignmentIn, caller: Caller) -> None:
    given = body.model_dump(include={"note", "due", "review"}, exclude_none=True)
    try:
        data = cleaned(step, {"lead": body.to, **given}, case, caller)
        take_step(case_id=case.pk, step=step.key, data=data, actor=caller.actor, at=caller.at)
    except Invalid as invalid:
        errors = {"to" if name == "lead" else name: text for name, text in invalid.errors.items()}
        raise Invalid(errors) from None


def _live(
    caller: Caller, assignment_id: int, key: str, given: dict[str, Any]
) -> Status[AssignmentOut]:
    """Take the step `key` in the life of a hand-over."""
    found = queries.assignment_by_id(assignment_id, caller.officer.pk, caller.duties)
    if found is None:
        raise not_found()
    step = _open_step(found, key, caller)
    take_assignment_step(
        assignment_id=found.pk,
        step=key,
        # a step that is not open is refused before it looks at what was given
        data=cleaned(step, given, found.case, caller) if step else {},
        actor=caller.actor,
        at=caller.at,
    )
    return Status(201, _shown(found.pk, caller))


def _open_step(found: queries.AnyAssignment, key: str, caller: Caller) -> Step | None:
    if found.lead:
        options, keys = queries.options_for(found.case, caller.actor), LEAD_STEPS.get(key, ())
    else:
        options, keys = worklist.assignment_options(found, found.case, caller.actor), (key,)
    return next((step for step in options.open if step.key in keys), None)


def _out(assignment: queries.AnyAssignment, due_at: datetime | None) -> AssignmentOut:
    """One hand-over as the API shows it."""
    return AssignmentOut(
        code=codes.shown(assignment.case.code),
        giver=AgencyRef.of(assignment.giver),
        to=AgencyRef.of(assignment.to),
        proposed=AgencyRef.of(assignment.proposed) if assignment.proposed else None,
        state_title=HANDOVER.state(assignment.state).title,
        due_at=due_at,
        **same(
            assignment,
            "id lead review state note result ground reason rounds "
            "sent_at received_at reported_at closed_at",
        ),
    )


def _shown(assignment_id: int, caller: Caller) -> AssignmentOut:
    found = queries.assignment_by_id(assignment_id, caller.officer.pk, caller.duties)
    if found is None:
        raise not_found()
    return _out(found, queries.assignment_due(found.pk))
