import stat
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from donthu.ledger.book import events_of
from donthu.ledger.models import Event
from donthu.vault import box
from donthu.vault import keys as master_keys
from donthu.vault.errors import VaultError
from donthu.vault.models import Opening, VaultItem

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)
DENOUNCER = {
    "name": "Trần Thị Mận",
    "phone": "0912000111",
    "address": "Số 5, thôn Đông",
    "children": [1, 2],
    "none": None,
}
WHY = "Xác minh người tố cáo Trần Thị Mận"


def put(subject: str = "case:1") -> UUID:
    return box.put(subject, "denouncer", DENOUNCER, at=AT)


def opened(item: UUID, reason: str = WHY) -> dict[str, object]:
    return box.open(item, officer_id=7, reason=reason, at=AT, agency_id=3)


def destroyed(item: UUID, reason: str = WHY) -> None:
    box.destroy(item, officer_id=7, reason=reason, at=AT, agency_id=3)


def kinds(subject: str = "case:1") -> list[str]:
    return [event.kind for event in events_of(subject)]


def dump(table: str) -> str:
    """All that the database holds of a table, bytes shown as text too."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT t::text FROM {table} t")
        text = "\n".join(row[0] for row in cursor.fetchall())
        cursor.execute(f"SELECT * FROM {table}")
        parts = [
            bytes(c) for row in cursor.fetchall() for c in row if isinstance(c, bytes | memoryview)
        ]
    return text + b"".join(parts).decode(errors="replace")


def test_what_was_put_in_comes_out() -> None:
    assert opened(put()) == DENOUNCER


def test_nothing_of_it_stands_in_the_database() -> None:
    item = put()
    opened(item)
    for table in ("vault_vaultitem", "ledger_event"):
        held = dump(table)
        assert str(item) in held
        for secret in ("Trần", "Mận", "0912000111", "thôn", "name"):
            assert secret not in held
            assert secret.encode().hex() not in held


def test_the_same_data_is_never_encrypted_to_the_same_bytes() -> None:
    first, second = (VaultItem.objects.get(id=put()) for _ in range(2))
    assert bytes(first.ciphertext) != bytes(second.ciphertext)
    assert bytes(first.wrapped_key) != bytes(second.wrapped_key)


def test_each_opening_is_one_event_with_who_when_and_a_hash_of_why() -> None:
    item = put()
    for _ in range(3):
        opened(item)
    assert kinds() == ["vault.opened"] * 3
    event = events_of("case:1")[0]
    assert (event.actor_id, event.agency_id, event.at) == (7, 3, AT)
    opening = Opening.objects.get(id=event.data["opening"])
    assert (opening.item_id, opening.reason, opening.outcome) == (item, WHY, "opened")
    assert event.data["item"] == str(item)
    assert event.data["reason"] == sha256(f"{opening.id}:{WHY}".encode()).hexdigest()


@pytest.mark.parametrize("reason", ["", "   "])
def test_without_a_reason_it_stays_closed_and_the_attempt_is_an_event(reason: str) -> None:
    item = put()
    with pytest.raises(VaultError, match="Phải nêu lý do"):
        opened(item, reason)
    assert kinds() == ["vault.refused"]


def test_asking_for_an_unknown_item_is_an_event() -> None:
    unknown = uuid4()
    with pytest.raises(VaultError, match="Không có dữ liệu"):
        opened(unknown)
    assert kinds(f"vault:{unknown}") == ["vault.failed"]


def test_an_opening_cannot_be_rolled_back_by_who_asked_for_it(
    transactional_db: None,
) -> None:
    item = put()
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        opened(item)
    assert kinds() == []
    opened(item)
    connection.close()
    assert kinds() == ["vault.opened"]


def test_a_failed_opening_stays_in_the_book(transactional_db: None) -> None:
    item = put()
    with pytest.raises(VaultError):
        opened(item, "")
    connection.close()
    assert kinds() == ["vault.refused"]


def test_what_is_destroyed_is_gone_for_good() -> None:
    item = put()
    destroyed(item)
    left = VaultItem.objects.get(id=item)
    assert (bytes(left.ciphertext), bytes(left.wrapped_key), left.destroyed_at) == (b"", b"", AT)
    with pytest.raises(VaultError, match="đã bị hủy"):
        opened(item)
    with pytest.raises(VaultError, match="đã bị hủy"):
        destroyed(item)
    assert kinds() == ["vault.destroyed", "vault.failed"]


def test_nothing_is_destroyed_without_a_reason() -> None:
    item = put()
    with pytest.raises(VaultError, match="Phải nêu lý do"):
        destroyed(item, " ")
    assert opened(item) == DENOUNCER


def test_the_database_keeps_no_content_of_a_destroyed_item() -> None:
    item = put()
    with pytest.raises(IntegrityError), transaction.atomic():
        VaultItem.objects.filter(id=item).update(destroyed_at=AT)


@pytest.mark.parametrize("column", ["ciphertext", "wrapped_key"])
def test_an_item_does_not_open_with_the_content_of_another(column: str) -> None:
    first, second = put("case:1"), put("case:2")
    other = getattr(VaultItem.objects.get(id=second), column)
    VaultItem.objects.filter(id=first).update(**{column: other})
    with pytest.raises(VaultError, match="khóa không đúng hoặc dữ liệu đã bị thay đổi"):
        opened(first)
    assert kinds("case:1") == ["vault.failed"]


def test_a_whole_item_copied_to_another_subject_does_not_open() -> None:
    item = put("case:1")
    VaultItem.objects.filter(id=item).update(subject="case:2")
    with pytest.raises(VaultError, match="đã bị thay đổi"):
        opened(item)


def test_a_lost_file_of_keys_is_said_clearly_and_not_replaced(keys: Path) -> None:
    item = put()
    (keys / "vault.key").unlink()
    with pytest.raises(VaultError, match=r"Không thấy tệp khóa .*vault\.key"):
        opened(item)
    with pytest.raises(VaultError, match="Không thấy tệp khóa"):
        put()
    assert not (keys / "vault.key").exists()
    assert kinds() == ["vault.failed"]


def test_a_wrong_key_is_said_clearly(keys: Path) -> None:
    item = put()
    path = keys / "vault.key"
    [key_id, _] = path.read_text().split()
    path.write_text(f"{key_id} {'00' * 32}\n")
    with pytest.raises(VaultError, match="khóa không đúng"):
        opened(item)
    path.write_text(f"ffffffff {'00' * 32}\n")
    with pytest.raises(VaultError, match=f"Thiếu khóa số {key_id}"):
        opened(item)
    path.write_text("không phải khóa\n")
    with pytest.raises(VaultError, match="không phải là tệp khóa"):
        opened(item)


def test_the_newest_key_wraps_and_the_older_ones_still_open(keys: Path) -> None:
    before = put()
    new = master_keys.rotate()
    after = put()
    assert VaultItem.objects.get(id=before).key_id != new
    assert VaultItem.objects.get(id=after).key_id == new
    assert opened(before) == opened(after) == DENOUNCER
    assert stat.S_IMODE((keys / "vault.key").stat().st_mode) == 0o600


def test_putting_in_is_undone_with_its_transaction() -> None:
    with transaction.atomic():
        put()
        transaction.set_rollback(True)
    assert not VaultItem.objects.exists()
    assert not Event.objects.exists()
