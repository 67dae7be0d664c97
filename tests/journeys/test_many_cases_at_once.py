"""A clerk hands fifty cases down at once, sees before which one is refused, and takes them back."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Somebody
from tests.journeys.driving import run_python
from tests.journeys.site import Site
from tests.personas import LAN, MINH

pytestmark = pytest.mark.browser

# Fifty letters that the clerk has received; of the last one the department has a part already.
LETTERS = """
from django.utils import timezone
from donthu.agencies.duties import duties_of
from donthu.agencies.models import Agency, Officer
from donthu.cases.actions.assignments import assign
from donthu.cases.actions.submit import submit
from donthu.cases.actions.take_step import take_step
from donthu.cases.actor import Actor
from donthu.people.models import Person
at = timezone.now()
clerk = Officer.objects.get(username="dtp.nl")
actor = Actor.officer(clerk.pk, duties_of(clerk, timezone.localtime(at).date()))
here, below = Agency.objects.get(code="dtp").pk, Agency.objects.get(code="dtp.sxd").pk
for number in range(1, 51):
    sender = Person(name=f"Trần Văn Thử {number}", email="thu50@donthu.example", created_at=at)
    made = submit(
        procedure="feedback", title=f"Cột đèn số {number} trên đường Thử Nghiệm không sáng",
        text=f"Cột đèn số {number} trên đường Thử Nghiệm không sáng đã ba đêm.", sender=sender,
        agency_id=here, channel="portal", kind="idea", at=at,
    )
    take_step(case_id=made.case_id, step="receive", data={}, actor=actor, at=at)
assign(case_id=made.case_id, data={"to": below, "note": "Cho biết lịch sửa."}, actor=actor, at=at)
"""
HELD = """
    SELECT a.code, count(*) FROM cases_case c JOIN agencies_agency a ON a.id = c.holder_id
    WHERE c.title LIKE 'Cột đèn số %%' GROUP BY a.code ORDER BY a.code
"""


def test_fifty_are_handed_down_but_one_and_taken_back(somebody: Somebody, site: Site) -> None:
    run_python(site.served.donthu, LETTERS)
    clerk = somebody(LAN)
    page = clerk.page
    clerk.open("/lam-viec/thu-muc/working/?q=cot+den+duong+thu+nghiem")
    clerk.look("hang-loat-danh-sach")
    page.get_by_text("Chọn nhiều hồ sơ").click()
    page.get_by_label("Cả trang này").check()
    expect(page.get_by_text("Đã chọn 30 hồ sơ.")).to_be_visible()
    clerk.look("hang-loat-chon")
    page.get_by_label("Chọn tất cả 50 hồ sơ theo bộ lọc này").check()
    page.get_by_role("button", name="Chuyển cơ quan, đơn vị giải quyết").click()

    expect(page.get_by_text("50 hồ sơ đã chọn")).to_be_visible()
    page.get_by_role("combobox", name="Cơ quan chủ trì").fill("sxd")
    page.get_by_role("option", name="Sở Xây dựng tỉnh Đồng Tháp").click()
    page.get_by_label("Ý kiến chỉ đạo, lý do chuyển").fill("Đề nghị sửa và trả lời người dân.")
    clerk.look("hang-loat-buoc")
    page.get_by_role("button", name="Xem trước").click()

    expect(page.get_by_text("1 hồ sơ không thực hiện được")).to_be_visible()
    expect(page.get_by_text("Đề nghị sửa và trả lời người dân.")).to_be_visible()
    expect(page.get_by_text("Cơ quan này đang có việc chưa xong trong hồ sơ")).to_be_visible()
    clerk.look("hang-loat-xem-truoc")
    assert site.rows(HELD) == [("dtp", 50)]
    page.get_by_role("button", name="Thực hiện 49 hồ sơ").click()
    expect(page.get_by_text("Đã thực hiện 49 hồ sơ")).to_be_visible()
    clerk.look("hang-loat-xong")
    assert site.rows(HELD) == [("dtp", 1), ("dtp.sxd", 49)]

    page.get_by_text("Hoàn tác", exact=True).click()
    page.get_by_role("button", name="Hoàn tác 49 hồ sơ").click()
    expect(page.get_by_text("Đã hoàn tác 49 hồ sơ.")).to_be_visible()
    clerk.look("hang-loat-hoan-tac")
    assert site.rows(HELD) == [("dtp", 50)]
    told = [subject for subject, _ in site.letters_to("thu50@donthu.example")]
    assert not [subject for subject in told if "đã chuyển" in subject]

    page.get_by_role("link", name="Về danh sách").click()
    clerk.open("/lam-viec/thu-muc/working/?trang-thai=received")
    page.get_by_text("Lưu bộ lọc này").click()
    page.get_by_label("Tên bộ lọc").fill("Đèn đường")
    page.get_by_label("Chia sẻ với cán bộ trong cơ quan").check()
    clerk.look("luu-bo-loc")
    page.get_by_role("button", name="Lưu bộ lọc").click()
    expect(page.get_by_role("link", name="Đèn đường")).to_be_visible()
    clerk.look("bo-loc-da-luu")
    clerk.open("/lam-viec/hang-loat/")
    clerk.look("thao-tac-gan-day")


def test_who_hands_over_the_work_of_the_only_handler_is_told_what_comes_first(
    somebody: Somebody,
) -> None:
    clerk = somebody(MINH)
    page = clerk.page
    clerk.open("/lam-viec/ban-giao/")
    clerk.look("ban-giao")
    page.get_by_role("link", name="Huỳnh Thị Mẫu Tâm").first.click()
    expect(page.get_by_text("chưa có chuyên viên xử lý nào khác")).to_be_visible()
    clerk.look("ban-giao-viec")
