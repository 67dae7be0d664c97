"""The worklist: what waits for an officer, in sections by urgency, each with its next step."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum
from typing import Any

from django.db.models import Case as Choose
from django.db.models import Count, F, IntegerField, Q, QuerySet, Value, When
from django.utils import timezone

from donthu.agencies.local_law import calendar_for
from donthu.cases.actor import Actor
from donthu.cases.chain import acts_at_holder, giver_to
from donthu.cases.facts import facts_of
from donthu.cases.facts_of_many import assignments_of, deadlines_of, drafted_of
from donthu.cases.folders import waiting
from donthu.cases.keeping_away import hidden_from, kept_from
from donthu.cases.listed import Listed
from donthu.cases.models import Assignment, Case, Position
from donthu.cases.visibility import LEADING, Placed, acts_for
from donthu.law import engine, registry
from donthu.law.calendar import Calendar, end_of
from donthu.law.grammar import Facts, Role, Step
from donthu.law.handover import HANDOVER
from donthu.law.remaining import SOON

# The tables themselves are not for other rooms; the name serves to say what a queryset holds.
AnyPosition = Position
LEADERS = [Role.HEAD.value, Role.DEPUTY.value]


class Section(IntEnum):
    """A part of the worklist, most urgent first; each position lies in the first that fits."""

    LATE = 0  # the clock has run out
    SOON = 1  # due today or within three working days
    SIGNATURE = 2  # waits for a leader alone
    BACK = 3  # returned, to be done again, supplemented, reported to
    REST = 4


@dataclass(frozen=True)
class NextStep:
    """What is to be done first; with the assignment when it is a step of a hand-over."""

    step: Step
    assignment_id: int | None = None


def worklist(duties: Iterable[Placed], officer_id: int, at: datetime) -> QuerySet[Position]:
    """What waits for the officer in any duty, with its `section`, most urgent first."""
    duties = list(duties)
    found = open_work(duties, officer_id)
    today = timezone.localtime(at).date()
    soon: dict[datetime, list[int]] = {}
    for agency_id in {duty.agency_id for duty in duties}:
        soon.setdefault(_soon_until(calendar_for(agency_id), today), []).append(agency_id)
    near = Q(pk__in=[])
    for until, agency_ids in soon.items():
        near |= Q(agency__in=agency_ids, due_at__lte=until)
    section = Choose(
        When(due_at__lt=at, then=Value(Section.LATE)),
        When(near, then=Value(Section.SOON)),
        When(waits_for__contained_by=LEADERS, then=Value(Section.SIGNATURE)),
        When(~Q(reason__in=["", "reassigned"]), then=Value(Section.BACK)),
        default=Value(Section.REST),
        output_field=IntegerField(),
    )
    return found.annotate(section=section).order_by(
        "section", F("due_at").asc(nulls_last=True), "case_id"
    )


def open_work(duties: Iterable[Placed], officer_id: int) -> QuerySet[Position]:
    """What waits for the officer in any duty, in no order."""
    duties = list(duties)
    listed = waiting(duties, officer_id).filter(open_to(officer_id, duties))
    return listed.exclude(kept_from(officer_id))


def section_counts(listed: QuerySet[Position]) -> dict[Section, int]:
    """How many positions of a `worklist` lie in each section; one statement."""
    rows = listed.order_by().values_list("section").annotate(count=Count("pk"))  # type: ignore[misc]
    return dict.fromkeys(Section, 0) | {Section(section): count for section, count in rows}


def open_to(officer_id: int, duties: Iterable[Placed]) -> Q:
    """The condition under which a position at an agency of the duties may be listed for the
    officer: restricted cases only for their own officer and for the clerk and the leaders there, and none
    that is about the officer."""
    duties = list(duties)
    leads = {duty.agency_id for duty in duties if duty.role in LEADING}
    if leads.issuperset(duty.agency_id for duty in duties):
        return ~hidden_from(officer_id)
    may_read = (
        Q(agency__in=leads)
        | Q(case__restricted=False)
        | Q(case__officer__in=acts_for(officer_id, duties))
    )
    return may_read & ~hidden_from(officer_id)


def next_steps(rows: Sequence[Listed], actor: Actor) -> dict[int, NextStep]:
    """The step that the actor should take first, by the position's id; three statements in all.

    A row whose agency has nothing to do now is left out.
    """
    cases = {row.case_id for row in rows}
    assignments, deadlines = assignments_of(cases), deadlines_of(cases)
    drafted = drafted_of(cases)
    found = {}
    for row in rows:
        given = assignments.get(row.case_id, [])
        acting_id = acts_at_holder(
            given,
            row.holder_id,
            by_letter=not row.holder.has_accounts,
            over=row.closed_at is not None,
        )
        giver_id = giver_to(given, row.holder_id)
        writes = not row.holder.has_accounts and row.agency_id == giver_id
        if row.agency_id in {row.holder_id, acting_id} or writes:
            facts = facts_of(
                row,
                assignments=given,
                deadlines=deadlines.get(row.case_id, []),
                has_draft=row.case_id in drafted,
                officer_id=actor.officer_id,
            )
            law = registry.procedure(row.procedure)
            step = engine.first(law, facts, roles=actor.seated(acting_id, giver_id))
            if step is not None:
                found[row.position_id] = NextStep(step)
        elif row.closed_at is None:
            mine = [a for a in given if a.to_id == row.agency_id and not a.lead]
            step = _first_of(mine[-1], actor) if mine else None
            if step is not None:
                found[row.position_id] = NextStep(step, mine[-1].pk)
    return found


def _first_of(assignment: Any, actor: Actor) -> Step | None:
    """The step to take first of a cooperating hand-over."""
    facts = Facts(procedure=HANDOVER.key, state=assignment.state)
    roles = actor.seated_between(assignment.giver_id, assignment.to_id)
    return engine.first(HANDOVER, facts, roles=roles)


def assignment_options(assignment: Assignment, case: Case, actor: Actor) -> engine.Options:
    """Every step of a cooperating hand-over told apart for this actor; none once the case is over."""
    if case.closed_at is not None:
        return engine.Options()
    return engine.options(
        HANDOVER,
        Facts(procedure=HANDOVER.key, state=assignment.state),
        roles=actor.seated_between(assignment.giver_id, assignment.to_id),
    )


def _soon_until(calendar: Calendar, today: date) -> datetime:
    """The last moment at which `law.remaining` still says that something is due soon."""
    day = today
    while calendar.working_days(after=today, through=day + timedelta(days=1)) <= SOON:
        day += timedelta(days=1)
    return end_of(day)
