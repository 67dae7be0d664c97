"""One box for everything."""

from collections.abc import Callable

import pytest

from donthu.cases import codes
from donthu.cases.actions.seal import seal
from donthu.cases.queries import AnyCase
from tests.desk.conftest import Desk, place
from tests.world import MONDAY, World

pytestmark = pytest.mark.django_db
AtDesk = Callable[[str], Desk]


def test_a_code_opens_its_case_however_it_is_typed(desk: AtDesk, case: AnyCase) -> None:
    clerk = desk("vpcp:clerk")
    shown = codes.shown(case.code)
    for typed in (shown, case.code.lower(), f" {shown[:4]} {shown[5:]} "):
        answer = clerk.client.get("/lam-viec/tim/", {"q": typed})
        assert answer.headers["Location"] == f"/lam-viec/{place(case)}"


def test_words_find_cases_without_their_accents_and_are_marked(desk: AtDesk, case: AnyCase) -> None:
    html = desk("vpcp:clerk").html("tim/", q="den tin hieu")
    assert "<mark>Đèn tín hiệu</mark> hỏng" in html
    assert f'href="/lam-viec/{place(case)}?tu=tim%2F%3Fq%3Dden%2Btin%2Bhieu"' in html
    assert 'value="den tin hieu"' in html


def test_a_wrong_code_is_explained_and_nothing_found_shows_a_way_on(
    desk: AtDesk, case: AnyCase
) -> None:
    clerk = desk("vpcp:clerk")
    last = "2" if case.code[-1] != "2" else "3"
    assert "Mã số có một ký tự sai" in clerk.get("tim/", q=case.code[:-1] + last)
    assert "Không tìm thấy hồ sơ nào" in clerk.get("tim/", q="không đâu có")
    assert "Hãy nhập mã số hoặc vài từ" in clerk.get("tim/")


def test_the_code_of_a_case_one_may_not_see_finds_nothing(
    world: World, desk: AtDesk, case: AnyCase
) -> None:
    assert "Không tìm thấy hồ sơ nào" in desk("btc:clerk").get("tim/", q=case.code)


def test_a_number_of_the_own_book_finds_its_case_and_of_no_other_book(
    world: World, desk: AtDesk, case: AnyCase
) -> None:
    other = world.submit(title="Việc của Bộ", to="btc").case_id
    for pk, agency in ((case.pk, "vpcp"), (other, "btc")):
        world.take(pk, "receive", f"{agency}:clerk")
    for typed in ("1", "1/2026"):
        page = desk("vpcp:clerk").get("tim/", q=typed)
        assert "Đèn tín hiệu hỏng" in page
        assert "Việc của Bộ" not in page
    assert "Không tìm thấy" in desk("vpcp:clerk").get("tim/", q="1/2020")
    assert "Việc của Bộ" in desk("btc:clerk").get("tim/", q="1")


@pytest.mark.parametrize("typed", ["le thi thu", "Lê Thị Thử", "0900000123", "+84 900 000 123"])
def test_a_sender_is_found_by_who_may_see_the_sender(
    world: World, desk: AtDesk, case: AnyCase, typed: str
) -> None:
    assert "Đèn tín hiệu hỏng" in desk("vpcp:clerk").get("tim/", q=typed)
    for stranger in ("vpcp:watcher", "btc:clerk"):
        assert "Không tìm thấy" in desk(stranger).get("tim/", q=typed)


def test_a_sender_who_is_hidden_or_sealed_is_not_found(world: World, desk: AtDesk) -> None:
    hidden = world.submit(title="Giấu tên", hide_sender=True).case_id
    world.hand_down(hidden, ["vpcp", "dtp"])
    assert "Giấu tên" in desk("vpcp:clerk").get("tim/", q="lê thị thử")  # received it: knows
    for other in ("vpcp:head", "dtp:clerk"):
        assert "Không tìm thấy" in desk(other).get("tim/", q="lê thị thử")
    seal(case_id=hidden, actor=world.actor("dtp:clerk"), at=MONDAY)
    assert "Không tìm thấy" in desk("vpcp:clerk").get("tim/", q="lê thị thử")
