"""Looking a case up by its code and the sender's own contact; its page, its files."""

from collections.abc import Iterable
from datetime import datetime

from django import forms
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from donthu.cases import codes, queries
from donthu.cases.queries import AnyCase, AnyPaper
from donthu.cases.timeline import paper_name
from donthu.portal import passes
from donthu.portal.own_steps import RATE, WITHDRAW, form_of, objection_note, open_steps
from donthu.portal.supplement import SupplementForm, added, awaited
from donthu.portal.telling import told
from donthu.ui.fields import TextField
from donthu.ui.limits import address_of
from donthu.ui.templatetags.ui import size
from donthu.ui.tracking import NOT_FOUND, TOO_OFTEN, TooOften, case_of_sender


class LookUpForm(forms.Form):
    """The code and the key; see `ui.tracking.case_of_sender`."""

    use_required_attribute = False

    code = TextField(label="Mã số", max_length=20, help_text="Ví dụ 7K3M-9Q2T.")
    key = TextField(
        label="4 số cuối điện thoại, phần đầu thư điện tử trước dấu @, hoặc mã PIN",
        max_length=254,
        help_text="Theo số điện thoại hoặc thư điện tử bạn đã ghi khi gửi; không ghi cả hai thì dùng "
        "mã PIN 6 chữ số in trên biên nhận.",
    )


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    """The form; with a right code and key it leads to the page of the case."""
    if request.method != "POST":
        form = LookUpForm(initial={"code": request.GET.get("code", "")}, label_suffix="")
        return _form(request, form, 200)
    form = LookUpForm(request.POST, label_suffix="")
    if not form.is_valid():
        return _form(request, form, 422)
    at = timezone.now()
    typed, key = form.cleaned_data["code"], form.cleaned_data["key"]
    try:
        case = case_of_sender(typed, key, address=address_of(request), at=at)
    except codes.BadCode as wrong:
        form.add_error("code", str(wrong))
        return _form(request, form, 422)
    except TooOften:
        form.add_error(None, TOO_OFTEN)
        return _form(request, form, 429)
    if case is None:
        form.add_error(None, NOT_FOUND)
        return _form(request, form, 404)
    return redirect(passes.link("tracked", case.code, at=at))


@never_cache
@require_safe
def tracked(request: HttpRequest, code: str) -> HttpResponse:
    """The page of a case for its sender, who has come by the form or from the receipt."""
    at = timezone.now()
    case = case_of_link(request, code)
    if case is None:
        return to_the_form(code)
    return case_page(request, case, at=at)


def case_page(
    request: HttpRequest,
    case: AnyCase,
    *,
    at: datetime,
    form: SupplementForm | None = None,
    rating: forms.Form | None = None,
    status: int = 200,
    alert: str = "",
) -> HttpResponse:
    """The page of a case; with the forms of what its sender may do, or with the one that was wrong:
    the `form` of what is added, the `rating` of the answer."""
    papers = queries.papers_for_sender(case)
    steps = open_steps(case, at=at, papers=papers)
    if rating is None and RATE in steps:
        rating = form_of(case, RATE)
    answers = [paper for paper in papers if paper.kind == "answer"]
    step = awaited(case)
    if form is None and step:
        form = SupplementForm(case=case, step=step, at=at, owner="")
    context = {
        "here": "track",
        "private": True,
        "told": told(case, at=at),
        "form": form,
        "form_token": form.ready(at=at) if form else "",
        "form_action": passes.link("supplement", case.code, at=at),
        "draft": f"bo-sung-{case.code}",
        "rating": rating,
        "rating_action": passes.link("judge", case.code, at=at),
        "objection": objection_note(case, steps),
        "withdraw_href": passes.link("withdraw", case.code, at=at) if WITHDRAW in steps else "",
        "contact_href": passes.link("contact", case.code, at=at),
        "added": added(papers),
        "alert": alert,
        "answer": answers[-1] if answers else None,
        "answer_name": paper_name(answers[-1]) if answers else "",
        "answer_files": _files(answers[-1:], case, at),
        "own_files": _files([paper for paper in papers if paper not in answers], case, at),
    }
    return render(request, "portal/tracked.html", context, status=status)


@never_cache
@require_safe
def file(request: HttpRequest, code: str, file: int) -> HttpResponse | FileResponse:
    """A file of the case that its sender may read, as a download."""
    case = case_of_link(request, code)
    if case is None:
        return to_the_form(code)
    found = queries.file_for_sender(file, case)
    if found is None:
        raise Http404
    return FileResponse(
        default_storage.open(found.file.path),
        as_attachment=True,
        filename=found.name,
        content_type=found.file.type,
    )


def case_of_link(request: HttpRequest, code: str) -> AnyCase | None:
    """The case of a page whose address carries a pass for it; None when the pass is over or wrong."""
    try:
        read = codes.read(code)
    except codes.BadCode:
        raise Http404 from None
    if not passes.holds(request.GET.get("k", ""), read, at=timezone.now()):
        return None
    return queries.public_case(read)


def to_the_form(code: str) -> HttpResponse:
    """Where somebody without a pass is sent: the form, with the code filled in."""
    return redirect(reverse("portal:track") + "?" + urlencode({"code": code, "lai": "1"}))


def _form(request: HttpRequest, form: LookUpForm, status: int) -> HttpResponse:
    context = {"here": "track", "form": form, "again": "lai" in request.GET}
    return render(request, "portal/track.html", context, status=status)


def _files(papers: Iterable[AnyPaper], case: AnyCase, at: datetime) -> list[dict[str, str]]:
    return [
        {
            "href": passes.link("file", case.code, at=at, file=each.pk),
            "name": each.name,
            "note": size(each.file.size),
            "icon": "file-type-pdf" if each.file.type == "application/pdf" else "file",
        }
        for paper in papers
        for each in paper.files.all()
    ]
