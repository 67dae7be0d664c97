"""One step taken for many cases at once: what was meant, and what came of it row by row."""

from django.conf import settings
from django.db import models


class BulkRun(models.Model):
    """One bulk act of an officer: shown first, then carried out, undone within a day.

    `key` names the form it was sent with, so that it is made once; `data` is what the step asks
    for, as `cases.actions.bulk_run` writes it; `origin` is the list that the cases were chosen from, without words to look for.
    """

    class State(models.TextChoices):
        PREVIEW = "preview", "Xem trước"
        RUNNING = "running", "Đang thực hiện"
        DONE = "done", "Đã thực hiện"
        UNDOING = "undoing", "Đang hoàn tác"
        UNDONE = "undone", "Đã hoàn tác"

    key = models.UUIDField(unique=True)
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    step = models.CharField(max_length=32)
    data = models.JSONField(default=dict)
    origin = models.CharField(max_length=2000, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.PREVIEW)
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["officer", "-id"], name="bulk_run_newest")]

    def __str__(self) -> str:
        return f"{self.step} {self.pk} ({self.state})"


class BulkRow(models.Model):
    """One case of a bulk act. `own` is what the step gets for this case alone; `before` what the
    step changed, as it was; `seq` and `undone_seq` are the events."""

    class Outcome(models.TextChoices):
        WAITING = "waiting", "Chờ thực hiện"
        REFUSED = "refused", "Không thực hiện"
        DONE = "done", "Đã thực hiện"
        KEPT = "kept", "Không hoàn tác được"
        UNDONE = "undone", "Đã hoàn tác"

    run = models.ForeignKey("cases.BulkRun", models.CASCADE, related_name="rows")
    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="+")
    own = models.JSONField(default=dict)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, default=Outcome.WAITING)
    reason = models.TextField(blank=True)
    seq = models.PositiveIntegerField(null=True)
    undone_seq = models.PositiveIntegerField(null=True)
    before = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "case"], name="bulk_row_once"),
        ]
        indexes = [models.Index(fields=["run", "outcome", "id"], name="bulk_row_outcome")]

    def __str__(self) -> str:
        return f"{self.case_id} in {self.run_id}: {self.outcome}"
