"""What is public: answers and figures, without personal data."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from django.core.cache import cache
from django.http import HttpRequest
from ninja import Router
from pydantic import BaseModel, Field

from donthu.api.paging import SIZE, Limit, Page, Words, page_of
from donthu.api.shapes import AgencyRef, FieldRef
from donthu.cases import figures
from donthu.cases.library import Wanted, narrow
from donthu.search.find import find_publications

router = Router(auth=None)

KEPT = 600  # seconds for which everybody sees the same figures


class PublishedOut(BaseModel):
    """A published question and its answer. `days_early`: working before its day, below 0 after."""

    id: int
    kind: str
    result: str
    title: str
    content: str
    answer: str
    agency: AgencyRef
    field: FieldRef | None
    published_at: datetime
    days_early: int | None


class CountOut(BaseModel):
    """How many there are of something."""

    key: str | None
    title: str
    count: int


class StatisticsOut(BaseModel):
    """Feedback counted by what it is, where and when."""

    total: int
    by_state: list[CountOut]
    by_field: list[CountOut]
    by_area: list[CountOut]
    by_month: list[CountOut]


@router.get("/answers", response=Page[PublishedOut], summary="Câu trả lời đã công khai")
def answers(
    request: HttpRequest,
    q: Words = "",
    field: str = "",
    kind: str = "",
    agency: str = "",
    province: str = "",
    result: str = "",
    year: Annotated[int | None, Field(ge=2000, le=9998)] = None,
    cursor: str | None = None,
    limit: Limit = SIZE,
) -> Page[PublishedOut]:
    """Mới trước; `q` các từ phải có; `field`, `agency`, `province` là mã; `kind` loại phản ánh, `result`
    kết quả, `year` năm công khai. Không có dữ liệu cá nhân."""
    wanted = Wanted(
        field=field,
        kind=kind,
        agency=agency,
        province=province,
        results=(result,) if result else (),
        year=str(year) if year else "",
    )
    rows = narrow(find_publications(q), wanted)
    found, after = page_of(rows, by=("-published_at", "-id"), cursor=cursor, limit=limit)
    return Page(
        items=[
            PublishedOut(
                id=row.pk,
                kind=row.kind,
                result=row.result,
                title=row.title,
                content=row.text,
                answer=row.answer,
                agency=AgencyRef.of(row.agency),
                field=FieldRef.of(row.field),
                published_at=row.published_at,
                days_early=row.days_early,
            )
            for row in found
        ],
        next=after,
    )


@router.get("/statistics", response=StatisticsOut, summary="Số liệu công khai")
def statistics(request: HttpRequest) -> StatisticsOut:
    """Số phản ánh theo trạng thái, lĩnh vực, địa bàn, tháng; tính lại mười phút một lần."""
    counts: figures.PublicCounts | None = cache.get("api.statistics")
    if counts is None:
        counts = figures.public_counts()
        cache.set("api.statistics", counts, timeout=KEPT)
    return StatisticsOut(
        total=sum(one.count for one in counts.by_state),
        by_state=_counts(counts.by_state),
        by_field=_counts(counts.by_field),
        by_area=_counts(counts.by_area),
        by_month=_counts(counts.by_month),
    )


def _counts(counted: Sequence[figures.Counted]) -> list[CountOut]:
    return [CountOut(key=one.key, title=one.title, count=one.count) for one in counted]
