"""What one line of the book says, and its place in the chain of its subject.

The hash of an event is SHA-256 over the hash before it, its number, and the digest of everything
else that it says. The digest does not need the chain, so PostgreSQL can link an event in the one
statement that writes it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

import orjson

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
FIRST = b""  # what the first event of a subject has as the hash before it

_SUBJECT = re.compile(r"[a-z_]+:[\w.-]+")
_LONGEST = 128  # a hash in hex has 64 characters
_PERSONAL = re.compile(r"\s|@|^(\+?84|0)\d{8,11}$")  # texts, e-mails, phone and identity numbers


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """An event to be written; see `ledger.models.Event` for its columns.

    Raises ValueError when `at` has no time zone, when `subject` is not of the form `case:123`, or
    when `data` looks like text or a contact: it may hold ids, keys, dates and salted hashes only.
    TypeError for what JSON cannot say, and for fractions, which two programs may print otherwise.
    """

    subject: str
    kind: str
    at: datetime
    data: Mapping[str, object] = field(default_factory=dict)
    actor_id: int | None = None
    capacity: str = ""
    agency_id: int | None = None
    on_behalf_of: int | None = None
    payload: bytes = field(init=False)  # `data` as canonical JSON

    def __post_init__(self) -> None:
        if self.at.utcoffset() is None:
            raise ValueError("The time of an event needs a time zone.")
        if not _SUBJECT.fullmatch(self.subject):
            raise ValueError(f"Not a subject of events: {self.subject!r}.")
        payload = orjson.dumps(dict(self.data), option=orjson.OPT_SORT_KEYS)
        _check(orjson.loads(payload))
        object.__setattr__(self, "payload", payload)

    @property
    def year(self) -> int:
        return self.at.astimezone(VIETNAM).year

    @property
    def digest(self) -> bytes:
        return digest(
            year=self.year,
            subject=self.subject,
            at=utc_text(self.at),
            kind=self.kind,
            actor_id=self.actor_id,
            capacity=self.capacity,
            agency_id=self.agency_id,
            on_behalf_of=self.on_behalf_of,
            data=orjson.Fragment(self.payload),
        )


def digest(
    *,
    year: int,
    subject: str,
    at: str,
    kind: str,
    actor_id: int | None,
    capacity: str,
    agency_id: int | None,
    on_behalf_of: int | None,
    data: object,
) -> bytes:
    """SHA-256 over the canonical JSON of all that an event says; `at` as `utc_text` writes it."""
    said = {
        "actor_id": actor_id,
        "agency_id": agency_id,
        "at": at,
        "capacity": capacity,
        "data": data,
        "kind": kind,
        "on_behalf_of": on_behalf_of,
        "subject": subject,
        "year": year,
    }
    return sha256(orjson.dumps(said, option=orjson.OPT_SORT_KEYS)).digest()


def link(prev: bytes, seq: int, digest: bytes) -> bytes:
    """The hash of the event number `seq` after the one with the hash `prev`."""
    return sha256(prev + seq.to_bytes(4) + digest).digest()


def utc_text(at: datetime) -> str:
    """`at` in UTC with microseconds: '2026-11-22T01:30:00.000000Z'."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def _check(value: object) -> None:
    match value:
        case float():
            raise TypeError(f"Events hold no fractions: {value}.")
        case str() if len(value) > _LONGEST or _PERSONAL.search(value):
            raise ValueError(
                "Events hold ids, keys, dates and salted hashes, never text or contacts."
            )
        case list():
            for part in value:
                _check(part)
        case dict():
            for key, part in value.items():
                _check(key)
                _check(part)
