"""The figures that the public sees: counts of the case file, never of anything else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q
from django.db.models.functions import TruncMonth

from donthu.cases.models import Case, Deadline, Publication
from donthu.law import registry


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Public feedback received since a day: how much, how much answered, and answered in time."""

    received: int
    answered: int
    in_time: int
    late: int
    published: int

    @property
    def in_time_share(self) -> float | None:
        """Percent of the answers due that came in time; None when none was due yet."""
        due = self.in_time + self.late
        return round(100 * self.in_time / due, 1) if due else None


def public_figures(*, since: datetime, at: datetime) -> Figures:
    """Feedback received from `since` on, as it stands at `at`; `published` counts all answers shown.

    Late is what was answered after its day, and what is still open after it: the answer is due, or
    nobody has even received it in time.
    """
    clocks = Deadline.objects.filter(
        case__procedure="feedback", case__received_at__gte=since, assignment=None
    )
    answered = clocks.filter(
        limit="answer", state=Deadline.State.MET, case__answered_at__isnull=False
    ).aggregate(
        in_time=Count("pk", filter=Q(ended_at__lte=F("due_at"))),
        late=Count("pk", filter=Q(ended_at__gt=F("due_at"))),
    )
    overdue = clocks.filter(
        limit__in=["answer", "receive"], state=Deadline.State.RUNNING, due_at__lt=at
    ).aggregate(cases=Count("case", distinct=True))
    cases = Case.objects.filter(procedure="feedback", received_at__gte=since).aggregate(
        received=Count("pk"), answered=Count("answered_at")
    )
    published = Publication.objects.filter(taken_down_at=None).count()
    return Figures(
        **cases,
        in_time=answered["in_time"],
        late=answered["late"] + overdue["cases"],
        published=published,
    )


@dataclass(frozen=True, kw_only=True)
class Counted:
    """How many there are of something: its key, None for what has none, and its name."""

    key: str | None
    title: str
    count: int


@dataclass(frozen=True, kw_only=True)
class PublicCounts:
    """All feedback by state, in the order of the procedure; by field and place, most first; by
    month, newest first."""

    by_state: tuple[Counted, ...]
    by_field: tuple[Counted, ...]
    by_area: tuple[Counted, ...]
    by_month: tuple[Counted, ...]


def public_counts() -> PublicCounts:
    """How much feedback there is of each sort; four passes over it."""
    cases = Case.objects.filter(procedure="feedback").order_by()
    states = dict(cases.values_list("state").annotate(count=Count("pk")))
    fields = cases.values_list("field__code", "field__name").annotate(count=Count("pk"))
    areas = cases.values_list("area__code", "area__address").annotate(count=Count("pk"))
    months = cases.values_list(TruncMonth("received_at")).annotate(count=Count("pk"))
    return PublicCounts(
        by_state=tuple(
            Counted(key=state.key, title=state.title, count=states[state.key])
            for state in registry.procedure("feedback").states
            if state.key in states
        ),
        by_field=_most_first(fields, "Chưa phân lĩnh vực"),
        by_area=_most_first(areas, "Không ghi địa bàn"),
        by_month=tuple(
            Counted(key=f"{month:%Y-%m}", title=f"Tháng {month:%m/%Y}", count=count)
            for month, count in sorted(months, reverse=True)
        ),
    )


def _most_first(
    rows: Iterable[tuple[str | None, str | None, int]], without: str
) -> tuple[Counted, ...]:
    counted = [Counted(key=key, title=name or without, count=count) for key, name, count in rows]
    return tuple(sorted(counted, key=lambda one: (-one.count, one.title)))
