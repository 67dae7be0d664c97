"""Writing and reading the book of events. Nothing else writes to it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.db.models import QuerySet

from donthu.ledger.entry import FIRST, Entry, link
from donthu.ledger.models import Event, Head

BATCH = 20_000  # events that `record_many` links in memory at a time

_RECORD = """
    WITH head AS (
        INSERT INTO ledger_head AS h (subject, seq, year, prev, hash)
        VALUES (%(subject)s, 1, %(year)s, '', sha256(int4send(1) || %(digest)s))
        ON CONFLICT (subject) DO UPDATE SET
            seq = h.seq + 1,
            year = excluded.year,
            prev = h.hash,
            hash = sha256(h.hash || int4send(h.seq + 1) || %(digest)s)
        RETURNING seq, prev, hash
    )
    INSERT INTO ledger_event (year, subject, seq, at, kind, actor_id, capacity, agency_id,
                              on_behalf_of, data, prev, hash)
    SELECT %(year)s, %(subject)s, seq, %(at)s, %(kind)s, %(actor_id)s, %(capacity)s, %(agency_id)s,
           %(on_behalf_of)s, %(data)s::jsonb, prev, hash
    FROM head
    RETURNING seq, prev, hash
"""

_COPY = """
    COPY ledger_event (year, subject, seq, at, kind, actor_id, capacity, agency_id, on_behalf_of,
                       data, prev, hash) FROM STDIN
"""

_LOCKED_HEADS = """
    SELECT subject, seq, year, prev, hash FROM ledger_head
    WHERE subject = ANY(%s) ORDER BY subject FOR UPDATE
"""

_NEW_HEADS = """
    INSERT INTO ledger_head (subject, seq, year, prev, hash)
    SELECT * FROM unnest(%s::text[], %s::int[], %s::smallint[], %s::bytea[], %s::bytea[])
"""

_GROWN_HEADS = """
    UPDATE ledger_head h SET seq = n.seq, year = n.year, prev = n.prev, hash = n.hash
    FROM unnest(%s::text[], %s::int[], %s::smallint[], %s::bytea[], %s::bytea[])
         AS n (subject, seq, year, prev, hash)
    WHERE h.subject = n.subject
"""


class _Head(NamedTuple):
    subject: str
    seq: int
    year: int
    prev: bytes
    hash: bytes


def record(
    *,
    subject: str,
    kind: str,
    at: datetime,
    data: Mapping[str, object],
    actor_id: int | None = None,
    capacity: str = "",
    agency_id: int | None = None,
    on_behalf_of: int | None = None,
) -> Event:
    """Append one event to the chain of `subject`, in the transaction of the caller.

    `kind` is what happened, `actor_id` the officer who did it (None: the sender or the system) in
    the capacity `capacity`, `on_behalf_of` the officer or agency represented. One statement; locks
    the one row of the subject's chain, so who records on several subjects in one transaction takes
    them in sorted order. Raises what `Entry` raises.
    """
    entry = Entry(
        subject=subject,
        kind=kind,
        at=at,
        data=data,
        actor_id=actor_id,
        capacity=capacity,
        agency_id=agency_id,
        on_behalf_of=on_behalf_of,
    )
    said: dict[str, Any] = {
        "year": entry.year,
        "subject": subject,
        "at": at,
        "kind": kind,
        "actor_id": actor_id,
        "capacity": capacity,
        "agency_id": agency_id,
        "on_behalf_of": on_behalf_of,
    }
    with connection.cursor() as cursor:
        cursor.execute(_RECORD, {**said, "data": entry.payload.decode(), "digest": entry.digest})
        seq, prev, hash_ = cursor.fetchone()
    return Event(**said, data=data, seq=seq, prev=prev, hash=hash_)


def record_many(entries: Iterable[Entry]) -> int:
    """Append events in the order given, by COPY; for imports. Returns how many there were.

    All or none. Raises IntegrityError when another transaction began one of the new chains at the
    same time, and what `Entry` raises.
    """
    count = 0
    remaining = iter(entries)
    with transaction.atomic():
        while batch := list(islice(remaining, BATCH)):
            _append(batch)
            count += len(batch)
    return count


def last_of(subject: str) -> int:
    """The number of the last event of `subject`; 0 when there is none."""
    return Head.objects.filter(subject=subject).values_list("seq", flat=True).first() or 0


def events_of(subject: str) -> QuerySet[Event]:
    """The events of `subject` in the order in which they were recorded."""
    return Event.objects.filter(subject=subject).order_by("seq")


def _append(batch: list[Entry]) -> None:
    subjects = {entry.subject for entry in batch}
    with connection.cursor() as cursor:
        cursor.execute(_LOCKED_HEADS, [list(subjects)])
        known = {row[0]: _Head(*row) for row in cursor.fetchall()}
        heads = dict(known)
        with cursor.copy(_COPY) as copy:
            for row in _linked(batch, heads):
                copy.write_row(row)
        for statement, some in ((_NEW_HEADS, subjects - set(known)), (_GROWN_HEADS, set(known))):
            if some:
                cursor.execute(
                    statement, [list(c) for c in zip(*(heads[s] for s in some), strict=True)]
                )


def _linked(batch: list[Entry], heads: dict[str, _Head]) -> Iterator[tuple[object, ...]]:
    """The rows of `batch`; moves `heads` on to the ends of their chains."""
    for entry in batch:
        head = heads.get(entry.subject)
        seq, prev = (head.seq + 1, head.hash) if head else (1, FIRST)
        hash_ = link(prev, seq, entry.digest)
        heads[entry.subject] = _Head(entry.subject, seq, entry.year, prev, hash_)
        yield (
            entry.year,
            entry.subject,
            seq,
            entry.at,
            entry.kind,
            entry.actor_id,
            entry.capacity,
            entry.agency_id,
            entry.on_behalf_of,
            entry.payload.decode(),
            prev,
            hash_,
        )
