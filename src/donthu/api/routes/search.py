"""Finding cases by what names them and by their words."""

from datetime import datetime

from django.utils import timezone
from ninja import Router
from pydantic import BaseModel

from donthu.api.access import Call
from donthu.api.paging import SIZE, Limit, Page, Words, cursor_at, read_cursor
from donthu.api.shapes import AgencyRef
from donthu.cases import codes, queries
from donthu.cases.visibility import visible_to
from donthu.law import registry
from donthu.search.everything import find_everything

router = Router()


class HighlightsOut(BaseModel):
    """Parts of the case as HTML, the words that were looked for inside <mark>."""

    title: str
    content: str


class HitOut(BaseModel):
    """A case that was found; the higher the score, the better it fits."""

    code: str
    procedure: str
    title: str
    state: str
    state_title: str
    holder: AgencyRef
    received_at: datetime
    score: int
    highlights: HighlightsOut


@router.get("/search", response=Page[HitOut], summary="Tìm vụ việc")
def search(
    request: Call,
    q: Words,
    procedure: str | None = None,
    cursor: str | None = None,
    limit: Limit = SIZE,
) -> Page[HitOut]:
    """Vụ việc tôi được xem có mọi từ của `q`, có dấu hay không dấu, hợp nhất trước; đứng
    đầu là vụ việc mà `q` là số đến trong sổ của cơ quan tôi, hoặc là họ tên hay điện thoại của
    người gửi mà tôi được biết."""
    caller = request.auth
    rows = queries.narrowed(
        visible_to(caller.officer.pk, caller.duties),
        procedure=procedure,
        at=caller.at,
    )
    start = int(read_cursor(cursor, "search", 1)[0]) if cursor else 0
    hits = find_everything(
        q,
        rows,
        duties=caller.duties,
        on=timezone.localtime(caller.at).date(),
        limit=limit + 1,
        start=start,
    )
    return Page(
        items=[
            HitOut(
                code=codes.shown(hit.case.code),
                procedure=hit.case.procedure,
                title=hit.case.title,
                state=hit.case.state,
                state_title=registry.procedure(hit.case.procedure).state(hit.case.state).title,
                holder=AgencyRef.of(hit.case.holder),
                received_at=hit.case.received_at,
                score=hit.score,
                highlights=HighlightsOut(title=hit.title_html, content=hit.snippet_html),
            )
            for hit in hits[:limit]
        ],
        next=cursor_at([start + limit], "search") if len(hits) > limit else None,
    )
