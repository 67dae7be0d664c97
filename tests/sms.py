"""A real gateway of text messages on this machine that keeps what it is sent."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any


class Gateway:
    """The messages taken, in order, and under which authority. `broken`: how many of the next ones
    it fails at; `slow`: after how many seconds it says that it has taken one."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []
        self.authority = ""
        self.broken = 0
        self.slow = 0.0

    def to(self, number: str) -> list[str]:
        """The texts sent to that number."""
        return [message["text"] for message in self.messages if message["to"] == number]


@contextmanager
def sms_gateway() -> Iterator[tuple[Gateway, str]]:
    """A gateway and its address, on the loopback."""
    gateway = Gateway()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            gateway.authority = self.headers.get("Authorization", "")
            status = 202
            if gateway.broken:
                gateway.broken -= 1
                status = 500
            else:
                gateway.messages.append(json.loads(body))
            time.sleep(gateway.slow)
            try:
                self.send_response(status)
                self.end_headers()
            except OSError:  # the caller went away
                return

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield gateway, f"http://127.0.0.1:{server.server_port}/send"
    finally:
        server.shutdown()
        server.server_close()
