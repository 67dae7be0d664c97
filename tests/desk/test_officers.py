"""Administration of accounts."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from donthu.agencies.models import Membership, Officer
from tests.desk.conftest import Desk, words
from tests.desk.test_work import statements
from tests.world import World

pytestmark = pytest.mark.django_db
AtDesk = Callable[[str], Desk]
NEW = {"full_name": "Lê Văn Mới", "username": "dtp.sxd.moi", "roles": ["handler"]}


@pytest.mark.parametrize("who", ["dtp:clerk", "dtp:head", "dtp:watcher"])
def test_administration_is_not_there_for_who_does_not_administer(desk: AtDesk, who: str) -> None:
    for address in ("can-bo/", "can-bo/dtp.clerk/", "quyen/"):
        assert desk(who).status(address) == 404
        assert desk(who).post(address, do="close").status_code in {404, 405}
    assert "Cán bộ" not in desk(who).html("").split("<main")[0]


def test_the_list_holds_the_agency_and_its_units_and_no_other(desk: AtDesk) -> None:
    page = desk("dtp:agency_admin").get("can-bo/")
    assert "dtp.sxd.clerk" in page
    assert "vpcp.clerk" not in page
    assert "btc.clerk" not in page
    found = desk("dtp:agency_admin").get("can-bo/", q="DEPUTY", **{"co-quan": "dtp.sxd"})
    assert "dtp.sxd.deputy" in found
    assert "dtp.sxd.clerk" not in found
    assert desk("dtp:agency_admin").status("can-bo/vpcp.clerk/") == 404


def test_the_list_goes_page_by_page_with_the_same_few_statements(
    world: World, desk: AtDesk
) -> None:
    admin = desk("dtp:agency_admin")
    few = statements(admin, "can-bo/")
    officers = Officer.objects.bulk_create(
        Officer(username=f"dtp.z{n:03}", full_name=f"Người {n}", folded=f"nguoi {n}")
        for n in range(60)
    )
    Membership.objects.bulk_create(
        Membership(
            officer=officer, agency=world.agencies["dtp"], role="handler", since="2026-01-01"
        )
        for officer in officers
    )
    assert statements(admin, "can-bo/") == few <= 9
    first = admin.html("can-bo/")
    assert 'rel="next"' in first
    start = first.index('rel="next" href="') + len('rel="next" href="')
    second = admin.html("can-bo/" + first[start : first.index('"', start)].replace("&amp;", "&"))
    assert "dtp.z059" in second
    assert "dtp.clerk<" not in second


def test_an_account_is_opened_and_its_password_shown_once(world: World, desk: AtDesk) -> None:
    admin = desk("dtp:agency_admin")
    opened = admin.post("can-bo/", **NEW, agency=str(world.id("dtp.sxd")))
    page = opened.content.decode()
    password = page.split('class="code-large">')[1].split("<")[0]
    assert Client().login(username="dtp.sxd.moi", password=password)
    officer = Officer.objects.get(username="dtp.sxd.moi")
    assert officer.password_given
    assert password not in admin.html("can-bo/dtp.sxd.moi/")
    assert "Chuyên viên xử lý Sở Xây dựng" in admin.get("can-bo/dtp.sxd.moi/")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"username": "Hoa!"}, "Tên đăng nhập gồm chữ thường"),
        ({"username": "dtp.clerk"}, "đã có"),
        ({"full_name": ""}, "Hãy nhập họ và tên."),
        ({"roles": ["handler", "agency_admin"]}, "phải là hai tài khoản khác nhau"),
    ],
)
def test_what_is_wrong_with_an_account_is_said(
    world: World, desk: AtDesk, changed: dict[str, str], said: str
) -> None:
    admin = desk("dtp:agency_admin")
    answer = admin.post("can-bo/", **(NEW | {"agency": str(world.id("dtp.sxd"))} | changed))
    assert answer.status_code in {409, 422}
    assert said in words(answer.content.decode())
    assert not Officer.objects.filter(username="dtp.sxd.moi").exists()


def test_no_account_is_opened_beyond_ones_own_agencies(world: World, desk: AtDesk) -> None:
    admin = desk("dtp.sxd:agency_admin")
    answer = admin.post("can-bo/", **NEW, agency=str(world.id("dtp")))
    assert answer.status_code == 422
    assert not Officer.objects.filter(username="dtp.sxd.moi").exists()


def test_a_role_is_given_and_ended_and_an_account_closed(world: World, desk: AtDesk) -> None:
    admin = desk("dtp:agency_admin")
    officer = world.officers["dtp.sxd:handler"]
    address = f"can-bo/{officer.username}/"
    unfilled = admin.post(address, do="give", role="clerk")
    assert unfilled.status_code == 422
    admin.post(address, do="give", role="clerk", agency=str(world.id("dtp.snnmt")))
    added = officer.memberships.get(role="clerk")
    assert added.agency.code == "dtp.snnmt"
    admin.post(address, do="end", role=str(added.pk))
    added.refresh_from_db()
    assert added.until is not None
    reset = admin.post(address, do="reset")
    assert 'class="code-large"' in reset.content.decode()
    admin.post(address, do="close")
    officer.refresh_from_db()
    assert not officer.is_active
    assert "Đã khóa" in admin.get(address)


def test_a_closed_account_is_opened_again_with_a_new_password_and_no_role(
    world: World, desk: AtDesk
) -> None:
    admin = desk("dtp:agency_admin")
    officer = world.officers["dtp.sxd:handler"]
    address = f"can-bo/{officer.username}/"
    admin.post(address, do="close")
    assert "Mở lại tài khoản" in admin.get(address)
    page = admin.post(address, do="reopen").content.decode()
    password = page.split('class="code-large">')[1].split("<")[0]
    assert Client().login(username=officer.username, password=password)
    officer.refresh_from_db()
    assert officer.is_active
    assert officer.password_given
    assert not officer.memberships.on(timezone.localdate() + timedelta(days=1)).exists()
    again = admin.client.post(f"/lam-viec/{address}", {"do": "reopen"}, follow=True)
    assert "Tài khoản đang mở." in words(again.content.decode())


def test_an_account_closed_elsewhere_is_not_opened_again(world: World, desk: AtDesk) -> None:
    admin = desk("dtp.sxd:agency_admin")
    officer = world.officers["dtp:handler"]
    Membership.objects.create(
        officer=officer,
        agency=world.agencies["dtp.sxd"],
        role="handler",
        since="2020-01-01",
        until="2020-12-31",
    )
    desk("dtp:agency_admin").post(f"can-bo/{officer.username}/", do="close")
    admin.post(f"can-bo/{officer.username}/", do="reopen")
    officer.refresh_from_db()
    assert not officer.is_active


def test_only_who_administers_the_system_is_offered_that_role_to_give(
    world: World, desk: AtDesk
) -> None:
    admin = desk("dtp:agency_admin")
    for address in ("can-bo/", "can-bo/dtp.clerk/"):
        assert 'value="agency_admin"' in admin.html(address)
        assert 'value="system_admin"' not in admin.html(address)
    Membership.objects.create(
        officer=world.officers["dtp:agency_admin"],
        agency=world.agencies["dtp"],
        role="system_admin",
        since="2026-01-01",
    )
    assert 'value="system_admin"' in desk("dtp:agency_admin").html("can-bo/")


def test_what_each_role_may_do_is_a_table_and_a_file(desk: AtDesk) -> None:
    admin = desk("dtp:agency_admin")
    page = admin.get("quyen/")
    assert "Xem hồ sơ vụ việc Cơ quan mình" in page
    answer = admin.client.get("/lam-viec/quyen/", {"dang": "csv"})
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Quyền,Văn thư,")
    assert any(line.startswith('"Cấp, khóa tài khoản') for line in lines)
    assert not any("báo cáo" in line or "danh mục" in line for line in lines)  # no page for it
