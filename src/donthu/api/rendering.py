"""How answers are written and bodies are read: JSON, times with the offset of Vietnam."""

from datetime import date, datetime
from typing import Any

import orjson
from django.http import HttpRequest
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from ninja.parser import Parser
from ninja.renderers import BaseRenderer

from donthu.api.problems import Problem


class Json(BaseRenderer):
    """Answers in JSON; a moment is written 2026-11-22T08:00:00+07:00, a day 2026-11-22."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        return dumps(data)


def dumps(data: Any) -> bytes:
    """`data` as JSON."""
    return orjson.dumps(data, default=_plain, option=orjson.OPT_PASSTHROUGH_DATETIME)


class Strict(Parser):
    """Bodies and parameters without U+0000, which no text of the database can hold."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        data = orjson.loads(request.body)
        if b"\\u0000" in request.body:
            _refuse_nul(data)
        return data  # type: ignore[no-any-return]

    def parse_querydict(
        self, data: MultiValueDict[str, Any], list_fields: list[str], request: HttpRequest
    ) -> dict[str, Any]:
        found: dict[str, Any] = super().parse_querydict(data, list_fields, request)
        _refuse_nul(found)
        return found


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no JSON for {type(value)}")


def _refuse_nul(value: object) -> None:
    match value:
        case str() if "\x00" in value:
            raise Problem(422, "Nội dung có ký tự rỗng (U+0000), không lưu được.")
        case list():
            for part in value:
                _refuse_nul(part)
        case dict():
            for key, part in value.items():
                _refuse_nul(key)
                _refuse_nul(part)
