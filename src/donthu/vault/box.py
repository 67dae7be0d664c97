"""Putting data into the vault, opening it with a reason, destroying it.

Each item is encrypted with a key of its own (AES-256-GCM), and that key with a master key from
`vault.keys`. Id, subject and kind are bound in, so an item moved to another row does not open.
"""

import secrets
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

import orjson
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import transaction

from donthu.law.text import nfc
from donthu.ledger.book import record
from donthu.vault import keys
from donthu.vault.errors import ReasonMissingError, VaultError
from donthu.vault.models import Opening, VaultItem

NONCE = 12  # bytes, as NIST SP 800-38D recommends for GCM


def put(subject: str, kind: str, data: Mapping[str, Any], *, at: datetime) -> UUID:
    """Encrypt `data` (whatever JSON can say) about `subject`, such as `case:123`; its id.

    Part of the caller's transaction. Raises VaultError when the master key is lost.
    """
    key_id, master = keys.newest(may_make=not VaultItem.objects.exists())
    item = VaultItem(subject=subject, kind=kind, key_id=key_id, created_at=at)
    key = AESGCM.generate_key(256)
    item.wrapped_key = _encrypt(master, key, item)
    item.ciphertext = _encrypt(key, orjson.dumps(dict(data)), item)
    item.save(force_insert=True)
    return item.id


def open(
    item_id: UUID, *, officer_id: int, reason: str, at: datetime, agency_id: int | None
) -> dict[str, Any]:
    """What was put in. Each call writes one event, also when it is refused or fails.

    The event is committed before the data is handed out, so this cannot be called within a
    transaction (RuntimeError). Raises VaultError without a reason, for an unknown, destroyed or
    damaged item, and when its key is lost. The event is `vault.opened`, `vault.refused` (no
    reason) or `vault.failed`; the reason itself stands in `Opening`.
    """
    with transaction.atomic(durable=True):
        item = VaultItem.objects.filter(id=item_id).first()
        found = _found(item, reason)
        _note(
            item_id,
            item,
            outcome=_outcome(found),
            officer_id=officer_id,
            reason=reason,
            at=at,
            agency_id=agency_id,
        )
    if isinstance(found, VaultError):
        raise found
    return found


def destroy(
    item_id: UUID, *, officer_id: int, reason: str, at: datetime, agency_id: int | None
) -> None:
    """Empty the item for good and write the event `vault.destroyed`, in the caller's transaction.

    Raises VaultError without a reason and for an unknown or already destroyed item.
    """
    if not reason.strip():
        raise ReasonMissingError
    with transaction.atomic():
        item = _there(VaultItem.objects.select_for_update().filter(id=item_id).first())
        item.ciphertext = item.wrapped_key = b""
        item.destroyed_at = at
        item.save(update_fields=["ciphertext", "wrapped_key", "destroyed_at"])
        _note(
            item_id,
            item,
            outcome="destroyed",
            officer_id=officer_id,
            reason=reason,
            at=at,
            agency_id=agency_id,
        )


def _found(item: VaultItem | None, reason: str) -> dict[str, Any] | VaultError:
    if not reason.strip():
        return ReasonMissingError()
    try:
        return _decrypted(_there(item))
    except VaultError as error:
        return error


def _outcome(found: dict[str, Any] | VaultError) -> str:
    match found:
        case ReasonMissingError():
            return "refused"
        case VaultError():
            return "failed"
        case _:
            return "opened"


def _there(item: VaultItem | None) -> VaultItem:
    if item is None:
        raise VaultError("Không có dữ liệu niêm phong này.")
    if item.destroyed_at is not None:
        raise VaultError("Dữ liệu niêm phong này đã bị hủy, không mở được nữa.")
    return item


def _decrypted(item: VaultItem) -> dict[str, Any]:
    master = keys.find(item.key_id)
    try:
        key = _decrypt(master, item.wrapped_key, item)
        data: dict[str, Any] = orjson.loads(_decrypt(key, item.ciphertext, item))
    except (InvalidTag, ValueError) as error:
        raise VaultError(
            "Không giải mã được dữ liệu niêm phong: khóa không đúng hoặc dữ liệu đã bị thay đổi."
        ) from error
    return data


def _encrypt(key: bytes, plain: bytes, item: VaultItem) -> bytes:
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, _bound(item))


def _decrypt(key: bytes, sealed: bytes | memoryview, item: VaultItem) -> bytes:
    content = bytes(sealed)
    return AESGCM(key).decrypt(content[:NONCE], content[NONCE:], _bound(item))


def _bound(item: VaultItem) -> bytes:
    return orjson.dumps([item.id, item.subject, item.kind])


def _note(
    item_id: UUID,
    item: VaultItem | None,
    *,
    outcome: str,
    officer_id: int,
    reason: str,
    at: datetime,
    agency_id: int | None,
) -> None:
    """The event goes to the subject's own chain, so that its timeline shows it."""
    opening = Opening(
        item_id=item_id,
        at=at,
        officer_id=officer_id,
        agency_id=agency_id,
        reason=nfc(reason.strip()),
        outcome=outcome,
    )
    opening.save(force_insert=True)
    record(
        subject=item.subject if item else f"vault:{item_id}",
        kind=f"vault.{outcome}",
        at=at,
        actor_id=officer_id,
        agency_id=agency_id,
        data={
            "item": item_id,
            "kind": item.kind if item else None,
            "opening": opening.id,
            "reason": sha256(f"{opening.id}:{opening.reason}".encode()).hexdigest(),
        },
    )
