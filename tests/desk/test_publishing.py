"""The pages on which a copy for the public is prepared and released: marks, and what is told."""

import re
from collections.abc import Callable

import pytest

from donthu.cases import queries
from donthu.cases.public_copy import copy_of
from donthu.cases.queries import AnyCase
from tests.desk.conftest import Desk, place, words
from tests.world import World

pytestmark = pytest.mark.django_db
AtDesk = Callable[[str], Desk]
NAMED = "Trả lời bà Lê Thị Thử: đã sửa xong. Người ký Trần Văn Ký."


@pytest.fixture
def answered(world: World, handed_down: AnyCase) -> AnyCase:
    """A case whose answer names its sender and who signed it."""
    handler = world.officers["dtp.sxd:handler"].pk
    world.take(handed_down.pk, "assign", "dtp.sxd:clerk", officer=handler)
    world.take(handed_down.pk, "draft", "dtp.sxd:handler", answer=NAMED, result="solved")
    world.take(handed_down.pk, "sign", "dtp.sxd:head")
    world.take(handed_down.pk, "issue", "dtp.sxd:clerk")
    return handed_down


def copy_shown(html: str) -> str:
    start = html.index('class="card public-copy"')
    return html[start : html.index("</section>", start)]


def read(html: str) -> str:
    """The copy as it is read: marks leave no gap."""
    return words(re.sub("</?mark[^>]*>", "", copy_shown(html)))


def ticks(html: str) -> dict[str, bool]:
    boxes = re.findall(r'name="covers" value="([^"]*)"( checked)?', html)
    return {value: bool(checked) for value, checked in boxes}


def test_marks_stand_in_what_was_written_beside_what_will_be_read(
    desk: AtDesk, answered: AnyCase
) -> None:
    html = desk("dtp.sxd:clerk").html(f"{place(answered)}buoc/publish/")
    assert ticks(html) == {"Lê Thị Thử": True, "Trần Văn Ký": True}
    shown = copy_shown(html)
    assert '<mark class="telling telling-name" title="họ tên">Lê Thị Thử</mark>' in shown
    assert "Trả lời bà […]: đã sửa xong. Người ký […]." in read(html)
    assert f">\n{NAMED}</textarea>" in html


def test_an_unticked_mark_stays_and_the_preview_shows_it_before_anything_is_kept(
    desk: AtDesk, answered: AnyCase
) -> None:
    clerk = desk("dtp.sxd:clerk")
    address = f"{place(answered)}buoc/publish/"
    given = {
        "title": "Đèn",
        "text": "Đèn hỏng.",
        "answer": NAMED,
        "offered": ["Lê Thị Thử", "Trần Văn Ký"],
        "covers": ["Lê Thị Thử"],
        "cover": "đã sửa",
    }
    seen = clerk.post(address, **given, preview="1")
    assert seen.status_code == 200
    html = seen.content.decode()
    assert ticks(html) == {"Lê Thị Thử": True, "Trần Văn Ký": False}
    assert "Trả lời bà […]: […] xong. Người ký Trần Văn Ký." in read(html)
    assert copy_of(answered.pk) is None
    assert clerk.post(address, **given).status_code == 302
    copy = copy_of(answered.pk)
    assert copy is not None
    assert copy.answer == "Trả lời bà […]: […] xong. Người ký Trần Văn Ký."
    assert not queries.publications().exists()


def test_the_second_person_reads_both_sides_and_what_was_covered_and_left(
    desk: AtDesk, answered: AnyCase, world: World
) -> None:
    texts = {"title": "Đèn", "text": "Đèn hỏng.", "answer": NAMED}
    world.take(answered.pk, "publish", "dtp.sxd:clerk", **texts, keep="Trần Văn Ký")
    address = f"{place(answered)}buoc/release/"
    own = desk("dtp.sxd:clerk").html(address)
    assert "do người thứ hai duyệt" in words(own)
    assert "public-copy" not in own
    head = desk("dtp.sxd:head")
    shown = copy_shown(head.html(address))
    assert "Đã che: họ tên «Lê Thị Thử»" in words(shown)
    assert "Để lại: họ tên «Trần Văn Ký»" in words(shown)
    assert "Clerk dtp.sxd soạn" in words(shown)
    assert "«Đã công khai»" in head.step(answered, "release")
    assert queries.publications().get().answer.startswith("Trả lời bà […]")


def test_the_sender_kept_by_name_is_refused_with_all_typed_kept(
    desk: AtDesk, answered: AnyCase
) -> None:
    refused = desk("dtp.sxd:clerk").post(
        f"{place(answered)}buoc/publish/",
        title="Đèn sáng lại",
        text="Đèn hỏng.",
        answer=NAMED,
        offered=["Lê Thị Thử", "Trần Văn Ký"],
    )
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "còn họ tên người gửi: “Lê Thị Thử”; hãy che trước khi công khai." in words(page)
    assert "Đèn sáng lại" in page
    assert f">\n{NAMED}</textarea>" in page


def test_a_page_that_cannot_be_published_from_marks_nothing(
    desk: AtDesk, handed_down: AnyCase, world: World
) -> None:
    address = f"{place(handed_down)}buoc/publish/"
    assert "public-copy" not in desk("dtp.sxd:clerk").html(address)  # not answered yet
    world.answer(handed_down.pk, "dtp.sxd")
    world.take(handed_down.pk, "issue", "dtp.sxd:clerk")
    assert "public-copy" in desk("dtp.sxd:clerk").html(address)
    other = desk("vpcp:clerk")
    assert "public-copy" not in other.html(address)
    typed = other.post(address, title="a", text="Lê Thị Thử", answer="b").content.decode()
    assert "thuộc cơ quan đang giữ" in words(typed)
    assert "họ tên người gửi" not in words(typed)


def test_where_the_sender_is_hidden_the_page_tells_a_right_name_and_a_wrong_one_alike(
    world: World, desk: AtDesk
) -> None:
    text = "Tôi là Lê Thị Thử, ở ấp 3."
    case_id = world.submit(hide_sender=True, text=text).case_id
    world.hand_down(case_id, ["vpcp", "dtp"])
    world.answer(case_id, "dtp")
    world.take(case_id, "issue", "dtp:clerk")
    address = f"{place(queries.case_by_id(case_id))}buoc/publish/"
    clerk = desk("dtp:clerk")
    form = clerk.html(address)
    assert "[…]" not in words(copy_shown(form)).replace("thay bằng «[…]»", "")
    assert "Người gửi đề nghị giấu tên nên tiêu đề và nội dung phản ánh không" in words(form)
    assert "Đơn vị đã kiểm tra và sửa xong ngày 10/11.</textarea>" in form
    pages = []
    for name in ("Lê Thị Thử", "Lê Văn Sai", "một người thường"):
        seen = clerk.post(address, title="Đèn", text=f"Của {name}.", answer="A.", preview="1")
        pages.append(words(copy_shown(seen.content.decode())).replace(name, "NAME"))
    assert pages[0] == pages[1] != pages[2]
    world.take(case_id, "publish", "dtp:clerk", title="Đèn", text="Của Lê Thị Thử.", answer="A.")
    released = words(copy_shown(desk("dtp:head").html(f"{address.replace('publish', 'release')}")))
    assert "Thử" not in released
    assert "Đã che: họ tên 1 cụm từ" in released
