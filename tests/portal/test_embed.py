"""The form and the answers inside pages of others."""

import re

import pytest
from django.conf import LazySettings

from donthu.cases.models import Case
from tests.portal.conftest import Citizen, text
from tests.portal.test_library import published, titles
from tests.world import World

pytestmark = pytest.mark.django_db
FRAMED = ["/nhung/gui-phan-anh", "/nhung/cau-tra-loi"]


@pytest.mark.parametrize("path", FRAMED)
def test_what_is_embedded_may_be_framed_and_nothing_else_may(
    citizen: Citizen, settings: LazySettings, path: str
) -> None:
    answer = citizen.client.get(path)
    assert "X-Frame-Options" not in answer
    assert answer["Content-Security-Policy"].endswith("frame-ancestors *")
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert not answer.cookies
    for cut in ("portal-top", "portal-foot", "Cán bộ đăng nhập"):
        assert cut not in text(answer)
    settings.DONTHU_EMBED_ANCESTORS = "https://so.example"
    assert citizen.client.get(path)["Content-Security-Policy"].endswith(
        "frame-ancestors https://so.example"
    )
    for other in ("/", "/gui-phan-anh", "/tra-cuu", "/nhung", "/tai-khoan/dang-nhap/"):
        refused = citizen.client.get(other)
        assert refused["X-Frame-Options"] == "DENY", other
        assert "frame-ancestors 'none'" in refused["Content-Security-Policy"]


def test_what_is_sent_in_a_frame_stays_in_it_and_leads_to_its_receipt(citizen: Citizen) -> None:
    page = citizen.open("/nhung/gui-phan-anh?co-quan=dtp.sxd&loai=idea")
    assert 'action="/nhung/gui-phan-anh?loai=idea&co-quan=dtp.sxd"' in page
    assert 'value="Sở Xây dựng (dtp.sxd)"' in page
    assert re.search(r'value="idea"[^>]*checked', page)
    assert page.count('formtarget="_blank"') == 2  # papers of their own open beside the frame
    assert "formtarget" not in citizen.open()
    wrong = citizen.client.post("/nhung/gui-phan-anh", citizen.form(title=""))
    assert wrong.status_code == 422
    assert "portal-top" not in text(wrong)
    assert "X-Frame-Options" not in wrong
    done = citizen.client.post("/nhung/gui-phan-anh", citizen.form(agency="dtp.sxd"))
    assert done.status_code == 302
    assert done["Location"].startswith("/nhung/bien-nhan/")
    receipt = citizen.client.get(done["Location"])
    assert "X-Frame-Options" not in receipt
    assert "Đã nhận phản ánh của bạn" in text(receipt)
    case = Case.objects.get()
    assert case.root.code == "dtp.sxd"
    whole = re.search(r'href="(/bien-nhan/[^"]+)"', text(receipt))
    assert whole
    assert citizen.client.get(whole[1]).status_code == 200


def test_a_receipt_in_a_frame_needs_its_pass(citizen: Citizen) -> None:
    done = citizen.client.post("/nhung/gui-phan-anh", citizen.form())
    bare = done["Location"].partition("?")[0]
    assert citizen.client.get(bare)["Location"] == "/nhung/gui-phan-anh"


def test_embedded_answers_are_those_of_the_agency_named(citizen: Citizen, world: World) -> None:
    published(world, "Mức hưởng trợ cấp", kind="question")
    published(world, "Đèn đường hỏng", kind="idea")
    assert len(titles(citizen.open("/nhung/cau-tra-loi?co-quan=dtp.sxd"))) == 2
    assert titles(citizen.open("/nhung/cau-tra-loi?co-quan=btc")) == []
    assert titles(citizen.open("/nhung/cau-tra-loi?loai=question")) == ["Mức hưởng trợ cấp"]
    page = citizen.open("/nhung/cau-tra-loi?q=den+duong&loai=idea")
    assert titles(page) == ["Đèn đường hỏng"]
    assert '<input type="hidden" name="loai" value="idea">' in page
    assert 'href="/cau-tra-loi?q=den+duong&loai=idea"' in page


def test_the_snippet_is_there_to_copy(citizen: Citizen) -> None:
    page = citizen.open("/nhung")
    assert '<iframe src="http://127.0.0.1:8000/nhung/gui-phan-anh?co-quan=dtp"' in page
    assert 'href="/api/v1/docs"' in page
