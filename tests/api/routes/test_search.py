"""GET /search."""

from collections.abc import Callable

import pytest

from donthu.people.models import Person
from tests.api.conftest import Caller
from tests.world import MONDAY, World

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


def test_a_number_of_the_own_book_and_a_sender_are_found_as_at_the_desk(
    world: World, officer: Officers
) -> None:
    case = world.submit(title="Hố ga mất nắp", text="Rất nguy hiểm.")
    world.take(case.case_id, "receive", "vpcp:clerk")
    hidden = world.submit(title="Giấu tên", hide_sender=True)
    world.hand_down(hidden.case_id, ["vpcp", "dtp"])
    for q in ("1", "1/2026", "0900 000 123", "le thi thu"):
        found = officer("vpcp:clerk").get("/search", q=q).body["items"]
        assert case.code in [hit["code"].replace("-", "") for hit in found]
        assert officer("vpcp:clerk").get("/search", q=q, procedure="complaint").body["items"] == []
    assert officer("dtp:clerk").get("/search", q="le thi thu").body["items"] == []
    assert officer("vpcp:watcher").get("/search", q="0900000123").body["items"] == []


def test_what_was_named_comes_before_words_and_each_once_over_all_pages(
    world: World, officer: Officers
) -> None:
    sender = {"name": "Mương Văn Thoát", "address": "ấp 3", "created_at": MONDAY}
    words = [world.submit(title="Mương Văn Thoát nước").code for _ in range(3)]
    named = [world.submit(title="Việc khác", sender=Person(**sender)).code for _ in range(3)]
    both = world.submit(title="Mương Văn Thoát", sender=Person(**sender)).code
    clerk, seen, cursor = officer("vpcp:clerk"), [], None
    for _ in range(4):
        page = clerk.get("/search", q="mương văn thoát", limit=2, cursor=cursor).body
        seen += [hit["code"].replace("-", "") for hit in page["items"]]
        cursor = page["next"]
    assert seen == [both, *reversed(named), *reversed(words)]
    assert cursor is None
