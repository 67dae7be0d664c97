"""The page shown when a form came without its session: it gives back what was typed."""

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

WORTH_KEEPING = 20  # characters; shorter than this is quickly typed again
_SECRET = ("csrf", "password", "code", "otp", "credential", "token", "altcha", "staged", "once")


def failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's CSRF_FAILURE_VIEW for all doors: 403, with the longer texts of the form to copy.

    They are not offered for sending again from here: the form may have come from another site.
    """
    return render(request, "ui/lost_session.html", {"texts": texts_of(request)}, status=403)


def texts_of(request: HttpRequest) -> list[str]:
    """The longer texts that came with a form, of all fields that are not secret."""
    try:
        typed = request.POST
    except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent):
        return []
    return [
        text
        for name, texts in typed.lists()
        if not any(word in name.lower() for word in _SECRET)
        for text in map(str, texts)
        if len(text) >= WORTH_KEEPING
    ]
