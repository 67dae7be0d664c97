"""What is public: answers and figures, without personal data."""

from datetime import datetime
from typing import Annotated, Any

from django.http import FileResponse, HttpRequest
from django.utils import timezone
from ninja import Router
from pydantic import BaseModel, Field

from donthu.api.files import BYTES
from donthu.api.paging import SIZE, Limit, Page, Words, page_of
from donthu.api.problems import Problem, invalid, not_found
from donthu.api.shapes import AgencyRef, FieldRef
from donthu.cases.library import Wanted, narrow
from donthu.cases.public_files import PUBLIC_FILES, of_publication
from donthu.cases.statistics import Rows
from donthu.documents import serving
from donthu.search.find import find_publications
from donthu.ui import limits
from donthu.ui.periods import ALWAYS, PART, YEAR, Period, period_of
from donthu.ui.public_counts import public_counts

router = Router(auth=None)
Year = Annotated[int | None, Field(ge=2000, le=9998)]

COUNTING = limits.Limit(name="public.statistics", most=120, seconds=600)
TOO_OFTEN = "Bạn đã hỏi số liệu quá nhiều lần trong ít phút; hãy chờ rồi thử lại."


class PublicFileOut(BaseModel):
    """A file of a published answer, built anew without personal data."""

    name: str
    type: str
    size: int
    url: str


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
    files: list[PublicFileOut]


class CountOut(BaseModel):
    """How many there are of something, how many were answered, and of the answers due how many came
    in time and how many are late."""

    key: str | None
    title: str
    count: int
    answered: int
    in_time: int
    late: int


class StatisticsOut(BaseModel):
    """Feedback counted by what it is, where and when."""

    total: int
    by_state: list[CountOut]
    by_kind: list[CountOut]
    by_field: list[CountOut]
    by_level: list[CountOut]
    by_agency: list[CountOut]
    by_area: list[CountOut]
    by_month: list[CountOut]
    by_score: list[CountOut]


@router.get("/answers", response=Page[PublishedOut], summary="Câu trả lời đã công khai")
def answers(
    request: HttpRequest,
    q: Words = "",
    field: str = "",
    kind: str = "",
    agency: str = "",
    province: str = "",
    result: str = "",
    year: Year = None,
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
    rows = narrow(find_publications(q), wanted).prefetch_related(PUBLIC_FILES)
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
                files=[
                    PublicFileOut(
                        name=file.name,
                        type=file.file.type,
                        size=file.file.size,
                        url=f"/api/v1/public/answers/{row.pk}/files/{file.pk}",
                    )
                    for file in row.files.all()
                ],
            )
            for row in found
        ],
        next=after,
    )


@router.get(
    "/answers/{int:number}/files/{int:public_file}",
    response=Any,
    summary="Tệp của câu trả lời đã công khai",
    openapi_extra=BYTES,
)
def answer_file(request: HttpRequest, number: int, public_file: int) -> FileResponse:
    """Tệp đã dựng lại để công khai: PDF là ảnh từng trang, chỗ che tô đen."""
    small = max(number, public_file) < 2**63
    found = of_publication(number, public_file) if small else None
    if found is None:
        raise not_found()
    return serving.response(found.file, found.name, inline=False)


@router.get("/statistics", response=StatisticsOut, summary="Số liệu công khai")
def statistics(
    request: HttpRequest,
    year: Year = None,
    quarter: Annotated[int | None, Field(ge=1, le=4)] = None,
    month: Annotated[int | None, Field(ge=1, le=12)] = None,
) -> StatisticsOut:
    """Số phản ánh nhận từ trước đến nay, hoặc trong năm `year`, quý `quarter` hay tháng `month` của năm ấy,
    theo trạng thái, loại, lĩnh vực, cấp, cơ quan, địa bàn, tháng, mức hài lòng; tính lại năm phút một lần.
    Dòng có dưới ba phản ánh được gộp với dòng khác (khóa `other`)."""
    at = timezone.now()
    if not COUNTING.take(limits.address_of(request), at):
        raise Problem(429, TOO_OFTEN)
    counts = public_counts(_period(year, quarter, month, at), at)
    return StatisticsOut(
        total=counts.all.count,
        by_state=_counts(counts.by_state),
        by_kind=_counts(counts.by_kind),
        by_field=_counts(counts.by_field),
        by_level=_counts(counts.by_level),
        by_agency=_counts(counts.by_agency),
        by_area=_counts(counts.by_area),
        by_month=_counts(counts.by_month[::-1]),
        by_score=_counts(counts.by_score),
    )


def _period(year: int | None, quarter: int | None, month: int | None, at: datetime) -> Period:
    """The same periods as on the pages: of freely chosen days, two that differ by one would tell
    what came in on it."""
    this_year = timezone.localtime(at).year
    if quarter is not None and month is not None:
        raise invalid(month="Chỉ chọn quý hoặc tháng.")
    if year is None and (quarter is not None or month is not None):
        raise invalid(year="Hãy nêu năm của quý hoặc tháng.")
    if year is not None and year > this_year:
        raise invalid(year=f"Mục này không được quá {this_year}.")
    part = f"q{quarter}" if quarter else str(month or "")
    return period_of({YEAR: str(year or ALWAYS), PART: part}, on=timezone.localtime(at).date())


def _counts(rows: Rows) -> list[CountOut]:
    return [
        CountOut(
            key=row.key,
            title=row.title,
            count=row.count,
            answered=row.answered,
            in_time=row.in_time,
            late=row.late,
        )
        for row in rows
    ]
