"""Who I am, and what I must do."""

from datetime import datetime

from ninja import Router
from pydantic import BaseModel

from donthu.agencies.known import named
from donthu.api.access import Call
from donthu.api.paging import SIZE, Limit, Page, page_of
from donthu.api.shapes import AgencyRef, OfficerRef, Remaining, remaining_of
from donthu.cases import codes, worklist
from donthu.cases.listed import Listed, listed_by_id
from donthu.cases.naming import state_title

router = Router()


class DutyOut(BaseModel):
    """One capacity in which the officer acts; `on_behalf_of` is set when it was delegated."""

    agency: AgencyRef
    role: str
    title: str
    on_behalf_of: OfficerRef | None


class MeOut(BaseModel):
    """The officer of the token, with the duties of today."""

    username: str
    name: str
    scope: str
    duties: list[DutyOut]


class NextOut(BaseModel):
    """The step to take first; with the assignment when it belongs to a hand-over."""

    step: str
    title: str
    assignment: int | None


class WorkOut(BaseModel):
    """One thing to do. `section`: late, soon, signature, back, rest."""

    code: str
    title: str
    procedure: str
    state: str
    state_title: str
    agency: AgencyRef
    section: str
    reason: str
    since: datetime
    due_at: datetime | None
    remaining: Remaining | None
    next: NextOut | None


@router.get("/me", response=MeOut, summary="Tôi là ai, giữ vai trò gì")
def me(request: Call) -> MeOut:
    """Cán bộ của mã truy cập và các vai trò hôm nay."""
    caller = request.auth
    givers = OfficerRef.by_id(duty.on_behalf_of for duty in caller.duties)
    return MeOut(
        username=caller.officer.username,
        name=caller.officer.full_name,
        scope=caller.scope,
        duties=[
            DutyOut(
                agency=AgencyRef(code=duty.agency_code, name=duty.agency_name),
                role=duty.role,
                title=duty.title,
                on_behalf_of=givers.get(duty.on_behalf_of or 0),
            )
            for duty in caller.duties
        ],
    )


@router.get("/worklist", response=Page[WorkOut], summary="Việc phải làm, gấp trước")
def my_worklist(request: Call, cursor: str | None = None, limit: Limit = SIZE) -> Page[WorkOut]:
    """Mọi việc đang chờ tôi trong mọi quy trình, kèm bước phải làm."""
    caller = request.auth
    rows, after = page_of(
        worklist.worklist(caller.duties, caller.officer.pk, caller.at),
        by=("section", "due_at", "case_id", "agency_id"),
        cursor=cursor,
        limit=limit,
    )
    shown = listed_by_id(row.pk for row in rows)
    steps = worklist.next_steps(list(shown.values()), caller.actor)
    items = [
        _work(row, shown[row.pk], steps.get(row.pk), caller.at)
        for row in named(rows, "agency")
        if row.pk in shown
    ]
    return Page(items=items, next=after)


def _work(
    row: worklist.AnyPosition, case: Listed, first: worklist.NextStep | None, at: datetime
) -> WorkOut:
    return WorkOut(
        code=codes.shown(case.code),
        title=case.title,
        procedure=case.procedure,
        state=case.state,
        state_title=state_title(case),
        agency=AgencyRef.of(row.agency),
        section=worklist.Section(row.section).name.lower(),  # type: ignore[attr-defined]
        reason=row.reason,
        since=row.since,
        due_at=row.due_at,
        remaining=remaining_of(row.due_at, at, row.agency_id),
        next=NextOut(step=first.step.key, title=first.step.title, assignment=first.assignment_id)
        if first
        else None,
    )
