"""A search for twins that an officer ran before entering a letter."""

from django.conf import settings
from django.db import models


class Lookup(models.Model):
    """What was asked, as salted hashes, and what was found, as ids.

    Valid for 30 minutes and for the same sender and text; the words themselves are not kept.
    """

    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    salt = models.BinaryField(max_length=16)
    sender_hash = models.BinaryField(max_length=32)
    text_hash = models.BinaryField(max_length=32)
    candidates = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"look-up {self.pk}"
