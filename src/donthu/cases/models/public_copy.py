"""A copy for the public in the making: prepared by one officer, released by another."""

from django.conf import settings
from django.db import models


class PublicCopy(models.Model):
    """What the public is to read of a case, last as prepared; `Publication` is what it reads.

    `written` are title, text and answer as they were before anything was covered; `covered` and
    `left` the marks, each a kind and its words. None of it leaves the agency.
    """

    case = models.OneToOneField("cases.Case", models.PROTECT, related_name="public_copy")
    title = models.CharField(max_length=300)
    text = models.TextField()
    answer = models.TextField()
    written = models.JSONField()
    covered = models.JSONField(default=list)
    left = models.JSONField(default=list)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    prepared_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.title
