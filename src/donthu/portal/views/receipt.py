"""What the sender gets at once: the code, what happens next and by when, room for files."""

from datetime import datetime, timedelta

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from donthu.agencies.local_law import local_length
from donthu.cases import codes, queries
from donthu.cases.actions.add_files import OPEN_FOR, add_files
from donthu.cases.errors import Invalid, Refused
from donthu.cases.queries import AnyCase
from donthu.law import registry
from donthu.law.limits import Wording
from donthu.law.terms import spoken
from donthu.portal import passes
from donthu.portal.rows import answer_rows
from donthu.portal.telling import clock_of
from donthu.portal.views.incoming import too_large, unreadable
from donthu.portal.views.look_up import case_of_link, to_the_form
from donthu.portal.views.staging import staging_url
from donthu.search.similar import similar_answers
from donthu.ui.templatetags.ui import size
from donthu.ui.uploads import FilesForm

AGAIN = "lai"  # in the address of a receipt to which the same text led once more
LEFT_OUT = "thieu-tep"  # in it too when files that came with the text once more were not added
DOUBLE_CLICK = timedelta(minutes=1)
_EXTENDED = " Việc phức tạp có thể được gia hạn, có nêu lý do."
UNREAD = (
    "Máy chủ không nhận được tệp. Phản ánh của bạn đã được ghi; hãy chọn lại tệp và gửi lần nữa."
)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    """The receipt of a case just sent; a POST adds files to it."""
    at = timezone.now()
    case = case_of_link(request, code)
    if case is None:
        return to_the_form(code)
    if request.method != "POST":
        return _page(request, case, None, at=at, status=200)
    if too_large(request):
        return _page(request, case, None, at=at, status=413, alert=_too_large())
    if unreadable(request):
        return _page(request, case, None, at=at, status=413, alert=UNREAD)
    own = passes.form_of(request.POST.get("form", ""), at=at) or ""
    form = FilesForm(request.POST, request.FILES, at=at, owner=own)
    if not form.is_valid():
        return _page(request, case, form, at=at, status=422)
    try:
        add_files(
            case_id=case.pk,
            files=form.cleaned_data["files"],
            limit=settings.DONTHU_MAX_FILES,
            at=at,
        )
    except Invalid as wrong:
        form.add_error("files", " ".join(wrong.errors.values()))
        return _page(request, case, form, at=at, status=422)
    except Refused as refused:
        return _page(request, case, None, at=at, status=409, alert=refused.reason)
    return redirect(passes.link("receipt", case.code, at=at))


def _page(
    request: HttpRequest,
    case: AnyCase,
    form: FilesForm | None,
    *,
    at: datetime,
    status: int,
    alert: str = "",
) -> HttpResponse:
    party = queries.sender_of(case.pk)
    person = party.person if party else None
    address = settings.BASE_URL + reverse("portal:track")
    given = form.data if form else {}
    token = passes.good_form(given.get("form", ""), at=at)
    own = [each for paper in queries.papers_for_sender(case) for each in paper.files.all()]
    left = settings.DONTHU_MAX_FILES - len(own)
    may_add = left > 0 and case.state == _begun(case) and at - case.received_at <= OPEN_FOR
    context = {
        "here": "send",
        "private": True,
        "case": case,
        "code": codes.shown(case.code),
        "address": address,
        "qr": _qr(f"{address}?code={codes.shown(case.code)}"),
        "by_phone": bool(person and person.phone),
        "by_email": bool(person and person.email),
        "next": _next(case, at=at),
        "tracked_href": passes.link("tracked", case.code, at=at),
        "own_files": [{"name": each.name, "note": size(each.file.size)} for each in own],
        "form": _ready(form or FilesForm(at=at, owner=""), token) if may_add else None,
        "form_action": passes.link("receipt", case.code, at=at),
        "form_token": token,
        "left": left,
        "answers": answer_rows(similar_answers(case.title, case.text)),
        "alert": alert,
        "left_out": LEFT_OUT in request.GET,
        "again": AGAIN in request.GET and at - case.received_at > DOUBLE_CLICK,
    }
    return render(request, "portal/receipt.html", context, status=status)


def _ready(form: FilesForm, token: str) -> FilesForm:
    """The form as the page shows it: its files may go ahead, under the token."""
    field = form.fields["files"]
    field.required = True  # nothing else is asked for here
    field.widget.attrs["data-upload-url"] = staging_url(token)
    return form


def _begun(case: AnyCase) -> str | None:
    law = registry.procedure(case.procedure)
    return law.step(law.begin).end


def _next(case: AnyCase, *, at: datetime) -> list[str]:
    clock = clock_of(case, at=at)
    due_at = clock.due_at if clock else None
    until = f", chậm nhất ngày {timezone.localtime(due_at):%d/%m/%Y}" if due_at else ""
    return [
        f"{case.holder.name} tiếp nhận{until}.",
        f"Trong {_length(case, 'transfer')} sau đó, cơ quan này giải quyết hoặc chuyển đến cơ quan có "
        "thẩm quyền.",
        f"Bạn được trả lời trong {_length(case, 'answer')} từ ngày tiếp nhận."
        + (_EXTENDED if _wording(case, "answer").max_extensions else ""),
    ]


def _length(case: AnyCase, limit: str) -> str:
    day = timezone.localtime(case.received_at).date()
    wording = _wording(case, limit)
    local = local_length(case.holder_id, case.procedure, limit, day) if wording.local else None
    length = local or wording
    return spoken(length.length, length.unit)


def _wording(case: AnyCase, limit: str) -> Wording:
    return registry.limits(case.procedure)[limit].on(timezone.localtime(case.received_at).date())


def _qr(address: str) -> SafeString:
    drawn = segno.make_qr(address, error="m").svg_inline(border=2, omitsize=True)
    return mark_safe(drawn)  # drawn by segno from an address of our own


def _too_large() -> str:
    return (
        f"Các tệp gửi cùng lúc quá lớn; mỗi tệp không quá {size(settings.DONTHU_MAX_FILE_BYTES)}. "
        "Phản ánh của bạn đã được ghi đầy đủ, không cần gửi lại; hãy thêm từng tệp một."
    )
