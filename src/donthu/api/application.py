"""The API of version 1: its parts, its errors and its description."""

from typing import Any

from ninja import NinjaAPI, Swagger
from ninja.openapi.schema import OpenAPISchema

from donthu.api import problems
from donthu.api.access import Anyone, OfficerToken
from donthu.api.rendering import Json, Strict
from donthu.api.routes import (
    assignments,
    case_file,
    cases,
    catalogues,
    deadlines,
    feedback,
    files,
    lookups,
    me,
    public_copy,
    published,
    search,
    steps,
    tracking,
)

DESCRIPTION = """Tiếp nhận, xử lý, trả lời đơn thư và phản ánh, kiến nghị.

Cán bộ gửi `Authorization: Bearer MÃ`, mã do lệnh `donthu token` cấp. Danh sách có dạng
`{items, next}`; gửi lại `next` trong `cursor` để lấy trang sau. Lỗi là problem document
(RFC 9457), `detail` bằng tiếng Việt. Thời điểm theo RFC 3339 có múi giờ, ngày theo `YYYY-MM-DD`.
"""
PROBLEM: dict[str, Any] = {
    "title": "Problem",
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "message"],
                "properties": {"field": {"type": "string"}, "message": {"type": "string"}},
            },
        },
    },
}
_SAID = (
    "Lỗi: 401 chưa xác thực, 403 mã không đủ phạm vi, 404 không có hoặc không được xem, "
    "409 pháp luật hoặc trạng thái không cho làm, 422 có mục chưa đúng, 429 quá nhiều lượt."
)


class Api(NinjaAPI):
    """The API, with what its description says beyond what the calls say themselves."""

    def get_openapi_schema(self, **given: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**given)
        parts = schema["components"]["schemas"]
        for part in parts.values():
            part.pop("description", None)  # our docstrings are for who works on the code
        parts["Problem"] = PROBLEM
        schema["components"]["securitySchemes"].pop(Anyone.__name__)
        content = {problems.MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
        for methods in schema["paths"].values():
            for operation in methods.values():
                operation["responses"]["default"] = {"description": _SAID, "content": content}
                if operation.get("security") == [{Anyone.__name__: []}]:
                    operation["security"] = [{}, {OfficerToken.__name__: []}]
        return schema

    def get_openapi_operation_id(self, operation: Any) -> str:
        return str(operation.view_func.__name__)


api = Api(
    title="Đơn Thư",
    version="1",
    urls_namespace="api",
    description=DESCRIPTION,
    renderer=Json(),
    parser=Strict(),
    docs=Swagger(settings={"validatorUrl": None}),  # else the page asks a site elsewhere
    auth=OfficerToken(),
)
problems.install(api)
api.add_router("/public", feedback.router, tags=["Công dân"])
api.add_router("/public", tracking.router, tags=["Công dân"])
api.add_router("/public", published.router, tags=["Công dân"])
api.add_router("", me.router, tags=["Việc của tôi"])
api.add_router("", cases.router, tags=["Vụ việc"])
api.add_router("", case_file.router, tags=["Hồ sơ vụ việc"])
api.add_router("", steps.router, tags=["Các bước xử lý"])
api.add_router("", public_copy.router, tags=["Các bước xử lý"])
api.add_router("", assignments.router, tags=["Chuyển giao"])
api.add_router("", files.router, tags=["Tệp"])
api.add_router("", lookups.router, tags=["Tra trùng, tìm kiếm"])
api.add_router("", search.router, tags=["Tra trùng, tìm kiếm"])
api.add_router("", deadlines.router, tags=["Thời hạn"])
api.add_router("", catalogues.router, tags=["Danh mục"])
