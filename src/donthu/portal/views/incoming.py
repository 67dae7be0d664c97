"""Reading a form that carries files, which a network or a browser may have cut short."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError

AROUND_FILES = 1024 * 1024  # bytes of a request that are not files


def too_large(request: HttpRequest) -> bool:
    """Whether the request holds more than all files a form takes; asked before it is read."""
    most: int = settings.DONTHU_MAX_FILES * settings.DONTHU_MAX_FILE_BYTES
    return int(request.META.get("CONTENT_LENGTH") or 0) > most + AROUND_FILES


def unreadable(request: HttpRequest) -> bool:
    """Whether what was sent can not be read; after False, request.POST and FILES can be."""
    try:
        request.POST, request.FILES  # noqa: B018 - they are read when first asked for
    except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent, MultiPartParserError):
        return True
    return False
