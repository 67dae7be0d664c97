"""A caller over HTTP that keeps its connection and its cookies, and measures of what it asks for."""

import time
from collections.abc import Callable, Mapping
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from statistics import quantiles
from threading import Barrier, Thread
from urllib.parse import urlencode, urlsplit

import orjson

CLIENTS = 4
CALLS_A_CONNECTION = 5


class BenchError(RuntimeError):
    """The measuring can not go on; the message is a Vietnamese sentence."""


class Exhausted(Exception):
    """There is nothing left to do the work on."""


class Client:
    """One caller. A second one of the same `cookies` is the same officer on another connection."""

    def __init__(self, url: str, *, cookies: Mapping[str, str] | None = None) -> None:
        self.url = url
        self.cookies = dict(cookies or {})
        self._connection = HTTPConnection(urlsplit(url).netloc, timeout=60)

    def get(self, path: str, *, token: str = "") -> bytes:
        """The body of a page. Raises BenchError unless it answers 200."""
        return self._ask("GET", path, 200, headers=_bearer(token))

    def post_json(self, path: str, body: object, *, token: str = "") -> bytes:
        """The body of what a POST of JSON created. Raises BenchError unless it answers 201."""
        headers = {"Content-Type": "application/json", **_bearer(token)}
        return self._ask("POST", path, 201, body=orjson.dumps(body), headers=headers)

    def post_form(self, path: str, fields: Mapping[str, str]) -> bytes:
        """Send a form of the desk; the answer leads elsewhere, else BenchError."""
        fields = {"csrfmiddlewaretoken": self.cookies.get("csrftoken", ""), **fields}
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._ask("POST", path, 302, body=urlencode(fields).encode(), headers=headers)

    def another(self) -> "Client":
        """The same caller on a connection of its own."""
        return Client(self.url, cookies=self.cookies)

    def close(self) -> None:
        """Let the connection go."""
        self._connection.close()

    def _ask(
        self,
        method: str,
        path: str,
        expected: int,
        *,
        body: bytes | None = None,
        headers: Mapping[str, str],
    ) -> bytes:
        if self.cookies:
            said = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
            headers = {**headers, "Cookie": said}
        try:
            self._connection.request(method, path, body=body, headers=headers)
            response = self._connection.getresponse()
            text = response.read()
        except (OSError, HTTPException) as error:
            raise BenchError(f"Máy chủ đo không trả lời {path}.") from error
        if response.status != expected:
            raise BenchError(
                f"{method} {path} trả lời {response.status}, không phải {expected}: "
                f"{text[:300].decode(errors='replace')}"
            )
        for line in response.headers.get_all("Set-Cookie", ()):
            self.cookies.update({name: c.value for name, c in SimpleCookie(line).items()})
        return text


Call = Callable[[Client], object]


def times_of(call: Call, client: Client, *, most: int, seconds: float) -> list[float]:
    """How long each call took, in seconds, one after the other; at most so many, for so long.

    The call raises Exhausted when there is nothing left to do.
    """
    found: list[float] = []
    until = time.perf_counter() + seconds
    try:
        while len(found) < most and (begun := time.perf_counter()) < until:
            call(client)
            found.append(time.perf_counter() - begun)
    except Exhausted:
        pass
    return found


def rate_of(call: Call, client: Client, *, most: int, seconds: float) -> float:
    """How many calls a second CLIENTS callers at once get done; 0 when there was nothing to do.

    Who is free takes the next call. Connections are opened anew from time to time, as those of
    many people are: which web process a connection comes to is chance, and may be the same for all.
    """
    left = iter(range(most))
    done: list[int] = []
    faults: list[BenchError] = []
    ready = Barrier(CLIENTS + 1)

    def work() -> None:
        own, count = client.another(), 0
        ready.wait()
        until = time.perf_counter() + seconds
        try:
            while next(left, None) is not None and time.perf_counter() < until:
                if count % CALLS_A_CONNECTION == 0:
                    own.close()
                call(own)
                count += 1
        except Exhausted:
            pass
        except BenchError as fault:
            faults.append(fault)
        done.append(count)
        own.close()

    threads = [Thread(target=work) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    ready.wait()
    begun = time.perf_counter()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]
    return sum(done) / (time.perf_counter() - begun)


def share(times: list[float], percent: int) -> float | None:
    """The time in milliseconds under which that share of the calls lies; None without calls."""
    if not times:
        return None
    if len(times) == 1:
        return times[0] * 1000
    return quantiles(times, n=100, method="inclusive")[percent - 1] * 1000


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"} if token else {}
