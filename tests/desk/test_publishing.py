"""The page from which an answer is published: what it offers, and what it does not tell."""

from collections.abc import Callable

import pytest

from donthu.cases import queries
from donthu.cases.queries import AnyCase
from tests.desk.conftest import Desk, place, words
from tests.world import World

pytestmark = pytest.mark.django_db
AtDesk = Callable[[str], Desk]


def test_before_publishing_one_reads_what_the_public_will_read(
    world: World, desk: AtDesk, handed_down: AnyCase
) -> None:
    world.answer(handed_down.pk, "dtp.sxd")
    world.take(handed_down.pk, "issue", "dtp.sxd:clerk")
    clerk = desk("dtp.sxd:clerk")
    address = f"{place(handed_down)}buoc/publish/"
    html = clerk.html(address)
    copy = words(html[html.index('id="xem-truoc"') : html.index("<form", html.index("xem-truoc"))])
    assert "Đèn tín hiệu hỏng Phản ánh Đèn tín hiệu ở ngã tư" in copy
    assert "Trả lời Đơn vị đã kiểm tra và sửa xong ngày 10/11." in copy
    assert 'name="title" value="Đèn tín hiệu hỏng"' in html
    seen = clerk.post(address, title="Tiêu đề mới", text="a", answer="b", preview="1")
    assert seen.status_code == 200
    page = words(seen.content.decode())
    assert page.index("Tiêu đề mới") < page.index("Tiêu đề công khai")
    assert not queries.publications().exists()


def test_what_names_the_sender_is_covered_in_the_form_and_refused_with_all_typed_kept(
    world: World, desk: AtDesk, handed_down: AnyCase
) -> None:
    clerk, named = desk("dtp.sxd:clerk"), "Trả lời bà Lê Thị Thử: đã sửa xong."
    handler = world.officers["dtp.sxd:handler"].pk
    world.take(handed_down.pk, "assign", "dtp.sxd:clerk", officer=handler)
    world.take(handed_down.pk, "draft", "dtp.sxd:handler", answer=named, result="solved")
    world.take(handed_down.pk, "sign", "dtp.sxd:head")
    world.take(handed_down.pk, "issue", "dtp.sxd:clerk")
    address = f"{place(handed_down)}buoc/publish/"
    form = clerk.html(address)
    assert ">\nTrả lời bà […]: đã sửa xong.</textarea>" in form
    assert "Trả lời bà […]" in words(form[form.index('id="xem-truoc"') :])
    refused = clerk.post(address, title="Đèn sáng lại", text="Đèn hỏng.", answer=named)
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "còn họ tên người gửi: “Lê Thị Thử”; hãy bỏ trước khi công khai." in words(page)
    assert "Đèn sáng lại" in page
    assert f">\n{named}</textarea>" in page


def test_a_page_that_cannot_be_published_from_covers_nothing(
    world: World, desk: AtDesk, handed_down: AnyCase
) -> None:
    address = f"{place(handed_down)}buoc/publish/"
    assert "[…]" not in desk("dtp.sxd:clerk").html(address)  # not answered yet
    world.answer(handed_down.pk, "dtp.sxd")
    world.take(handed_down.pk, "issue", "dtp.sxd:clerk")
    assert 'id="xem-truoc"' in desk("dtp.sxd:clerk").html(address)
    other = desk("vpcp:clerk")
    assert 'id="xem-truoc"' not in other.html(address)
    typed = other.post(address, title="a", text="Lê Thị Thử", answer="b").content.decode()
    assert "thuộc cơ quan đang giữ" in words(typed)
    assert "họ tên người gửi" not in words(typed)


def test_where_the_sender_is_hidden_nothing_is_covered_since_that_would_tell(
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
    assert "[…]" not in form
    assert "Người gửi đề nghị giấu tên nên tiêu đề và nội dung phản ánh không" in words(form)
    assert "Đơn vị đã kiểm tra và sửa xong ngày 10/11.</textarea>" in form
    refused = clerk.post(address, title="Đèn", text="Của Lê Thị Thử.", answer="Đã sửa.")
    assert refused.status_code == 409
    page = words(refused.content.decode())
    assert "Nội dung còn điều cho biết người gửi là ai" in page
    assert "họ tên người gửi" not in page
