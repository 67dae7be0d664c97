"""The portal in English: every sentence has it, every page speaks it, Vietnamese stays as it was."""

import gettext
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import translation

import donthu.ui
from donthu.agencies.models import Agency, Area
from donthu.cases.models import Case, Publication
from donthu.ui.language import said
from donthu.ui.templatetags.ui import number, size
from tests.invariants.addresses import PORTAL
from tests.invariants.test_addresses import known_addresses, publish_an_answer
from tests.portal.conftest import TYPED, Citizen, program, text, value
from tests.portal.sentences import SOURCE, VIETNAMESE, sentences, shape
from tests.ui.test_locale import entries
from tests.world import World

pytestmark = pytest.mark.django_db

LOCALE = Path(donthu.ui.__file__).parent / "locale" / "en" / "LC_MESSAGES"
HOLES = re.compile(r"%\(\w+\)s|{\w+}")
# Names of what is Vietnamese, the language itself and the sign of the portal.
NAMES = re.compile(r"Tiếng Việt|NĐ-CP|^Đ$")
FIGURES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]


@pytest.fixture(scope="module")
def english() -> dict[str, str]:
    return {text: words for text, (_, words) in entries(LOCALE / "django.po").items()}


def test_every_sentence_of_the_portal_has_its_english(english: dict[str, str]) -> None:
    needed = {text for text in sentences() if VIETNAMESE.search(text)}
    assert len(needed) > 350
    shapes = {shape(text) for text, words in english.items() if words}
    assert {text for text in needed if shape(text) not in shapes} == set()


def test_no_english_asks_for_a_value_that_is_not_given(english: dict[str, str]) -> None:
    for key, words in english.items():
        assert set(HOLES.findall(words)) == set(HOLES.findall(key)), key


def test_what_is_compiled_is_what_is_written(english: dict[str, str]) -> None:
    with (LOCALE / "django.mo").open("rb") as file:
        compiled = dict(gettext.GNUTranslations(file)._catalog)  # type: ignore[attr-defined]
    del compiled[""]
    assert compiled == english


def test_what_scripts_say_has_its_english() -> None:
    static = [SOURCE / "ui" / "static" / "ui", SOURCE / "portal" / "static" / "portal"]
    lines = [
        (path.name, line)
        for folder in static
        for path in folder.glob("*.js")
        for line in path.read_text("utf-8").splitlines()
        if VIETNAMESE.search(line.split("// ")[0]) and "/đ/g" not in line
    ]
    assert len(lines) > 10
    assert [line for _, line in lines if not re.search(r"said\(|^ +`.*`,$", line)] == []


def test_a_sentence_that_was_put_together_is_known_by_its_shape() -> None:
    with translation.override("en"):
        assert said("Hãy nhập tiêu đề.") == "To fill in: title."
        assert said("Năm cộng ba bằng mấy?") == "What is five plus three?"
        assert said("Ba cộng năm bằng mấy?") == "What is three plus five?"
        assert said("Còn 3 ngày làm việc") == "Working days left: 3"
        assert said("Ủy ban nhân dân xã Thử") == "Ủy ban nhân dân xã Thử"
    assert said("Hãy nhập tiêu đề.") == "Hãy nhập tiêu đề."


def test_every_address_of_the_portal_is_there_in_english() -> None:
    with translation.override("en"):
        known = set(known_addresses(get_resolver()))
    assert {f"en/{address}" for address in PORTAL} <= known


