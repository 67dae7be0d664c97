"""Checking the whole book: no event changed, deleted, inserted or swapped since its seal."""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import groupby
from operator import itemgetter

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import connection, transaction

from donthu.ledger.chains import check_chains
from donthu.ledger.merkle import Merkle
from donthu.ledger.models import Seal
from donthu.ledger.report import Fault, Report, What
from donthu.ledger.sealing import comparable, leaf_content
from donthu.ledger.seals import Record, SealingError, read_outside, signing_key
from donthu.ledger.stream import stream

STEP = 10_000  # events between two tellings of progress

# One state for all that is read. Chains lie scattered over the table: sorting it once is cheaper
# than fetching each row by the index.
_SETTINGS = """
    SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;
    SET LOCAL enable_indexscan = off;
    SET LOCAL work_mem = '64MB';
"""
_LEAVES = """
    SELECT seal_id, subject, upto_seq, head_hash FROM ledger_leaf ORDER BY seal_id, subject
"""


def verify(progress: Callable[[int, int], None] | None = None) -> Report:
    """Compare chains, heads, leaves, seals, signatures and the file outside the database.

    Reads one state of the database in a bounded amount of memory and writes nothing; `progress` is
    told from time to time how many events of how many are done. Writers go on meanwhile.
    """
    report = Report()
    # read before the database is: a seal made meanwhile must not look as if it had been deleted
    outside, key = _outside(report)
    whole = not connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        if whole:
            cursor.execute(_SETTINGS)
        cursor.execute("SELECT coalesce(sum(seq), 0) FROM ledger_head")
        [total] = cursor.fetchone()
        last = Seal.objects.order_by("id").last()
        report.sealed_at = last.at if last else None
        upto_xid = last.upto_xid if last and comparable(last) else None
        told = 0

        def tell() -> None:
            nonlocal told
            if progress and report.events - told >= STEP:
                told = report.events
                progress(told, max(told, int(total)))

        sealed = check_chains(report, upto_xid=upto_xid, tell=tell)
        _check_seals(report, sealed=sealed, outside=outside, key=key)
    if progress:
        progress(report.events, report.events)
    return report


def _check_seals(
    report: Report,
    *,
    sealed: Counter[int],
    outside: dict[int, Record],
    key: Ed25519PublicKey | None,
) -> None:
    """Each seal, in the database or in the file, against its leaves, its forerunner, its key."""
    stored = {seal.id: Record.of(seal) for seal in Seal.objects.order_by("id").iterator()}
    report.seals = len(stored)
    trees = _trees()
    before: Record | None = None
    for number in sorted({*stored, *outside, *trees}):
        missing = before.id + 1 if before else 1
        if number > missing:
            report.add(Fault(what=What.SEAL_DELETED, seal=missing))
        if number not in stored:
            report.add(Fault(what=What.SEAL_DELETED, seal=number))
        else:
            for what in _faults(
                stored[number],
                outside=outside.get(number),
                before=before,
                tree=trees.get(number, Merkle()),
                events=sealed[number],
                key=key,
            ):
                report.add(Fault(what=what, seal=number))
        before = outside.get(number) or stored.get(number) or before
    _check_outside_is_whole(report, stored=stored, outside=outside)


def _outside(report: Report) -> tuple[dict[int, Record], Ed25519PublicKey | None]:
    """The seals of the file and the key to check with; what cannot be read is a fault."""
    outside: dict[int, Record] = {}
    try:
        outside = {seal.id: seal for seal in read_outside()}
        if outside or Seal.objects.exists():
            return outside, signing_key(may_make=False).public_key()
    except SealingError as error:
        report.add(Fault(what=What.UNCHECKABLE, detail=str(error).rstrip(".")))
    return outside, None


def _trees() -> dict[int, Merkle]:
    trees: dict[int, Merkle] = {}
    for number, leaves in groupby(stream(_LEAVES), key=itemgetter(0)):
        trees[number] = Merkle()
        for _, subject, upto_seq, head_hash in leaves:
            trees[number].add(leaf_content(subject, upto_seq, head_hash))
    return trees


def _faults(
    seal: Record,
    *,
    outside: Record | None,
    before: Record | None,
    tree: Merkle,
    events: int,
    key: Ed25519PublicKey | None,
) -> Iterator[What]:
    if outside and seal != outside:
        yield What.SEAL_CHANGED
    if key and not seal.is_signed_by(key):
        yield What.SEAL_FORGED
    if seal.prev != (before.hash.hex() if before else ""):
        yield What.SEAL_UNCHAINED
    if seal.leaves != tree.leaves:
        yield What.LEAVES_LOST
    elif seal.root != tree.root.hex():
        yield What.LEAVES_CHANGED
    elif seal.events != events:
        yield What.COUNT_WRONG


def _check_outside_is_whole(
    report: Report, *, stored: dict[int, Record], outside: dict[int, Record]
) -> None:
    """A crash between the commit and the file keeps one seal from the file, the last; no more."""
    unwritten = sorted(set(stored) - set(outside))
    if unwritten and unwritten != [max(stored)]:
        report.add(Fault(what=What.FILE_LOST, seal=unwritten[0]))
