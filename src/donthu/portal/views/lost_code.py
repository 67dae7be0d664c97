"""Quên mã số: the codes go to the phone or e-mail with which the feedback was sent."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from donthu.notify import sms
from donthu.notify.lost_codes import ask_for_codes
from donthu.people.contact import ContactError, clean_email, clean_phone
from donthu.people.keys import email_key, phone_key
from donthu.ui.fields import TextField
from donthu.ui.limits import Limit, address_of

SINCE = timedelta(days=366)
FOR = Limit(name="lost_code.for", most=2, seconds=24 * 3600)
FROM = Limit(name="lost_code.from", most=10, seconds=3600)
ASKED = (
    "Nếu trong 12 tháng qua có phản ánh gửi với thông tin này, mã số sẽ đến trong vài phút. Mỗi số điện "
    "thoại, mỗi thư điện tử nhận nhiều nhất hai lần một ngày."
)
TOO_OFTEN = "Có quá nhiều lần hỏi từ địa chỉ mạng này. Hãy đợi một giờ rồi thử lại."


class LostCodeForm(forms.Form):
    """A phone or an e-mail; a phone where text messages are sent at all."""

    use_required_attribute = False

    contact = TextField(label="Số điện thoại hoặc thư điện tử", max_length=254)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        field = self.fields["contact"]
        if sms.is_open():
            field.help_text = "Đúng như bạn đã ghi khi gửi phản ánh."
        else:
            field.label = "Thư điện tử"
            field.help_text = (
                "Đúng như bạn đã ghi khi gửi. Ở đây chưa gửi được tin nhắn: nếu chỉ để lại số điện "
                "thoại, hãy hỏi nơi tiếp công dân."
            )

    def clean_contact(self) -> str:
        """The contact in one spelling, so that it is counted as one."""
        typed = str(self.cleaned_data["contact"])
        try:
            if "@" in typed or not sms.is_open():
                return email_key(clean_email(typed))
            return phone_key(clean_phone(typed))
        except ContactError as wrong:
            raise ValidationError(str(wrong)) from None


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def lost_code(request: HttpRequest) -> HttpResponse:
    """The form; what is answered is the same whether anything was ever sent with that contact."""
    if request.method != "POST":
        return _page(request, LostCodeForm())
    form = LostCodeForm(request.POST)
    at = timezone.now()
    if not form.is_valid():
        return _page(request, form, status=422)
    if not FROM.take(address_of(request), at):
        form.add_error(None, TOO_OFTEN)
        return _page(request, form, status=429)
    contact = form.cleaned_data["contact"]
    if FOR.take(contact, at):
        ask_for_codes(contact, since=at - SINCE)
    return _page(request, LostCodeForm(), asked=ASKED)


def _page(
    request: HttpRequest, form: LostCodeForm, *, status: int = 200, asked: str = ""
) -> HttpResponse:
    context = {"here": "track", "form": form, "asked": asked}
    return render(request, "portal/lost_code.html", context, status=status)
