"""Every page at every size: nothing serious for axe, no English, nothing too wide, nothing heavy."""

import re
from collections.abc import Callable, Mapping

import pytest
from playwright.sync_api import CDPSession, expect

from donthu.law import registry
from donthu.law.grammar import Seat
from donthu.law.handover import HANDOVER
from tests.browser import DESK, NARROWEST, PHONE, Window, at_each_size, picture, too_wide
from tests.invariants.addresses import DESK as DESK_ADDRESSES
from tests.invariants.addresses import PORTAL as PORTAL_ADDRESSES
from tests.journeys.citizen import TITLE, look_up, send, write_feedback
from tests.journeys.conftest import Somebody
from tests.journeys.site import Site
from tests.personas import ADMIN, BINH, CHU_TICH, LAN, MINH, SO_QUAN_TRI, TAM, Persona

pytestmark = pytest.mark.browser

HEAVIEST = 150_000  # bytes over the wire, after the first visit
NO_PAGES = {  # addresses that answer with something else
    *("gui-phan-anh/tep", "gui-phan-anh/noi", "gui-phan-anh/co-quan", "gui-phan-anh/kiem-tra"),
    *("tra-cuu/<str:code>/tep/<int:file>", "robots.txt"),
    *("cau-tra-loi/<int:number>/tep/<int:public_file>",),
    *("lam-viec/ho-so/<str:code>/ban-cong-khai/<int:prepared_id>/",),
    *("lam-viec/nhap/trung/", "gui-phan-anh/tuong-tu"),
    *("so-lieu/<str:table>.csv", "lam-viec/so-lieu/<str:table>.csv"),
    *("lam-viec/ho-so/<str:code>/word/", "lam-viec/ho-so/<str:code>/cong-van/<int:paper_id>/"),
    *("lam-viec/bo-loc/", "lam-viec/bo-loc/<int:view_id>/"),  # they lead to the list
    *("lam-viec/ho-so/<str:code>/tep/<int:file_id>/", "lam-viec/tep-tam/", "lam-viec/chuyen-vai/"),
}
WHO = {  # whose turn it is with a case in that state, in the sample
    "new": LAN,
    "forwarded": MINH,
    "received": LAN,
    "returned": LAN,
    "awaiting_supplement": LAN,
    "in_progress": TAM,
    "awaiting_approval": BINH,
    "signed": MINH,
    "awaiting_review": LAN,
    "answered": MINH,
    "awaiting_release": BINH,
    "published": MINH,
    "unpublished": LAN,
    "refused": LAN,
    "lapsed": MINH,
    "withdrawn": MINH,
    "objected": CHU_TICH,
}
ELSEWHERE = {
    *("report", "pass_report"),  # need a chain that the sample does not tell
    *("send_letter", "note_arrival", "urge", "record_reply", "record_report"),  # test_by_letter
    "let_in",  # nobody in the sample was written about by mistake
}
CASE_OF = """
    SELECT c.code FROM cases_case c JOIN agencies_agency a ON a.id = c.holder_id
    WHERE c.state = %s AND a.code = %s ORDER BY c.id LIMIT 1
"""


class Tour:
    """Looks at page after page of one visitor, and keeps which addresses were seen."""

    def __init__(self, window: Window, seen: set[str]) -> None:
        self.window = window
        self.seen = seen
        self.bytes = 0
        self.first = True
        wire: CDPSession = window.page.context.new_cdp_session(window.page)
        wire.send("Network.enable")
        wire.on("Network.loadingFinished", self._loaded)

    def go(self, path: str, name: str) -> None:
        """Open an address and look at it."""
        self.bytes = 0
        self.window.open(path)
        self.look(name)
        if not self.first:
            assert self.bytes <= HEAVIEST, f"{path} sends {self.bytes} bytes"
        self.first = False

    def look(self, name: str) -> None:
        """Look at what is open now, at all sizes."""
        page = self.window.page
        for size in at_each_size(page, DESK, PHONE, NARROWEST):
            if size is NARROWEST:
                assert too_wide(page) == []
            else:
                self.window.look()
                picture(page, name)
        self.seen.add(page.url.removeprefix(self.window.base + "/").partition("?")[0])

    def links(self, part: str) -> list[str]:
        """Addresses with `part` in them that the page offers, each once."""
        found: list[str] = self.window.page.evaluate(
            """[...document.querySelectorAll('main a, main form')].map(
                (e) => e.getAttribute('href') || e.getAttribute('action') || '')"""
        )
        return list(dict.fromkeys(path for path in found if part in path))

    def _loaded(self, event: dict[str, float]) -> None:
        self.bytes += int(event["encodedDataLength"])


