"""Where a case lies for each agency that has to do with it."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class Position(models.Model):
    """One case at one agency: the folder it lies in and whose step it waits for.

    Derived from the state and the assignments in the transaction that changes them, so that a
    folder and a worklist are one indexed question.
    """

    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="positions")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    folder = models.CharField(max_length=12)
    waits_for = ArrayField(models.CharField(max_length=16), default=list)
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    reason = models.CharField(max_length=16, blank=True)
    due_at = models.DateTimeField(null=True)
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "agency"], name="position_once"),
        ]
        indexes = [
            models.Index(fields=["agency", "folder", "-case"], name="position_folder"),
            models.Index(
                fields=["agency", "due_at", "case"],
                condition=~Q(waits_for=[]),
                name="position_waiting",
            ),
            models.Index(
                fields=["agency", "due_at"],
                condition=Q(folder__in=["incoming", "working", "sent", "returned"]),
                name="position_open_due",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} at {self.agency_id}: {self.folder}"
