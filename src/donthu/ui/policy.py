"""What a page may load and run: nothing from elsewhere, no script that stands in the page."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

# Signing in at the province's own sign-on leaves this site by a form.
_FORMS = "'self' https:" if getattr(settings, "SOCIALACCOUNT_PROVIDERS", {}) else "'self'"
POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        # htmx and the charts set styles of elements while they work
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "worker-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        f"form-action {_FORMS}",
        "frame-ancestors 'none'",
    )
)


def framed(ancestors: str) -> str:
    """The policy of a page that may stand in a frame of these other pages: "*" is any, as in
    frame-ancestors of the Content-Security-Policy."""
    return POLICY.replace("frame-ancestors 'none'", f"frame-ancestors {ancestors}")


def content_policy(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: every answer carries the Content-Security-Policy, unless it brings its own."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        return response

    return respond