@pytest.fixture
def tour(somebody: Somebody) -> Callable[..., Tour]:
    """Sends somebody through pages; what they see is gathered in one place."""
    seen: set[str] = set()
    return lambda *who: Tour(somebody(*who), seen)


def test_every_page_of_the_portal(
    tour: Callable[..., Tour], site: Site, subtests: pytest.Subtests
) -> None:
    anybody = tour()
    page = anybody.window.page
    for path, name in (
        ("/", "cong-trang-dau"),
        ("/gui-phan-anh", "cong-gui"),
        ("/tra-cuu", "cong-tra-cuu"),
        ("/quen-ma-so", "cong-quen-ma-so"),
        ("/cau-tra-loi", "cong-cau-tra-loi"),
        ("/cau-tra-loi?q=khong+co+tu+nay", "cong-cau-tra-loi-khong-thay"),
        ("/hoi-dap", "cong-hoi-dap"),
        ("/quy-dinh-thay-doi", "cong-quy-dinh-thay-doi"),
        ("/so-lieu", "cong-so-lieu"),
        ("/nhung", "cong-nhung"),
        ("/nhung/cau-tra-loi", "nhung-cau-tra-loi"),
        ("/huong-dan", "cong-huong-dan"),
        ("/khong-co", "loi-404"),
        ("/tai-khoan/login/", "dang-nhap"),
    ):
        with subtests.test(path):
            anybody.go(path, name)
    anybody.window.open("/cau-tra-loi")
    with subtests.test("an answer"):
        anybody.go(anybody.links("/cau-tra-loi/")[0], "cong-mot-cau-tra-loi")
    with subtests.test("errors in the form"):
        anybody.window.open("/gui-phan-anh")
        page.get_by_role("button", name="Gửi phản ánh").click()
        expect(page.get_by_role("alert")).to_be_visible()
        anybody.look("cong-gui-loi")
    for path in ("don-khieu-nai", "don-to-cao"):
        with subtests.test(path):
            anybody.window.open("/gui-phan-anh")
            page.locator(f'[formaction$="{path}"]').click()
            anybody.look(f"cong-{path}")
    with subtests.test("the form in a frame"):
        anybody.go("/nhung/gui-phan-anh", "nhung-gui")
        write_feedback(anybody.window)
        send(anybody.window)
        anybody.look("nhung-bien-nhan")
    with subtests.test("the receipt"):
        anybody.window.open("/gui-phan-anh")
        write_feedback(anybody.window)
        send(anybody.window)
        anybody.look("cong-bien-nhan")
        anybody.go(anybody.links("/lien-he")[0], "cong-sua-lien-he")
        page.get_by_role("button", name="Sửa thông tin liên hệ").click()
        expect(page.get_by_text("hoặc thư điện tử mới.").first).to_be_visible()
        anybody.look("cong-sua-lien-he-loi")
        page.get_by_role("link", name="Về phản ánh").click()
        expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
        anybody.look("cong-dien-bien-moi-gui")
    for state in ("in_progress", "awaiting_supplement", "published", "refused"):
        with subtests.test(state):
            code, phone = site.rows(SENDER_OF, state)[0]
            anybody.window.open("/tra-cuu")
            look_up(anybody.window, code, phone[-4:])
            page.wait_for_url("**/tra-cuu/**")
            anybody.look(f"cong-dien-bien-{state}")
            if state == "in_progress":
                anybody.go(anybody.links("/rut")[0], "cong-rut")
            if state == "published":
                page.get_by_role("button", name="Gửi đánh giá").click()
                expect(page.get_by_text("Hãy chọn mức hài lòng.").first).to_be_visible()
                anybody.look("cong-danh-gia-loi")
            if state == "awaiting_supplement":
                page.get_by_role("button", name="Gửi bổ sung").click()
                expect(page.get_by_text("Hãy nhập nội dung bổ sung.").first).to_be_visible()
                anybody.look("cong-bo-sung-loi")
    assert unseen(PORTAL_ADDRESSES, anybody.seen) == set()


