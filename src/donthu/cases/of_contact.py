"""The cases of somebody who knows the contact that was left with them."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.crypto import constant_time_compare, salted_hmac

from donthu.cases.models import Party
from donthu.people.keys import email_key, phone_key

MOST = 10
_COLUMNS = ("email_key", "phone_key")


def cases_of_contact(typed: str, *, since: datetime) -> list[int]:
    """The ids of the newest cases since then whose sender left this phone or e-mail. Nobody finds a
    sealed sender by it."""
    column, key = _key(typed)
    if not key:
        return []
    parties = Party.objects.filter(
        **{f"person__{column}": key},
        role=Party.Role.SENDER,
        case__received_at__gte=since,
        case__restricted=False,
    )
    return list(parties.order_by("-case_id").values_list("case_id", flat=True)[:MOST])


def hash_of_contact(typed: str) -> str:
    """The keyed hash of a phone or an e-mail: what a job may carry of it."""
    return _hash(*_key(typed))


def parties_with_contact(case_ids: Sequence[int], contact: str) -> list[Party]:
    """The senders of those of these cases, newest first, that still have the contact whose hash
    this is; a contact that was corrected or sealed since is nobody's any more."""
    parties = Party.objects.select_related("case", "person").filter(
        case__in=case_ids, role=Party.Role.SENDER, case__restricted=False, person__isnull=False
    )
    return [party for party in parties.order_by("-case_id") if _has(party, contact)]


def _has(party: Party, contact: str) -> bool:
    hashes = [_hash(column, getattr(party.person, column)) for column in _COLUMNS]
    return any(constant_time_compare(contact, each) for each in hashes)


def _key(typed: str) -> tuple[str, str]:
    """Which column of a person holds what was typed, and how it is written there."""
    email, phone = _COLUMNS
    return (email, email_key(typed)) if "@" in typed else (phone, phone_key(typed))


def _hash(column: str, key: str) -> str:
    return salted_hmac(f"cases.{column}", key, algorithm="sha256").hexdigest()
