"""Errors are problem documents, wherever they arise."""

from collections.abc import Callable

import pytest
from django.test import Client

from donthu.cases import queries
from tests.api.conftest import Caller
from tests.world import World


def test_an_unknown_address_and_a_wrong_method_are_problems(anybody: Caller) -> None:
    nowhere = anybody.get("/nowhere")
    wrong = anybody.call("DELETE", "/cases")

    assert (nowhere.status, nowhere.type) == (404, "application/problem+json")
    assert nowhere.body["detail"] == "Không có địa chỉ này."
    assert (wrong.status, wrong.type) == (405, "application/problem+json")
    assert set(wrong.headers["Allow"].split(", ")) == {"GET", "POST"}


def test_an_unforeseen_error_tells_nothing_of_its_cause(
    world: World, officer: Callable[[str], Caller], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("secret")

    clerk = officer("vpcp:clerk")
    clerk.client = Client(raise_request_exception=False)
    monkeypatch.setattr(queries, "by_code", fail)

    answer = clerk.get("/cases/23456789")

    assert (answer.status, answer.type) == (500, "application/problem+json")
    assert b"secret" not in answer.content


def test_a_problem_says_what_went_wrong_and_where(
    world: World, officer: Callable[[str], Caller]
) -> None:
    answer = officer("vpcp:clerk").post("/cases", {"parties": [{"name": 5}], "lookup": "x"})

    assert answer.body["type"] == "about:blank"
    assert (answer.body["title"], answer.body["status"]) == ("Nội dung chưa đúng", 422)
    assert answer.fields == {
        "channel": "Thiếu mục này.",
        "received_at": "Thiếu mục này.",
        "parties.0.name": "Mục này phải là chữ.",
        "title": "Thiếu mục này.",
        "content": "Thiếu mục này.",
        "lookup": "Mục này phải là số nguyên.",
    }


def test_what_is_too_large_is_told_so(world: World, officer: Callable[[str], Caller]) -> None:
    answer = officer("vpcp:clerk").post("/lookups", {"content": "x" * 6_000_000})

    assert (answer.status, answer.type) == (413, "application/problem+json")


@pytest.mark.parametrize("path", ["/cases", "/search", "/agencies", "/areas"])
def test_a_nul_character_in_a_parameter_is_no_error_of_ours(
    world: World, officer: Callable[[str], Caller], path: str
) -> None:
    assert officer("vpcp:clerk").get(path, q="a\x00b").status == 422
    assert officer("vpcp:clerk").get(path, parent="\x00", q="a", state="\x00").status == 422
