"""What is answered when a view fails: that the database is away for a moment, or that we erred."""

import logging
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import loader

AWAY = "Cơ sở dữ liệu tạm thời không trả lời; hãy thử lại sau ít giây."
BARE = """<!doctype html><html lang="vi"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Có lỗi · Đơn Thư</title></head>
<body><h1>Hệ thống gặp lỗi, không phải do bạn</h1><p>Việc vừa làm được ghi trọn vẹn hoặc không ghi gì. Hãy đợi
vài phút rồi tải lại trang; nếu vẫn lỗi, hãy báo người quản trị.</p><p>Mã lỗi {status}</p></body></html>
"""
RETRY_AFTER = "5"  # seconds; an embedded server that was killed is back by then


def is_away(error: BaseException | None) -> bool:
    """Whether the error says that the database does not answer, rather than what it answered."""
    return isinstance(error, (OperationalError, InterfaceError))


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler500 for all doors: 503 while the database is away, else 500."""
    away = is_away(sys.exc_info()[1])
    status = 503 if away else 500
    response = HttpResponse(_page(status), status=status)
    if away:
        response["Retry-After"] = RETRY_AFTER
    return response


def _page(status: int) -> str:
    """The page of the error; bare where even that can not be made, as without collected styles."""
    try:
        return loader.get_template(f"{status}.html").render()
    except Exception:
        logging.getLogger(__name__).exception("the error page itself could not be made")
        return BARE.format(status=status)
