"""Each way to tamper with the book by SQL is found, and the first bad row is named."""

import random
from datetime import timedelta
from pathlib import Path

import orjson
import pytest
from django.db import connection

from donthu.ledger.entry import digest, link
from donthu.ledger.report import Fault, What
from donthu.ledger.sealing import seal
from donthu.ledger.verify import verify
from tests.ledger.writing import MORNING, query, tamper, write

pytestmark = pytest.mark.django_db

EVENING = MORNING + timedelta(hours=10)


@pytest.fixture(autouse=True)
def _book() -> None:
    """Three subjects under two seals, and a few events after them."""
    write("case:1", 5)
    write("case:2", 3)
    seal(at=EVENING)
    write("case:2", 2)
    write("case:3", 4)
    seal(at=EVENING)
    write("case:3", 1)
    write("case:4", 2)


def first() -> Fault:
    report = verify()
    assert report.first is not None
    assert "KHÔNG NGUYÊN VẸN" in report.text()
    assert str(report.first) in report.text()
    return report.first


def named(what: What, subject: str, seq: int) -> None:
    fault = first()
    assert (fault.what, fault.subject, fault.seq) == (what, subject, seq)


def named_seal(what: What, number: int) -> None:
    fault = first()
    assert (fault.what, fault.seal) == (what, number)


