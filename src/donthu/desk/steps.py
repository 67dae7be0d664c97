"""The steps of a case and of its hand-overs, each with its page."""

from typing import Any

from django import forms
from django.http import Http404
from django.utils import timezone

from donthu.agencies.queries import head_title
from donthu.cases import queries, timeline
from donthu.cases.actions.assignments import assign, take_assignment_step
from donthu.cases.actions.take_step import take_step
from donthu.cases.choices import choices_for
from donthu.cases.public_copy import copy_of
from donthu.cases.queries import AnyAssignment, AnyCase
from donthu.cases.signing import signature, why_not, written
from donthu.cases.visibility import hides_sender_from
from donthu.cases.worklist import assignment_options
from donthu.desk import case_parts, public_copy
from donthu.desk.handover_rows import may_assign
from donthu.desk.step_facts import StepFacts, step_facts, told_of
from donthu.desk.step_page import Around, Asking, StepPage
from donthu.law import registry
from donthu.law.grammar import Effect, Step
from donthu.law.handover import HANDOVER

NOT_HERE = "Chỉ cơ quan đang giữ hồ sơ mới giao được việc phối hợp, khi hồ sơ chưa kết thúc."


class CaseStep(StepPage):
    """A step of the procedure that the case is in."""

    def asking(self, *, code: str, step: str) -> Asking:  # type: ignore[override]
        """The step of that key; officers' steps only."""
        case = self.case_or_404(code)
        law = registry.procedure(case.procedure)
        taken = next((each for each in law.steps if each.key == step != law.begin), None)
        if taken is None:
            raise Http404
        return Asking(
            case=case,
            step=taken,
            choices=choices_for(taken, case, self.today),
            take=lambda data, seen: take_step(
                case_id=case.pk,
                step=step,
                data=data,
                actor=self.actor,
                at=self.request.at,
                seen=seen,
            ),
            done=lambda: self._done(code, taken),
            around=lambda: self._around(case, taken),
        )

    def _around(self, case: AnyCase, taken: Step) -> Around:
        deadlines = queries.deadlines(case)
        agency_ids = [duty.agency_id for duty in self.request.officer_duties]
        papers = queries.papers(case, agency_ids=agency_ids)
        answers = [paper for paper in papers if paper.kind == "answer"]
        answer = next((p for p in reversed(answers) if p.state != "replaced"), None)
        if answer is None and Effect.KEEP_DRAFT in taken.does:
            answer = next(reversed(answers), None)  # it was sent back: nobody types it twice
        letter, added = case_parts.sent_in(papers, case.code)
        before = timeline.latest(case)
        draft = answer is not None and answer.state == "draft"
        beside: dict[str, Any] = {
            "letter_files": letter,
            "supplements": added,
            "before": before if before.words and not before.kind.endswith(".comment") else None,
            "comments": case_parts.comments(timeline.for_officers(case)) if draft else [],
        }
        if answer and Effect.KEEP_DRAFT in taken.does:
            beside["kept_files"] = case_parts.files_of(answer, case.code)
        if answer and not any(field.name == "answer" for field in taken.asks):
            beside["answer"] = case_parts.paper_row(answer, case.code, case.procedure)
        if Effect.ISSUE_LETTER in taken.does:
            beside["letter"] = next(
                (case_parts.paper_row(p, case.code) for p in papers if p.kind == "forwarding"), None
            )
        initial = _initial(taken, case, answer)
        options = queries.options_for(case, self.actor, deadlines=deadlines, papers=papers)
        reason = options.reason(taken) or self._why_not_sign(taken, case)
        template = "desk/step.html"
        if not reason and {Effect.PREPARE_COPY, Effect.PUBLISH} & set(taken.does):
            # what is marked may tell who sent it: for those alone who may take the step
            template, initial, seen = self._public(case, taken, answer.text if answer else "")
            beside |= seen
        return Around(
            reason=reason,
            facts=step_facts(taken, case, deadlines, self.request.at, self._signer(taken, case)),
            initial=initial,
            beside=beside,
            template=template,
        )

    def _signer(self, step: Step, case: AnyCase) -> str:
        """As whom the officer would sign: "KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC Lê Minh Tâm"; empty where
        there is nothing to sign or no right to."""
        if not self._leads(step, case) or self._why_not_sign(step, case):
            return ""
        capacity = self.actor.capacity(case.holder_id, *step.by)
        head = head_title(case.holder_id, on=self.today)
        signed = signature(self.actor, capacity, head_title=head)
        return f"{written(signed)} {self.request.user.full_name}".strip()

    def _why_not_sign(self, step: Step, case: AnyCase) -> str:
        if not self._leads(step, case):
            return ""
        return why_not(self.actor.capacity(case.holder_id, *step.by))

    def _leads(self, step: Step, case: AnyCase) -> bool:
        """Whether the step signs, and the officer is among those who sign there."""
        return Effect.SIGN in step.does and bool(set(step.by) & self.actor.roles_at(case.holder_id))

    def _done(self, code: str, step: Step) -> bool:
        """Whether it is what happened last: somebody else was quicker."""
        case = self.case_or_404(code)
        return queries.last_kind(case.pk) == f"{case.procedure}.{step.key}"

    def _form(self, asking: Asking, data: Any = None, initial: Any = None) -> forms.Form:
        if Effect.PREPARE_COPY not in asking.step.does:
            return super()._form(asking, data, initial)
        given = public_copy.with_kept(data) if data is not None else None
        return public_copy.hide_kept(super()._form(asking, given, initial))

    def _public(
        self, case: AnyCase, taken: Step, answer: str
    ) -> tuple[str, dict[str, Any], dict[str, Any]]:
        """The page of the copy for the public: its template, what the fields hold at first, and
        what was written beside what will be read, as typed so far."""
        hidden = hides_sender_from(case, self.actor.capacities)
        copy = copy_of(case.pk)
        about = {
            "hidden": hidden,
            "agency": case.agency.name,
            "field": case.field.name if case.field else "",
            "day": self.today,
        }
        if Effect.PUBLISH in taken.does:
            view = public_copy.releasing(copy, hidden=hidden) if copy else None
            return "desk/release.html", {}, {"copy": view, "prepared": copy, "about": about}
        initial = public_copy.first_offered(
            case, answer, copy, hidden=hidden, officer_id=self.request.user.pk
        )
        typed: dict[str, Any] = dict(public_copy.with_kept(self.request.POST).items())
        files = [int(each) for each in self.request.POST.getlist("files") if each.isdecimal()]
        view = public_copy.preparing(case, initial | typed, files=files, hidden=hidden)
        return "desk/publish.html", initial, {"copy": view, "about": about}


