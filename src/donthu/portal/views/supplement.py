"""The sender adds what the agency asked for, on the page of the case."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from donthu.cases import queries
from donthu.cases.actions.take_step import take_step
from donthu.cases.actor import SENDER
from donthu.cases.errors import Invalid, Refused
from donthu.law import registry
from donthu.portal import passes
from donthu.portal.supplement import KEY, SupplementForm, added, awaited
from donthu.portal.views.incoming import too_large, unreadable
from donthu.portal.views.look_up import case_of_link, case_page, to_the_form
from donthu.ui.limits import Limit, address_of

FROM = Limit(name="supplement.from", most=30, seconds=3600)
TOO_OFTEN = "Có quá nhiều lần gửi từ địa chỉ mạng này. Hãy đợi ít phút rồi gửi lại."
UNREAD = "Máy chủ không nhận được nội dung này. Hãy bấm quay lại, bớt tệp rồi gửi lần nữa."
OPEN_TOO_LONG = (
    "Trang này mở đã quá lâu. Nội dung bạn nhập vẫn còn nguyên dưới đây; hãy gửi lần nữa."
)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def supplement(request: HttpRequest, code: str) -> HttpResponse:
    """A POST adds the text and the files, once; everything else leads to the page of the case."""
    at = timezone.now()
    case = case_of_link(request, code)
    if case is None:
        return to_the_form(code)
    there = passes.link("tracked", case.code, at=at)
    if request.method != "POST":
        return redirect(there)
    if too_large(request) or unreadable(request):
        return case_page(request, case, at=at, status=413, alert=UNREAD)
    own = passes.form_of(request.POST.get("form", ""), at=at)
    step = registry.procedure(case.procedure).step(KEY)
    form = SupplementForm(request.POST, request.FILES, case=case, step=step, at=at, owner=own or "")
    if not form.is_valid():
        return case_page(request, case, at=at, form=form, status=422)
    if own is None:
        form.add_error(None, OPEN_TOO_LONG)
        return case_page(request, case, at=at, form=form, status=422)
    content = form.cleaned_data["content"]
    if awaited(case) is None and _is_added(case, content):
        return redirect(there)  # the button was pressed twice
    if not FROM.take(address_of(request), at):
        form.add_error(None, TOO_OFTEN)
        return case_page(request, case, at=at, form=form, status=429)
    try:
        take_step(case_id=case.pk, step=KEY, data=form.cleaned_data, actor=SENDER, at=at)
    except Invalid as wrong:
        for name, sentence in wrong.errors.items():
            form.add_error(name if name in form.fields else None, sentence)
        return case_page(request, case, at=at, form=form, status=422)
    except Refused as refused:
        if _is_added(case, content):
            return redirect(there)  # twice at once: the other one came first
        form.add_error(None, refused.reason)
        return case_page(request, case, at=at, form=form, status=409)
    return redirect(there)


def _is_added(case: queries.AnyCase, content: str) -> bool:
    return content in added(queries.papers_for_sender(case))
