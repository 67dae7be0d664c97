"""Driving a running deployment from outside: tokens, calls that do not give up, and killing."""

import logging
import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import psutil

from tests.serving import Served

REPOSITORY = Path(__file__).resolve().parents[2]
AWAY = "Cơ sở dữ liệu tạm thời không trả lời; hãy thử lại sau ít giây."
SECONDS_TO_BEGIN = 4.0
SECONDS_TO_COME_BACK = 60.0
log = logging.getLogger(__name__)

_TOKENS = """
from django.utils import timezone
from donthu.agencies.models import Membership
from donthu.agencies.tokens import make_token
staff = Membership.objects.filter(
    agency__code__in={agencies!r}, role__in=["clerk", "handler", "deputy"], until=None
)
for name in staff.values_list("officer__username", flat=True):
    print(make_token(name, 1, "full", at=timezone.now()))
"""


def staff_tokens(served: Served, *agencies: str) -> list[str]:
    """Tokens of all who are needed for an answer at these agencies, made by one process."""
    return run_python(served.donthu, _TOKENS.format(agencies=agencies)).split()


def run_python(donthu: Callable[..., Any], code: str) -> str:
    """What `code` prints when it runs on the data of a deployment, whose command is `donthu`."""
    done = donthu("django", "shell", "--no-imports", "-v", "0", "-c", code)
    assert done.returncode == 0, done.stderr
    return str(done.stdout)


@dataclass
class Stubborn:
    """A caller of the API that repeats what got no answer, with the same key, until `until`.

    `refusals` counts the answers 503, `broken` the connections that ended without an answer;
    `unexpected` holds every answer that a caller could not make sense of.
    """

    url: str
    token: str
    until: float
    refusals: int = 0
    broken: int = 0
    unexpected: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._client = httpx.Client(
            base_url=f"{self.url}/api/v1",
            headers={"Authorization": f"Bearer {self.token}"},
            timeout=20,
        )

    def get(self, path: str, **query: Any) -> httpx.Response:
        """The answer to GET."""
        return self._call("GET", path, params=query)

    def post(self, path: str, body: Any, *, key: str) -> httpx.Response:
        """The answer to POST, which must be safe to repeat with this key."""
        return self._call("POST", path, json=body, headers={"Idempotency-Key": key})

    def _call(self, method: str, path: str, **given: Any) -> httpx.Response:
        while time.monotonic() < self.until:
            try:
                answer = self._client.request(method, path, **given)
            except httpx.TransportError:
                self.broken += 1
            else:
                if answer.status_code != 503:
                    return answer
                self.refusals += 1
                if answer.json()["detail"] != AWAY:
                    self.unexpected.append(answer.text)
            time.sleep(0.3)
        raise TimeoutError(f"{method} {path} was not answered in time")


@dataclass(frozen=True)
class Victims:
    """The processes of a `donthu serve` with a database of its own that may be killed."""

    served: Served

    def of(self, sort: str) -> list[int]:
        """Who lives just now of "master", "web", "worker" or "postmaster"."""
        with suppress(psutil.Error, FileNotFoundError, ValueError, IndexError):
            return list(getattr(self, sort)())
        return []

    def master(self) -> Iterator[int]:
        """The process that keeps those of the web."""
        for child in self.served.process.children():
            if "granian" in child.cmdline():
                yield child.pid

    def web(self) -> Iterator[int]:
        """The processes that answer."""
        for master in self.master():
            for child in psutil.Process(master).children():
                if "resource_tracker" not in " ".join(child.cmdline()):
                    yield child.pid

    def worker(self) -> Iterator[int]:
        """The process of the jobs, once it has had the time to begin with them."""
        for pid in self.served.pids("worker"):
            if time.time() - psutil.Process(pid).create_time() > SECONDS_TO_BEGIN:
                yield pid

    def postmaster(self) -> Iterator[int]:
        """The first process of the database."""
        cluster = self.served.data.resolve() / "pg"
        pid = int((cluster / "postmaster.pid").read_text().split()[0])
        if psutil.Process(pid).cwd() == str(cluster):
            yield pid


def kill_at_random(victims: Victims, sorts: list[str], chance: random.Random) -> None:
    """SIGKILL for one process of each of `sorts`, in any order. Mostly when all works again after
    the one before, sometimes at once. AssertionError when it does not come back."""
    left = chance.sample(sorts, len(sorts))
    begun = last = time.monotonic()
    while left:
        time.sleep(chance.uniform(0.3, 1.5))
        assert victims.served.process.is_running(), victims.served.output()
        assert time.monotonic() - last < SECONDS_TO_COME_BACK, (left, victims.served.output())
        if chance.random() < 0.8 and not _answers(victims.served.url):
            continue
        sort = next((sort for sort in left if victims.of(sort)), None)
        if sort and (living := victims.of(sort)):
            with suppress(ProcessLookupError):
                os.kill(chance.choice(living), signal.SIGKILL)
            left.remove(sort)
            last = time.monotonic()
            log.warning("%.1f s: %s", last - begun, sort)  # pytest shows it with a failure


def _answers(url: str) -> bool:
    """Whether the web and its database do."""
    with suppress(httpx.HTTPError):
        return httpx.get(f"{url}/api/v1/public/answers", timeout=10).status_code == 200
    return False
