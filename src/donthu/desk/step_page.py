"""The page of a step: its form, what it will do, and taking it."""

from abc import abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from donthu.cases import codes
from donthu.cases.errors import Invalid, Refused
from donthu.cases.naming import state_title
from donthu.cases.queries import AnyCase, case_by_id, last_event
from donthu.desk import uploads
from donthu.desk.access import DeskRequest
from donthu.desk.back import back_from
from donthu.desk.case import CaseView
from donthu.desk.rows import case_href
from donthu.desk.step_facts import StepFacts
from donthu.law.grammar import Input, Step
from donthu.ui.step_form import Choices, form_for

ONCE = "once"  # the hidden field that names one showing of a form
SEEN = "seen"  # the hidden field that says from which event the page was made
KEPT = 24 * 3600  # seconds that a form sent is remembered


@dataclass(kw_only=True)
class Around:
    """What the page of a step shows around its form. `reason` says why the step is not open, empty
    when it is; `initial` is what the fields hold at first."""

    reason: str
    facts: StepFacts
    initial: Mapping[str, Any] = field(default_factory=dict)
    beside: Mapping[str, Any] = field(default_factory=dict)
    template: str = "desk/step.html"


@dataclass(kw_only=True)
class Asking:
    """A step about to be taken: on what, what it asks, and how it is taken.

    `take` is given what was filled in and the last event that the page was made from; it raises
    Refused and Invalid. `done` tells whether somebody has taken it in the meantime. `around` is
    asked for only when the page is shown.
    """

    case: AnyCase
    step: Step
    choices: Choices
    take: Callable[[Mapping[str, Any], int | None], object]
    done: Callable[[], bool]
    around: Callable[[], Around]


class StepPage(CaseView):
    """GET shows what the step asks and does; POST takes it and leads to the case."""

    @abstractmethod
    def asking(self, **names: Any) -> Asking:
        """The step that the address names. Http404 when there is none for this officer."""

    def get(self, request: DeskRequest, **names: Any) -> HttpResponse:
        """The form."""
        return self._show(self.asking(**names))

    def post(self, request: DeskRequest, **names: Any) -> HttpResponse:
        """Take the step, or show the form again with all that was typed."""
        asking = self.asking(**names)
        data, refused_files = uploads.stage_all(request, asking.step)
        form = self._form(asking, data)
        if "preview" in request.POST:
            return self._show(asking, form)
        for name, sentence in refused_files:
            form.add_error(name, sentence)
        if not form.is_valid():
            return self._show(asking, form, status=422)
        once = f"desk.{ONCE}.{request.user.pk}.{self._once()}"
        if not cache.add(once, True, KEPT):
            return self._leave(asking, "Bước này đã được ghi nhận; không thực hiện lần thứ hai.")
        try:
            asking.take(uploads.values_of(form.cleaned_data, request), self._seen())
        except Refused as refused:
            cache.delete(once)
            return self._refused(asking, form, refused.reason)
        except Invalid as invalid:
            cache.delete(once)
            for name, sentence in invalid.errors.items():
                form.add_error(name if name in form.fields else None, sentence)
            return self._show(asking, form, status=422)
        return self._leave(asking, "")

    def _once(self) -> UUID:
        """What names this showing of the form, from its first showing on."""
        try:
            return UUID(self.request.POST.get(ONCE, ""))
        except ValueError:
            return uuid4()

    def _seen(self) -> int | None:
        """The last event of the case when the form was shown; None when the form does not say."""
        seen = self.request.POST.get(SEEN, "")
        return int(seen) if seen.isdecimal() and len(seen) < 10 else None

    def _form(
        self, asking: Asking, data: Any = None, initial: Mapping[str, Any] | None = None
    ) -> forms.Form:
        return form_for(
            asking.step,
            choices=asking.choices,
            data=data,
            initial=initial,
            upload_url=reverse("desk:stage"),
        )

    def _refused(self, asking: Asking, form: forms.Form, reason: str) -> HttpResponse:
        """The reason on top; no reproach when the step has only been taken before."""
        if asking.done():
            return self._leave(asking, f"Bước «{asking.step.title}» đã được thực hiện trước đó.")
        return self._show(asking, form, reason=reason, status=409)

    def _show(
        self,
        asking: Asking,
        form: forms.Form | None = None,
        *,
        reason: str = "",
        status: int = 200,
    ) -> HttpResponse:
        case, around = asking.case, asking.around()
        back = back_from(self.request)
        context = {
            "back": back,
            "case": case,
            "code": codes.shown(case.code),
            "case_href": f"{case_href(case.code)}{back.carried}",
            "state": state_title(case),
            "step": asking.step,
            "form": form or self._form(asking, initial=around.initial),
            "facts": around.facts,
            "reason": reason or around.reason,
            "once": self._once(),
            "seen": last_event(case.pk),
            "has_files": any(asked.type is Input.FILES for asked in asking.step.asks),
            **around.beside,
        }
        return self.page(around.template, context, here=back.here, status=status)

    def _leave(self, asking: Asking, words: str) -> HttpResponse:
        case = asking.case
        state = state_title(case_by_id(case.pk))
        if words:
            messages.info(self.request, f"{words} Hồ sơ đang ở trạng thái «{state}».")
        else:
            messages.success(
                self.request, f"Đã ghi «{asking.step.title}». Hồ sơ ở trạng thái «{state}»."
            )
        return redirect(f"{case_href(case.code)}{back_from(self.request).carried}")
