"""Keeps a few processes and the embedded server running, and stops them together."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

import click

SECONDS_TO_STOP = 30
QUICK = 10.0  # seconds; who dies sooner has not really lived
QUICK_DEATHS = 5  # of a child that never lived: before giving up
LONGEST_PAUSE = 30.0  # seconds between two tries
PR_SET_PDEATHSIG = 1


@dataclass
class Child:
    """One process to keep running."""

    title: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    due: float = 0.0  # not to be started before
    quick_deaths: int = 0
    has_lived: bool = False

    def start(self) -> None:
        """Start it in a session of its own, so that Ctrl-C on the terminal reaches us alone."""
        self.process = subprocess.Popen(
            self.command,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=_die_with_parent if sys.platform == "linux" else None,
        )
        self.started = time.monotonic()

    def bury(self) -> None:
        """Called when it died: note how, and when it may be tried again."""
        self.kill()
        self.process = None
        if time.monotonic() - self.started < QUICK:
            self.quick_deaths += 1
        else:
            self.quick_deaths, self.has_lived = 0, True
        self.due = time.monotonic() + min(2 * self.quick_deaths, LONGEST_PAUSE)

    def kill(self) -> None:
        """End the whole group: a master that was killed leaves workers who hold the port."""
        if self.process:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Supervisor:
    """Runs `children` until SIGTERM or SIGINT; `tend` is called every second."""

    children: list[Child]
    tend: Callable[[], None]
    stopping: bool = field(default=False, init=False)

    def run(self) -> None:
        """Returns after a clean stop; raises ClickException when a child cannot stay alive."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # under nohup it stays ignored
            signal.signal(signal.SIGHUP, self._stop)
        try:
            while not self.stopping:
                for child in self.children:
                    self._revive(child)
                self.tend()
                time.sleep(1)
        finally:
            self._end()

    def _stop(self, *_: object) -> None:
        self.stopping = True

    def _revive(self, child: Child) -> None:
        if child.process and child.process.poll() is not None:
            child.bury()
            if child.quick_deaths >= QUICK_DEATHS and not child.has_lived:
                raise click.ClickException(f"Tiến trình {child.title} dừng ngay khi khởi động.")
            click.echo(f"Tiến trình {child.title} đã dừng, sẽ khởi động lại.", err=True)
        if child.process is None and time.monotonic() >= child.due:
            child.start()

    def _end(self) -> None:
        living = [(child, child.process) for child in self.children if child.process]
        for _, process in living:
            process.terminate()
        until = time.monotonic() + SECONDS_TO_STOP
        for child, process in living:
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0.0, until - time.monotonic()))
            child.kill()
