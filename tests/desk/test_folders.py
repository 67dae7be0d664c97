"""The folders of an agency."""

from collections.abc import Callable

import pytest

from donthu.agencies.models import Area, Field, Membership
from donthu.cases import codes
from donthu.cases.actions.seal import seal
from donthu.cases.queries import AnyCase, case_by_id
from tests.desk.conftest import At, Desk, place
from tests.desk.test_work import statements
from tests.world import MONDAY, World, later

pytestmark = pytest.mark.django_db
AtDesk = Callable[[str], Desk]


def listed(page: str) -> int:
    return page.count('class="work-title"')


def test_each_agency_finds_the_case_where_it_lies_for_it(
    desk: AtDesk, handed_down: AnyCase
) -> None:
    code = codes.shown(handed_down.code)
    for who, folder in (("vpcp", "sent"), ("dtp", "sent"), ("dtp.sxd", "working")):
        page = desk(f"{who}:handler").get(f"thu-muc/{folder}/")
        assert code in page
    assert "Sở Xây dựng giữ" in desk("vpcp:clerk").get("thu-muc/sent/")
    assert "Thư mục này đang trống" in desk("dtp.sxd:clerk").get("thu-muc/incoming/")


def test_the_menu_counts_what_lies_in_each_folder(
    world: World, desk: AtDesk, handed_down: AnyCase, at: At
) -> None:
    world.submit()
    html = desk("vpcp:clerk").html("thu-muc/incoming/")
    assert 'aria-current="page"' in html
    menu = html[html.index("side-wide") :]
    assert "Mới đến<span" in menu
    assert "Đã chuyển<span" in menu
    assert "Đang xử lý<span" not in menu
    at(later(30))
    late = desk("vpcp:clerk").html("thu-muc/qua-han/")
    assert listed(late) == 2
    assert 'menu-count is-late">2<' in late


def test_words_code_field_state_and_place_narrow_a_folder(world: World, desk: AtDesk) -> None:
    field = Field.objects.create(
        code="thu", catalogue="feedback", name="Giao thông", report_code="other"
    )
    other = Field.objects.create(
        code="khac", catalogue="feedback", name="Môi trường", report_code="other"
    )
    province = Area.objects.create(code="1", name="Tỉnh A", kind="province", level="province")
    ward = Area.objects.create(
        code="2", name="Phường B", kind="ward", level="commune", parent=province
    )
    Area.objects.create(code="3", name="Tỉnh C", kind="province", level="province")
    lamp = case_by_id(world.submit(field_id=field.pk, area_id=ward.pk).case_id)
    case_by_id(world.submit(title="Rác chưa thu gom", text="Rác", field_id=other.pk).case_id)
    clerk = desk("vpcp:clerk")
    assert listed(clerk.html("thu-muc/incoming/")) == 2
    for name, value in (
        ("q", "den tin hieu"),
        ("q", codes.shown(lamp.code)[:6].lower()),
        ("linh-vuc", str(field.pk)),
        ("dia-ban", str(province.pk)),
    ):
        html = clerk.html("thu-muc/incoming/", **{name: value})
        assert listed(html) == 1, (name, value)
        assert "Đèn tín hiệu hỏng" in html
    assert listed(clerk.html("thu-muc/incoming/", **{"trang-thai": "forwarded"})) == 0
    assert listed(clerk.html("thu-muc/incoming/", **{"trang-thai": "bịa đặt"})) == 2
    assert "Không có hồ sơ nào khớp" in clerk.get("thu-muc/incoming/", q="không có từ này")


def test_the_agencies_in_the_chain_narrow_what_was_sent(
    world: World, desk: AtDesk, handed_down: AnyCase
) -> None:
    clerk = desk("vpcp:clerk")
    with_the_province = {"co-quan": str(world.id("dtp"))}
    assert listed(clerk.html("thu-muc/sent/", **with_the_province)) == 1
    assert listed(clerk.html("thu-muc/sent/", **{"co-quan": str(world.id("btc"))})) == 0


def test_pages_follow_one_another_without_gap_or_repeat(world: World, desk: AtDesk) -> None:
    made = [world.submit().code for _ in range(33)]
    clerk = desk("vpcp:clerk")
    assert statements(clerk, "thu-muc/incoming/") <= 12
    first = clerk.html("thu-muc/incoming/", q="den tin hieu")
    assert listed(first) == 30
    start = first.index('rel="next" href="') + len('rel="next" href="')
    address = first[start : first.index('"', start)].replace("&amp;", "&")
    assert "q=den+tin+hieu" in address
    second = clerk.html(f"thu-muc/incoming/{address}")
    assert listed(second) == 3
    for code in made:
        assert (codes.shown(code) in first) != (codes.shown(code) in second)


def test_overdue_pages_follow_the_date(world: World, desk: AtDesk, at: At) -> None:
    for hour in range(32):
        world.submit(at=later(hour % 3))
    at(later(30))
    clerk = desk("vpcp:clerk")
    first = clerk.html("thu-muc/qua-han/")
    start = first.index('rel="next" href="') + len('rel="next" href="')
    second = clerk.html("thu-muc/qua-han/" + first[start : first.index('"', start)])
    assert (listed(first), listed(second)) == (30, 2)


def test_back_from_a_case_is_the_same_place_in_the_list(desk: AtDesk, case: AnyCase) -> None:
    clerk = desk("vpcp:clerk")
    html = clerk.html("thu-muc/incoming/", q="đèn")
    start = html.index(f'href="/lam-viec/{place(case)}?tu=') + len('href="/lam-viec/')
    address = html[start : html.index('"', start)]
    page = clerk.html(address)
    back = f'href="/lam-viec/thu-muc/incoming/?q=%C4%91%C3%A8n#{codes.shown(case.code)}"'
    assert f"{back}>Mới đến</a>" in page
    assert f'id="{codes.shown(case.code)}"' in html


@pytest.mark.parametrize(
    "came", ["//khac.example", "https://khac.example", "tim/\\khac", "can-bo/"]
)
def test_the_way_back_never_leads_elsewhere(desk: AtDesk, case: AnyCase, came: str) -> None:
    html = desk("vpcp:clerk").html(place(case), tu=came)
    assert f'<a href="/lam-viec/#{codes.shown(case.code)}">Việc hôm nay</a>' in html


def test_a_restricted_case_is_listed_for_the_clerk_and_not_for_other_handlers(
    world: World, desk: AtDesk, case: AnyCase
) -> None:
    seal(case_id=case.pk, actor=world.actor("vpcp:clerk"), at=MONDAY)
    assert "Hạn chế xem" in desk("vpcp:clerk").get("thu-muc/incoming/")
    assert "Thư mục này đang trống" in desk("vpcp:handler").get("thu-muc/incoming/")
    assert desk("vpcp:handler").status(place(case)) == 404


def test_the_folders_are_those_of_the_duty_of_the_moment(
    world: World, desk: AtDesk, case: AnyCase
) -> None:
    clerk = desk("btc:clerk")
    Membership.objects.create(
        officer=clerk.officer, agency=world.agencies["vpcp"], role="clerk", since=MONDAY.date()
    )
    assert "Bộ Tài chính" in clerk.get("thu-muc/incoming/")
    html = clerk.html("")
    assert 'name="duty" value="vpcp:clerk:"' in html
    assert clerk.post("chuyen-vai/", duty="vpcp:clerk:").status_code == 302
    assert codes.shown(case.code) in clerk.get("thu-muc/incoming/")
    clerk.post("chuyen-vai/", duty="dtp:head:")
    assert "Văn phòng Chính phủ" in clerk.get("thu-muc/incoming/")
