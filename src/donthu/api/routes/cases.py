"""Cases that an officer may see, and entering a new one."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from ninja import Router
from ninja.responses import Status
from pydantic import AwareDatetime, BaseModel, Field

from donthu.api.access import Call, Caller
from donthu.api.finding import agency_id, area_id, field_id, seen
from donthu.api.idempotency import PARAMETER, once
from donthu.api.paging import SIZE, Limit, Page, Words, page_of
from donthu.api.problems import invalid
from donthu.api.shapes import AgencyRef, AreaRef, FieldRef, OfficerRef, Remaining, remaining_of
from donthu.cases import codes, queries
from donthu.cases.actions.give_pin import give_pin
from donthu.cases.actions.look_up import check_lookup
from donthu.cases.actions.submit import submit
from donthu.cases.errors import Refused
from donthu.cases.naming import state_title
from donthu.cases.visibility import visible_to
from donthu.law import registry
from donthu.law.grammar import Role
from donthu.law.words import CHANNEL_NAMES
from donthu.people.models import Kind, Person
from donthu.search.find import case_ids

router = Router()

LATEST = timedelta(days=366)
ENTERED = ("in_person", "post", "phone", "passed_on", "reception")


class CaseRow(BaseModel):
    """One case in a list."""

    code: str
    procedure: str
    kind: str
    title: str
    state: str
    state_title: str
    channel: str
    received_at: datetime
    due_at: datetime | None
    remaining: Remaining | None
    field: FieldRef | None
    area: AreaRef | None
    agency: AgencyRef
    holder: AgencyRef
    officer: OfficerRef | None


class CaseOut(CaseRow):
    """One case: `agency` must answer the sender, `holder` has it now, `root` received it first."""

    content: str
    root: AgencyRef
    hide_sender: bool
    restricted: bool
    answered_at: datetime | None
    closed_at: datetime | None


class PartyIn(BaseModel):
    """Somebody whom the letter comes from or is about."""

    role: str = Field("sender", description=f"Một trong: {', '.join(queries.PARTY_ROLES)}.")
    kind: Kind = Kind.INDIVIDUAL
    name: str = Field(min_length=1, max_length=200)
    address: str = Field("", max_length=500)
    phone: str = Field("", max_length=30)
    email: str = Field("", max_length=254)
    id_number: str = Field("", max_length=20)
    tax_code: str = Field("", max_length=20)


class CaseIn(BaseModel):
    """A letter or call as an officer enters it, after the look-up for twins."""

    procedure: str = "feedback"
    channel: str = Field(examples=list(ENTERED))
    received_at: AwareDatetime
    parties: list[PartyIn] = Field(min_length=1, max_length=50)
    title: str
    content: str
    kind: str = ""
    field: str | None = Field(None, description="Mã lĩnh vực.")
    area: str | None = Field(None, description="Mã địa bàn.")
    agency: str | None = Field(
        None, description="Mã cơ quan nhận; để trống là cơ quan tôi làm văn thư."
    )
    hide_sender: bool = False
    lookup: int = Field(description="`id` của POST /lookups với cùng họ tên và nội dung.")


@router.get("/cases", response=Page[CaseRow], summary="Các vụ việc tôi được xem")
def cases(
    request: Call,
    procedure: str | None = None,
    state: str | None = None,
    agency: str | None = None,
    field: str | None = None,
    q: Words = "",
    overdue: bool | None = None,
    cursor: str | None = None,
    limit: Limit = SIZE,
) -> Page[CaseRow]:
    """Mới trước. `agency` là mã cơ quan phải trả lời người gửi, `field` mã lĩnh vực, `q` các từ
    phải có (có dấu hay không dấu), `overdue` chỉ những vụ việc quá hạn (hoặc chưa quá hạn)."""
    caller = request.auth
    rows = queries.narrowed(
        visible_to(caller.officer.pk, caller.duties).prefetch_related("officer"),
        procedure=procedure,
        state=state,
        agency_code=agency,
        field_code=field,
        overdue=overdue,
        at=caller.at,
    )
    if q.strip():
        rows = _holding(rows, q)
    found, after = page_of(rows, by=("-id",), cursor=cursor, limit=limit)
    shown = queries.with_names(found)
    return Page(items=[CaseRow(**_row(case, caller.at)) for case in shown], next=after)


class PinOut(BaseModel):
    """The PIN, for the sender's paper: it is kept as a hash and can not be read again."""

    pin: str


