"""Files as bytes: what they are called belongs to the attachment that points at them."""

import uuid

from django.db import models
from django.db.models.functions import Now


class StoredFile(models.Model):
    """Bytes kept once, whoever sent them and under whatever name.

    `type` is the MIME type found in the content. `touched_at` is when the content last came in;
    the sweep leaves alone what was touched since a day.
    """

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.BigIntegerField()
    type = models.CharField(max_length=100)
    created_at = models.DateTimeField(db_default=Now())
    touched_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="documents_sha256_is_hex", condition=models.Q(sha256__regex="^[0-9a-f]{64}$")
            ),
            models.CheckConstraint(name="documents_size_positive", condition=models.Q(size__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.sha256[:12]} {self.type}"

    @property
    def path(self) -> str:
        """Where the bytes lie in the storage."""
        return f"{self.sha256[:2]}/{self.sha256[2:4]}/{self.sha256}"


class StagedFile(models.Model):
    """A file sent before its form was; kept for a day for the one who sent it.

    The id is its token: random, and good only together with the owner.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=255)
    owner = models.CharField(max_length=100)
    created_at = models.DateTimeField(db_index=True)

    class Meta:
        indexes = [models.Index(fields=["owner"])]

    def __str__(self) -> str:
        return f"{self.id} {self.file_id}"
