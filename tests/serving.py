"""The real product as processes of its own, for tests that look at it from outside."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import psutil

from tests import database

SECONDS_TO_START = 60
SECONDS_TO_STOP = 40


@dataclass(frozen=True, kw_only=True)
class Served:
    """A running deployment: where it answers, its data, environment and processes."""

    url: str
    port: int
    data: Path
    env: Mapping[str, str]
    process: psutil.Popen

    def donthu(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """The command `donthu` on the same database and data."""
        return donthu(*arguments, env=self.env)

    def pids(self, part: str) -> list[int]:
        """Numbers of the processes whose command line holds `part`, such as granian or worker."""
        found = []
        for process in self.process.children(recursive=True):
            with suppress(psutil.Error):  # just dead
                if part in process.cmdline():
                    found.append(process.pid)
        return found

    def output(self) -> str:
        """What it has printed so far."""
        return (self.data / "output").read_text()


def donthu(*arguments: str, env: Mapping[str, str]) -> "subprocess.CompletedProcess[str]":
    """Run the command `donthu` to its end."""
    return subprocess.run(
        [sys.executable, "-m", "donthu.cli", *arguments],
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def environment(data: Path, **more: str) -> dict[str, str]:
    """The environment of a deployment with its data in `data`, free of the tests' settings."""
    kept = {k: v for k, v in os.environ.items() if k not in {"DJANGO_SETTINGS_MODULE", "PORT"}}
    return kept | {"DONTHU_DATA": str(data)} | more


@contextmanager
def serving(
    data: Path, *, name: str, command: str = "serve", env: Mapping[str, str] | None = None
) -> Iterator[Served]:
    """`donthu serve` (or `web`) on a free port, with a fresh copy of the template as database
    `name` and `data` as its folder; it answers when the block begins and is gone after it."""
    database.copy_template(name)
    settings = environment(data, DATABASE_URL=database.conninfo(name), **(env or {}))
    try:
        with running(data, command=command, env=settings) as served:
            yield served
    finally:
        database.drop(name)


@contextmanager
def running(
    data: Path, *, command: str, env: Mapping[str, str], workers: int = 1
) -> Iterator[Served]:
    """`donthu serve` (or `web`) on a free port in the environment `env`, as above."""
    port = free_port()
    options = ["--port", str(port), "--workers", str(workers)]
    with (data / "output").open("w") as output:
        process = psutil.Popen(
            [sys.executable, "-m", "donthu.cli", command, *options],
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    served = Served(url=f"http://127.0.0.1:{port}", port=port, data=data, env=env, process=process)
    try:
        await_answer(served)
        yield served
    finally:
        stop(process)


def await_answer(served: Served) -> None:
    """Wait until the web process answers; AssertionError when it dies or takes too long."""
    until = time.monotonic() + SECONDS_TO_START
    while not _answers(served.port):
        assert served.process.poll() is None, served.output()
        assert time.monotonic() < until, served.output()
        time.sleep(0.1)


def stop(process: psutil.Popen) -> None:
    """Ask it to end; only when it does not, kill it with its children."""
    family = [process, *process.children(recursive=True)] if process.is_running() else []
    if process.poll() is None:
        process.terminate()
    for left in psutil.wait_procs(family, timeout=SECONDS_TO_STOP)[1]:
        left.kill()


def free_port() -> int:
    """A port of this machine that nobody uses just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _answers(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("HEAD", "/")
        connection.getresponse()
    except (OSError, HTTPException):
        return False
    else:
        return True
    finally:
        connection.close()
