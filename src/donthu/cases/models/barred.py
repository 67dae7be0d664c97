"""Officers who have nothing to do with a case, or nothing more."""

from django.conf import settings
from django.db import models


class Barred(models.Model):
    """One officer kept away from one case.

    Who is WRITTEN_ABOUT does not see it at all. Who ANSWERED reads on, and takes no step of it once
    the sender's objection goes to a supervisor.
    """

    class Why(models.TextChoices):
        WRITTEN_ABOUT = "written_about", "Phản ánh nói về người này"
        ANSWERED = "answered", "Đã giải quyết lần trước"

    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="barred")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    why = models.CharField(max_length=16, choices=Why.choices)
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "officer"], name="barred_once"),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} not in {self.case_id} ({self.why})"
