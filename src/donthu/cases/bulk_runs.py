"""Reading acts on many cases: what was meant, how far it is, what came of each row."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db.models import Count

from donthu.agencies.known import named
from donthu.agencies.models import Officer
from donthu.cases.actions.undo_step import OPEN_FOR
from donthu.cases.models import BulkRow, BulkRun
from donthu.cases.visibility import Placed, visible_to

# The tables themselves are not for other rooms; the names serve to say what is held.
AnyRun = BulkRun
AnyRow = BulkRow
PATIENCE = timedelta(minutes=5)
GOING_ON = (BulkRun.State.RUNNING, BulkRun.State.UNDOING)


def by_id(run_id: int) -> BulkRun:
    """That run with its officer, for jobs. Raises BulkRun.DoesNotExist."""
    return BulkRun.objects.select_related("officer").get(pk=run_id)


def of_officer(run_id: int, officer_id: int) -> BulkRun | None:
    """That run, if it is the officer's; what is meant is nobody else's business."""
    return BulkRun.objects.filter(pk=run_id, officer=officer_id).first()


def recent(officer_id: int, most: int) -> list[BulkRun]:
    """The officer's newest runs that were carried out, with their `size`."""
    found = BulkRun.objects.filter(officer=officer_id).exclude(state=BulkRun.State.PREVIEW)
    return list(found.annotate(size=Count("rows")).order_by("-pk")[:most])


def counts(run: BulkRun) -> dict[str, int]:
    """How many rows of the run are at each outcome."""
    rows = BulkRow.objects.filter(run=run).values_list("outcome").annotate(count=Count("pk"))
    return dict.fromkeys(BulkRow.Outcome.values, 0) | dict(rows)


def rows(run: BulkRun, outcomes: Iterable[str], most: int) -> list[BulkRow]:
    """The first rows of the run at these outcomes, with their cases and who holds them."""
    found = (
        BulkRow.objects.filter(run=run, outcome__in=list(outcomes))
        .select_related("case")
        .defer("case__text", "before")
        .order_by("pk")[:most]
    )
    listed = list(found)
    named((row.case for row in listed), "holder")
    return listed


def readable(rows: Sequence[BulkRow], officer_id: int, duties: Iterable[Placed]) -> set[int]:
    """The cases of these rows that the officer may see now."""
    seen = visible_to(officer_id, duties).filter(pk__in=[row.case_id for row in rows])
    return set(seen.values_list("pk", flat=True))


def may_be_undone(run: BulkRun, at: datetime) -> bool:
    """Whether the run was carried out within the last day and not undone."""
    if run.state != BulkRun.State.DONE or run.done_at is None:
        return False
    return at - run.done_at <= OPEN_FOR


def may_be_stuck(run: BulkRun, at: datetime) -> bool:
    """Whether the run goes on for longer than its jobs should take."""
    return run.state in GOING_ON and at - run.made_at > PATIENCE


def officers_named(rows: Iterable[BulkRow]) -> dict[int, str]:
    """The names of the officers whom the rows name for their case alone."""
    ids = {row.own["officer"] for row in rows if row.own.get("officer")}
    return dict(Officer.objects.filter(pk__in=ids).values_list("pk", "full_name"))