class Reader(HTMLParser):
    """Reads what a page says, without what it marks as Vietnamese."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = [("", False)]
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        marked = self.open[-1][1] if "lang" not in given else given["lang"] == "vi"
        if not marked:
            self.said += [given.get(each) or "" for each in ("aria-label", "placeholder")]
        if tag not in {"input", "br", "meta", "link", "img", "hr", "base"}:
            self.open.append((tag, marked))

    def handle_endtag(self, tag: str) -> None:
        while len(self.open) > 1 and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self.open[-1][1]:
            self.said.append(data)


def left_over(page: str, *data: str) -> list[str]:
    """What a page says that is still Vietnamese, without names and these `data`."""
    reader = Reader()
    reader.feed(page)
    lines = []
    for line in reader.said:
        for name in data:
            line = line.replace(name, "")
        if VIETNAMESE.search(NAMES.sub("", line)):
            lines.append(line.strip())
    return lines


PLAIN = [
    "",
    "gui-phan-anh",
    "tra-cuu",
    "quen-ma-so",
    "cau-tra-loi",
    "hoi-dap",
    "quy-dinh-thay-doi",
    "so-lieu",
    "huong-dan",
    "nhung",
    "nhung/gui-phan-anh",
    "nhung/cau-tra-loi",
    "gui-phan-anh/don-khieu-nai",
    "gui-phan-anh/don-to-cao",
]


@pytest.mark.parametrize("address", PLAIN)
def test_a_page_is_english_and_leads_to_the_same_in_vietnamese(world: World, address: str) -> None:
    page = unescape(Client().get(f"/en/{address}?loai=idea").content.decode())
    assert '<html lang="en">' in page
    assert left_over(page) == []
    if not address.startswith("nhung/"):
        assert re.search(
            rf'href="/{address}\?loai=idea" lang="vi" hreflang="vi" title="Tiếng Việt">', page
        )
        links = set(re.findall(r'(?:href|action)="(/[^"?#]*)', page))
        assert {
            link
            for link in links
            if not link.startswith(("/en/", "/static/", "/tai-khoan", "/api"))
        } == {f"/{address}"}


@pytest.mark.parametrize("address", PLAIN)
def test_a_vietnamese_page_holds_no_english_but_the_link(world: World, address: str) -> None:
    client = Client(headers={"accept-language": "en"})
    page = unescape(client.get(f"/{address}").content.decode())
    assert '<html lang="vi">' in page
    assert not re.search(r"\b(the|send|answers|feedback)\b(?![^<]*>)", page.replace("-", "x"), re.I)
    assert ('hreflang="en" title="English"' in page) is not address.startswith("nhung/")


def test_figures_are_written_as_the_language_has_them() -> None:
    assert (number(1904), number(94.1), size(20 * 1024 * 1024)) == ("1.904", "94,1", "20 MB")
    with translation.override("en"):
        assert (number(1904), number(94.1), size(20 * 1024 * 1024)) == ("1,904", "94.1", "20 MB")


def test_outside_the_address_nothing_chooses_the_language() -> None:
    assert reverse("portal:send") == "/gui-phan-anh"
    with translation.override("en"):
        assert reverse("portal:send") == "/en/gui-phan-anh"


class Visitor(Citizen):
    """Somebody who came by the English pages."""

    def open(self, path: str = "/gui-phan-anh") -> str:
        return super().open(f"/en{path}")

    def form(self, **typed: Any) -> dict[str, Any]:
        page = self.open()
        asked = re.search(r"What is (\w+) plus (\w+)\?", page)
        assert asked
        hidden = {"form": value(page, "form"), "question": value(page, "question")}
        return TYPED | hidden | {"sum": sum(map(FIGURES.index, asked.groups()))} | typed

    def send(self, **typed: Any) -> Any:
        return self.client.post("/en/gui-phan-anh", self.form(**typed), follow=True)


@pytest.fixture
def visitor(citizen: Citizen) -> Visitor:
    return Visitor()


def names() -> list[str]:
    """What agencies, places and officers are called."""
    held = [
        *Agency.objects.values_list("name", flat=True),
        *Area.objects.values_list("name", flat=True),
    ]
    return sorted(held, key=len, reverse=True)


def test_what_is_wrong_with_a_form_is_said_in_english(visitor: Visitor) -> None:
    answer = visitor.send(
        kind="", title="", phone="12", email="x", area="Nơi không có", tax_code="1", sum="99"
    )
    page = text(answer)
    assert answer.status_code == 422
    assert "To fill in: title." in page
    assert "“Nơi không có” was not found." in page
    assert left_over(page, "Nơi không có", TYPED["content"]) == []


def test_a_file_that_is_not_taken_is_refused_in_english(visitor: Visitor) -> None:
    token = value(visitor.open(), "form")
    address = f"/en/gui-phan-anh/tep?form={token}"
    error = visitor.client.post(address, {"file": program()}).json()["error"]
    assert "“don.pdf”" in error
    assert not VIETNAMESE.search(error)
    assert "too long" in visitor.client.post("/en/gui-phan-anh/tep?form=x").json()["error"]


def test_sending_and_following_a_case_in_english(visitor: Visitor) -> None:
    answer = visitor.send()
    page = text(answer)
    assert "We have received your feedback" in page
    assert "/en/tra-cuu" in page
    assert left_over(page, *names()) == []
    case = Case.objects.get()
    assert case.title == TYPED["title"]
    page = look_up(visitor, case)
    assert "You sent your feedback to" in page
    assert "You need not do anything yet" in page
    assert left_over(page, *names()) == []
    for place in ("rut", "lien-he"):
        (address,) = re.findall(rf'href="(/en/tra-cuu/[^"]+/{place}[^"]*)"', page)
        assert left_over(text(visitor.client.get(address)), *names()) == []
    page = text(visitor.client.post("/en/tra-cuu", {"code": "7K3M-9Q2", "key": "x"}))
    assert "A code has 8 characters" in page
    assert left_over(page) == []


def test_a_name_that_would_not_stay_hidden_is_told_in_english(visitor: Visitor) -> None:
    page = text(visitor.send(hide_sender="on", content="Tôi là Lê Thị Thử."))
    assert "your name still stands here: “Lê Thị Thử”. Take it out, or do not hide" in page


def look_up(visitor: Visitor, case: Case) -> str:
    given = {"code": case.code, "key": "0123"}
    return text(visitor.client.post("/en/tra-cuu", given, follow=True))


def test_a_case_on_its_way_and_answered_is_told_in_english(world: World, visitor: Visitor) -> None:
    pk = world.submit(text="Hố ga ở ngã tư mất nắp.").case_id
    case = Case.objects.get(pk=pk)
    world.hand_down(pk, ["vpcp", "dtp", "dtp.sxd"])
    own = [*names(), "Hố ga ở đâu?"]
    world.take(pk, "ask_supplement", "dtp.sxd:clerk", question="Hố ga ở đâu?")
    page = look_up(visitor, case)
    assert "asks you to add: Hố ga ở đâu?" in page
    assert "Information added" in page
    assert left_over(page, *own) == []
    world.take(pk, "resume", "dtp.sxd:clerk", reason="Đủ.")
    world.answer(pk, "dtp.sxd")
    world.take(pk, "issue", "dtp.sxd:clerk")
    page = look_up(visitor, case)
    assert "Very satisfied" in page
    assert left_over(page, *own) == []
    (action,) = re.findall(r'action="(/en/tra-cuu/[^"]+/danh-gia[^"]*)"', page)
    page = text(visitor.client.post(action, {"score": "1", "reason": "Chưa đậy."}, follow=True))
    assert "Your rating: Very dissatisfied, with a request for a review." in page
    assert left_over(page, *own) == []


def test_published_answers_are_marked_as_vietnamese_on_english_pages(
    world: World, visitor: Visitor
) -> None:
    publish_an_answer(world)
    number = Publication.objects.get().pk
    for path in ("/", "/cau-tra-loi", "/cau-tra-loi?q=nap", f"/cau-tra-loi/{number}", "/so-lieu"):
        page = visitor.open(path)
        assert left_over(page, *names(), "Hố ga mất nắp", "Hố ga 1.jpg") == [], path
    assert '<h1 lang="vi">Hố ga mất nắp</h1>' in visitor.open(f"/cau-tra-loi/{number}")
    assert "lang=" not in text(Client().get(f"/cau-tra-loi/{number}")).split("<main")[1]
