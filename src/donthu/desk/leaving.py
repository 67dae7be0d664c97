"""Handing over the open work of an officer: to one colleague, or in turn to several."""

from dataclasses import dataclass
from itertools import cycle
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from donthu.agencies.models import Officer
from donthu.cases import codes, open_work
from donthu.cases.actions import bulk_run
from donthu.cases.choices import Choice, officers_at
from donthu.cases.queries import AnyCase
from donthu.desk.access import DeskRequest, DeskView
from donthu.desk.rows import case_href, time_left
from donthu.desk.step_page import ONCE
from donthu.law import registry
from donthu.law.calendar import Remaining
from donthu.law.grammar import Folder, Step
from donthu.ui.fields import ManyField
from donthu.ui.step_form import form_for

STEP = "reassign"


class Leaving(DeskView):
    """Who has open work at the agency of the duty; for who hands out its work."""

    here = "leaving"

    def get(self, request: DeskRequest) -> HttpResponse:
        """The list."""
        _may(request)
        found = open_work.officers_with_work(
            request.duty.agency_id, request.user.pk, request.officer_duties
        )
        rows = [
            {"officer": o, "count": n, "href": reverse("desk:leaving_work", args=[o.username])}
            for o, n in found
        ]
        return self.page("desk/leaving.html", {"rows": rows, "agency": request.duty.agency_name})


class LeavingWork(DeskView):
    """The open work of one officer, and to whom it goes; sent, it leads to the preview."""

    here = "leaving"

    def get(self, request: DeskRequest, username: str) -> HttpResponse:
        """The work and the form."""
        officer = self._officer(username)
        return self._show(officer, self._form(officer))

    def post(self, request: DeskRequest, username: str) -> HttpResponse:
        """The preview of who gets what."""
        officer = self._officer(username)
        form = self._form(officer, request.POST)
        cases = [case.pk for case, _ in self._work(officer)]
        if not form.is_valid() or not cases:
            return self._show(officer, form, status=422)
        receivers = form.cleaned_data["officers"]
        shared = dict(zip(cases, cycle(receivers), strict=False))
        run_id = bulk_run.prepare(
            key=self._key(),
            step=_step(),
            data={"officer": receivers[0], "reason": form.cleaned_data["reason"]},
            cases=cases,
            own={pk: {"officer": receiver} for pk, receiver in shared.items()},
            origin="",
            actor=self.actor,
            at=request.at,
        )
        return redirect("desk:bulk_run", run_id=run_id)

    def _officer(self, username: str) -> Officer:
        _may(self.request)
        found = Officer.objects.filter(username=username.replace("\0", "")).first()
        if found is None or not (self._work(found) or self._serves(found)):
            raise Http404
        return found

    def _serves(self, officer: Officer) -> bool:
        return officer.memberships.filter(agency=self.request.duty.agency_id).exists()

    def _work(self, officer: Officer) -> list[tuple[AnyCase, bool]]:
        request = self.request
        return open_work.work_of(
            officer.pk, request.duty.agency_id, request.user.pk, request.officer_duties
        )

    def _form(self, officer: Officer, data: Any = None) -> forms.Form:
        """The form of the step, with as many receivers as the work is shared among."""
        choices = self._colleagues(officer)
        form = form_for(_step(), choices={"officer": choices}, data=data)
        receivers = ManyField(
            label="Người nhận",
            choices=choices,
            help_text="Chọn nhiều người thì hồ sơ được chia lần lượt, gần hạn trước.",
        )
        form.fields = {"officers": receivers, "reason": form.fields["reason"]}
        return form

    def _colleagues(self, officer: Officer) -> list[Choice]:
        """Who may be made responsible in the officer's place."""
        offered = officers_at(self.request.duty.agency_id, self.today)
        return [choice for choice in offered if choice[0] != officer.pk]

    def _show(self, officer: Officer, form: forms.Form, *, status: int = 200) -> HttpResponse:
        work = self._work(officer)
        context = {
            "officer": officer,
            "rows": [_row(case, drafted, self.request) for case, drafted in work],
            "form": form,
            "step": _step(),
            "once": self._key(),
            "nobody": not self._colleagues(officer),
        }
        return self.page("desk/leaving_work.html", context, status=status)

    def _key(self) -> UUID:
        try:
            return UUID(self.request.POST.get(ONCE, ""))
        except ValueError:
            return uuid4()


@dataclass(frozen=True, kw_only=True)
class WorkLine:
    """One case of the officer who leaves."""

    code: str
    href: str
    title: str
    state: str
    drafted: bool
    remaining: Remaining | None


def may_hand_over(roles: set[Any]) -> bool:
    """Whether somebody with these roles hands out work."""
    return bool(roles & set(_step().by))


def _row(case: AnyCase, drafted: bool, request: DeskRequest) -> WorkLine:
    return WorkLine(
        code=codes.shown(case.code),
        href=case_href(case.code),
        title=case.title,
        state=registry.procedure(case.procedure).state(case.state).title,
        drafted=drafted,
        remaining=time_left(case.due_at, Folder.WORKING, case.holder_id, request.at),
    )


def _may(request: DeskRequest) -> None:
    here = request.duty.agency_id
    roles = {duty.role for duty in request.officer_duties if duty.agency_id == here}
    if not may_hand_over(roles):
        raise Http404


def _step() -> Step:
    return registry.procedure("feedback").step(STEP)