SENDER_OF = """
    SELECT c.code, p.phone FROM cases_case c
    JOIN cases_party y ON y.case_id = c.id AND y.role = 'sender'
    JOIN people_person p ON p.id = y.person_id
    WHERE c.state = %s AND p.phone <> '' ORDER BY c.id LIMIT 1
"""


def test_every_page_of_the_desk(
    tour: Callable[..., Tour], site: Site, subtests: pytest.Subtests
) -> None:
    clerk = tour(MINH)
    for path, name in (
        ("/lam-viec/", "viec-hom-nay"),
        *((f"/lam-viec/thu-muc/{key}/", f"thu-muc-{key}") for key in FOLDERS),
        ("/lam-viec/thu-muc/incoming/?q=khong+co+tu+nay", "thu-muc-khong-thay"),
        ("/lam-viec/nhap/", "nhap"),
        ("/lam-viec/so-lieu/", "so-lieu"),
        ("/lam-viec/ban-giao/", "ban-giao"),
        (f"/lam-viec/ban-giao/{TAM.username}/", "ban-giao-mot-nguoi"),
        ("/lam-viec/tim/?q=duong", "tim"),
        ("/lam-viec/tim/?q=khong+co+tu+nay", "tim-khong-thay"),
        ("/lam-viec/tai-khoan/", "tai-khoan"),
        ("/lam-viec/quy-dinh/", "quy-dinh-da-nhan"),
        ("/lam-viec/uy-quyen/", "uy-quyen"),
        ("/lam-viec/khong-co/", "loi-404-ban-lam-viec"),
        ("/tai-khoan/password/change/", "doi-mat-khau"),
        ("/tai-khoan/2fa/", "hai-buoc"),
        ("/tai-khoan/sessions/", "cac-phien"),
    ):
        with subtests.test(path):
            clerk.go(path, name)
    with subtests.test("many cases"):
        take_many(clerk)
    with subtests.test("delegations of a deputy"):
        tour(BINH).go("/lam-viec/uy-quyen/", "uy-quyen-lanh-dao")
    manager = tour(SO_QUAN_TRI)
    for path, name in (
        ("/lam-viec/", "quan-tri-khong-xem-ho-so"),
        ("/lam-viec/can-bo/", "can-bo"),
        (f"/lam-viec/can-bo/{TAM.username}/", "mot-can-bo"),
        ("/lam-viec/quyen/", "bang-quyen"),
    ):
        with subtests.test(path):
            manager.go(path, name)
    with subtests.test("agencies by letter"):
        tour(ADMIN).go("/lam-viec/co-quan/", "co-quan-bang-cong-van")
    with subtests.test("all officers"):
        tour(ADMIN).go("/lam-viec/can-bo/", "can-bo-toan-he-thong")
    visit_cases(tour, site, subtests)
    assert unseen(DESK_ADDRESSES, clerk.seen) == set()


