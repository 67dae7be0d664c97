"""One file of an opened form, sent ahead of it."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from donthu.portal import passes
from donthu.ui.language import said
from donthu.ui.limits import Limit, address_of
from donthu.ui.templatetags.ui import size
from donthu.ui.uploads import stage

FOR_FORM = Limit(name="staged.form", most=30, seconds=24 * 3600)
FROM = Limit(name="staged.from", most=300, seconds=3600)
AROUND_FILE = 64 * 1024  # bytes of a request that are not the file
OLD_FORM = "Trang này mở đã quá lâu; hãy gửi phản ánh trước, rồi thêm tệp ở trang biên nhận."
TOO_MANY = "Đã tải lên quá nhiều tệp; hãy gửi phản ánh, rồi thêm tệp ở trang biên nhận."
UNREAD = "Máy chủ không nhận được tệp này; hãy bỏ tệp và chọn lại."


@csrf_exempt
@never_cache
@require_POST
def staged(request: HttpRequest) -> HttpResponse:
    """Keep one file for the form named in `form`: {token, name, size}, else {error}."""
    at = timezone.now()
    limit = settings.DONTHU_MAX_FILE_BYTES
    if int(request.META.get("CONTENT_LENGTH") or 0) > limit + AROUND_FILE:
        return _refused(f"Tệp lớn hơn mức {size(limit)}; hãy chọn tệp nhỏ hơn.", 413)
    own = passes.form_of(request.GET.get("form", ""), at=at)
    if own is None:
        return _refused(OLD_FORM, 403)
    if not (FOR_FORM.take(own, at) and FROM.take(address_of(request), at)):
        return _refused(TOO_MANY, 429)
    try:
        file = request.FILES.get("file")
    except (RequestDataTooBig, TooManyFilesSent, MultiPartParserError):
        file = None
    if file is None:
        return _refused(UNREAD, 400)
    try:
        kept = stage(file, owner=own, at=at)
    except ValidationError as wrong:
        return _refused(" ".join(wrong.messages), 422)
    return JsonResponse({"token": kept.token, "name": kept.name, "size": kept.size}, status=201)


def staging_url(token: str) -> str:
    """Where the files of the form with that token go ahead to."""
    return reverse("portal:staged") + "?" + urlencode({"form": token})


def _refused(sentence: str, status: int) -> HttpResponse:
    return JsonResponse({"error": said(sentence)}, status=status)
