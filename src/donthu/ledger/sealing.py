"""Sealing: what stands in the book up to now is put under one signature.

Chains show that an event was changed in the middle; a seal shows also that an end was cut off or
that a subject disappeared, and its copy outside the database that a seal did.

A seal sees each chain as a whole beginning: number n + 1 cannot be written before the transaction
of number n has ended. So a seal takes all that it sees, and the next one looks only at
transactions that had not ended then: those from the oldest one running (`upto_xid`) on. Their
numbers begin anew when a dump is restored elsewhere; then all events are looked at.
"""

from collections.abc import Iterable
from datetime import datetime

import orjson
from django.db import connection, transaction

from donthu.ledger.merkle import Merkle
from donthu.ledger.models import Seal
from donthu.ledger.seals import Record, read_outside, signing_key, write_outside
from donthu.ledger.stream import stream

_HERE = """
    SELECT system_identifier::text, pg_snapshot_xmin(pg_current_snapshot())::text::bigint
    FROM pg_control_system()
"""

# One statement, so that the snapshot in which the leaves are read is the one that it reports.
# Events numbered above it were written before a restore, and the first seal after that took them;
# only this transaction's own number may lie above the snapshot that sees it.
_ADD_LEAVES = """
    WITH touched AS (
        SELECT DISTINCT ON (subject) subject, seq, hash
        FROM ledger_event
        WHERE %(all)s OR (
            xid >= %(since)s::text::xid8
            AND xid <= greatest(pg_snapshot_xmax(pg_current_snapshot()), pg_current_xact_id())
        )
        ORDER BY subject, seq DESC, year
    ), grown AS (
        SELECT touched.*, coalesce(sealed.seq, 0) AS before
        FROM touched LEFT JOIN LATERAL (
            SELECT max(upto_seq) AS seq FROM ledger_leaf WHERE subject = touched.subject
        ) sealed ON true
        WHERE touched.seq > coalesce(sealed.seq, 0)
    ), added AS (
        INSERT INTO ledger_leaf (subject, upto_seq, head_hash, seal_id)
        SELECT subject, seq, hash, %(seal)s FROM grown
    )
    SELECT coalesce(sum(seq - before), 0)::bigint,
           pg_snapshot_xmin(pg_current_snapshot())::text::bigint
    FROM grown
"""

_NEW_LEAVES = """
    SELECT subject, upto_seq, head_hash FROM ledger_leaf WHERE seal_id = %(seal)s ORDER BY subject
"""


def seal(*, at: datetime) -> Seal | None:
    """Seal all events committed by now; None when nothing came since the last seal.

    Runs in a transaction of its own. Two at once wait for one another; writers of events wait for
    neither. The seal is in the file outside the database when this returns; one that a crash kept
    from it is written there by the next call. Raises SealingError when the key is lost.
    """
    with transaction.atomic(durable=True):
        made = _seal(at)
    write_outside(_newer_than)
    return made


def leaf_content(subject: str, upto_seq: int, head_hash: bytes) -> bytes:
    """What the Merkle tree holds of one chain."""
    return orjson.dumps([subject, upto_seq, head_hash.hex()])


def comparable(last: Seal) -> bool:
    """Whether numbers of transactions go on from where they were when `last` was made."""
    cluster, xmin = _here()
    return last.cluster == cluster and last.upto_xid <= xmin


def _here() -> tuple[str, int]:
    """This cluster, and the oldest transaction that still runs in it."""
    with connection.cursor() as cursor:
        cursor.execute(_HERE)
        cluster, xmin = cursor.fetchone()
        return cluster, xmin


def _seal(at: datetime) -> Seal | None:
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE ledger_seal IN SHARE ROW EXCLUSIVE MODE")
        cluster, _ = _here()
        last = Seal.objects.order_by("id").last()
        before = _before(last)
        number = before.id + 1 if before else 1
        since = last.upto_xid if last and comparable(last) else None
        cursor.execute(_ADD_LEAVES, {"seal": number, "all": since is None, "since": since or 0})
        events, upto_xid = cursor.fetchone()
    if not events:
        return None
    tree = Merkle()
    for subject, upto_seq, head_hash in stream(_NEW_LEAVES, {"seal": number}):
        tree.add(leaf_content(subject, upto_seq, head_hash))
    made = Seal(
        id=number,
        at=at,
        events=events,
        leaves=tree.leaves,
        root=tree.root,
        prev=before.hash if before else b"",
        upto_xid=upto_xid,
        cluster=cluster,
    )
    made.signature = Record.of(made).signed_by(signing_key(may_make=before is None))
    made.save(force_insert=True)
    return made


def _before(last: Seal | None) -> Record | None:
    """The seal to go on from: the file's, when the database has lost some, so that the loss
    stays visible and what comes now is sealed all the same."""
    known = [*read_outside()[-1:], *([Record.of(last)] if last else [])]
    return max(known, key=lambda seal: seal.id, default=None)


def _newer_than(number: int) -> Iterable[Record]:
    return map(Record.of, Seal.objects.filter(id__gt=number).order_by("id").iterator())
