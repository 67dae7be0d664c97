"""What the sender gets at once: the code, what happens next and by when, room for files."""

from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from donthu.cases import queries
from donthu.cases.actions.add_files import OPEN_FOR, add_files
from donthu.cases.errors import Invalid, Refused
from donthu.cases.queries import AnyCase
from donthu.law import registry
from donthu.portal import passes
from donthu.portal.rows import answer_rows
from donthu.portal.views.incoming import too_large, unreadable
from donthu.portal.views.look_up import case_of_link, to_the_form
from donthu.portal.views.staging import staging_url
from donthu.search.similar import similar_answers
from donthu.ui.receipt import receipt_of
from donthu.ui.templatetags.ui import size
from donthu.ui.uploads import FilesForm

AGAIN = "lai"  # in the address of a receipt to which the same text led once more
LEFT_OUT = "thieu-tep"  # in it too when files that came with the text once more were not added
DOUBLE_CLICK = timedelta(minutes=1)
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
    given = form.data if form else {}
    token = passes.good_form(given.get("form", ""), at=at)
    own = [each for paper in queries.papers_for_sender(case) for each in paper.files.all()]
    left = settings.DONTHU_MAX_FILES - len(own)
    may_add = left > 0 and case.state == _begun(case) and at - case.received_at <= OPEN_FOR
    context = {
        "here": "send",
        "private": True,
        "case": case,
        "receipt": receipt_of(case),
        "tracked_href": passes.link("tracked", case.code, at=at),
        "contact_href": passes.link("contact", case.code, at=at),
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


def _too_large() -> str:
    return (
        f"Các tệp gửi cùng lúc quá lớn; mỗi tệp không quá {size(settings.DONTHU_MAX_FILE_BYTES)}. "
        "Phản ánh của bạn đã được ghi đầy đủ, không cần gửi lại; hãy thêm từng tệp một."
    )
