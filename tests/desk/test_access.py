"""Who gets to the desk, and what each sees first."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from donthu.agencies.models import Membership
from donthu.cases.queries import AnyCase
from tests.desk.conftest import At, Desk, place, words
from tests.world import MONDAY, World

pytestmark = pytest.mark.django_db
At_desk = Callable[[str], Desk]


def test_a_stranger_signs_in_first_and_comes_back_to_the_page(case: AnyCase) -> None:
    answer = Client().get(f"/lam-viec/{place(case)}")
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/tai-khoan/login/?next=/lam-viec/{place(case)}"


def test_the_terms_are_accepted_once_before_anything_else(world: World, case: AnyCase) -> None:
    officer = world.officers["vpcp:clerk"]
    client = Client()
    client.force_login(officer)
    wanted = f"/lam-viec/{place(case)}"
    answer = client.get(wanted)
    assert answer.headers["Location"].startswith("/lam-viec/quy-dinh/?next=")
    terms = answer.headers["Location"]
    assert "công cụ truy cập trái phép" in words(client.get(terms).content.decode())
    unread = client.post(terms)
    assert unread.status_code == 422
    assert "Tôi đã đọc và sẽ thực hiện" in words(unread.content.decode())
    assert client.post(terms, {"accept": "yes"}).headers["Location"] == wanted
    officer.refresh_from_db()
    assert officer.terms_accepted_at == MONDAY
    assert client.get(wanted).status_code == 200


def test_the_terms_lead_nowhere_outside(world: World) -> None:
    client = Client()
    client.force_login(world.officers["vpcp:clerk"])
    answer = client.post("/lam-viec/quy-dinh/?next=https://khac.example/", {"accept": "yes"})
    assert answer.headers["Location"] == "/lam-viec/"


def test_a_password_that_was_given_is_changed_first(world: World, desk: At_desk) -> None:
    at_desk = desk("vpcp:clerk")
    at_desk.officer.password_given = True
    at_desk.officer.save(update_fields=["password_given"])
    answer = at_desk.client.get("/lam-viec/")
    assert answer.headers["Location"] == "/tai-khoan/password/change/"


def test_an_officer_whose_duties_ended_is_told_so(world: World, desk: At_desk, at: At) -> None:
    at_desk = desk("vpcp:clerk")
    Membership.objects.filter(officer=at_desk.officer).update(until=MONDAY.date())
    at(MONDAY + timedelta(days=1))
    assert "không giữ vai trò nào" in at_desk.get("")


def test_an_administrator_is_told_in_a_sentence_that_cases_are_not_for_him(
    desk: At_desk, case: AnyCase
) -> None:
    admin = desk("vpcp:agency_admin")
    for address in ("", "thu-muc/incoming/", "tim/", place(case), f"{place(case)}buoc/receive/"):
        page = admin.get(address)
        assert "Tài khoản quản trị không xem hồ sơ" in page
        assert case.title not in page


@pytest.mark.parametrize("who", ["btc:clerk", "btc:head", "btc:watcher", "dtp.sxd:handler"])
def test_for_an_outsider_the_case_does_not_exist(desk: At_desk, case: AnyCase, who: str) -> None:
    outsider = desk(who)
    for address in (place(case), f"{place(case)}buoc/receive/", f"{place(case)}giao-viec/"):
        assert outsider.status(address) == 404
    assert outsider.post(f"{place(case)}buoc/receive/").status_code == 404
    for address in ("", "thu-muc/incoming/", "thu-muc/working/", "thu-muc/qua-han/"):
        assert case.title not in outsider.get(address)
    assert case.title not in outsider.get("tim/", q="đèn tín hiệu")


def test_a_code_that_can_not_be_right_is_not_found(desk: At_desk) -> None:
    assert desk("vpcp:clerk").status("ho-so/ABCD-EFGH/") == 404
    assert desk("vpcp:clerk").status("thu-muc/khong-co/") == 404