@router.post("/cases/{code}/pins", response={201: PinOut}, summary="Cấp mã PIN tra cứu")
def pin(request: Call, code: str) -> Status[PinOut]:
    """Cho người gửi không có cả điện thoại lẫn thư điện tử: 6 chữ số, dùng thay `key` khi tra cứu.
    Mã cấp trước đó hết dùng. Mã chỉ hiện một lần; không có `Idempotency-Key` vì mã không được lưu."""
    caller = request.auth
    case = seen(code, caller)
    return Status(201, PinOut(pin=give_pin(case_id=case.pk, actor=caller.actor, at=caller.at)))


@router.get("/cases/{code}", response=CaseOut, summary="Một vụ việc")
def case(request: Call, code: str) -> CaseOut:
    """Vụ việc có mã này."""
    return _whole(seen(code, request.auth), request.auth.at)


@router.post(
    "/cases", response={201: CaseOut}, summary="Nhập đơn, phản ánh đến", openapi_extra=PARAMETER
)
@once
def enter(request: Call, body: CaseIn) -> Status[CaseOut]:
    """Đơn, phản ánh đến trực tiếp, qua bưu chính, điện thoại… `lookup` là số của lần tra trùng
    (POST /lookups) đã làm với đúng người gửi và nội dung này trong 30 phút qua."""
    caller = request.auth
    _check(body, caller.at)
    senders = [party for party in body.parties if party.role == "sender"]
    check_lookup(
        body.lookup,
        officer_id=caller.officer.pk,
        sender=senders[0].name,
        text=body.content,
        at=caller.at,
    )
    made = submit(
        procedure=body.procedure,
        kind=body.kind,
        title=body.title,
        text=body.content,
        sender=_person(senders[0], caller.at),
        others=[
            (party.role, _person(party, caller.at))
            for party in body.parties
            if party is not senders[0]
        ],
        agency_id=_entering(body, caller),
        field_id=field_id(body.field, caller.today),
        area_id=area_id(body.area, caller.today),
        channel=body.channel,
        received_at=body.received_at,
        hide_sender=body.hide_sender,
        actor=caller.actor,
        at=caller.at,
    )
    return Status(201, _whole(seen(made.code, caller), caller.at))


def _check(body: CaseIn, at: datetime) -> None:
    errors: dict[str, str] = {}
    if body.procedure not in registry.procedures():
        errors["procedure"] = "Không có quy trình này."
    if body.channel not in ENTERED:
        names = ", ".join(f"{key} ({CHANNEL_NAMES[key]})" for key in ENTERED)
        errors["channel"] = f"Mục này chỉ nhận {names}."
    if body.received_at > at:
        errors["received_at"] = "Thời điểm nhận không thể ở sau lúc này."
    elif body.received_at < at - LATEST:
        errors["received_at"] = "Đơn nhận đã hơn một năm thì nhập bằng «donthu import register»."
    if not any(party.role == "sender" for party in body.parties):
        errors["parties"] = "Phải có người gửi (role: sender)."
    for number, party in enumerate(body.parties):
        if party.role not in queries.PARTY_ROLES:
            errors[f"parties.{number}.role"] = f"Mục này chỉ nhận {', '.join(queries.PARTY_ROLES)}."
    if errors:
        raise invalid(**errors)


def _entering(body: CaseIn, caller: Caller) -> int:
    """At which agency the officer enters it: the one named, else the first where a clerk."""
    if body.agency:
        return agency_id(body.agency, caller.today)
    for duty in caller.duties:
        if duty.role is Role.CLERK:
            return duty.agency_id
    raise Refused("Chỉ văn thư, cán bộ tiếp nhận mới nhập được đơn.")


def _person(party: PartyIn, at: datetime) -> Person:
    return Person(**party.model_dump(exclude={"role"}), created_at=at)


def _holding(rows: QuerySet[queries.AnyCase], q: str) -> QuerySet[queries.AnyCase]:
    return rows.filter(pk__in=case_ids(q))


def _whole(case: queries.AnyCase, at: datetime) -> CaseOut:
    return CaseOut(
        **_row(case, at),
        content=case.text,
        root=AgencyRef.of(case.root),
        hide_sender=case.hide_sender,
        restricted=case.restricted,
        answered_at=case.answered_at,
        closed_at=case.closed_at,
    )


def _row(case: queries.AnyCase, at: datetime) -> dict[str, Any]:
    return {
        "code": codes.shown(case.code),
        "procedure": case.procedure,
        "kind": case.kind,
        "title": case.title,
        "state": case.state,
        "state_title": state_title(case),
        "channel": case.channel,
        "received_at": case.received_at,
        "due_at": case.due_at,
        "remaining": remaining_of(case.due_at, at, case.holder_id),
        "field": FieldRef.of(case.field),
        "area": AreaRef.of(case.area),
        "agency": AgencyRef.of(case.agency),
        "holder": AgencyRef.of(case.holder),
        "officer": OfficerRef.of(case.officer),
    }
