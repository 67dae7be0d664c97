"""Checking each chain of events against itself, its head, and its leaves under the seals."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

import orjson

from donthu.ledger.entry import FIRST, digest, link
from donthu.ledger.report import Fault, Report, What, subject_name
from donthu.ledger.stream import stream

Row = tuple[Any, ...]

FARTHEST = 10_000  # places at which the origin of a moved row is looked for

_EVENTS = """
    SELECT subject, seq, year, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
           kind, actor_id, capacity, agency_id, on_behalf_of, data::text, prev, hash,
           %(comparable)s AND (
               xid < %(upto_xid)s::text::xid8
               OR xid > greatest(
                   pg_snapshot_xmax(pg_current_snapshot()), pg_current_xact_id_if_assigned()
               )
           )
    FROM ledger_event ORDER BY subject, seq, year
"""
_HEADS = "SELECT subject, seq, year, prev, hash FROM ledger_head ORDER BY subject"
_LEAVES = """
    SELECT subject, upto_seq, head_hash, seal_id FROM ledger_leaf ORDER BY subject, upto_seq
"""


def check_chains(report: Report, *, upto_xid: int | None, tell: Callable[[], None]) -> Counter[int]:
    """Check all chains; how many events each seal covers by its leaves.

    `upto_xid` is the last seal's mark, when its numbers of transactions are those of this cluster:
    what is not sealed must lie above it. `tell` is called after each chain.
    """
    sealed: Counter[int] = Counter()
    mark = {"comparable": upto_xid is not None, "upto_xid": upto_xid or 0}
    for subject, (events, heads, leaves) in _side_by_side(
        stream(_EVENTS, mark), stream(_HEADS), stream(_LEAVES)
    ):
        chain = _Chain(subject, report, list(leaves))
        chain.follow(events)
        chain.end(next(iter(heads), None))
        chain.count(sealed)
        tell()
    return sealed


class _Chain:
    """One chain as it is followed, row by row."""

    def __init__(self, subject: str, report: Report, leaves: Sequence[Row]) -> None:
        self.subject = subject
        self.report = report
        self.leaves = leaves
        self.named: set[int] = set()
        self.seq = 0  # of the last row
        self.hash = FIRST
        self.last: Row | None = None

    def fault(self, seq: int, what: What, detail: str = "") -> None:
        """Each number is named once, for what was seen first."""
        if seq not in self.named:
            self.named.add(seq)
            self.report.add(Fault(what=what, subject=self.subject, seq=seq, detail=detail))

    def follow(self, rows: Iterable[Row]) -> None:
        leaf_hashes = {upto_seq: head_hash for _, upto_seq, head_hash, _ in self.leaves}
        sealed_upto = self.leaves[-1][1] if self.leaves else 0
        before = FIRST  # the hash before the last row's
        for row in rows:
            _, seq, *_, prev, hash_, hidden = row
            self.report.events += 1
            if seq <= self.seq:
                self.fault(seq, What.INSERTED)
                continue
            if seq > self.seq + 1:
                self._missing(self.seq + 1, seq - 1)
            elif prev == before != self.hash:
                self.fault(seq - 1, What.INSERTED)
            if (found := _digest(row)) is None or link(prev, seq, found) != hash_:
                self._spoiled(seq, prev, hash_, found)
            elif prev != self.hash and seq == self.seq + 1:
                self.fault(max(self.seq, 1), What.REPLACED)
            if leaf_hashes.get(seq, hash_) != hash_:
                self.fault(seq, What.REWRITTEN)
            if hidden and seq > sealed_upto:
                self.fault(seq, What.HIDDEN)
            before, self.seq, self.hash, self.last = self.hash, seq, hash_, row

    def end(self, head: Row | None) -> None:
        """Nothing may be missing at the end, by the head or by a leaf."""
        sealed_upto = self.leaves[-1][1] if self.leaves else 0
        if self.last is None:
            self.fault(1, What.ALL_DELETED)
            return
        self.report.kinds[subject_name(self.subject)] += 1
        self.report.unsealed += max(self.seq - sealed_upto, 0)
        _, head_seq, *_ = head or (None, self.seq)
        if max(head_seq, sealed_upto) > self.seq:
            self._missing(self.seq + 1, max(head_seq, sealed_upto))
        elif head is None:
            self.fault(self.seq, What.HEAD_MISSING)
        elif head_seq < self.seq:
            self.fault(head_seq + 1, What.INSERTED, "sau cuối chuỗi ghi trong ledger_head")
        elif head != (self.subject, self.seq, self.last[2], self.last[-3], self.hash):
            self.fault(self.seq, What.HEAD_WRONG)

    def count(self, sealed: Counter[int]) -> None:
        """Add what each leaf covers to its seal."""
        before, earlier = 0, 0
        for _, upto_seq, _, seal_id in self.leaves:
            if seal_id <= earlier:
                self.fault(upto_seq, What.LEAF_DISORDER)
            sealed[seal_id] += upto_seq - before
            before, earlier = upto_seq, seal_id

    def _missing(self, first: int, last: int) -> None:
        self.fault(first, What.DELETED, f"đến #{last}" if last > first else "")

    def _spoiled(self, seq: int, prev: bytes, hash_: bytes, found: bytes | None) -> None:
        """A row that has its own content under another number was moved, not changed."""
        places = range(1, FARTHEST) if found is not None else ()
        for place in places:
            if link(prev, place, found or b"") == hash_:
                self.fault(seq, What.MOVED, f"vốn là #{place}")
                return
        self.fault(seq, What.CHANGED)


def _digest(row: Row) -> bytes | None:
    """None when the row holds what the book cannot have written."""
    subject, _, year, at, kind, actor_id, capacity, agency_id, on_behalf_of, data, *_ = row
    try:
        return digest(
            year=year,
            subject=subject,
            at=at,
            kind=kind,
            actor_id=actor_id,
            capacity=capacity,
            agency_id=agency_id,
            on_behalf_of=on_behalf_of,
            data=orjson.loads(data),
        )
    except (ValueError, TypeError):
        return None


def _side_by_side(*streams: Iterator[Row]) -> Iterator[tuple[str, list[Iterable[Row]]]]:
    """The rows of each stream for one subject after another; each stream is sorted by subject."""
    groups = [groupby(rows, key=itemgetter(0)) for rows in streams]
    waiting = [next(group, None) for group in groups]
    while subjects := [group[0] for group in waiting if group]:
        subject = min(subjects)
        yield subject, [group[1] if group and group[0] == subject else () for group in waiting]
        waiting = [
            next(group, None) if held and held[0] == subject else held
            for group, held in zip(groups, waiting, strict=True)
        ]
