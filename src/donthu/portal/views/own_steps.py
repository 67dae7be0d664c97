"""The sender judges the answer, or takes the feedback back, on pages that only the sender opens."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from donthu.cases import codes
from donthu.cases.actions.rate import rate
from donthu.cases.actions.take_step import take_step
from donthu.cases.actor import SENDER
from donthu.cases.errors import Invalid, Refused
from donthu.cases.queries import AnyCase
from donthu.portal import passes
from donthu.portal.own_steps import RATE, WITHDRAW, form_of, open_steps
from donthu.portal.views.look_up import case_of_link, case_page, to_the_form
from donthu.portal.views.supplement import TOO_OFTEN
from donthu.ui.hidden import named_by_sender
from donthu.ui.limits import Limit, address_of

FROM = Limit(name="own_step.from", most=30, seconds=3600)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def judge(request: HttpRequest, code: str) -> HttpResponse:
    """A POST judges the answer, once; everything else leads to the page of the case."""
    at = timezone.now()
    case = case_of_link(request, code)
    if case is None:
        return to_the_form(code)
    there = passes.link("tracked", case.code, at=at)
    if request.method != "POST" or RATE not in open_steps(case, at=at):
        return redirect(there)  # also when the button was pressed twice
    form = form_of(case, RATE, request.POST)

    def take() -> object:
        given = {"score": form.cleaned_data["score"], "reason": form.cleaned_data["reason"]}
        return rate(case_id=case.pk, **given, at=at)

    if status := _wrong(request, case, form, take):
        return case_page(request, case, at=at, rating=form, status=status)
    return redirect(there)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """What withdrawing does; a POST withdraws."""
    at = timezone.now()
    case = case_of_link(request, code)
    if case is None:
        return to_the_form(code)
    there = passes.link("tracked", case.code, at=at)
    if WITHDRAW not in open_steps(case, at=at):
        return redirect(there)
    posted = request.POST if request.method == "POST" else None
    form, status = form_of(case, WITHDRAW, posted), 200

    def take() -> object:
        data = {name: value for name, value in form.cleaned_data.items() if value}
        return take_step(case_id=case.pk, step=WITHDRAW, data=data, actor=SENDER, at=at)

    if posted is not None:
        status = _wrong(request, case, form, take)
        if not status:
            return redirect(there)
    context: dict[str, Any] = {
        "here": "track",
        "private": True,
        "code": codes.shown(case.code),
        "title": case.title,
        "form": form,
        "form_action": passes.link("withdraw", case.code, at=at),
        "back": there,
    }
    return render(request, "portal/withdraw.html", context, status=status)


def _wrong(
    request: HttpRequest, case: AnyCase, form: forms.Form, take: Callable[[], object]
) -> int:
    """The status of a form that is shown again with its sentences; 0 once the step is taken."""
    if not form.is_valid():
        return 422
    if named := named_by_sender(case, form.cleaned_data):
        for name, sentence in named.items():
            form.add_error(name, sentence)
        return 422
    if not FROM.take(address_of(request), timezone.now()):
        form.add_error(None, TOO_OFTEN)
        return 429
    try:
        take()
    except Invalid as wrong:
        for name, sentence in wrong.errors.items():
            form.add_error(name if name in form.fields else None, sentence)
        return 422
    except Refused as refused:
        form.add_error(None, refused.reason)
        return 409
    return 0