def take_many(clerk: Tour) -> None:
    """From a folder to what becomes of each case; nothing is done."""
    page = clerk.window.page
    clerk.window.open("/lam-viec/thu-muc/working/")
    page.get_by_text("Chọn nhiều hồ sơ").click()
    page.get_by_label("Cả trang này").check()
    clerk.look("chon-nhieu")
    page.get_by_role("button", name="Phân loại").click()
    clerk.look("nhieu-ho-so-buoc")
    page.get_by_role("button", name="Xem trước").click()
    clerk.look("nhieu-ho-so-xem-truoc")
    clerk.go("/lam-viec/hang-loat/", "nhieu-ho-so")


FOLDERS = (
    *("incoming", "working", "sent", "returned", "awaiting", "qua-han", "answered", "closed"),
)


def visit_cases(tour: Callable[..., Tour], site: Site, subtests: pytest.Subtests) -> None:
    """A case in each state with the steps open in it; hand-overs from both sides."""
    tours = {who: tour(who) for who in dict.fromkeys(WHO.values())}
    steps: dict[str, Tour] = {}
    at_holder = [*WHO.items(), ("in_progress", BINH)]
    visits = [(state, who, who.username.rpartition(".")[0]) for state, who in at_holder]
    for state, who, holder in [*visits, ("forwarded", LAN, "dtp.sxd")]:
        code = shown(site.rows(CASE_OF, state, holder)[0][0])
        with subtests.test(state):
            tours[who].go(f"/lam-viec/ho-so/{code}/", f"ho-so-{state}-{who.username}")
            if state == "new":
                tours[who].go(f"/lam-viec/ho-so/{code}/bien-nhan/", "ho-so-bien-nhan")
                tours[who].window.open(f"/lam-viec/ho-so/{code}/")
            for path in tours[who].links("/buoc/"):
                steps.setdefault(path, tours[who])
    by_key = {path.split("/")[5]: path for path in reversed(steps)}
    for key, path in by_key.items():
        with subtests.test(path):
            steps[path].go(path, f"buoc-{key}")
    with subtests.test("a step that is not open"):
        code = shown(site.rows(CASE_OF, "published", "dtp.sxd")[0][0])
        tours[MINH].go(f"/lam-viec/ho-so/{code}/buoc/issue/", "buoc-chua-mo")
    visit_handovers(tours, site, subtests)
    law = registry.procedure("feedback")
    assert set(WHO) == {state.key for state in law.states}
    others = {Seat.OUTSIDE, Seat.PLATFORM}
    of_officers = {step.key for step in law.steps if step.seat not in others}
    assert of_officers - set(by_key) == ELSEWHERE


def visit_handovers(tours: dict[Persona, Tour], site: Site, subtests: pytest.Subtests) -> None:
    """Each step of a cooperation, from the side that gave it and from the side that has it."""
    found: dict[str, tuple[Tour, str]] = {}
    own_case = site.rows(CASE_OF, "in_progress", "dtp.sxd")
    for (code,) in site.rows(WITH_COOPERATION) + own_case:
        for own in (tours[LAN], tours[MINH]):
            own.window.open(f"/lam-viec/ho-so/{shown(code)}/")
            for path in own.links("/giao-viec/"):
                key = path.partition("?")[0].rstrip("/").rpartition("/")[2]
                found.setdefault(key, (own, path))
    for key, (own, path) in found.items():
        with subtests.test(path):
            own.go(path, f"phoi-hop-{key}")
    steps = {step.key for step in HANDOVER.steps} - {HANDOVER.begin, "receive"}
    assert steps | {"giao-viec"} <= set(found)


WITH_COOPERATION = """
    SELECT DISTINCT c.code FROM cases_assignment a JOIN cases_case c ON c.id = a.case_id
    WHERE NOT a.lead
"""


def unseen(addresses: Mapping[str, object], seen: set[str]) -> set[str]:
    """Addresses of pages that nobody went to."""
    return {
        address
        for address in addresses
        if address not in NO_PAGES
        and not any(re.fullmatch(re.sub(r"<[^>]*>", "[^/]+", address), path) for path in seen)
    }


def shown(code: str) -> str:
    return f"{code[:4]}-{code[4:]}"
