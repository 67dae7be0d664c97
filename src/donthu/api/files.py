"""Files that callers send ahead or with a form, and files that they read."""

import secrets
from datetime import datetime
from typing import Any

from django.http import FileResponse, HttpRequest

from donthu.api.access import Caller
from donthu.api.problems import invalid, not_found
from donthu.cases.attached import Attached
from donthu.cases.errors import Invalid
from donthu.cases.public_files import AnyPublicFile
from donthu.cases.queries import AnyPaperFile
from donthu.documents import intake, serving
from donthu.ui.fields import Files
from donthu.ui.uploads import FilesForm

GONE = "Có tệp không còn trên máy chủ (tệp chờ bước trong một ngày); hãy gửi lại bằng POST /files."
BYTES: dict[str, Any] = {
    "responses": {
        200: {
            "description": "Tệp",
            "content": {"application/octet-stream": {"schema": {"type": "string"}}},
        }
    }
}


def owner_of(caller: Caller) -> str:
    """Under whose name the files of an officer wait for their step, sent here or at the desk."""
    return f"officer:{caller.officer.pk}"


def once_owner() -> str:
    """A name for files that come with their form and wait for nothing."""
    return f"api:{secrets.token_hex(16)}"


def attached(files: Files, caller: Caller, field: str) -> list[Attached]:
    """The files of POST /files that a step names in `field`. Raises Invalid for one that is gone."""
    kept = intake.staged(files.staged, owner=owner_of(caller))
    if len(kept) < len(set(files.staged)):
        raise Invalid({field: GONE})
    return [Attached(each.file_id, each.name) for each in kept]


def sent_with(request: HttpRequest, *, at: datetime) -> list[Attached]:
    """The `files` that came with a form, checked and stored. Raises the problem of a bad one."""
    form = FilesForm({}, request.FILES, at=at, owner=once_owner())
    if not form.is_valid():
        raise invalid(files=" ".join(map(str, form.errors["files"])))
    found: list[Attached] = form.cleaned_data["files"]
    return found


def download(found: AnyPaperFile | AnyPublicFile | None) -> FileResponse:
    """The bytes of a file under its name. Raises the problem of one that is not there."""
    if found is None:
        raise not_found()
    return serving.response(found.file, found.name, inline=False)