class AssignmentStep(StepPage):
    """A step in the life of a cooperating hand-over."""

    def asking(self, *, assignment_id: int, step: str) -> Asking:  # type: ignore[override]
        """The step of that hand-over. The steps of one that leads are those of its case."""
        given = self._given(assignment_id)
        if given is None or given.lead:
            raise Http404
        case = self.case_or_404(given.case.code)
        taken = next((s for s in HANDOVER.steps if s.key == step != HANDOVER.begin), None)
        if taken is None:
            raise Http404
        return Asking(
            case=case,
            step=taken,
            choices=choices_for(taken, case, self.today),
            take=lambda data, _seen: take_assignment_step(
                assignment_id=given.pk, step=step, data=data, actor=self.actor, at=self.request.at
            ),
            done=lambda: self._done(assignment_id, taken),
            around=lambda: Around(
                reason=assignment_options(given, case, self.actor).reason(taken),
                facts=_handover_facts(taken, given),
                beside={"given": given},
            ),
        )

    def _given(self, assignment_id: int) -> AnyAssignment | None:
        request = self.request
        return queries.assignment_by_id(assignment_id, request.user.pk, request.officer_duties)

    def _done(self, assignment_id: int, step: Step) -> bool:
        given = self._given(assignment_id)
        return given is not None and given.state == step.end


class Assign(StepPage):
    """The holder gives another agency a part to do."""

    def asking(self, *, code: str) -> Asking:  # type: ignore[override]
        """The first step of a hand-over."""
        case = self.case_or_404(code)
        step = HANDOVER.step(HANDOVER.begin)
        return Asking(
            case=case,
            step=step,
            choices=choices_for(step, case, self.today),
            take=lambda data, _seen: assign(
                case_id=case.pk, data=data, actor=self.actor, at=self.request.at
            ),
            done=lambda: False,
            around=lambda: Around(
                reason="" if may_assign(case, queries.assignments(case), self.actor) else NOT_HERE,
                facts=StepFacts(
                    lines=(
                        ("Trạng thái hồ sơ", "Không đổi; cơ quan chủ trì vẫn là cơ quan đang giữ"),
                        ("Bắt đầu tính hạn", "Hạn của việc phối hợp, nằm trong hạn của hồ sơ"),
                        ("Báo cho", told_of(step)),
                    ),
                    law=step.law,
                ),
            ),
        )


def _initial(step: Step, case: AnyCase, answer: Any) -> dict[str, Any]:
    """What the fields hold at first: what is known already is not asked again."""
    asked = {field.name for field in step.asks}
    known: dict[str, Any] = {
        "field": case.field_id,
        "kind": case.kind,
        "officer": case.officer_id,
    }
    if answer is not None:
        known |= {"answer": answer.text, "result": answer.result}
    return {name: value for name, value in known.items() if name in asked and value}


def _handover_facts(step: Step, given: AnyAssignment) -> StepFacts:
    lines = [("Trạng thái của việc sau bước này", HANDOVER.state(step.end or given.state).title)]
    lines.append(("Việc", f"{given.giver.name} giao {given.to.name} phối hợp"))
    lines.append(("Giao ngày", f"{timezone.localtime(given.sent_at):%d/%m/%Y}"))
    if told := told_of(step):
        lines.append(("Báo cho", told))
    return StepFacts(lines=tuple(lines), law=step.law)
