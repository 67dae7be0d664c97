"""A clock of a case or of one of its assignments."""

from django.db import models
from django.db.models import Q


class Deadline(models.Model):
    """One clock: the limit it counts, its end, and the explanation of that end.

    `counted` is `law.calendar.Due.as_json()`; `wording_since` names the dated wording under which
    the clock started. `spans` are the suspensions as [from, to] in ISO form, `to` null while it
    lasts.
    """

    class State(models.TextChoices):
        RUNNING = "running", "Đang tính"
        SUSPENDED = "suspended", "Tạm dừng"
        MET = "met", "Đã xong"
        CANCELLED = "cancelled", "Không còn"

    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="deadlines")
    assignment = models.ForeignKey(
        "cases.Assignment", models.CASCADE, null=True, related_name="deadlines"
    )
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    limit = models.CharField(max_length=32)
    title = models.CharField(max_length=120)
    state = models.CharField(max_length=12, choices=State.choices, default=State.RUNNING)
    started_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    law = models.CharField(max_length=300)
    wording_since = models.DateField(null=True)
    counted = models.JSONField(default=dict)
    spans = models.JSONField(default=list)
    extensions = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "limit"],
                condition=Q(state__in=["running", "suspended"], assignment=None),
                name="deadline_one_clock",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state="running"), name="deadline_running"),
        ]

    def __str__(self) -> str:
        return f"{self.limit}: {self.due_at}"
