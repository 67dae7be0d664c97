"""Published answers by what they are about, and questions that were asked before."""

import re
from typing import Any

import pytest

from donthu.agencies.models import Agency, Area, Field
from donthu.cases.models import Publication
from tests.portal.conftest import Citizen
from tests.world import World, later

pytestmark = pytest.mark.django_db


def published(world: World, title: str, *, result: str = "explained", **sent: Any) -> None:
    """An answer published under `title`, of a case `sent` so."""
    case_id = world.submit(to="dtp.sxd", **sent).case_id
    world.take(case_id, "receive", "dtp.sxd:clerk")
    handler = world.officers["dtp.sxd:handler"].pk
    world.take(case_id, "assign", "dtp.sxd:clerk", officer=handler)
    world.take(case_id, "draft", "dtp.sxd:handler", answer="Đơn vị trả lời.", result=result)
    world.take(case_id, "sign", "dtp.sxd:deputy")
    world.take(case_id, "issue", "dtp.sxd:clerk", later(1))
    words = {"title": title, "text": "Nội dung hỏi.", "answer": "Nội dung trả lời."}
    world.publish(case_id, "dtp.sxd", at=later(1), **words)


def titles(page: str) -> list[str]:
    return re.findall(r'class="work-title"[^>]*>(.*?)</a>', page)


def test_what_is_published_keeps_kind_result_and_place_of_the_case(
    citizen: Citizen, world: World
) -> None:
    area = Area.objects.create(code="28249", name="Xã Thử", level="commune", address="Xã Thử")
    published(world, "A", kind="regulation", area_id=area.pk, result="amend")
    public = Publication.objects.get()
    assert (public.kind, public.result, public.area) == ("regulation", "amend", area)


def test_each_filter_leaves_what_fits(citizen: Citizen, world: World) -> None:
    province = Area.objects.create(code="82", name="Đồng Tháp", level="province", address="ĐT")
    commune = Area.objects.create(
        code="28249", name="Xã Thử", level="commune", address="Xã Thử", parent=province
    )
    field = Field.objects.get(code="pakn.transport")
    published(world, "Có", kind="idea", area_id=commune.pk, field_id=field.pk, result="solved")
    published(world, "Không", kind="business")
    Publication.objects.filter(title="Không").update(agency=Agency.objects.get(code="btc"))
    for chosen in (
        "linh-vuc=pakn.transport",
        "loai=idea",
        "co-quan=dtp.sxd",
        "tinh=82",
        "ket-qua=solved",
        "q=noi dung&loai=idea",
    ):
        assert titles(citizen.open(f"/cau-tra-loi?{chosen}")) == ["Có"], chosen
    assert len(titles(citizen.open("/cau-tra-loi?nam=2026"))) == 2
    assert titles(citizen.open("/cau-tra-loi?loai=idea&co-quan=btc")) == []
    assert len(titles(citizen.open("/cau-tra-loi?tinh=khong-co"))) == 2
    assert '<option value="82" selected>Đồng Tháp</option>' in citizen.open("/cau-tra-loi?tinh=82")


def test_policy_questions_have_a_section_of_their_own(citizen: Citizen, world: World) -> None:
    published(world, "Mức hưởng trợ cấp thất nghiệp", kind="question")
    published(world, "Đèn đường hỏng", kind="idea")
    page = citizen.open("/hoi-dap")
    assert titles(page) == ["Mức hưởng trợ cấp thất nghiệp"]
    assert 'name="loai"' not in page
    assert 'href="/gui-phan-anh?loai=question"' in page
    assert titles(citizen.open("/hoi-dap?loai=idea")) == ["Mức hưởng trợ cấp thất nghiệp"]


def test_a_question_in_ones_own_words_finds_what_is_near(citizen: Citizen, world: World) -> None:
    published(world, "Mức hưởng trợ cấp thất nghiệp", kind="question")
    published(world, "Trợ cấp thất nghiệp chậm trả", kind="idea")
    page = citizen.open("/hoi-dap?q=cho toi hoi muc huong tro cap that nghiep la bao nhieu")
    assert titles(page) == ["Mức hưởng trợ cấp thất nghiệp"]
    assert "Không có câu trả lời nào có đủ các từ này. Gần nhất:" in page


def test_who_asks_about_a_policy_is_led_to_the_answers_first(citizen: Citizen) -> None:
    page = citizen.open("/gui-phan-anh?loai=question")
    assert re.search(r'<input[^>]*value="question"[^>]*checked', page)
    assert re.search(r'data-only-of="kind:question".*?href="/hoi-dap"', page)
    assert not re.search(r'name="kind"[^>]*checked', citizen.open("/gui-phan-anh?loai=x"))


def test_rules_changed_thanks_to_feedback_are_listed(citizen: Citizen, world: World) -> None:
    for result in ("amend", "propose", "new_rule", "explained", "no_basis"):
        published(world, result, kind="regulation", result=result)
    page = citizen.open("/quy-dinh-thay-doi")
    assert sorted(titles(page)) == ["amend", "new_rule", "propose"]
    assert "Sửa đổi, bãi bỏ quy định theo thẩm quyền</span>" in page
    assert titles(citizen.open("/quy-dinh-thay-doi?ket-qua=amend")) == ["amend"]
    assert len(titles(citizen.open("/quy-dinh-thay-doi?ket-qua=explained"))) == 3
    number = Publication.objects.get(title="amend").pk
    assert "sửa đổi, bãi bỏ quy định theo thẩm quyền" in citizen.open(f"/cau-tra-loi/{number}")
