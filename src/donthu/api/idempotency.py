"""A call that creates may be sent again: with the same Idempotency-Key it is done once."""

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any, Concatenate, ParamSpec

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from ninja.responses import Status
from pydantic import BaseModel

from donthu.api.access import Call
from donthu.api.models import IdempotencyRecord
from donthu.api.problems import Problem, invalid
from donthu.api.rendering import Json, dumps

HEADER = "Idempotency-Key"
LONGEST = 255
PARAMETER: dict[str, Any] = {
    "parameters": [
        {
            "in": "header",
            "name": HEADER,
            "required": False,
            "schema": {"type": "string", "maxLength": LONGEST},
            "description": "Khóa do bên gọi đặt; gọi lại với cùng khóa và cùng nội dung thì "
            "nhận lại kết quả lần đầu, không làm lần nữa.",
        }
    ]
}
_REUSED = "Khóa này đã dùng cho một nội dung khác; mỗi việc cần một khóa riêng."
P = ParamSpec("P")
View = Callable[Concatenate[Call, P], Status[Any]]


def once(view: "View[P]") -> "Callable[Concatenate[Call, P], Status[Any] | HttpResponse]":
    """The view, done once for each officer and key. What failed was not done and may be repeated.

    Two calls at the same time: the second waits at the key for the first to end.
    """

    @wraps(view)
    def done_once(
        request: Call, /, *args: P.args, **kwargs: P.kwargs
    ) -> Status[Any] | HttpResponse:
        key = given_key(request)
        if key is None:
            return view(request, *args, **kwargs)
        digest = _digest(request)
        with transaction.atomic():
            record, new = IdempotencyRecord.objects.get_or_create(
                officer=request.auth.officer,
                key=key,
                defaults={"request_hash": digest, "created_at": request.auth.at},
            )
            if not new:
                if bytes(record.request_hash) != digest:
                    raise reused()
                return _response(bytes(record.body), record.status)
            result = view(request, *args, **kwargs)
            record.status = result.status_code
            record.body = dumps(_plain(result.value))
            record.save(update_fields=["status", "body"])
        return _response(record.body, record.status)

    return done_once


def given_key(request: HttpRequest) -> str | None:
    """The key of the call, None without one. Raises the problem of one too long."""
    key = request.headers.get(HEADER)
    if key is not None and not 0 < len(key) <= LONGEST:
        raise invalid(**{HEADER: f"Khóa dài từ 1 đến {LONGEST} ký tự."})
    return key


def reused() -> Problem:
    """The problem of a key that came with something else before."""
    return Problem(422, _REUSED, {HEADER: _REUSED})


def _digest(request: HttpRequest) -> bytes:
    """What was asked for, files included. A form that was read can not be read as bytes again."""
    digest = sha256(f"{request.method} {request.get_full_path()}\n".encode())
    if request.content_type != "multipart/form-data":
        digest.update(request.body)
        return digest.digest()
    digest.update(dumps(sorted(request.POST.lists())))
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            digest.update(f"\n{name}={file.name}\n".encode())
            for chunk in file.chunks():
                digest.update(sha256(chunk).digest())
            file.seek(0)
    return digest.digest()


def _plain(value: Any) -> Any:
    return value.model_dump() if isinstance(value, BaseModel) else value


def _response(body: bytes, status: int) -> HttpResponse:
    return HttpResponse(body, status=status, content_type=f"{Json.media_type}; charset=utf-8")
