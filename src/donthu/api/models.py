"""What came of calls that carried an Idempotency-Key."""

from django.conf import settings
from django.db import models


class IdempotencyRecord(models.Model):
    """The answer given to the first call of an officer with a key; the next ones get it again.

    Written in the transaction of what the call did, so there is no answer without its deed.
    """

    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=255)
    request_hash = models.BinaryField(max_length=32)
    status = models.PositiveSmallIntegerField(default=0)
    body = models.BinaryField(default=bytes)
    created_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["officer", "key"], name="idempotency_key_once"),
        ]

    def __str__(self) -> str:
        return f"key of officer {self.officer_id}"
