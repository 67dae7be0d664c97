"""Keep that an officer looked for twins before entering a letter."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from donthu.cases.errors import Refused
from donthu.cases.models import Lookup
from donthu.law.text import fold

VALID_FOR = timedelta(minutes=30)


def keep_lookup(
    *, officer_id: int, agency_id: int, sender: str, text: str, found: Sequence[int], at: datetime
) -> int:
    """Keep a look-up as salted hashes and the ids found; its id, to be handed in with the letter."""
    salt = secrets.token_bytes(16)
    return Lookup.objects.create(
        officer_id=officer_id,
        agency_id=agency_id,
        made_at=at,
        salt=salt,
        sender_hash=_hash(salt, sender),
        text_hash=_hash(salt, text),
        candidates=list(found),
    ).pk


def check_lookup(lookup_id: int, *, officer_id: int, sender: str, text: str, at: datetime) -> None:
    """Raise Refused when the look-up is missing, another's, older than 30 minutes, or of other words."""
    lookup = Lookup.objects.filter(pk=lookup_id, officer_id=officer_id).first()
    if lookup is None:
        raise Refused("Hãy tra trùng trước khi vào sổ.")
    if at - lookup.made_at > VALID_FOR:
        raise Refused("Lần tra trùng đã quá 30 phút; hãy tra lại.")
    salt = bytes(lookup.salt)
    same = secrets.compare_digest(_hash(salt, sender), bytes(lookup.sender_hash))
    if not same or not secrets.compare_digest(_hash(salt, text), bytes(lookup.text_hash)):
        raise Refused("Người gửi hoặc nội dung đã đổi sau khi tra trùng; hãy tra lại.")


def _hash(salt: bytes, words: str) -> bytes:
    return hashlib.sha256(salt + fold(words).encode()).digest()
