"""GET /search."""

from collections.abc import Callable

import pytest

from tests.api.conftest import Caller
from tests.world import World

Officers = Callable[[str], Caller]
pytestmark = pytest.mark.usefixtures("wednesday")


def test_words_are_found_with_and_without_accents_and_marked(
    world: World, officer: Officers
) -> None:
    case = world.submit(title="Mương <b>thoát</b> nước bị lấp", text="Mưa xuống là ngập.")
    world.submit()

    for q in ("mương thoát nước", "muong thoat"):
        (hit,) = officer("vpcp:clerk").get("/search", q=q).body["items"]
        assert hit["code"].replace("-", "") == case.code
        assert "<mark>Mương</mark>" in hit["highlights"]["title"]
        assert "&lt;b&gt;" in hit["highlights"]["title"]
        assert hit["title"] == "Mương <b>thoát</b> nước bị lấp"


def test_the_best_come_first_and_pages_go_on(world: World, officer: Officers) -> None:
    in_text = [world.submit(title="Đường xấu", text="Đèn tín hiệu hỏng.") for _ in range(3)]
    apart = world.submit(title="Hiệu đèn có tín", text="Cửa hiệu bán đèn.")
    in_title = world.submit(title="Đèn tín hiệu hỏng", text="Ngã tư.")
    clerk = officer("vpcp:clerk")
    seen, cursor = [], None
    for _ in range(3):
        page = clerk.get("/search", q="đèn tín hiệu", limit=2, cursor=cursor).body
        seen += [hit["code"].replace("-", "") for hit in page["items"]]
        cursor = page["next"]

    assert seen == [case.code for case in (in_title, apart, *reversed(in_text))]
    assert cursor is None


def test_another_procedure_finds_none(world: World, officer: Officers) -> None:
    world.submit()

    assert officer("vpcp:clerk").get("/search", q="đèn", procedure="complaint").body["items"] == []


def test_words_are_needed(world: World, officer: Officers) -> None:
    answer = officer("vpcp:clerk").get("/search")

    assert answer.fields == {"q": "Thiếu mục này."}
    assert officer("vpcp:clerk").get("/search", q="?!").body["items"] == []
