"""A filtered folder gets a name, for oneself or for the agency."""

from collections.abc import Callable

import pytest

from donthu.cases import codes
from donthu.cases.models import Case
from donthu.desk.models import SavedView
from tests.desk.conftest import Desk
from tests.desk.test_folders import listed
from tests.world import World, later

pytestmark = pytest.mark.django_db
AtDesk = Callable[[str], Desk]
GIVEN = {"folder": "working", "query": "q=den&trang-thai=received&sau=5&la=1"}


def received(world: World, day: int, title: str) -> Case:
    pk = world.submit(to="dtp", title=title, text=title, at=later(day)).case_id
    world.take(pk, "receive", "dtp:clerk", later(day))
    return Case.objects.get(pk=pk)


def test_a_shared_view_is_opened_by_its_name_in_the_agency_and_nowhere_else(
    world: World, desk: AtDesk
) -> None:
    received(world, 0, "Đèn tín hiệu hỏng")
    received(world, 0, "Rác chưa thu gom")
    clerk = desk("dtp:clerk")
    assert "Lưu bộ lọc này" in clerk.get("thu-muc/working/", **{"trang-thai": "received"})
    answer = clerk.post("bo-loc/", **GIVEN, name="Đèn mới nhận", shared="on")
    address = "thu-muc/working/?trang-thai=received"
    assert answer.headers["Location"] == f"/lam-viec/{address}"
    for who in ("dtp:clerk", "dtp:handler"):
        html = desk(who).html("thu-muc/working/")
        assert "Đèn mới nhận" in html
        assert address.replace("&", "&amp;") in html
    assert listed(desk("dtp:handler").html(address)) == 2
    assert "Đèn mới nhận" not in desk("vpcp:clerk").html("thu-muc/working/")
    assert "Đèn mới nhận" not in desk("dtp:clerk").html("thu-muc/incoming/")
    assert "Clerk dtp chia sẻ" in desk("dtp:handler").get("bo-loc/")


def test_a_view_of_ones_own_is_seen_by_nobody_else_and_a_handler_shares_none(
    world: World, desk: AtDesk
) -> None:
    desk("dtp:handler").post("bo-loc/", **GIVEN, name="Của tôi", shared="on")
    assert "Của tôi" in desk("dtp:handler").html("thu-muc/working/")
    assert "Của tôi" not in desk("dtp:clerk").html("thu-muc/working/")
    page = desk("dtp:handler").get("thu-muc/working/", **{"trang-thai": "in_progress"})
    assert "Lưu bộ lọc này" in page
    assert "Chia sẻ với cán bộ" not in page


def test_who_made_it_deletes_it_and_nobody_else(world: World, desk: AtDesk) -> None:
    desk("dtp:clerk").post("bo-loc/", **GIVEN, name="Đèn", shared="on")
    view = SavedView.objects.get()
    assert desk("dtp:handler").post(f"bo-loc/{view.pk}/", do="delete").status_code == 404
    assert "Xóa" not in desk("dtp:handler").get("bo-loc/")
    assert desk("dtp:clerk").post(f"bo-loc/{view.pk}/", do="delete").status_code == 302
    assert not SavedView.objects.exists()


def test_a_name_given_again_names_the_new_filters_and_no_name_is_told(
    world: World, desk: AtDesk
) -> None:
    clerk = desk("dtp:clerk")
    clerk.post("bo-loc/", **GIVEN, name="Đèn")
    clerk.post("bo-loc/", folder="qua-han", query="trang-thai=new", name="Đèn")
    view = SavedView.objects.get()
    assert (view.folder, view.query, view.shared) == ("qua-han", "trang-thai=new", False)
    clerk.post("bo-loc/", **GIVEN, name=" ")
    assert "Hãy nhập tên bộ lọc." in clerk.get("bo-loc/")
    assert clerk.post("bo-loc/", folder="bịa", query="", name="x").status_code == 404


def test_words_looked_for_are_neither_saved_nor_shared(world: World, desk: AtDesk) -> None:
    received(world, 0, "Đèn tín hiệu hỏng")
    clerk = desk("dtp:clerk")
    assert "Lưu bộ lọc này" not in clerk.get("thu-muc/working/", q="0900000123")
    page = clerk.get("thu-muc/working/", **{"q": "0900000123", "trang-thai": "received"})
    assert "Từ khóa không được lưu" in page
    given = {"folder": "working", "name": "Đèn", "shared": "on"}
    clerk.post("bo-loc/", **given, query="q=0900000123&trang-thai=received")
    assert SavedView.objects.get().query == "trang-thai=received"
    clerk.post("bo-loc/", **{**given, "name": "Khác"}, query="q=0900000123")
    assert SavedView.objects.count() == 1
    assert "Hãy chọn ít nhất một mục" in clerk.get("bo-loc/")


def test_what_is_worked_on_and_what_is_late_is_narrowed_by_who_settles_it(
    world: World, desk: AtDesk
) -> None:
    case, other = received(world, 0, "Đèn"), received(world, 0, "Rác")
    handler = world.officers["dtp:handler"].pk
    world.take(case.pk, "assign", "dtp:clerk", officer=handler)
    clerk = desk("dtp:clerk")
    mine = clerk.get("thu-muc/working/", nguoi=str(handler))
    assert codes.shown(case.code) in mine
    assert codes.shown(other.code) not in mine
    nobodys = clerk.get("thu-muc/working/", nguoi="chua")
    assert codes.shown(other.code) in nobodys
    assert codes.shown(case.code) not in nobodys
    assert "Người giải quyết" in clerk.get("thu-muc/qua-han/")
    assert "Người giải quyết" not in clerk.get("thu-muc/incoming/")


def test_what_is_worked_on_stands_in_the_order_of_its_ends(world: World, desk: AtDesk) -> None:
    made = [received(world, day, f"Việc {day}") for day in (3, 1, 2)]
    last = received(world, 0, "Chờ")
    page = desk("dtp:clerk").get("thu-muc/working/")
    places = [page.index(codes.shown(case.code)) for case in (last, made[1], made[2], made[0])]
    assert places == sorted(places)


def test_pages_of_what_is_worked_on_follow_without_gap_or_repeat(
    world: World, desk: AtDesk
) -> None:
    made = [received(world, day % 4, "Đèn") for day in range(33)]
    clerk = desk("dtp:clerk")
    first = clerk.html("thu-muc/working/")
    start = first.index('rel="next" href="') + len('rel="next" href="')
    address = first[start : first.index('"', start)].replace("&amp;", "&")
    second = clerk.html(f"thu-muc/working/{address}")
    assert (listed(first), listed(second)) == (30, 3)
    for case in made:
        shown = f'id="{codes.shown(case.code)}"'
        assert (shown in first) != (shown in second)
