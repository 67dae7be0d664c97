import stat
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import orjson
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from django.db import transaction

from donthu.ledger.models import Leaf, Seal
from donthu.ledger.sealing import seal
from donthu.ledger.seals import SealingError
from donthu.ledger.verify import verify
from tests.ledger.writing import MORNING, OtherConnection, in_threads, write

EVENING = MORNING + timedelta(hours=10)


def leaves(number: int) -> dict[str, int]:
    return dict(Leaf.objects.filter(seal_id=number).values_list("subject", "upto_seq"))


def all_is_sealed() -> bool:
    report = verify()
    assert report.faults == []
    return report.unsealed == 0


def seals_outside(keys: Path) -> list[int]:
    return [orjson.loads(s)["id"] for s in (keys / "seals.jsonl").read_bytes().splitlines()]


@pytest.mark.django_db
def test_a_seal_holds_the_ends_of_all_chains_that_grew() -> None:
    write("case:1", 2)
    write("case:2", 3)
    made = seal(at=EVENING)
    assert made is not None
    assert (made.id, made.at, made.events, made.leaves) == (1, EVENING, 5, 2)
    assert leaves(1) == {"case:1": 2, "case:2": 3}
    write("case:2", 1)
    write("case:3", 1)
    made = seal(at=EVENING)
    assert made is not None
    assert (made.id, made.events) == (2, 2)
    assert leaves(2) == {"case:2": 4, "case:3": 1}
    assert all_is_sealed()


@pytest.mark.django_db
def test_nothing_new_makes_no_seal() -> None:
    assert seal(at=EVENING) is None
    write("case:1")
    assert seal(at=EVENING) is not None
    assert seal(at=EVENING) is None
    assert Seal.objects.count() == 1


@pytest.mark.django_db
def test_anybody_with_the_public_key_can_check_the_file_outside(keys: Path) -> None:
    write("case:1")
    seal(at=EVENING)
    key = load_pem_private_key((keys / "ledger.key").read_bytes(), password=None)
    assert isinstance(key, Ed25519PrivateKey)
    [line] = (keys / "seals.jsonl").read_bytes().splitlines()
    told = orjson.loads(line)
    body = orjson.dumps({**told, "signature": ""}, option=orjson.OPT_SORT_KEYS)
    key.public_key().verify(bytes.fromhex(told["signature"]), body)
    assert told["at"] == "2026-11-22T11:30:00.000000Z"


@pytest.mark.django_db
def test_key_and_file_are_for_their_owner_alone(keys: Path) -> None:
    write("case:1")
    seal(at=EVENING)
    assert {p.name: stat.S_IMODE(p.stat().st_mode) for p in keys.iterdir()} == {
        "ledger.key": 0o600,
        "seals.jsonl": 0o600,
    }


@pytest.mark.django_db
def test_without_its_key_nothing_is_sealed(keys: Path) -> None:
    write("case:1")
    seal(at=EVENING)
    (keys / "ledger.key").unlink()
    write("case:1")
    with pytest.raises(SealingError, match="Không thấy khóa niêm phong"):
        seal(at=EVENING)
    assert Seal.objects.count() == 1


@pytest.mark.django_db
def test_a_seal_kept_from_the_file_by_a_crash_comes_there_with_the_next_call(
    keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(_: object) -> None:
        raise KeyboardInterrupt

    write("case:1")
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("donthu.ledger.sealing.write_outside", crash)
        seal(at=EVENING)
    assert all_is_sealed()
    assert not (keys / "seals.jsonl").exists()
    assert seal(at=EVENING) is None
    assert seals_outside(keys) == [1]


@pytest.mark.django_db
def test_a_line_that_a_crash_has_cut_short_is_written_again(keys: Path) -> None:
    write("case:1")
    seal(at=EVENING)
    with (keys / "seals.jsonl").open("ab") as file:
        file.write(b'{"id": 2, "cut sh')
    write("case:1")
    seal(at=EVENING)
    assert seals_outside(keys) == [1, 2]
    assert all_is_sealed()


@pytest.mark.django_db
def test_the_last_seal_may_not_yet_be_in_the_file(keys: Path) -> None:
    for _ in range(2):
        write("case:1")
        seal(at=EVENING)
    lines = (keys / "seals.jsonl").read_bytes().splitlines(keepends=True)
    (keys / "seals.jsonl").write_bytes(lines[0])
    assert verify().ok
    assert seal(at=EVENING) is None
    assert (keys / "seals.jsonl").read_bytes() == b"".join(lines)


@pytest.mark.django_db(transaction=True)
def test_what_is_not_yet_committed_is_sealed_after_its_commit() -> None:
    """However long the transaction takes, and however many seals are made meanwhile."""
    with OtherConnection() as slow:
        slow.begin()
        slow.write("case:1")
        for count in range(1, 4):
            write("case:2")
            seal(at=EVENING)
            assert leaves(count) == {"case:2": count}
        slow.commit()
    seal(at=EVENING)
    assert leaves(4) == {"case:1": 1}
    assert all_is_sealed()


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_wrote_late_is_not_forgotten() -> None:
    """Its number may be older than the seal that did not see its event."""
    with OtherConnection() as slow:
        slow.begin()
        slow.run("SELECT pg_current_xact_id()")
        write("case:2")
        seal(at=EVENING)
        slow.write("case:1")
        write("case:2")
        seal(at=EVENING)
        slow.commit()
    seal(at=EVENING)
    assert all_is_sealed()


@pytest.mark.django_db(transaction=True)
def test_sealing_goes_on_while_many_write(keys: Path) -> None:
    start = Barrier(4)

    def writer(number: int) -> None:
        start.wait()
        for _ in range(15):
            with transaction.atomic():
                write(f"case:{number}")
                write("case:9")

    def sealer() -> None:
        start.wait()
        for _ in range(8):
            seal(at=EVENING)

    in_threads([lambda: writer(1), lambda: writer(2), sealer, sealer])
    seal(at=EVENING)
    assert all_is_sealed()
    assert sum(Seal.objects.values_list("events", flat=True)) == 60
    ids = seals_outside(keys)
    assert ids == sorted(set(ids)) == list(Seal.objects.order_by("id").values_list("id", flat=True))
