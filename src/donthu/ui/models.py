"""What all web processes count together."""

from django.db import models


class Tries(models.Model):
    """How often somebody tried something in one period; see `ui.limits`. Holds hashes, no names."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    until = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["until"], name="tries_until")]

    def __str__(self) -> str:
        return f"{self.count} tries until {self.until}"
