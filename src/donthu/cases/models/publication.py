"""An answer as the public reads it."""

from django.db import models
from django.db.models import Q


class Publication(models.Model):
    """The published copy of a case's question and answer, without personal data.

    `kind` and `area` are those of the case, `result` that of the answer; the library is filtered by
    them.
    """

    case = models.OneToOneField("cases.Case", models.PROTECT, related_name="publication")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    field = models.ForeignKey("agencies.Field", models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=32, blank=True)
    result = models.CharField(max_length=16, blank=True)
    area = models.ForeignKey("agencies.Area", models.PROTECT, null=True, related_name="+")
    title = models.CharField(max_length=300)
    text = models.TextField()
    answer = models.TextField()
    days_early = models.SmallIntegerField(null=True)
    published_at = models.DateTimeField()
    taken_down_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["-published_at", "-id"],
                condition=Q(taken_down_at=None),
                name="publication_newest",
            ),
        ]

    def __str__(self) -> str:
        return self.title
