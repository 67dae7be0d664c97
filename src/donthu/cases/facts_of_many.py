"""What the law asks to know of many cases, in four statements."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Q, QuerySet

from donthu.agencies.known import named
from donthu.cases.chain import giver_to
from donthu.cases.facts import facts_of
from donthu.cases.models import Assignment, Case, Deadline, Paper
from donthu.law.grammar import Facts

# Of thousands of rows, no more is read than `facts_of` asks for.
_OF_ASSIGNMENTS = ("pk", "case_id", "parent_id", "giver_id", "to_id", "lead", "state", "review")
_OF_DEADLINES = ("case_id", "assignment_id", "limit", "state", "extensions")
Rows = dict[int, list[Any]]


def facts_of_many(cases: QuerySet[Case]) -> Iterator[tuple[Case, Facts, int | None]]:
    """Each case with its facts and who handed it to its holder; without text."""
    found = named(cases.defer("text"), "holder")
    ids = [case.pk for case in found]
    given, clocks, drafted = assignments_of(ids), deadlines_of(ids), drafted_of(ids)
    for case in found:
        own = given.get(case.pk, [])
        facts = facts_of(
            case,
            assignments=own,
            deadlines=clocks.get(case.pk, []),
            has_draft=case.pk in drafted,
        )
        yield case, facts, giver_to(own, case.holder_id)


def assignments_of(ids: Iterable[int]) -> Rows:
    """The hand-overs of these cases, oldest first, by the case."""
    rows = Assignment.objects.filter(case__in=ids).order_by("pk")
    return _by_case(rows.values_list(*_OF_ASSIGNMENTS, named=True))


def deadlines_of(ids: Iterable[int]) -> Rows:
    """The clocks of these cases that the law asks about, by the case."""
    rows = Deadline.objects.filter(
        Q(state=Deadline.State.RUNNING) | ~Q(extensions=[]), case__in=ids, assignment=None
    )
    return _by_case(rows.values_list(*_OF_DEADLINES, named=True))


def drafted_of(ids: Iterable[int]) -> set[int]:
    """Those of these cases that have an answer in the making."""
    rows = Paper.objects.filter(case__in=ids, kind="answer", state__in=Paper.UNFINISHED)
    return set(rows.order_by().values_list("case_id", flat=True))


def _by_case(rows: Iterable[Any]) -> Rows:
    found: Rows = {}
    for row in rows:
        found.setdefault(row.case_id, []).append(row)
    return found
