"""What is answered when a view fails: that the database is away for a moment, or that we erred."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import loader

AWAY = "Cơ sở dữ liệu tạm thời không trả lời; hãy thử lại sau ít giây."
RETRY_AFTER = "5"  # seconds; an embedded server that was killed is back by then


def is_away(error: BaseException | None) -> bool:
    """Whether the error says that the database does not answer, rather than what it answered."""
    return isinstance(error, (OperationalError, InterfaceError))


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler500 for all doors: 503 while the database is away, else 500."""
    away = is_away(sys.exc_info()[1])
    status = 503 if away else 500
    response = HttpResponse(loader.get_template(f"{status}.html").render(), status=status)
    if away:
        response["Retry-After"] = RETRY_AFTER
    return response
