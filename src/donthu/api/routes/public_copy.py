"""The copy of an answer that waits to be published, for those who may release it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.http import FileResponse
from django.urls import reverse
from ninja import Router
from pydantic import BaseModel

from donthu.api.access import Call, Caller
from donthu.api.files import BYTES, download
from donthu.api.finding import seen
from donthu.api.problems import not_found
from donthu.api.shapes import FileOut, OfficerRef, same
from donthu.cases import public_files, queries
from donthu.cases.public_copy import copy_of, counts
from donthu.law.grammar import Effect
from donthu.people.identifiers.covering import Phrase

router = Router()


class CoveredOut(BaseModel):
    """How many phrases of a kind were covered."""

    kind: str
    title: str
    count: int


class LeftOut(BaseModel):
    """A phrase that was marked and is left to be read."""

    kind: str
    title: str
    words: str


class CopyOut(BaseModel):
    """What everybody will read. `event`: to be given as `seen` when it is released."""

    event: int
    title: str
    text: str
    answer: str
    prepared_by: OfficerRef | None
    prepared_at: datetime
    covered: list[CoveredOut]
    left: list[LeftOut]
    files: list[FileOut]


@router.get("/cases/{code}/public-copy", response=CopyOut, summary="Bản công khai chờ duyệt")
def public_copy(request: Call, code: str) -> CopyOut:
    """Đúng những gì mọi người sẽ đọc, cho người được duyệt công khai; `event` gửi lại trong `seen`
    của bước duyệt. `left` là những chỗ được đánh dấu mà người soạn để lại."""
    case = _to_release(code, request.auth)
    event = queries.last_event(case.pk)  # before the copy: what changes between is refused
    copy = copy_of(case.pk)
    if copy is None:
        raise not_found()
    covered = _phrases(copy.covered)
    titles = {phrase.kind: phrase.shown for phrase in covered}
    files = copy.files.select_related("file").order_by("pk")
    return CopyOut(
        event=event,
        prepared_by=OfficerRef.of(copy.prepared_by),
        covered=[
            CoveredOut(kind=kind, title=titles[kind], count=count)
            for kind, count in counts(covered).items()
        ],
        left=[
            LeftOut(kind=phrase.kind, title=phrase.shown, words=phrase.words)
            for phrase in _phrases(copy.left)
        ],
        files=[
            FileOut.of(file, reverse("api:public_copy_file", args=[code, file.pk]))
            for file in files
        ],
        **same(copy, "title text answer prepared_at"),
    )


@router.get(
    "/cases/{code}/public-copy/files/{int:file_id}",
    response=Any,
    summary="Tệp của bản công khai chờ duyệt",
    openapi_extra=BYTES,
)
def public_copy_file(request: Call, code: str, file_id: int) -> FileResponse:
    """Tệp đã dựng lại, như mọi người sẽ nhận."""
    return download(public_files.of_copy(_to_release(code, request.auth), file_id))


def _to_release(code: str, caller: Caller) -> queries.AnyCase:
    """The case of that code, when the caller may release its copy now."""
    case = seen(code, caller)
    found = queries.options_for(case, caller.actor)
    if not any(Effect.PUBLISH in step.does for step in found.open):
        raise not_found()
    return case


def _phrases(kept: Sequence[Mapping[str, str]]) -> list[Phrase]:
    return [Phrase(**each) for each in kept]
