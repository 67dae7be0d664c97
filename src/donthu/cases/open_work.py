"""The open work of officers: what must go to others when one of them leaves."""

from collections.abc import Iterable, Sequence

from django.db.models import Count, QuerySet

from donthu.agencies.known import named
from donthu.agencies.models import Officer
from donthu.cases.facts_of_many import drafted_of
from donthu.cases.models import Case
from donthu.cases.visibility import Placed, visible_to


def officers_with_work(
    agency_id: int, officer_id: int, duties: Iterable[Placed]
) -> list[tuple[Officer, int]]:
    """Who is responsible for open cases that lie at the agency, and for how many of those that
    the asking officer may see; also who has left. By name."""
    cases = _open(visible_to(officer_id, duties).filter(holder=agency_id))
    counts = dict(
        cases.exclude(officer=None)
        .order_by()
        .values_list("officer")
        .annotate(count=Count("pk"))
        .values_list("officer", "count")
    )
    found = Officer.objects.filter(pk__in=counts).order_by("full_name")
    return [(officer, counts[officer.pk]) for officer in found]


def work_of(
    whose: int, agency_id: int, officer_id: int, duties: Iterable[Placed]
) -> list[tuple[Case, bool]]:
    """The open cases at the agency for which `whose` is responsible, nearest end first, as far as
    the asking officer may see them; and whether an answer is in the making."""
    cases = _open(visible_to(officer_id, duties).filter(holder=agency_id, officer=whose))
    found: Sequence[Case] = named(cases.defer("text").order_by("due_at", "pk"), "holder")
    drafted = drafted_of([case.pk for case in found])
    return [(case, case.pk in drafted) for case in found]


def count_of(whose: int) -> int:
    """For how many open cases an officer is responsible, wherever they lie."""
    return _open(Case.objects.filter(officer=whose)).count()


def _open(cases: QuerySet[Case]) -> QuerySet[Case]:
    return cases.filter(closed_at=None)
