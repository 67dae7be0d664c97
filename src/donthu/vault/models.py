"""Sealed data: what must not be readable in the database, and who has opened it."""

import uuid

from django.db import models


class VaultItem(models.Model):
    """One encrypted record about a subject (such as `case:123`); opened by `vault.box` alone.

    `wrapped_key` is the item's own data key, encrypted with the master key `key_id`. Destroying
    empties both, so that no backup of keys brings the data back.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.TextField()
    kind = models.TextField()
    ciphertext = models.BinaryField()
    wrapped_key = models.BinaryField()
    key_id = models.TextField()
    created_at = models.DateTimeField()
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["subject"])]
        constraints = [
            models.CheckConstraint(
                name="vault_destroyed_is_empty",
                condition=models.Q(destroyed_at__isnull=True)
                | models.Q(ciphertext=b"", wrapped_key=b""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class Opening(models.Model):
    """Why an officer opened, tried to open or destroyed an item.

    The reason may name people, so it stands here; the ledger holds the fact and a hash of it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item_id = models.UUIDField(db_index=True)
    at = models.DateTimeField()
    officer_id = models.BigIntegerField()
    agency_id = models.BigIntegerField(null=True)
    reason = models.TextField()
    outcome = models.TextField()

    def __str__(self) -> str:
        return f"{self.item_id} {self.outcome}"
