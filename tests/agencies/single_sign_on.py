"""A province's single sign-on that answers as whoever it is told: the three calls of OpenID Connect
that a relying party makes behind the browser's back."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any


class SingleSignOn:
    """`claims` is what the userinfo endpoint tells next."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.claims: dict[str, Any] = {}

    def answer(self, path: str) -> dict[str, Any]:
        """The JSON of one call."""
        if path == "/token":
            return {"access_token": "mot-ma", "token_type": "Bearer"}
        if path == "/userinfo":
            return self.claims
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "jwks_uri": f"{self.url}/jwks",
        }


@contextmanager
def running() -> Iterator[SingleSignOn]:
    """The sign-on listens on a port of 127.0.0.1 inside this block."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            body = json.dumps(sso.answer(self.path)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET

        def log_message(self, *_: object) -> None:
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    sso = SingleSignOn(f"http://127.0.0.1:{server.server_port}")
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield sso
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
