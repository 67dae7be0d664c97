"""A file as the public may have it: built anew from one of the answer."""

from django.db import models
from django.db.models import Q


class PublicFile(models.Model):
    """A file of a copy in the making, or of what is published: never of both."""

    copy = models.ForeignKey("cases.PublicCopy", models.CASCADE, null=True, related_name="files")
    publication = models.ForeignKey(
        "cases.Publication", models.CASCADE, null=True, related_name="files"
    )
    source = models.ForeignKey("cases.PaperFile", models.PROTECT, related_name="+")
    file = models.ForeignKey("documents.StoredFile", models.PROTECT, related_name="+")
    name = models.CharField(max_length=255)
    unread = models.BooleanField(default=False)  # somebody said to have looked at each page

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cases_public_file_of_one",
                condition=Q(copy=None, publication__isnull=False)
                | Q(copy__isnull=False, publication=None),
            )
        ]

    def __str__(self) -> str:
        return self.name
