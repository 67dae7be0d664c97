"""The description of the API: the one that is served and the one that is committed are the same."""

import os
import re
from pathlib import Path
from typing import Any

import orjson
import pytest
from django.contrib.staticfiles import finders

from tests.api.conftest import Caller

COMMITTED = Path(__file__).resolve().parents[2] / "docs" / "openapi.json"


@pytest.fixture
def served(anybody: Caller) -> dict[str, Any]:
    answer = anybody.get("/openapi.json")
    assert answer.status == 200
    return dict(answer.body)


def test_the_committed_description_is_the_served_one(served: dict[str, Any]) -> None:
    """After a change that is meant: `DONTHU_WRITE_OPENAPI=1 pytest tests/api/test_openapi.py`."""
    written = orjson.dumps(served, option=orjson.OPT_INDENT_2) + b"\n"
    if os.environ.get("DONTHU_WRITE_OPENAPI"):
        COMMITTED.write_bytes(written)

    assert COMMITTED.read_bytes() == written


def test_every_call_says_in_vietnamese_what_it_does_and_how_it_fails(
    served: dict[str, Any],
) -> None:
    assert served["openapi"].startswith("3.1")
    names = set()
    for path, methods in served["paths"].items():
        for method, operation in methods.items():
            where = f"{method} {path}"
            assert re.search(r"[À-ỹ]", operation["summary"]), where
            assert operation["responses"]["default"]["content"].keys() == {
                "application/problem+json"
            }, where
            assert operation["operationId"] not in names, where
            names.add(operation["operationId"])


def test_what_creates_takes_a_key(served: dict[str, Any]) -> None:
    without = {
        path
        for path, methods in served["paths"].items()
        if "post" in methods
        and "Idempotency-Key" not in {p["name"] for p in methods["post"]["parameters"]}
    }

    # counting creates nothing; what was added can not be added again: the case waits no more;
    # a PIN is shown once, so its answer must not be kept; an answer is judged, a case withdrawn once
    assert without == {
        "/api/v1/cases/{code}/pins",
        "/api/v1/deadlines/calculate",
        "/api/v1/public/feedback/{code}/ratings",
        "/api/v1/public/feedback/{code}/supplements",
        "/api/v1/public/feedback/{code}/withdrawals",
    }


def test_it_says_who_needs_a_token(served: dict[str, Any]) -> None:
    token = {"OfficerToken": []}
    for path, methods in served["paths"].items():
        for operation in methods.values():
            needed = operation.get("security")
            public = path.startswith("/api/v1/public/")
            assert needed in ((None, [{}, token]) if public else ([token],)), path
    assert served["paths"]["/api/v1/public/feedback"]["post"]["security"] == [{}, token]
    assert list(served["components"]["securitySchemes"]) == ["OfficerToken"]


def test_every_part_that_is_referred_to_is_there(served: dict[str, Any]) -> None:
    text = orjson.dumps(served).decode()
    parts = set(re.findall(r'"#/components/schemas/([^"]+)"', text))

    assert parts <= set(served["components"]["schemas"])


def test_the_description_is_browsable_without_anything_from_elsewhere(anybody: Caller) -> None:
    page = anybody.get("/docs")
    text = page.content.decode()

    assert page.status == 200
    assert "//" not in "".join(re.findall(r'(?:src|href)="([^"]*)"', text))
    for path in re.findall(r'(?:src|href)="/static/([^"]*)"', text):
        assert finders.find(path), path
    assert "/api/v1/openapi.json" in text
    assert '"validatorUrl": null' in text
