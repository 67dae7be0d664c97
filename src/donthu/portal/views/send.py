"""Sending: one page, one case however often the button is pressed."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.http import urlencode
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from donthu.cases.errors import Invalid, Refused
from donthu.portal import once, passes
from donthu.portal.views.receipt import AGAIN, LEFT_OUT
from donthu.portal.views.staging import staging_url
from donthu.ui import altcha, feedback
from donthu.ui.limits import Limit, address_of
from donthu.ui.places import AgencyField, NamedField, PlaceField

ANSWERS_BY_HAND = Limit(name="question", most=30, seconds=3600)
OPEN_TOO_LONG = (
    "Trang này mở đã quá lâu. Nội dung bạn nhập vẫn còn nguyên dưới đây; hãy bấm Gửi lần nữa."
)
TOO_OFTEN = "Có quá nhiều lần gửi từ địa chỉ mạng này. Hãy đợi ít phút rồi gửi lại."
TOO_LARGE = "Nội dung gửi lên quá lớn nên máy chủ không đọc được. Hãy viết ngắn hơn và gửi lại."
SUGGESTED = 8
KIND, FIELD, AGENCY = "loai", "linh-vuc", "co-quan"  # in the address: chosen to begin with
# What is not part of what the sender says; files are not there any more on coming back, and those
# chosen anew are added to the case that is there.
_NOT_SAID = {"form", "altcha", "question", "sum", "staged", "staged_name"}


@dataclass(frozen=True, kw_only=True)
class Door:
    """Where the form stands: its own address, that of the receipt, and the template around it."""

    view: str
    receipt: str
    frame: str


PAGE = Door(view="send", receipt="receipt", frame="portal/base.html")


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest) -> HttpResponse:
    """The form on its own page."""
    return sending(request, PAGE)


def sending(request: HttpRequest, door: Door) -> HttpResponse:
    """The form; what is sent with it becomes a case and leads to its receipt.

    The same words of the same sender, sent again from the same page or within half an hour, lead to
    the receipt that is there; files that came with them only now are added to its case.
    """
    at = timezone.now()
    if request.method != "POST":
        if feedback.portal_agency(on=timezone.localtime(at).date()) is None:
            return _not_open(request, door)
        return _page(request, door, None, at=at, status=200)
    try:
        given = request.POST
    except (RequestDataTooBig, TooManyFieldsSent):
        return _page(request, door, None, at=at, status=413, alert=TOO_LARGE)
    own = passes.form_of(given.get("form", ""), at=at)
    form = feedback.FeedbackForm(given, request.FILES, at=at, owner=own or "")
    if not form.is_valid():
        return _page(request, door, form, at=at, status=422)
    if own is None:
        form.add_error(None, OPEN_TOO_LONG)
        return _page(request, door, form, at=at, status=422)
    said = _digest(given)
    if not_proved := _not_proved(request, given, use=f"portal:{own}:{said}", at=at):
        form.add_error(None, not_proved)
        return _page(request, door, form, at=at, status=422)
    try:
        with transaction.atomic():
            if before := once.sent_before(own=own, said=said, at=at):
                added = once.add_what_is_new(before, form.cleaned_data["files"], at=at)
                return _receipt(door, before.code, at=at, again=True, left_out=not added)
            key = once.key_of(own=own, said=said)
            sent = feedback.send(form.cleaned_data, channel="portal", at=at, idempotency_key=key)
    except Invalid as wrong:
        for name, sentence in wrong.errors.items():
            form.add_error(name if name in form.fields else None, sentence)
        return _page(request, door, form, at=at, status=422)
    except Refused as refused:
        form.add_error(None, refused.reason)
        return _page(request, door, form, at=at, status=409)
    return _receipt(door, sent.code, at=at)


@require_safe
@cache_control(max_age=600)
def places(request: HttpRequest) -> HttpResponse:
    """Names of places for the words in `q`, as the field "Nơi xảy ra" takes them."""
    return _suggestions(PlaceField, request)


@require_safe
@cache_control(max_age=600)
def agencies(request: HttpRequest) -> HttpResponse:
    """Names of agencies for the words in `q`, as the field "Cơ quan bạn muốn gửi" takes them."""
    return _suggestions(AgencyField, request)


def _receipt(
    door: Door, code: str, *, at: datetime, again: bool = False, left_out: bool = False
) -> HttpResponse:
    there = passes.link(door.receipt, code, at=at)
    there += f"&{AGAIN}=1" if again else ""
    return redirect(there + (f"&{LEFT_OUT}=1" if left_out else ""))


def _suggestions(field: type[NamedField], request: HttpRequest) -> HttpResponse:
    typed = request.GET.get("q", "")[:100]
    found = field.named(typed, on=timezone.localdate())
    return JsonResponse({"names": [each.name for each in found[:SUGGESTED]]})


def _page(
    request: HttpRequest,
    door: Door,
    form: feedback.FeedbackForm | None,
    *,
    at: datetime,
    status: int,
    alert: str = "",
) -> HttpResponse:
    """The form, empty or with all that was typed, under a token that is good."""
    given = form.data if form else {}
    token = passes.good_form(given.get("form", ""), at=at)
    form = form or feedback.FeedbackForm(at=at, initial=_chosen(request, at=at))
    widgets = {name: field.widget.attrs for name, field in form.fields.items()}
    widgets["files"]["data-upload-url"] = staging_url(token)
    widgets["area"]["data-suggest-url"] = reverse("portal:places")
    widgets["agency"]["data-suggest-url"] = reverse("portal:agencies")
    context = {
        "here": "send",
        "frame": door.frame,
        "framed": door is not PAGE,
        "action": _address(request, door),
        "form": form,
        "token": token,
        "alert": alert,
        "question": altcha.ask_again(given.get("question", ""), at=at),
        "sum": given.get("sum", ""),
    }
    return render(request, "portal/send.html", context, status=status)


def _address(request: HttpRequest, door: Door) -> str:
    """Where the form is sent, with what its address had chosen."""
    chosen = {name: request.GET[name] for name in (KIND, FIELD, AGENCY) if request.GET.get(name)}
    return reverse(f"portal:{door.view}") + (f"?{urlencode(chosen)}" if chosen else "")


def _chosen(request: HttpRequest, *, at: datetime) -> dict[str, str]:
    """What the address chooses on a form that nobody has filled in yet."""
    code = request.GET.get(AGENCY, "")
    agency = AgencyField.of_code(code, on=timezone.localtime(at).date()) if code else None
    return {
        "kind": request.GET.get(KIND, ""),
        "field": request.GET.get(FIELD, ""),
        "agency": f"{agency.name} ({agency.code})" if agency else "",
    }


def _not_open(request: HttpRequest, door: Door) -> HttpResponse:
    context = {"here": "send", "frame": door.frame, "sentence": feedback.NOT_OPEN}
    return render(request, "portal/not_open.html", context, status=503)


def _not_proved(request: HttpRequest, given: QueryDict, *, use: str, at: datetime) -> str:
    """Why the proof of work or the answer is not good enough, in a sentence; empty when it is."""
    payload, typed = given.get("altcha") or "", given.get("sum") or ""
    if payload:
        return "" if altcha.verify(payload, at=at, use=use) else altcha.FAILED
    if not typed.strip():
        return altcha.NOT_ANSWERED
    if not ANSWERS_BY_HAND.take(address_of(request), at):
        return TOO_OFTEN
    right = altcha.answered(given.get("question") or "", typed, at=at, use=use)
    return "" if right else altcha.WRONG_ANSWER


def _digest(given: QueryDict) -> str:
    """What the sender says, in short: a form that was corrected after sending is another one.

    It is salted: the name and the contact are in it, and it is kept with the case.
    """
    said = sorted((name, texts) for name, texts in given.lists() if name not in _NOT_SAID)
    return salted_hmac("portal.said", repr(said)).hexdigest()
