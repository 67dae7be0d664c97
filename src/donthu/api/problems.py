"""Errors as problem documents (RFC 9457): what went wrong, in Vietnamese, and at which field."""

import logging
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any

import orjson
from django.core import signals
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from donthu.agencies.errors import NotPossible
from donthu.cases.codes import BadCode
from donthu.cases.errors import Invalid, Refused
from donthu.ui.failure import AWAY, RETRY_AFTER, is_away

MEDIA_TYPE = "application/problem+json"
TITLES = {
    400: "Không đọc được yêu cầu",
    401: "Chưa xác thực",
    403: "Không được phép",
    404: "Không tìm thấy",
    405: "Không dùng được cách gọi này",
    409: "Không thực hiện được",
    413: "Nội dung quá lớn",
    422: "Nội dung chưa đúng",
    429: "Quá nhiều lượt gọi",
    500: "Lỗi máy chủ",
    503: "Tạm thời chưa phục vụ được",
}
NOT_FOUND = "Không tìm thấy, hoặc không thuộc quyền xem của bạn."
_WRONG = "Có mục chưa đúng; xem từng mục trong «errors»."
_log = logging.getLogger("django.request")

# The kinds of error of pydantic that a caller can cause here, in words.
_SENTENCES = {
    "missing": "Thiếu mục này.",
    "string_type": "Mục này phải là chữ.",
    "string_too_short": "Mục này không được để trống.",
    "string_too_long": "Mục này dài quá {max_length} ký tự.",
    "bool_type": "Mục này phải là true hoặc false.",
    "bool_parsing": "Mục này phải là true hoặc false.",
    "int_type": "Mục này phải là số nguyên.",
    "int_parsing": "Mục này phải là số nguyên.",
    "int_from_float": "Mục này phải là số nguyên.",
    "greater_than_equal": "Mục này phải từ {ge} trở lên.",
    "less_than_equal": "Mục này không được quá {le}.",
    "list_type": "Mục này phải là một danh sách.",
    "too_short": "Mục này phải có ít nhất {min_length} phần tử.",
    "too_long": "Mục này có quá {max_length} phần tử.",
    "dict_type": "Mục này phải là một đối tượng.",
    "model_attributes_type": "Mục này phải là một đối tượng.",
    "model_type": "Mục này phải là một đối tượng.",
    "literal_error": "Mục này chỉ nhận {expected}.",
    "enum": "Mục này chỉ nhận {expected}.",
    "date_type": "Mục này phải là ngày dạng 2026-11-22.",
    "date_parsing": "Mục này phải là ngày dạng 2026-11-22.",
    "date_from_datetime_parsing": "Mục này phải là ngày dạng 2026-11-22.",
    "datetime_type": "Mục này phải là thời điểm dạng 2026-11-22T08:00:00+07:00.",
    "datetime_parsing": "Mục này phải là thời điểm dạng 2026-11-22T08:00:00+07:00.",
    "datetime_from_date_parsing": "Mục này phải là thời điểm dạng 2026-11-22T08:00:00+07:00.",
    "timezone_aware": "Thời điểm phải có múi giờ, ví dụ 2026-11-22T08:00:00+07:00.",
}
_OTHER = "Giá trị của mục này không hợp lệ."


class Problem(Exception):
    """An error to answer with. `errors` maps the name of a field to the sentence about it."""

    def __init__(self, status: int, detail: str, errors: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.errors = dict(errors or {})


def invalid(**errors: str) -> Problem:
    """The problem of fields that are not right, by their names."""
    return Problem(422, _WRONG, errors)


def not_found() -> Problem:
    """The problem of what does not exist, or not for this caller."""
    return Problem(404, NOT_FOUND)


def document(status: int, detail: str, errors: Mapping[str, str] | None = None) -> HttpResponse:
    """The answer that says it."""
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": TITLES.get(status, "Lỗi"),
        "status": status,
        "detail": detail,
    }
    if errors:
        body["errors"] = [{"field": name, "message": text} for name, text in errors.items()]
    response = HttpResponse(orjson.dumps(body), status=status, content_type=MEDIA_TYPE)
    if status == 401:
        response["WWW-Authenticate"] = "Bearer"
    return response


def install(api: NinjaAPI) -> None:
    """Answer every error that `api` may meet with a problem document."""
    said: dict[type[Exception], Callable[[Any], HttpResponse]] = {
        Problem: lambda e: document(e.status, e.detail, e.errors),
        Refused: lambda e: document(409, e.reason),
        NotPossible: lambda e: document(409, str(e)),
        Invalid: lambda e: document(422, _WRONG, e.errors),
        BadCode: lambda e: document(404, str(e)),
        Http404: lambda e: document(404, NOT_FOUND),
        ValidationError: lambda e: document(422, _WRONG, _by_field(e.errors)),
        AuthenticationError: lambda e: document(
            401, "Cần mã truy cập còn hạn: Authorization: Bearer …"
        ),
        Throttled: lambda e: document(
            429, "Bạn đã gọi quá nhiều lần trong ít phút; hãy chờ rồi thử lại."
        ),
        HttpError: _unreadable,
        MultiPartParserError: lambda e: document(400, "Không đọc được biểu mẫu gửi lên."),
        RequestDataTooBig: lambda e: document(413, "Nội dung gửi lên quá lớn."),
        TooManyFieldsSent: lambda e: document(413, "Biểu mẫu gửi lên có quá nhiều mục."),
        TooManyFilesSent: lambda e: document(413, "Biểu mẫu gửi lên có quá nhiều tệp."),
    }
    for kind, say in said.items():
        api.add_exception_handler(kind, _handler(say))


def everywhere(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The view, whose wrong methods and unforeseen errors are problem documents, too."""

    @wraps(view)
    def spoken(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            response = view(request, *args, **kwargs)
        except Http404:
            return document(404, "Không có địa chỉ này.")
        except Exception as error:  # noqa: BLE001 (a document to the caller, the trace to the log)
            if is_away(error):
                response = document(503, AWAY)
                response["Retry-After"] = RETRY_AFTER
                return response
            _log.exception("%s %s", request.method, request.path)
            signals.got_request_exception.send(sender=None, request=request)
            return document(500, "Máy chủ gặp lỗi khi xử lý; lỗi đã được ghi lại.")
        if response.status_code == 405:
            allowed = response["Allow"]
            response = document(405, f"Địa chỉ này chỉ nhận {allowed}.")
            response["Allow"] = allowed
        return response

    return spoken


def _unreadable(error: HttpError) -> HttpResponse:
    if isinstance(error.__cause__, Problem):
        return document(error.__cause__.status, error.__cause__.detail)
    detail = "Không đọc được nội dung gửi lên; nội dung phải là JSON đúng cú pháp."
    return document(error.status_code, detail)


def _handler(say: Callable[[Any], HttpResponse]) -> Callable[[HttpRequest, Any], HttpResponse]:
    return lambda request, error: say(error)


def _by_field(errors: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    return {_field(error["loc"]): _sentence(error) for error in errors}


def _field(place: Sequence[str | int]) -> str:
    """Where the error is, as callers write it: `parties.0.name`. The first parts name the source
    and, in a body, the argument of the view that takes it whole."""
    path = place[2:] if place[0] == "body" else place[1:]
    return ".".join(str(part) for part in path) or "body"


def _sentence(error: Mapping[str, Any]) -> str:
    said = dict(error.get("ctx") or {})
    if "expected" in said:
        said["expected"] = str(said["expected"]).replace(" or ", " hoặc ").replace("'", "")
    try:
        return _SENTENCES[error["type"]].format_map(said)
    except KeyError:
        return _OTHER
