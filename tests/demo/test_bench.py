"""The measuring: its figures, its table, and once the whole of it on a deployment of its own."""

import json
import time
from pathlib import Path

import psycopg
import pytest

from donthu.demo.bench import Measure, run, table
from donthu.demo.bench_client import (
    CLIENTS,
    BenchError,
    Client,
    Exhausted,
    rate_of,
    share,
    times_of,
)
from tests import database

NOBODY = Client("http://127.0.0.1:1")


def measure(**given: float | None) -> Measure:
    found = {"p50_ms": 20.0, "p95_ms": 30.0, "cpu_ms": 9.0, "rate": 61.5, "most_ms": 40.0}
    return Measure(
        key="case", title="Trang hồ sơ", calls=9, **{**found, "least_rate": 50.0, **given}
    )


def test_half_of_the_calls_are_quicker_than_p50_and_one_in_twenty_slower_than_p95() -> None:
    times = [number / 1000 for number in range(1, 102)]
    assert share(times, 50) == pytest.approx(51)
    assert share(times, 95) == pytest.approx(96)
    assert share([], 50) is None


def test_calls_stop_after_so_many_after_so_long_and_when_there_is_nothing_left() -> None:
    left = list(range(5))

    def take(client: Client) -> None:
        if not left:
            raise Exhausted
        left.pop()

    assert len(times_of(lambda client: None, NOBODY, most=7, seconds=5)) == 7
    assert len(times_of(lambda client: time.sleep(0.05), NOBODY, most=100, seconds=0.2)) < 10
    assert len(times_of(take, NOBODY, most=7, seconds=5)) == 5


def test_several_callers_at_once_get_more_done_and_the_fault_of_one_is_told() -> None:
    assert rate_of(lambda client: time.sleep(0.05), NOBODY, most=20, seconds=5) > 20 * CLIENTS * 0.7
    with pytest.raises(BenchError, match="không trả lời"):
        rate_of(lambda client: client.get("/"), NOBODY, most=4, seconds=5)


def test_the_table_says_what_is_asked_and_whether_it_is_reached() -> None:
    head, good, slow, rare = table(
        [measure(), measure(p50_ms=40.1), measure(rate=49.9)]
    ).splitlines()
    assert "p50 ms" in head
    assert "20,0" in good
    assert "61,5" in good
    assert good.endswith("  đạt")
    assert slow.endswith("CHƯA ĐẠT")
    assert rare.endswith("CHƯA ĐẠT")
    assert measure(rate=None, least_rate=None).met
    assert not measure(p50_ms=None).met


@pytest.mark.slow
@pytest.mark.database
def test_it_measures_the_real_server_and_leaves_nothing_behind(
    database_server: None, tmp_path: Path
) -> None:
    file = tmp_path / "bench.json"
    found = run(cases=40, calls=4, seconds=2, json_file=file)

    said = json.loads(file.read_text())
    assert [m["key"] for m in said["measures"]] == [m.key for m in found]
    assert said["cases"] == 40
    assert len(found) == 10
    assert all(m.calls == 4 and m.p50_ms and m.p95_ms for m in found)
    with psycopg.connect(database.conninfo("postgres")) as server:
        names = server.execute("SELECT datname FROM pg_database").fetchall()
    assert not [name for (name,) in names if name.startswith("donthu_bench")]
