"""A hand-over from an agency to an agency, the one kind there is."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

OPEN = ("sent", "received", "rework")


class Assignment(models.Model):
    """One hand-over; `law.handover` holds its life. `parent` is the one under which the giver acts."""

    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="assignments")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    giver = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    to = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    lead = models.BooleanField()
    state = models.CharField(max_length=12, default="sent")
    review = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    result = models.TextField(blank=True)
    ground = models.CharField(max_length=32, blank=True)
    reason = models.TextField(blank=True)
    proposed = models.ForeignKey("agencies.Agency", models.PROTECT, null=True, related_name="+")
    # nobody where the sender's own step moved the case up
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    sent_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True)
    reported_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    rounds = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(giver=F("to")), name="assignment_elsewhere"),
            models.UniqueConstraint(
                fields=["case", "to"],
                condition=Q(state__in=OPEN),
                name="assignment_open_once",
            ),
            models.UniqueConstraint(
                fields=["case", "giver"],
                condition=Q(lead=True, state__in=OPEN),
                name="assignment_one_lead",
            ),
        ]
        indexes = [
            models.Index(fields=["to", "state"], name="assignment_to"),
            models.Index(fields=["giver", "state"], name="assignment_giver"),
        ]

    def __str__(self) -> str:
        return f"{self.giver_id} → {self.to_id} ({self.state})"
