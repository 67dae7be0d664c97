"""The figures that the public sees: counts of the case file, never of anything else."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q

from donthu.cases.models import Case, Deadline, Publication


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
