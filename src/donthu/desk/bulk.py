"""One step for many cases: its form, what it will do to each, doing it, and taking it back."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from donthu.cases import bulk_runs, codes, queries
from donthu.cases.actions import bulk_run
from donthu.cases.bulk_runs import AnyRow, AnyRun
from donthu.cases.choices import choices_for
from donthu.cases.errors import Invalid, Refused
from donthu.cases.queries import AnyCase
from donthu.desk import uploads
from donthu.desk.access import DeskRequest, DeskView
from donthu.desk.back import back_to, without_words
from donthu.desk.bulk_bar import steps_for_many
from donthu.desk.bulk_words import given_words
from donthu.desk.lists import Chosen, chosen
from donthu.desk.rows import case_href
from donthu.desk.step_page import ONCE
from donthu.law import registry
from donthu.law.grammar import Input, Step
from donthu.ui.step_form import form_for

SHOWN = 50  # rows of each part of the page
RUNS = 30
HIDDEN = "Hồ sơ không còn trong phạm vi bạn được xem"


class BulkStep(DeskView):
    """The form of a step for the cases that the address chooses; sent, it leads to the preview."""

    def get(self, request: DeskRequest) -> HttpResponse:
        """The form."""
        step, found = self._asked()
        if not found.case_ids:
            messages.warning(request, "Hãy đánh dấu ít nhất một hồ sơ.")
            return redirect(found.back.href)
        return self._show(step, found, self._form(step, found))

    def post(self, request: DeskRequest) -> HttpResponse:
        """The preview of what was filled in, or the form again."""
        step, found = self._asked()
        data, refused_files = uploads.stage_all(request, step)
        form = self._form(step, found, data)
        for name, sentence in refused_files:
            form.add_error(name, sentence)
        if not form.is_valid() or not found.case_ids:
            return self._show(step, found, form, status=422)
        try:
            run_id = bulk_run.prepare(
                key=self._key(),
                step=step,
                data=uploads.values_of(form.cleaned_data, request),
                cases=found.case_ids,
                origin=without_words(found.back.came),
                actor=self.actor,
                at=request.at,
            )
        except Invalid as invalid:
            for name, sentence in invalid.errors.items():
                form.add_error(name if name in form.fields else None, sentence)
            return self._show(step, found, form, status=422)
        return redirect("desk:bulk_run", run_id=run_id)

    def _asked(self) -> tuple[Step, Chosen]:
        key = self.request.GET.get("buoc", "")
        step = next((s for s in steps_for_many(self.request) if s.key == key), None)
        if step is None:
            raise Http404
        return step, chosen(self.request)

    def _form(self, step: Step, found: Chosen, data: Any = None) -> forms.Form:
        case = self._example(found)
        return form_for(
            step,
            choices=choices_for(step, case, self.today) if case else {},
            data=data,
            upload_url=reverse("desk:stage"),
        )

    def _example(self, found: Chosen) -> AnyCase | None:
        """A case whose choices are offered: one that lies at the agency of the duty, if any does."""
        cases = queries.of_ids(found.case_ids[:SHOWN])
        here = [case for case in cases if case.holder_id == self.request.duty.agency_id]
        return next(iter([*here, *cases]), None)

    def _show(
        self, step: Step, found: Chosen, form: forms.Form, *, status: int = 200
    ) -> HttpResponse:
        context = {
            "step": step,
            "form": form,
            "back": found.back,
            "count": len(found.case_ids),
            "once": self._key(),
            "has_files": any(asked.type is Input.FILES for asked in step.asks),
        }
        return self.page("desk/bulk_step.html", context, here=found.back.here, status=status)

    def _key(self) -> UUID:
        try:
            return UUID(self.request.POST.get(ONCE, ""))
        except ValueError:
            return uuid4()


class BulkPage(DeskView):
    """One act on many cases: the preview, how far it is, what came of it, and its undoing."""

    def get(self, request: DeskRequest, run_id: int) -> HttpResponse:
        """The page."""
        run = self._run(run_id)
        counts = bulk_runs.counts(run)
        back = back_to(run.origin)
        step = _step_of(run)
        context = {
            "run": run,
            "step": step,
            "counts": counts,
            "size": sum(counts.values()),
            "finished": counts["done"] + counts["refused"] + counts["kept"] + counts["undone"],
            "going_on": run.state in bulk_runs.GOING_ON,
            "may_be_stuck": bulk_runs.may_be_stuck(run, request.at),
            "parts": self._parts(run, step, counts),
            "given": given_words(step, run.data),
            "to_undo": bulk_runs.may_be_undone(run, request.at) and counts["done"],
            "back": back,
        }
        return self.page("desk/bulk_run.html", context, here=back.here)

    def post(self, request: DeskRequest, run_id: int) -> HttpResponse:
        """Carry out what was shown, take it back, or go on where it stopped, as the button `do` says."""
        run = self._run(run_id)
        try:
            match request.POST.get("do"):
                case "run":
                    bulk_run.start(run.pk, actor=self.actor, at=request.at)
                case "undo":
                    bulk_run.start_undo(run.pk, actor=self.actor, at=request.at)
                case "go_on":
                    bulk_run.go_on(run.pk)
                case _:
                    raise Http404
        except Refused as refused:
            messages.error(request, refused.reason)
        return redirect("desk:bulk_run", run_id=run_id)

    def _run(self, run_id: int) -> AnyRun:
        run = bulk_runs.of_officer(run_id, self.request.user.pk)
        if run is None:
            raise Http404
        return run

    def _parts(self, run: AnyRun, step: Step, counts: dict[str, int]) -> list["Part"]:
        found = []
        for outcome, title, tone in PARTS:
            if counts[outcome]:
                rows = bulk_runs.rows(run, [outcome], SHOWN)
                seen = bulk_runs.readable(rows, self.request.user.pk, self.request.officer_duties)
                names = bulk_runs.officers_named(rows)
                shown = tuple(_row(row, step, row.case_id in seen, names) for row in rows)
                found.append(Part(title=title, tone=tone, count=counts[outcome], rows=shown))
        return found


class BulkRuns(DeskView):
    """What the officer did to many cases at once, newest first."""

    def get(self, request: DeskRequest) -> HttpResponse:
        """The list."""
        runs = [
            {
                "run": run,
                "title": _step_of(run).title,
                "href": reverse("desk:bulk_run", args=[run.pk]),
                "to_undo": bulk_runs.may_be_undone(run, request.at),
            }
            for run in bulk_runs.recent(request.user.pk, RUNS)
        ]
        return self.page("desk/bulk_runs.html", {"runs": runs}, here="work")


@dataclass(frozen=True, kw_only=True)
class BulkLine:
    """One case of the act: what it is, and what becomes or came of it."""

    code: str
    href: str
    title: str
    state: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Part:
    """The rows of one outcome; the first of them are shown."""

    title: str
    tone: str
    count: int
    rows: tuple[BulkLine, ...]

    @property
    def worded(self) -> bool:
        """Whether there is more to say of any row than its state."""
        return any(row.words for row in self.rows)


PARTS = (
    ("refused", "Không thực hiện", "due"),
    ("kept", "Không hoàn tác được", "due"),
    ("waiting", "Sẽ thực hiện", "blue"),
    ("done", "Đã thực hiện", "ok"),
    ("undone", "Đã hoàn tác", "plain"),
)


def _row(row: AnyRow, step: Step, seen: bool, officers: dict[int, str]) -> BulkLine:
    if not seen:
        return BulkLine(code="–", href="", title=HIDDEN, state="", words="")
    case = row.case
    law = registry.procedure(case.procedure)
    words = row.reason
    if not words and row.outcome == "waiting":
        words = f"→ {law.state(step.end).title}" if step.end else ""
        words = f"→ {officers[row.own['officer']]}" if row.own.get("officer") else words
    return BulkLine(
        code=codes.shown(case.code),
        href=case_href(case.code),
        title=case.title,
        state=law.state(case.state).title,
        words=words,
    )


def _step_of(run: AnyRun) -> Step:
    found = (s for law in registry.procedures().values() for s in law.steps if s.key == run.step)
    return next(found)
