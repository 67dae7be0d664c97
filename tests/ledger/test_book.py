"""Expected hashes are computed here anew, so that the chain means what the manual says."""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone
from hashlib import sha256
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from donthu.ledger import book
from donthu.ledger.book import events_of, record, record_many
from donthu.ledger.entry import Entry
from donthu.ledger.models import Event, Head
from tests.ledger.writing import MORNING, write

pytestmark = pytest.mark.django_db


def hash_by_hand(event: Event, prev: bytes) -> bytes:
    said = {
        "actor_id": event.actor_id,
        "agency_id": event.agency_id,
        "at": event.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "capacity": event.capacity,
        "data": event.data,
        "kind": event.kind,
        "on_behalf_of": event.on_behalf_of,
        "subject": event.subject,
        "year": event.year,
    }
    canonical = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    digest = sha256(canonical.encode()).digest()
    return sha256(prev + event.seq.to_bytes(4, "big") + digest).digest()


def assert_chained(events: Iterable[Event]) -> None:
    prev = b""
    for number, event in enumerate(events, start=1):
        assert event.seq == number
        assert bytes(event.prev) == prev
        prev = bytes(event.hash)
        assert prev == hash_by_hand(event, bytes(event.prev))


def test_events_of_a_subject_are_numbered_and_chained() -> None:
    write("case:1", 3)
    write("case:2", 1)
    events = list(events_of("case:1"))
    assert len(events) == 3
    assert_chained(events)
    assert_chained(events_of("case:2"))
    head = Head.objects.get(subject="case:1")
    assert (head.seq, bytes(head.hash)) == (3, bytes(events[-1].hash))


def test_what_was_said_is_read_back() -> None:
    told = record(
        subject="case:1",
        kind="step.taken",
        at=MORNING,
        data={"số": "12/QĐ-UBND", "ids": [1, 2], "on": date(2026, 11, 22), "none": None},
        actor_id=7,
        capacity="clerk",
        agency_id=3,
        on_behalf_of=9,
    )
    [event] = events_of("case:1")
    assert event.pk == told.pk == (2026, "case:1", 1)
    assert (event.at, event.kind, event.actor_id, event.capacity) == (
        MORNING,
        "step.taken",
        7,
        "clerk",
    )
    assert (event.agency_id, event.on_behalf_of) == (3, 9)
    assert event.data == {
        "số": "12/QĐ-UBND",
        "ids": [1, 2],
        "on": "2026-11-22",
        "none": None,
    }
    assert_chained([event])


def test_the_year_of_an_event_is_that_of_vietnam() -> None:
    new_year = datetime(2026, 12, 31, 17, 0, tzinfo=UTC)
    at = [new_year - timedelta(microseconds=1), new_year]
    assert [record(subject="case:1", kind="x", at=a, data={}).year for a in at] == [2026, 2027]
    assert_chained(events_of("case:1"))


def test_the_same_moment_in_another_zone_gives_the_same_hash() -> None:
    zone = timezone(timedelta(hours=7))
    here = record(subject="case:1", kind="x", at=MORNING, data={})
    there = Entry(subject="case:1", kind="x", at=MORNING.astimezone(zone))
    assert here.hash == sha256((1).to_bytes(4, "big") + there.digest).digest()


def test_recording_is_one_statement() -> None:
    with CaptureQueriesContext(connection) as queries:
        write("case:1")
        write("case:1")
    assert len(queries) == 2


@pytest.mark.parametrize(
    "data",
    [
        {"name": "Trần Văn Mậu"},
        {"note": "Đất của tôi"},
        {"phone": "0912345678"},
        {"phone": "+84912345678"},
        {"id_number": "001099123456"},
        {"mail": "ai.do@example.vn"},
        {"deep": [{"text": "hai chữ"}]},
        {"key with blanks": 1},
        {"long": "x" * 129},
    ],
)
def test_texts_and_contacts_do_not_enter_the_book(data: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="never text or contacts"):
        record(subject="case:1", kind="x", at=MORNING, data=data)


def test_hashes_and_ids_enter_the_book() -> None:
    data = {
        "hash": sha256(b"x").hexdigest(),
        "id": UUID(int=5),
        "until": "2026-12-01T00:00:00+07:00",
    }
    record(subject="case:1", kind="x", at=MORNING, data=data)


def test_fractions_do_not_enter_the_book() -> None:
    with pytest.raises(TypeError, match="no fractions"):
        record(subject="case:1", kind="x", at=MORNING, data={"share": 0.5})


def test_a_time_without_zone_and_a_subject_without_form_are_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        record(subject="case:1", kind="x", at=datetime(2026, 1, 1), data={})
    with pytest.raises(ValueError, match="Not a subject"):
        record(subject="Trần Văn Mậu", kind="x", at=MORNING, data={})


def entries(subject: str, count: int) -> list[Entry]:
    return [Entry(subject=subject, kind="x", at=MORNING, data={"n": n}) for n in range(count)]


def test_many_events_at_once_make_the_chain_that_single_ones_make() -> None:
    with transaction.atomic():
        for entry in entries("case:1", 5):
            record(subject=entry.subject, kind=entry.kind, at=entry.at, data=entry.data)
        single = [bytes(event.hash) for event in events_of("case:1")]
        transaction.set_rollback(True)
    assert record_many(entries("case:1", 5)) == 5
    assert [bytes(event.hash) for event in events_of("case:1")] == single


def test_many_events_go_on_from_chains_that_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book, "BATCH", 3)
    write("case:1", 2)
    mixed = [
        e for pair in zip(entries("case:1", 4), entries("case:2", 4), strict=True) for e in pair
    ]
    assert record_many(mixed) == 8
    write("case:1")
    assert [event.seq for event in events_of("case:1")] == [1, 2, 3, 4, 5, 6, 7]
    for subject in ("case:1", "case:2"):
        assert_chained(events_of(subject))
        head = Head.objects.get(subject=subject)
        last = events_of(subject).last()
        assert last is not None
        assert (head.seq, head.hash, head.prev) == (last.seq, last.hash, last.prev)
