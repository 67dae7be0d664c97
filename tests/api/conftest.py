"""Callers of the API: officers with their tokens, and anybody."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils import timezone

from donthu.agencies.tokens import make_token
from tests.world import World, later

ROOT = "/api/v1"


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    body: Any
    type: str
    headers: Any
    content: bytes

    @property
    def fields(self) -> dict[str, str]:
        """The sentences of a problem by field."""
        return {error["field"]: error["message"] for error in self.body.get("errors", [])}


class Caller:
    """Calls the API, with a token or without."""

    def __init__(self, token: str | None = None) -> None:
        self.client = Client()
        self.token = token

    def get(self, path: str, **query: Any) -> Answer:
        """GET with these parameters."""
        return self.call("GET", path, QUERY_STRING=_query(query))

    def post(
        self, path: str, body: Any = None, *, key: str | None = None, form: Any = None
    ) -> Answer:
        """POST a body as JSON, or a form."""
        headers = {"HTTP_IDEMPOTENCY_KEY": key} if key else {}
        if form is not None:
            return self.call("POST", path, data=form, **headers)
        return self.call("POST", path, data=body, content_type="application/json", **headers)

    def call(self, method: str, path: str, **given: Any) -> Answer:
        """Any call; `path` is what follows /api/v1, or a whole address of the API."""
        if self.token:
            given["HTTP_AUTHORIZATION"] = f"Bearer {self.token}"
        address = path if path.startswith(ROOT) else ROOT + path
        response = getattr(self.client, method.lower())(address, **given)
        kind = response.headers.get("Content-Type", "")
        content = b"".join(response) if response.streaming else response.content
        return Answer(
            status=response.status_code,
            body=response.json() if "json" in kind else None,
            type=kind,
            headers=response.headers,
            content=content,
        )


def _query(given: dict[str, Any]) -> str:
    return urlencode({name: value for name, value in given.items() if value is not None})


def caller_for(username: str, scope: str = "full") -> Caller:
    """The officer of that name with a fresh token."""
    return Caller(make_token(username, 30, scope, at=timezone.now()))


@pytest.fixture
def wednesday(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """It is the Wednesday after the Monday of the small world, nine o'clock, in every call."""
    at = later(9)
    monkeypatch.setattr(timezone, "now", lambda: at)
    return at


@pytest.fixture
def anybody() -> Caller:
    """Who has no token."""
    return Caller()


@pytest.fixture
def officer(world: World) -> Callable[[str], Caller]:
    """Callers of the small world, by "code:role"."""
    known: dict[str, Caller] = {}

    def caller(who: str) -> Caller:
        if who not in known:
            known[who] = caller_for(world.officers[who].username)
        return known[who]

    return caller
