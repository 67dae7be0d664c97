"""What is no feedback: a complaint or a denunciation, as a paper to print, sign and hand in.

Nothing typed here is stored or logged: the page comes back with it, and that is all. Nghị định
20/2008/NĐ-CP, Điều 1, leaves both to laws of their own.
"""

from typing import Any

from django import forms
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from donthu.ui.fields import TextField

LONGEST = 10_000  # characters of what is complained of or denounced
TOO_LARGE = "Nội dung quá dài nên máy chủ không đọc được. Hãy viết ngắn hơn, hoặc viết tay."


class PetitionForm(forms.Form):
    """What stands on the paper; all may be left to be written by hand. The names are those of the
    form of a feedback, so that what was typed there comes along."""

    use_required_attribute = False

    agency = TextField(label="Kính gửi", required=False, max_characters=300)
    name = TextField(label="Họ và tên của bạn", required=False, max_characters=200)
    address = TextField(label="Địa chỉ của bạn", required=False, max_characters=500)
    phone = TextField(label="Số điện thoại của bạn", required=False, max_characters=30)
    email = TextField(label="Thư điện tử của bạn", required=False, max_characters=254)
    about = TextField(label="Bị khiếu nại", required=False, max_characters=300)
    title = TextField(label="Về việc", required=False, max_characters=300)
    content = TextField(label="Nội dung", long=True, required=False, max_characters=LONGEST)

    def __init__(self, data: Any = None, *, about: str) -> None:
        """`about`: what the one complained of or denounced is called."""
        super().__init__(data, label_suffix="")
        self.fields["about"].label = about


@csrf_exempt  # nothing is changed
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def complaint(request: HttpRequest) -> HttpResponse:
    """Đơn khiếu nại, Mẫu số 01 of Nghị định 155/2026/NĐ-CP, filled in with what was typed."""
    return _page(request, "portal/complaint.html", about="Cơ quan, tổ chức, cá nhân bị khiếu nại")


@csrf_exempt  # nothing is changed
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def denunciation(request: HttpRequest) -> HttpResponse:
    """Đơn tố cáo, with what Điều 23 khoản 1 of Luật Tố cáo asks for; the law prints no form."""
    return _page(request, "portal/denunciation.html", about="Người, cơ quan bị tố cáo")


def _page(request: HttpRequest, template: str, *, about: str) -> HttpResponse:
    alert = ""
    try:
        given = request.POST if request.method == "POST" else None
    except (RequestDataTooBig, TooManyFieldsSent):
        given, alert = None, TOO_LARGE
    form = PetitionForm(given, about=about)
    typed = form.cleaned_data if form.is_valid() else (given or {})
    on = timezone.localdate()
    context = {
        "here": "send",
        "private": True,
        "form": form,
        "alert": alert,
        "paper": {name: typed.get(name, "") for name in form.fields},
        "came": bool(given),
        "had_files": bool(given and given.getlist("staged")),
        "year": on.year,
    }
    status = 413 if alert else 422 if form.is_bound and form.errors else 200
    return render(request, template, context, status=status)
