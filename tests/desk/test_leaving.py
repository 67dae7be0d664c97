"""An officer leaves: all that is open goes to others, with clocks and drafts as they are."""

from collections.abc import Callable

import pytest

from donthu.agencies.models import Membership, Officer
from donthu.cases import codes
from donthu.cases.models import Case, Deadline, Paper
from donthu.cases.timeline import for_officers
from tests.desk.conftest import Desk
from tests.desk.test_bulk import sent
from tests.world import DUTIES_SINCE, World

pytestmark = pytest.mark.django_db
AtDesk = Callable[[str], Desk]


@pytest.fixture
def colleagues(world: World) -> list[Officer]:
    """Two more handlers at the province."""
    found = []
    for name in ("hai", "ba"):
        officer = Officer.objects.create(username=f"dtp.{name}", full_name=f"Cán bộ {name}")
        Membership.objects.create(
            officer=officer, agency=world.agencies["dtp"], role="handler", since=DUTIES_SINCE
        )
        world.officers[f"dtp:{name}"] = officer
        found.append(officer)
    return found


def given(world: World, count: int) -> list[int]:
    """So many cases of the province's handler, the last one with a draft to be signed."""
    cases = []
    for _ in range(count):
        cases.append(world.submit(to="dtp").case_id)
        world.take(cases[-1], "receive", "dtp:clerk")
        world.take(cases[-1], "assign", "dtp:clerk", officer=world.officers["dtp:handler"].pk)
    world.take(cases[-1], "draft", "dtp:handler", answer="Đã sửa.", result="solved")
    return cases


def test_all_open_work_goes_to_one_colleague_and_back_again(
    world: World, desk: AtDesk, colleagues: list[Officer]
) -> None:
    cases = given(world, 2)
    clocks = list(Deadline.objects.order_by("pk").values())
    head = desk("dtp:head")
    assert "Handler dtp dtp.handler · 2 hồ sơ chưa xong" in head.get("ban-giao/")
    page = head.get("ban-giao/dtp.handler/")
    assert codes.shown(Case.objects.get(pk=cases[0]).code) in page
    assert page.count("Có dự thảo") == 1

    address = sent(
        head, "ban-giao/dtp.handler/", officers=[colleagues[0].pk], reason="Nghỉ hưu từ 1/12."
    )
    assert "→ Cán bộ hai" in head.get(address)
    sent(head, address, do="run")
    assert set(Case.objects.values_list("officer__username", flat=True)) == {"dtp.hai"}
    assert set(Case.objects.values_list("state", flat=True)) == {"in_progress", "awaiting_approval"}
    assert list(Deadline.objects.order_by("pk").values()) == clocks
    assert Paper.objects.get(kind="answer").state == "draft"
    line = for_officers(Case.objects.get(pk=cases[0]))[0]
    assert line.text == "Ủy ban nhân dân tỉnh Đồng Tháp chuyển người giải quyết: Cán bộ hai"
    assert line.words == (("Lý do chuyển", "Nghỉ hưu từ 1/12."),)
    assert "mới chuyển người giải quyết" in desk("dtp:hai").get("")
    assert "Không có việc nào" in desk("dtp:handler").get("")

    sent(head, address, do="undo")
    assert set(Case.objects.values_list("officer__username", flat=True)) == {"dtp.handler"}
    assert "Không có việc nào" in desk("dtp:hai").get("")


def test_several_colleagues_get_it_in_turn(
    world: World, desk: AtDesk, colleagues: list[Officer]
) -> None:
    given(world, 3)
    clerk = desk("dtp:clerk")
    ids = [officer.pk for officer in colleagues]
    address = sent(clerk, "ban-giao/dtp.handler/", officers=ids, reason="Chuyển công tác.")
    sent(clerk, address, do="run")
    names = sorted(Case.objects.values_list("officer__username", flat=True))
    assert names in (["dtp.ba", "dtp.ba", "dtp.hai"], ["dtp.ba", "dtp.hai", "dtp.hai"])


def test_it_is_for_who_gives_out_the_work_of_the_agency(world: World, desk: AtDesk) -> None:
    given(world, 1)
    for who in ("dtp:clerk", "dtp:unit_head", "dtp:deputy", "dtp:head"):
        assert "Bàn giao việc" in desk(who).html("")
        assert desk(who).status("ban-giao/dtp.handler/") == 200
    for who in ("dtp:handler", "dtp:watcher"):
        assert "Bàn giao việc" not in desk(who).html("")
        assert desk(who).status("ban-giao/") == 404
    assert desk("btc:head").status("ban-giao/dtp.handler/") == 404


def test_who_closes_the_account_is_told_how_much_is_open(
    world: World, desk: AtDesk, colleagues: list[Officer]
) -> None:
    given(world, 2)
    admin = desk("dtp:agency_admin")
    assert "Người này còn giải quyết 2 hồ sơ" in admin.get("can-bo/dtp.handler/")
    admin.post("can-bo/dtp.handler/", do="close")
    assert "Còn 2 hồ sơ chưa xong ghi tên người này" in admin.get("can-bo/dtp.handler/")
    head = desk("dtp:head")
    assert "Tài khoản đã khóa" in head.get("ban-giao/")
    address = sent(head, "ban-giao/dtp.handler/", officers=[colleagues[0].pk], reason="Nghỉ.")
    sent(head, address, do="run")
    assert set(Case.objects.values_list("officer__username", flat=True)) == {"dtp.hai"}


def test_without_a_receiver_the_form_comes_back(
    world: World, desk: AtDesk, colleagues: list[Officer]
) -> None:
    given(world, 1)
    answer = desk("dtp:clerk").post("ban-giao/dtp.handler/", reason="Nghỉ hưu.")
    assert answer.status_code == 422
    assert "Hãy chọn người nhận." in answer.content.decode()
    assert "Nghỉ hưu." in answer.content.decode()


def test_without_any_colleague_it_is_said_what_comes_first(world: World, desk: AtDesk) -> None:
    given(world, 1)
    page = desk("dtp:clerk").get("ban-giao/dtp.handler/")
    assert "chưa có chuyên viên xử lý nào khác" in page
    assert "Xem trước" not in page
