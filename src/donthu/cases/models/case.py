"""The case: one matter, whatever the procedure it is in."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Case(models.Model):
    """One case. Written by `donthu.cases.actions` alone; a trigger refuses everybody else."""

    code = models.CharField(max_length=8, unique=True)
    procedure = models.CharField(max_length=32)
    state = models.CharField(max_length=32)
    kind = models.CharField(max_length=32, blank=True)
    title = models.CharField(max_length=300)
    text = models.TextField()
    channel = models.CharField(max_length=16)
    received_at = models.DateTimeField()
    area = models.ForeignKey("agencies.Area", models.PROTECT, null=True, related_name="+")
    field = models.ForeignKey("agencies.Field", models.PROTECT, null=True, related_name="+")
    root = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    holder = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    hide_sender = models.BooleanField(default=False)
    restricted = models.BooleanField(default=False)
    declared = models.JSONField(default=dict)
    due_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    idempotency_key = models.CharField(max_length=80, null=True, unique=True)  # noqa: DJ001 (unique where given)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^[2-9A-HJKMNP-Z]{8}$"), name="case_code"
            ),
        ]
        indexes = [
            models.Index(fields=["-received_at", "-id"], name="case_newest"),
            models.Index(fields=["procedure", "state", "-id"], name="case_by_state"),
            models.Index(fields=["agency", "-id"], name="case_by_agency"),
        ]

    def __str__(self) -> str:
        return self.code
