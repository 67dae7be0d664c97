"""Bodies that come as JSON, or as a form when files come with them."""

from typing import Any

import orjson
from django.http import HttpRequest, QueryDict
from ninja import NinjaAPI
from ninja.params.models import BodyModel, Param

FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")


class _JsonOrFormModel(BodyModel):
    __read_from_single_attr__: str

    @classmethod
    def get_request_data(
        cls, request: HttpRequest, api: NinjaAPI, path_params: dict[str, Any]
    ) -> dict[str, Any] | None:
        if request.content_type not in FORMS:
            return super().get_request_data(request, api, path_params)
        api.parser.parse_querydict(request.POST, [], request)
        return {cls.__read_from_single_attr__: nested(request.POST)}


class JsonOrForm(Param):  # type: ignore[misc]
    """The one argument of a view that takes the whole body, in either form."""

    _model = _JsonOrFormModel

    @classmethod
    def _param_source(cls) -> str:
        return "body"


def nested(form: QueryDict) -> dict[str, Any]:
    """A form as the object it stands for: `sender.name` or `sender[name]` is the `name` of
    `sender`, and `sender` itself may be written in JSON."""
    found: dict[str, Any] = {}
    for path, value in form.items():
        name, *rest = path.replace("]", "").replace("[", ".").split(".")
        if rest:
            inner = found.setdefault(name, {})
            if isinstance(inner, dict):
                inner[".".join(rest)] = value
        else:
            found[name] = _object(str(value))
    return found


def with_files(schema: str) -> dict[str, Any]:
    """What the description of a call says of its body beyond JSON: a form with `files`."""
    files = {"type": "array", "items": {"type": "string", "format": "binary"}}
    either = [
        {"$ref": f"#/components/schemas/{schema}"},
        {"type": "object", "properties": {"files": files}},
    ]
    return {"requestBody": {"content": {FORMS[0]: {"schema": {"allOf": either}}}}}


def _object(value: str) -> Any:
    if value.startswith("{"):
        try:
            return orjson.loads(value)
        except orjson.JSONDecodeError:
            return value
    return value
