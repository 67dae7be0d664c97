"""The form and the answers inside pages of others.

It is safe to let anybody frame them. No page of the portal rests on a cookie or a session, so a
click that somebody is tricked into does nothing in anybody's name: the form sends what was typed
into it by hand and no more, and reading a case needs its code and key. The page around a frame
can not read what stands in it. Every other page refuses to be framed.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from donthu.cases import codes
from donthu.cases.library import Wanted, narrow
from donthu.portal import passes
from donthu.portal.rows import answer_rows
from donthu.portal.views.look_up import case_of_link
from donthu.portal.views.send import Door, sending
from donthu.search.find import find_publications
from donthu.ui.policy import framed

SIZE = 10
LONGEST = 200  # characters of a search
FRAMED = Door(view="embedded_send", receipt="embedded_sent", frame="portal/frame.html")
View = Callable[..., HttpResponse]


def framable(view: View) -> View:
    """A view whose pages may stand in a frame of the pages that the deployment allows."""

    @xframe_options_exempt
    def respond(request: HttpRequest, **named: str) -> HttpResponse:
        response = view(request, **named)
        response["Content-Security-Policy"] = framed(settings.DONTHU_EMBED_ANCESTORS)
        return response

    return respond


@csrf_exempt
@framable
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def send_form(request: HttpRequest) -> HttpResponse:
    """The form of sending."""
    return sending(request, FRAMED)


@framable
@never_cache
@require_safe
def sent(request: HttpRequest, code: str) -> HttpResponse:
    """The code of what was just sent; the whole receipt opens beside the page around the frame."""
    case = case_of_link(request, code)
    if case is None:
        return redirect("portal:embedded_send")
    context = {
        "private": True,
        "code": codes.shown(case.code),
        "receipt_href": passes.link("receipt", case.code, at=timezone.now()),
        "track_address": settings.BASE_URL + reverse("portal:track"),
    }
    return render(request, "portal/embedded_sent.html", context)


@framable
@require_safe
def answers(request: HttpRequest) -> HttpResponse:
    """The newest answers, of the agency, the field or the kind in the address, with a search."""
    q = request.GET.get("q", "").strip()[:LONGEST]
    chosen = {name: request.GET.get(name, "") for name in ("co-quan", "linh-vuc", "loai")}
    wanted = Wanted(agency=chosen["co-quan"], field=chosen["linh-vuc"], kind=chosen["loai"])
    found = narrow(find_publications(q), wanted).order_by("-published_at", "-pk")[:SIZE]
    kept = {name: value for name, value in {"q": q, **chosen}.items() if value}
    context = {
        "q": q,
        "chosen": {name: value for name, value in chosen.items() if value},
        "answers": answer_rows(found),
        "all_href": reverse("portal:answers") + (f"?{urlencode(kept)}" if kept else ""),
    }
    return render(request, "portal/embedded_answers.html", context)


@require_safe
def how(request: HttpRequest) -> HttpResponse:
    """What to copy into a page of one's own, and where the API is."""
    context = {
        "here": "embed",
        "form_address": settings.BASE_URL + reverse("portal:embedded_send"),
        "answers_address": settings.BASE_URL + reverse("portal:embedded_answers"),
        "api_address": settings.BASE_URL + "/api/v1/docs",
    }
    return render(request, "portal/embed.html", context)
