"""The first page, the guide, and what robots may read."""

from datetime import datetime

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from donthu.cases.figures import Figures, public_figures
from donthu.cases.queries import publications
from donthu.law import registry
from donthu.law.flow import flow
from donthu.portal.rows import answer_rows
from donthu.ui.templatetags.ui import number

KEPT = 60  # seconds for which everybody sees the same figures
NEWEST = 5


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Three ways in, four figures, the newest answers."""
    at = timezone.now()
    context = {
        "figures": _shown(_figures(at), timezone.localtime(at).year),
        "answers": answer_rows(publications()[:NEWEST]),
        "max_files": settings.DONTHU_MAX_FILES,
    }
    return render(request, "portal/home.html", context)


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """How to send, under what law, and what goes elsewhere."""
    return render(
        request,
        "portal/guide.html",
        {
            "here": "guide",
            "max_files": settings.DONTHU_MAX_FILES,
            "max_bytes": settings.DONTHU_MAX_FILE_BYTES,
            "stages": flow(
                registry.procedure("feedback"),
                registry.limits("feedback"),
                on=timezone.localdate(),
            ),
        },
    )


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Answers and the guide may be found by anyone; pages of one person may not."""
    closed = [
        reverse("portal:track"),
        "/bien-nhan/",
        "/en/tra-cuu",
        "/en/bien-nhan/",
        "/lam-viec/",
        "/tai-khoan/",
        "/api/",
    ]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _figures(at: datetime) -> Figures:
    held: Figures | None = cache.get("portal.figures")
    if held is None:
        new_year = timezone.localtime(at).replace(
            month=1, day=1, hour=0, minute=0, second=0, microsecond=0
        )
        held = public_figures(since=new_year, at=at)
        cache.set("portal.figures", held, timeout=KEPT)
    return held


def _shown(figures: Figures, year: int) -> list[dict[str, str]]:
    return [
        {
            "value": number(figures.received),
            "label": f"phản ánh năm {year}",
            "href": reverse("portal:statistics"),
        },
        {"value": number(figures.answered), "label": "đã trả lời"},
        {
            "value": share_shown(figures.in_time_share),
            "label": "đúng hạn, tính cả việc còn trễ",
        },
        {
            "value": number(figures.published),
            "label": "câu trả lời công khai",
            "href": reverse("portal:answers"),
        },
    ]


def share_shown(share: float | None) -> str:
    """A share in percent as a figure of a page."""
    return "–" if share is None else f"{number(share).removesuffix(',0').removesuffix('.0')} %"
