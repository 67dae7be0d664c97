"""The steps of a case: what is open to the caller, what is not and why, and taking one."""

from typing import Any

from ninja import Router
from ninja.responses import Status
from pydantic import BaseModel, Field

from donthu.api.access import Call
from donthu.api.choices import Offered
from donthu.api.finding import seen
from donthu.api.given import PaperIn, cleaned
from donthu.api.idempotency import PARAMETER, once
from donthu.api.problems import invalid
from donthu.cases import codes, queries
from donthu.cases.actions.take_step import take_step
from donthu.cases.errors import Refused
from donthu.law import grammar, registry

router = Router()
UNSEEN = "Hãy đọc bản chờ duyệt bằng GET /cases/{code}/public-copy, rồi gửi lại `event` của bản ấy ở đây."


class ChoiceOut(BaseModel):
    """A value that may be given, and its name."""

    value: str
    title: str


class FieldOut(BaseModel):
    """One thing that a step asks for, given under `name` in `data`."""

    name: str
    title: str
    type: grammar.Input
    required: bool
    choices: list[ChoiceOut] | None = None
    max_length: int | None = None
    hint: str | None = None


class OpenOut(BaseModel):
    """A step that may be taken now. `primary`: the one to offer first."""

    step: str
    title: str
    law: str
    primary: bool
    fields: list[FieldOut]


class ClosedOut(BaseModel):
    """A step that may not be taken now, and why."""

    step: str
    title: str
    reason: str


class StepsOut(BaseModel):
    """Every step of the procedure, told apart for the caller, as of the case's last `event`."""

    event: int
    open: list[OpenOut]
    closed: list[ClosedOut]


class StepIn(BaseModel):
    """A step and what it asks for: agencies, officers and fields by their codes, days as
    2026-11-22, files by the ids of POST /files."""

    step: str
    data: dict[str, Any] = Field(
        {},
        description="Các mục mà GET …/steps nêu: cơ quan, cán bộ, lĩnh vực theo `value` của "
        "`choices`, ngày 2026-11-22, tệp theo `id` của POST /files.",
    )
    papers: list[PaperIn] = Field([], max_length=20)
    seen: int | None = Field(
        None,
        ge=0,
        description="`event` của GET …/steps hay GET …/public-copy mà bên gọi đã đọc: hồ sơ thay "
        "đổi sau đó thì trả 409. Bước duyệt công khai phải có mục này.",
    )


class TakenOut(BaseModel):
    """What came of a step: the state now, the number of the event, the number in the book."""

    code: str
    state: str
    state_title: str
    event: int
    number: int | None


@router.get(
    "/cases/{code}/steps",
    response=StepsOut,
    exclude_none=True,
    summary="Các bước làm được và chưa làm được",
)
def steps(request: Call, code: str) -> StepsOut:
    """Bước mở kèm các mục phải điền; bước chưa mở kèm lý do."""
    caller = request.auth
    case = seen(code, caller)
    event = queries.last_event(case.pk)  # before the steps: what changes between is refused
    found = queries.options_for(case, caller.actor)
    offered = Offered(case, caller.today)
    return StepsOut(
        event=event,
        open=[
            OpenOut(
                step=step.key,
                title=step.title,
                law=step.law,
                primary=step is found.primary,
                fields=[_field(field, offered) for field in step.asks],
            )
            for step in found.open
        ],
        closed=[
            ClosedOut(step=closed.step.key, title=closed.step.title, reason=closed.reason)
            for closed in found.closed
        ],
    )


@router.post(
    "/cases/{code}/steps",
    response={201: TakenOut},
    summary="Làm một bước",
    openapi_extra=PARAMETER,
)
@once
def take(request: Call, code: str, body: StepIn) -> Status[TakenOut]:
    """Làm bước này; 409 kèm lý do khi pháp luật, trạng thái hoặc quyền không cho."""
    caller = request.auth
    case = seen(code, caller)
    procedure = registry.procedure(case.procedure)
    options = queries.options_for(case, caller.actor)
    for closed in options.closed:
        if closed.step.key == body.step:
            raise Refused(closed.reason)
    step = next((step for step in options.open if step.key == body.step), None)
    if step is None:
        raise invalid(step="Quy trình của hồ sơ không có bước này; xem GET /cases/{code}/steps.")
    if grammar.Effect.PUBLISH in step.does and body.seen is None:
        raise invalid(seen=UNSEEN)
    taken = take_step(
        case_id=case.pk,
        step=step.key,
        data=cleaned(step, body.data, case, caller, papers=body.papers),
        actor=caller.actor,
        at=caller.at,
        seen=body.seen,
    )
    return Status(
        201,
        TakenOut(
            code=codes.shown(taken.code),
            state=taken.state,
            state_title=procedure.state(taken.state).title,
            event=taken.seq,
            number=taken.number,
        ),
    )


def _field(field: grammar.Field, offered: Offered) -> FieldOut:
    choices = None
    if Offered.picks(field):
        choices = [ChoiceOut(value=c.code, title=c.title) for c in offered.of(field)]
    elif field.choices:
        choices = [ChoiceOut(value=value, title=title) for value, title in field.choices]
    return FieldOut(
        name=field.name,
        title=field.title,
        type=field.type,
        required=field.required,
        choices=choices,
        max_length=field.max_length,
        hint=field.hint or None,
    )
