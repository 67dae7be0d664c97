"""What was written in a step, in words."""

from django.db import models


class Note(models.Model):
    """One text that a step asked for, tied to the event of that step by its `seq`.

    Events hold no text; this row can be sealed or destroyed, the event stays.
    """

    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="notes")
    seq = models.PositiveIntegerField()
    name = models.CharField(max_length=32)
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "seq", "name"], name="note_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name} of event {self.seq}"
