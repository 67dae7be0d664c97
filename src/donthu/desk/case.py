"""Hồ sơ: all of one case on one page, with the next step first."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from donthu.agencies.models import Membership
from donthu.cases import codes, queries, timeline
from donthu.cases.naming import state_title
from donthu.cases.queries import AnyCase
from donthu.cases.visibility import reads_names, with_a_part
from donthu.desk import case_parts
from donthu.desk.access import DeskRequest, DeskView
from donthu.desk.back import Back, back_from
from donthu.desk.clocks import clock_of, nearest
from donthu.desk.handover_rows import handover_rows, may_assign
from donthu.desk.rows import case_href
from donthu.desk.step_links import step_links
from donthu.law import registry
from donthu.law.grammar import Role
from donthu.law.words import CHANNEL_NAMES, KIND_NAMES

VIEWED = "xem"  # the parameter that names the file shown in the page


class CaseView(DeskView):
    """A page about one case that the officer may see; for all others there is none."""

    def case_or_404(self, code: str) -> AnyCase:
        """The case of that code."""
        try:
            case = queries.by_code(code, self.request.user.pk, self.request.officer_duties)
        except codes.BadCode:
            case = None
        if case is None:
            raise Http404
        return case


class CasePage(CaseView):
    """The case file. `?xem=` shows one of its files in the page."""

    def get(self, request: DeskRequest, code: str) -> HttpResponse:
        """The page."""
        case = self.case_or_404(code)
        back = back_from(request, codes.shown(case.code))
        return self.page("desk/case.html", self.context(case, back), here=back.here)

    def context(self, case: AnyCase, back: Back) -> dict[str, Any]:
        """All that the page shows of the case to this officer."""
        request = self.request
        assignments = queries.assignments(case)
        deadlines = queries.deadlines(case)
        parts = frozenset(a.pk for a in assignments if not a.lead)
        first = nearest(deadlines, parts)
        lines = timeline.for_officers(case)
        others = [
            clock_of(d, request.at, lines)
            for d in deadlines
            if d is not first and d.assignment_id not in parts
        ]
        agency_ids = [duty.agency_id for duty in request.officer_duties]
        papers = queries.papers(case, agency_ids=agency_ids)
        letter, added = case_parts.sent_in(papers, case.code)
        duties, part = request.officer_duties, with_a_part(case, assignments)
        own = case_parts.own_papers(papers, case, with_letters=reads_names(duties, part))
        options = queries.options_for(
            case, self.actor, assignments=assignments, deadlines=deadlines, papers=papers
        )
        context: dict[str, Any] = {
            "back": back,
            "case": case,
            "code": codes.shown(case.code),
            "kinds": _kinds(case),
            "state": state_title(case),
            "channel": CHANNEL_NAMES.get(case.channel, case.channel),
            "head": self._head_of(case.agency_id),
            "clock": clock_of(first, request.at, lines) if first else None,
            "clocks": [clock for clock in others if clock.remaining],
            "past_clocks": [clock for clock in others if not clock.remaining],
            "steps": step_links(case, options, back.carried),
            "letter_files": letter,
            "supplements": added,
            "papers": own,
            "comments": case_parts.comments(lines),
            "viewed": _viewed(
                request, [*letter, *(f for row in [*added, *own] for f in row.files)]
            ),
            "handovers": handover_rows(
                case,
                assignments,
                deadlines,
                actor=self.actor,
                at=request.at,
                carried=back.carried,
                papers=papers,
            ),
            "assign_href": _assign_href(case, back.carried)
            if may_assign(case, assignments, self.actor)
            else "",
            "parties": case_parts.party_rows(case, queries.parties(case), duties, part),
            "links": [
                {"code": codes.shown(other.code), "href": case_href(other.code), "kind": kind}
                | {"title": other.title, "holder": other.holder.name}
                for kind, other in queries.links_of(case, request.user.pk, request.officer_duties)
            ],
            "entries": case_parts.history(lines),
        }
        return context

    def _head_of(self, agency_id: int) -> str:
        heads = Membership.objects.on(self.today).filter(agency=agency_id, role=Role.HEAD)
        return heads.values_list("officer__full_name", flat=True).first() or ""


def _kinds(case: AnyCase) -> list[str]:
    kinds = [registry.procedure(case.procedure).title]
    if case.kind:
        kinds.append(KIND_NAMES.get(case.kind, case.kind))
    return kinds


def _assign_href(case: AnyCase, carried: str) -> str:
    return reverse("desk:assign", args=[codes.shown(case.code)]) + carried


def _viewed(request: DeskRequest, files: list[case_parts.FileRow]) -> case_parts.FileRow | None:
    chosen = request.GET.get(VIEWED, "")
    return next((file for file in files if str(file.pk) == chosen and file.shown_as), None)
