"""The deadlines of the law, and counting by them."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import zip_longest

from ninja import Router
from pydantic import BaseModel, ConfigDict, Field

from donthu.agencies.local_law import calendar_for
from donthu.api.access import Call
from donthu.api.problems import Problem, invalid
from donthu.law import registry
from donthu.law.calendar import Calendar, Due, Suspension, Unit, count
from donthu.law.limits import Limit

router = Router()


class RuleOut(BaseModel):
    """One wording of one deadline; `until` is its last day in force."""

    rule: str
    title: str
    event: str
    law: str
    unit: Unit
    length: int
    since: date
    until: date | None
    confidence: str
    local: bool


class SpanIn(BaseModel):
    """Days on which the clock stands still, both included; no end yet: null."""

    model_config = ConfigDict(populate_by_name=True)

    since: date = Field(alias="from")
    until: date | None = Field(None, alias="to")


class CalculateIn(BaseModel):
    """What to count: by a rule, or by a unit and a length."""

    start: str = Field(examples=["2026-11-20T08:00:00+07:00", "2026-11-20"])
    rule: str | None = Field(None, description="Của GET /deadlines/rules; hoặc unit và length.")
    unit: Unit | None = None
    length: int | None = Field(None, ge=0)
    suspensions: list[SpanIn] = Field([], max_length=100)
    variant: str | None = None


class DayOut(BaseModel):
    """One day on the way: counted or not, and why."""

    date: date
    counted: bool
    reason: str


class CalculateOut(BaseModel):
    """The end, null while the clock stands still, and how it was reached."""

    due: datetime | None
    law: str
    explanation: list[DayOut]


@router.get("/deadlines/rules", response=list[RuleOut], summary="Thời hạn theo luật")
def rules(request: Call) -> list[RuleOut]:
    """Mọi thời hạn của mọi quy trình, mỗi quy định một dòng, cũ trước."""
    return [
        row
        for procedure in registry.procedures()
        for limit in registry.limits(procedure).values()
        for row in _wordings(procedure, limit)
    ]


@router.post("/deadlines/calculate", response=CalculateOut, summary="Tính hạn")
def calculate(request: Call, body: CalculateIn) -> CalculateOut:
    """Ngày hết hạn và từng ngày được tính, bị bỏ qua, theo lịch của cơ quan tôi."""
    start = _start(body.start)
    duty = next(iter(request.auth.duties), None)
    calendar = calendar_for(duty.agency_id if duty else None)
    try:
        spans = [Suspension(span.since, span.until) for span in body.suspensions]
        due = _due(body, start, spans, calendar)
    except ValueError as fault:
        raise Problem(422, str(fault)) from fault
    return CalculateOut(
        due=due.due,
        law=due.law,
        explanation=[
            DayOut(date=day.date, counted=day.counted, reason=day.reason) for day in due.explanation
        ],
    )


def _due(
    body: CalculateIn, start: datetime | date, spans: list[Suspension], calendar: Calendar
) -> Due:
    if body.rule is not None:
        procedure, _, key = body.rule.partition(".")
        limit = registry.limits(procedure).get(key) if procedure in registry.procedures() else None
        if limit is None:
            raise invalid(rule="Không có thời hạn này; xem GET /deadlines/rules.")
        if body.variant:
            raise invalid(variant="Thời hạn này không có trường hợp riêng nào.")
        return limit.due(start=start, calendar=calendar, suspensions=spans)
    if body.unit is None or body.length is None:
        raise invalid(rule="Cần «rule», hoặc cả «unit» và «length».")
    return count(
        start=start, length=body.length, unit=body.unit, calendar=calendar, suspensions=spans
    )


def _start(text: str) -> datetime | date:
    """A day, or a moment with its offset. A day alone says nothing of the hour."""
    try:
        start = datetime.fromisoformat(text)
        if len(text) == len("2026-11-20"):
            return start.date()
    except ValueError:
        start = None
    if start is None or start.tzinfo is None:
        raise invalid(start="Ghi ngày 2026-11-20 hoặc thời điểm 2026-11-20T08:00:00+07:00.")
    return start


def _wordings(procedure: str, limit: Limit) -> Iterator[RuleOut]:
    for wording, later in zip_longest(limit.wordings, limit.wordings[1:]):
        yield RuleOut(
            rule=f"{procedure}.{limit.key}",
            title=limit.title,
            event=limit.event,
            law=wording.law,
            unit=wording.unit,
            length=wording.length,
            since=wording.since,
            until=wording.until or (later.since - timedelta(days=1) if later else None),
            confidence=wording.confidence,
            local=wording.local,
        )
