"""Files that callers send ahead or with a form, and files that they read."""

import secrets
from datetime import datetime
from typing import Any

from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest

from donthu.api.access import Caller
from donthu.api.problems import invalid, not_found
from donthu.cases.actions._papers import Attached
from donthu.cases.errors import Invalid
from donthu.cases.queries import AnyPaperFile
from donthu.ui import uploads
from donthu.ui.fields import Files


def owner_of(caller: Caller) -> str:
    """Under whose name the files of an officer wait for their step, sent here or at the desk."""
    return f"officer:{caller.officer.pk}"


def once_owner() -> str:
    """A name for files that come with their form and wait for nothing."""
    return f"api:{secrets.token_hex(16)}"


def attached(files: Files, caller: Caller, field: str) -> list[Attached]:
    """The files of POST /files that a step names in `field`. Raises Invalid for one that is gone."""
    kept, wrong = uploads.staged(files, owner=owner_of(caller), at=caller.at)
    if wrong:
        raise Invalid({field: " ".join(wrong)})
    return [each.attached for each in kept]


def sent_with(request: HttpRequest, *, at: datetime) -> list[Attached]:
    """The `files` that came with a form, checked and stored. Raises the problem of a bad one."""
    form = uploads.FilesForm({}, request.FILES, at=at, owner=once_owner())
    if not form.is_valid():
        raise invalid(files=" ".join(map(str, form.errors["files"])))
    found: list[Attached] = form.cleaned_data["files"]
    return found


def download(found: AnyPaperFile | None) -> FileResponse:
    """The bytes of a file under its name. Raises the problem of one that is not there."""
    if found is None:
        raise not_found()
    response = FileResponse(
        default_storage.open(found.file.path),
        as_attachment=True,
        filename=found.name,
        content_type=found.file.type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response


BYTES: dict[str, Any] = {
    "responses": {
        200: {
            "description": "Tệp",
            "content": {"application/octet-stream": {"schema": {"type": "string"}}},
        }
    }
}
