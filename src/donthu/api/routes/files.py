"""Sending a file ahead of the step it belongs to, and reading the files of a case."""

from typing import Any

from django.http import FileResponse
from ninja import Router, UploadedFile
from ninja.responses import Status
from pydantic import BaseModel

from donthu.api.access import Call
from donthu.api.files import BYTES, download, owner_of
from donthu.api.finding import seen
from donthu.api.idempotency import PARAMETER, once
from donthu.api.problems import invalid
from donthu.cases import queries
from donthu.documents import intake

router = Router()


class StagedOut(BaseModel):
    """A file that waits a day for its step; `id` names it there. `type` is found in its bytes."""

    id: str
    sha256: str
    type: str
    size: int


@router.post("/files", response={201: StagedOut}, summary="Gửi tệp trước", openapi_extra=PARAMETER)
@once
def send(request: Call, file: UploadedFile) -> Status[StagedOut]:
    """Biểu mẫu có một tệp tên `file`; tệp chờ bước dùng đến nó trong một ngày."""
    try:
        kept = intake.stage(file, file.name or "", owner=owner_of(request.auth))
    except intake.Refused as refused:
        raise invalid(file=str(refused)) from refused
    stored = kept.file
    return Status(
        201, StagedOut(id=str(kept.pk), sha256=stored.sha256, type=stored.type, size=stored.size)
    )


@router.get(
    "/cases/{code}/files/{int:file_id}",
    response=Any,
    summary="Tệp trong hồ sơ",
    openapi_extra=BYTES,
)
def case_file(request: Call, code: str, file_id: int) -> FileResponse:
    """Tệp của một văn bản mà cơ quan tôi được đọc."""
    case = seen(code, request.auth)
    return download(queries.file_for_officer(file_id, case, agency_ids=request.auth.agency_ids))