def rechained(subject: str, since: int) -> list[str]:
    """Statements that give the rows from `since` on hashes that fit what they say by now."""
    statements = []
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT seq, year, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
               kind, actor_id, capacity, agency_id, on_behalf_of, data::text, prev, hash
               FROM ledger_event WHERE subject = %s ORDER BY seq""",
            [subject],
        )
        rows = cursor.fetchall()
    prev = b""
    for seq, year, at, kind, actor, capacity, agency, behalf, data, _, hash_ in rows:
        if seq >= since:
            found = digest(
                year=year,
                subject=subject,
                at=at,
                kind=kind,
                actor_id=actor,
                capacity=capacity,
                agency_id=agency,
                on_behalf_of=behalf,
                data=orjson.loads(data),
            )
            hash_ = link(prev, seq, found)
            where = f"WHERE subject = '{subject}'"
            new = f"prev = '\\x{prev.hex()}', hash = '\\x{hash_.hex()}'"
            statements.append(f"UPDATE ledger_event SET {new} {where} AND seq = {seq}")
            statements.append(f"UPDATE ledger_head SET {new} {where} AND seq = {seq}")
        prev = hash_
    return [s for s in statements if "ledger_head" not in s] + statements[-1:]


def test_an_untouched_book_is_whole_and_says_what_it_cannot_claim() -> None:
    report = verify()
    assert report.faults == []
    assert (report.ok, report.events, report.subjects, report.seals) == (True, 17, 4, 2)
    assert report.unsealed == 3
    text = report.text()
    assert "Sổ sự kiện nguyên vẹn" in text
    assert "3 sự kiện ghi sau niêm phong cuối (18:30 ngày 22/11/2026)" in text
    assert "Người giữ khóa" in text


def test_the_report_names_what_each_subject_is() -> None:
    write("officer:1", 2)
    write("agency:1")
    write("agency:2")
    write("backup:1")
    assert (
        verify()
        .text()
        .startswith(
            "Đã kiểm tra 22 sự kiện của 4 hồ sơ, 1 tài khoản cán bộ, 2 cơ quan, 1 đối tượng khác, "
            "2 niêm phong."
        )
    )
    tamper("UPDATE ledger_event SET actor_id = 8 WHERE subject = 'officer:1' AND seq = 2")
    assert str(first()) == "tài khoản cán bộ officer:1 #2: nội dung đã bị sửa"


@pytest.mark.parametrize(
    "change",
    [
        "kind = 'other'",
        "at = at + interval '1 microsecond'",
        "actor_id = 8",
        "actor_id = NULL",
        "capacity = 'head'",
        "agency_id = 4",
        "on_behalf_of = 1",
        'data = data || \'{"step": "refuse"}\'',
        "data = data - 'step'",
        "data = '{\"half\": 0.50}'",
        "data = '1e400'",
        "at = 'infinity'",
        "year = 2027",
        "hash = sha256('x')",
        "prev = sha256('x')",
    ],
)
def test_a_changed_column_is_named(change: str) -> None:
    tamper(f"UPDATE ledger_event SET {change} WHERE subject = 'case:2' AND seq = 2")
    named(What.CHANGED, "case:2", 2)


def test_a_changed_row_after_the_last_seal_is_named_too() -> None:
    tamper("UPDATE ledger_event SET kind = 'other' WHERE subject = 'case:4' AND seq = 1")
    named(What.CHANGED, "case:4", 1)


@pytest.mark.parametrize(("subject", "seq"), [("case:1", 1), ("case:2", 2), ("case:3", 4)])
def test_a_deleted_row_is_named(subject: str, seq: int) -> None:
    tamper(f"DELETE FROM ledger_event WHERE subject = '{subject}' AND seq = {seq}")
    named(What.DELETED, subject, seq)


@pytest.mark.parametrize(("subject", "seq"), [("case:1", 5), ("case:4", 2)])
def test_a_deleted_end_is_named(subject: str, seq: int) -> None:
    tamper(f"DELETE FROM ledger_event WHERE subject = '{subject}' AND seq = {seq}")
    named(What.DELETED, subject, seq)


def test_an_end_deleted_with_its_head_is_named_when_it_was_sealed() -> None:
    tamper(
        "DELETE FROM ledger_event WHERE subject = 'case:1' AND seq >= 4",
        """UPDATE ledger_head h SET seq = 3, prev = e.prev, hash = e.hash FROM ledger_event e
           WHERE e.subject = 'case:1' AND e.seq = 3 AND h.subject = 'case:1'""",
    )
    named(What.DELETED, "case:1", 4)


@pytest.mark.parametrize("year", [2020, 2030])
def test_a_second_row_under_a_number_is_named(year: int) -> None:
    tamper(
        f"""INSERT INTO ledger_event SELECT {year}, subject, seq, at, kind, actor_id, capacity,
            agency_id, on_behalf_of, data, prev, hash, xid
            FROM ledger_event WHERE subject = 'case:2' AND seq = 3"""
    )
    fault = first()
    assert (fault.subject, fault.seq) == ("case:2", 3)


def test_a_row_inserted_at_the_end_is_named() -> None:
    tamper(
        """INSERT INTO ledger_event (year, subject, seq, at, kind, prev, hash)
           SELECT year, subject, 6, at, kind, hash, hash FROM ledger_event
           WHERE subject = 'case:1' AND seq = 5"""
    )
    fault = first()
    assert (fault.subject, fault.seq) == ("case:1", 6)


def test_rows_inserted_at_the_end_with_fitting_hashes_are_named_by_the_head() -> None:
    tamper(
        """INSERT INTO ledger_event (year, subject, seq, at, kind, prev, hash)
           SELECT year, subject, seq + 2, at, 'forged', prev, hash FROM ledger_event
           WHERE subject = 'case:4'"""
    )
    tamper(*[s for s in rechained("case:4", 3) if "ledger_event" in s])
    named(What.INSERTED, "case:4", 3)


def test_a_row_inserted_in_the_middle_with_a_fitting_hash_is_named() -> None:
    tamper(
        "UPDATE ledger_event SET seq = seq + 100 WHERE subject = 'case:1' AND seq >= 3",
        "UPDATE ledger_event SET seq = seq - 99 WHERE subject = 'case:1' AND seq >= 100",
        "UPDATE ledger_head SET seq = 6 WHERE subject = 'case:1'",
        """INSERT INTO ledger_event (year, subject, seq, at, kind, prev, hash)
           SELECT year, subject, 3, at, 'forged', hash, '' FROM ledger_event
           WHERE subject = 'case:1' AND seq = 2""",
    )
    [fitting, *_] = rechained("case:1", 3)
    tamper(fitting)
    named(What.INSERTED, "case:1", 3)


def test_swapped_numbers_are_named() -> None:
    tamper(
        "UPDATE ledger_event SET seq = 100 WHERE subject = 'case:1' AND seq = 2",
        "UPDATE ledger_event SET seq = 2 WHERE subject = 'case:1' AND seq = 4",
        "UPDATE ledger_event SET seq = 4 WHERE subject = 'case:1' AND seq = 100",
    )
    named(What.MOVED, "case:1", 2)
    assert "vốn là #4" in str(first())


def test_swapped_contents_are_named() -> None:
    tamper(
        """UPDATE ledger_event e SET at = o.at, data = o.data FROM ledger_event o
           WHERE e.subject = 'case:1' AND o.subject = 'case:1' AND e.seq IN (2, 4)
           AND o.seq = 6 - e.seq"""
    )
    named(What.CHANGED, "case:1", 2)


def test_a_row_swapped_with_one_of_another_subject_is_named() -> None:
    tamper(
        "UPDATE ledger_event SET subject = 'case:9' WHERE subject = 'case:1' AND seq = 2",
        "UPDATE ledger_event SET subject = 'case:1' WHERE subject = 'case:2' AND seq = 2",
        "UPDATE ledger_event SET subject = 'case:2' WHERE subject = 'case:9' AND seq = 2",
    )
    named(What.CHANGED, "case:1", 2)


def test_a_changed_row_with_a_new_hash_is_named_by_the_next() -> None:
    tamper("UPDATE ledger_event SET kind = 'other' WHERE subject = 'case:1' AND seq = 2")
    tamper(rechained("case:1", 2)[0])
    named(What.REPLACED, "case:1", 2)


def test_a_chain_rewritten_to_its_end_is_named_by_its_seal() -> None:
    tamper("UPDATE ledger_event SET kind = 'other' WHERE subject = 'case:1' AND seq = 2")
    tamper(*rechained("case:1", 2))
    named(What.REWRITTEN, "case:1", 5)


def test_a_rewritten_chain_with_a_rewritten_leaf_is_named_by_the_merkle_root() -> None:
    tamper("UPDATE ledger_event SET kind = 'other' WHERE subject = 'case:1' AND seq = 2")
    tamper(*rechained("case:1", 2))
    tamper(
        """UPDATE ledger_leaf l SET head_hash = h.hash FROM ledger_head h
           WHERE l.subject = 'case:1' AND h.subject = 'case:1'"""
    )
    named_seal(What.LEAVES_CHANGED, 1)


def test_a_root_rewritten_as_well_bears_a_false_signature(keys: Path) -> None:
    tamper("UPDATE ledger_seal SET root = sha256('x') WHERE id = 2")
    report = verify()
    assert {fault.what for fault in report.faults} >= {What.SEAL_CHANGED, What.SEAL_FORGED}
    (keys / "seals.jsonl").unlink()
    assert What.SEAL_FORGED in {fault.what for fault in verify().faults}


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ("prev = sha256('x')", What.SEAL_UNCHAINED),
        ("events = events + 1", What.COUNT_WRONG),
        ("leaves = leaves + 1", What.LEAVES_LOST),
        ("at = at + interval '1 day'", What.SEAL_CHANGED),
    ],
)
def test_a_changed_seal_is_named_with_what_does_not_fit(change: str, what: What) -> None:
    tamper(f"UPDATE ledger_seal SET {change} WHERE id = 2")
    report = verify()
    assert {fault.seal for fault in report.faults} == {2}
    assert {fault.what for fault in report.faults} >= {what, What.SEAL_FORGED}


def test_leaves_swapped_between_seals_are_named() -> None:
    tamper("UPDATE ledger_leaf SET seal_id = 3 - seal_id WHERE subject = 'case:2'")
    named(What.LEAF_DISORDER, "case:2", 5)


def test_a_head_that_does_not_fit_is_named() -> None:
    tamper("UPDATE ledger_head SET hash = sha256('x') WHERE subject = 'case:1'")
    named(What.HEAD_WRONG, "case:1", 5)


def test_a_deleted_head_is_named() -> None:
    tamper("DELETE FROM ledger_head WHERE subject = 'case:1'")
    named(What.HEAD_MISSING, "case:1", 5)


def test_a_subject_whose_rows_are_all_gone_is_named() -> None:
    tamper("DELETE FROM ledger_event WHERE subject = 'case:2'")
    named(What.ALL_DELETED, "case:2", 1)
    tamper("DELETE FROM ledger_head WHERE subject = 'case:2'")
    named(What.ALL_DELETED, "case:2", 1)


def test_a_subject_gone_with_its_head_and_leaves_breaks_its_seal() -> None:
    tamper(*(f"DELETE FROM ledger_{t} WHERE subject = 'case:1'" for t in ("event", "head", "leaf")))
    named_seal(What.LEAVES_LOST, 1)


def test_a_leaf_pushed_in_breaks_its_seal() -> None:
    tamper(
        """INSERT INTO ledger_leaf SELECT subject, seq, hash, 2 FROM ledger_event
           WHERE subject = 'case:4' AND seq = 2"""
    )
    named_seal(What.LEAVES_LOST, 2)


def test_a_subject_gone_with_the_seals_that_held_it_is_found_by_the_file_outside() -> None:
    tamper(
        *(f"DELETE FROM ledger_{t} WHERE subject = 'case:3'" for t in ("event", "head", "leaf")),
        "DELETE FROM ledger_leaf WHERE seal_id = 2",
        "DELETE FROM ledger_seal WHERE id = 2",
    )
    named_seal(What.SEAL_DELETED, 2)


def test_all_seals_gone_are_found_by_the_file_outside() -> None:
    tamper("DELETE FROM ledger_leaf", "DELETE FROM ledger_seal")
    named_seal(What.SEAL_DELETED, 1)


def test_a_lost_seal_stays_visible_when_sealing_goes_on() -> None:
    tamper("DELETE FROM ledger_leaf WHERE seal_id = 2", "DELETE FROM ledger_seal WHERE id = 2")
    made = seal(at=EVENING)
    assert made is not None
    assert made.id == 3
    report = verify()
    assert [(fault.what, fault.seal) for fault in report.faults] == [(What.SEAL_DELETED, 2)]
    assert report.unsealed == 0


def test_a_seal_missing_in_between_is_found_without_the_file(keys: Path) -> None:
    (keys / "seals.jsonl").unlink()
    tamper("DELETE FROM ledger_leaf WHERE seal_id = 1", "DELETE FROM ledger_seal WHERE id = 1")
    named_seal(What.SEAL_DELETED, 1)


def test_a_file_outside_that_was_cut_short_is_found(keys: Path) -> None:
    (keys / "seals.jsonl").write_bytes(b"")
    named_seal(What.FILE_LOST, 1)


def test_a_file_outside_that_was_changed_is_found(keys: Path) -> None:
    lines = (keys / "seals.jsonl").read_bytes().splitlines()
    changed = orjson.dumps({**orjson.loads(lines[0]), "events": 7})
    (keys / "seals.jsonl").write_bytes(b"\n".join([changed, *lines[1:], b""]))
    named_seal(What.SEAL_CHANGED, 1)
    (keys / "seals.jsonl").write_bytes(b"nonsense\n")
    assert first().what is What.UNCHECKABLE


def test_a_lost_key_is_said_and_not_replaced(keys: Path) -> None:
    (keys / "ledger.key").unlink()
    fault = first()
    assert fault.what is What.UNCHECKABLE
    assert "Không thấy khóa niêm phong" in str(fault)
    assert not (keys / "ledger.key").exists()


def test_another_key_does_not_pass(keys: Path) -> None:
    (keys / "seals.jsonl").rename(keys / "kept")
    (keys / "ledger.key").unlink()
    tamper("DELETE FROM ledger_leaf", "DELETE FROM ledger_seal")
    seal(at=EVENING)
    (keys / "kept").rename(keys / "seals.jsonl")
    assert not verify().ok


def test_an_event_slipped_past_the_seals_is_named() -> None:
    tamper("UPDATE ledger_event SET xid = '3' WHERE subject = 'case:4' AND seq = 1")
    named(What.HIDDEN, "case:4", 1)
    tamper("UPDATE ledger_event SET xid = '999999999' WHERE subject = 'case:4' AND seq = 1")
    named(What.HIDDEN, "case:4", 1)


def test_progress_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("donthu.ledger.verify.STEP", 5)
    told: list[tuple[int, int]] = []
    verify(lambda done, total: told.append((done, total)))
    assert told[-1] == (17, 17)
    assert len(told) > 2
    assert told == sorted(told)


CHANGES = [
    "UPDATE ledger_event SET kind = kind || 'x' WHERE {row}",
    "UPDATE ledger_event SET at = at - interval '1 day' WHERE {row}",
    "UPDATE ledger_event SET actor_id = actor_id + 1 WHERE {row}",
    "UPDATE ledger_event SET data = data || '{{\"minute\": 999}}' WHERE {row}",
    "UPDATE ledger_event SET subject = subject || '0' WHERE {row}",
    "UPDATE ledger_event SET seq = seq + 1000 WHERE {row}",
    "UPDATE ledger_event SET hash = set_byte(hash, 31, get_byte(hash, 31) # 1) WHERE {row}",
    "DELETE FROM ledger_event WHERE {row}",
]


@pytest.mark.parametrize("number", range(25))
def test_a_random_change_of_a_random_row_is_found_at_that_subject(number: int) -> None:
    chance = random.Random(number)
    rows = query("SELECT subject, seq FROM ledger_event ORDER BY subject, seq")
    subject, seq = chance.choice(rows)
    change = chance.choice(CHANGES)
    tamper(change.format(row=f"subject = '{subject}' AND seq = {seq}"))
    report = verify()
    assert not report.ok, change
    assert (subject, seq) in {(fault.subject, fault.seq) for fault in report.faults}, change
