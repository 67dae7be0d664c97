"""A deployment for measuring: a database of its own, the real server, a mailbox that swallows."""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread
from typing import Any

import psutil
import psycopg
from django.conf import settings
from psycopg import sql
from psycopg.conninfo import make_conninfo

from donthu.demo.bench_client import BenchError

SEED = 2026
WORKERS = 2
SECONDS_TO_START = 90
SECONDS_TO_STOP = 40

Say = Callable[[str], None]


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where the deployment answers; the environment and the password of its sample accounts.

    `server` is the number of the process `donthu serve`, 0 before it runs.
    """

    url: str
    password: str
    env: dict[str, str]
    server: int = 0

    def web_seconds(self) -> float:
        """The processor time that the web processes have used so far: what a machine that is busy
        with other things does not stretch."""
        children = psutil.Process(self.server).children()
        web = next(child for child in children if "granian" in child.cmdline())
        times = [process.cpu_times() for process in [web, *web.children(recursive=True)]]
        return sum(spent.user + spent.system for spent in times)

    def donthu(self, *arguments: str) -> str:
        """What a command of `donthu` prints; its progress is seen. Raises BenchError."""
        done = subprocess.run(
            [sys.executable, "-m", "donthu.cli", *arguments],
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
        if done.returncode:
            raise BenchError(f"Lệnh donthu {' '.join(arguments)} không xong, xem lý do ở trên.")
        return done.stdout.strip()


@contextmanager
def place(*, cases: int, say: Say) -> Iterator[Place]:
    """A fresh deployment with the sample province and so many made-up cases; gone after the block.

    Its database lies on the server of this deployment, under a name of its own; its files in the
    folder `bench` of our data. `say` is told what is being done. Raises BenchError.
    """
    folder = settings.DONTHU_DATA / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    data = Path(tempfile.mkdtemp(dir=folder))
    try:
        with _database() as address, _mailbox() as mail_port:
            port = _free_port()
            env = _environment(data, address=address, port=port, mail_port=mail_port)
            made = Place(
                url=f"http://127.0.0.1:{port}", password=env["DONTHU_DEMO_PASSWORD"], env=env
            )
            say("Đang dựng cơ sở dữ liệu và tỉnh mẫu…")
            made.donthu("migrate")
            made.donthu("seed", "demo")
            say("Đang ghi vụ việc giả lập…")
            made.donthu("synth", "--cases", str(cases), "--seed", str(SEED))
            with psycopg.connect(address, autocommit=True) as connection:
                connection.execute("VACUUM ANALYZE")
            say("Đang khởi động máy chủ…")
            with _server(made, port) as server:
                yield replace(made, server=server)
    finally:
        shutil.rmtree(data, ignore_errors=True)


def _environment(data: Path, *, address: str, port: int, mail_port: int) -> dict[str, str]:
    """Nothing of the settings of this deployment goes over to the one that is measured."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DONTHU_")}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "donthu.config.settings",
        "DATABASE_URL": address,
        "PORT": str(port),
        "DONTHU_DATA": str(data),
        "DONTHU_SMTP_HOST": "127.0.0.1",
        "DONTHU_SMTP_PORT": str(mail_port),
        "DONTHU_DEMO_PASSWORD": secrets.token_urlsafe(12),
    }


@contextmanager
def _database() -> Iterator[str]:
    """The address of an empty database that is dropped after the block."""
    name = f"donthu_bench_{os.getpid()}"
    try:
        with psycopg.connect(_address("postgres"), autocommit=True) as server:
            words = "CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'"
            server.execute(sql.SQL(words).format(sql.Identifier(name)))
    except psycopg.Error as error:
        raise BenchError(f"Không tạo được cơ sở dữ liệu để đo: {error}") from error
    try:
        yield _address(name)
    finally:
        with psycopg.connect(_address("postgres"), autocommit=True) as server:
            words = "DROP DATABASE {} WITH (FORCE)"
            server.execute(sql.SQL(words).format(sql.Identifier(name)))


def _address(name: str) -> str:
    given: dict[str, Any] = settings.DATABASES["default"]
    return make_conninfo(
        dbname=name,
        host=given["HOST"] or None,
        port=given["PORT"] or None,
        user=given["USER"] or None,
        password=given["PASSWORD"] or None,
    )


@contextmanager
def _server(made: Place, port: int) -> Iterator[int]:
    """`donthu serve` runs and answers inside the block; its process."""
    command = [sys.executable, "-m", "donthu.cli", "serve", "--workers", str(WORKERS)]
    log = Path(made.env["DONTHU_DATA"]) / "serve.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            command, env=made.env, stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
    try:
        until = time.monotonic() + SECONDS_TO_START
        while not _answers(port):
            if process.poll() is not None or time.monotonic() > until:
                raise BenchError(f"Máy chủ đo không khởi động được: {log.read_text()[-500:]}")
            time.sleep(0.2)
        yield process.pid
    finally:
        process.terminate()
        try:
            process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            process.kill()


def _answers(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def _mailbox() -> Iterator[int]:
    """The port of a mail server of this machine that takes everything and keeps nothing."""
    with ThreadingTCPServer(("127.0.0.1", 0), _Swallow) as server:
        server.daemon_threads = True
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()


class _Swallow(StreamRequestHandler):
    """As much of SMTP as a sender needs to be content."""

    def handle(self) -> None:
        self._say("220 bench")
        for line in self.rfile:
            match line[:4].strip().upper():
                case b"DATA":
                    self._say("354 go on")
                    while self.rfile.readline() not in {b".\r\n", b""}:
                        pass
                    self._say("250 swallowed")
                case b"QUIT":
                    self._say("221 bye")
                    return
                case _:
                    self._say("250 ok")

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())
