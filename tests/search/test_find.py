"""Finding by words: accents optional, adjacent words first, nothing beyond one's rights."""

import pytest

from donthu.agencies.duties import duties_of
from donthu.cases.visibility import visible_to
from donthu.search.find import Hit, find_cases, find_publications, mark
from donthu.search.twins import find_twins
from tests.world import MONDAY, World

pytestmark = pytest.mark.django_db


def find(world: World, q: str, who: str = "vpcp:clerk") -> list[Hit]:
    officer = world.officers[who]
    return find_cases(q, visible_to(officer.pk, duties_of(officer, MONDAY.date())))


def titles(hits: list[Hit]) -> list[str]:
    return [hit.case.title for hit in hits]


def test_words_without_accents_find_words_with_them(world: World) -> None:
    world.submit(title="Ngập nước đường Lý Thường Kiệt", text="Mưa là ngập.")
    world.submit(title="Đèn hỏng", text="Đèn tín hiệu hỏng.")
    for typed in (
        "ngap nuoc",
        "Ngập nước",
        "NGẬP",
        "ly thuong kiet",
        "nga\u0323\u0302p nuo\u031b\u0301c",
    ):
        assert titles(find(world, typed)) == ["Ngập nước đường Lý Thường Kiệt"], typed


def test_adjacent_words_come_before_scattered_ones_and_titles_before_texts(world: World) -> None:
    world.submit(title="Một việc khác", text="Nước dâng cao nên nhà tôi ngập.")
    world.submit(title="Việc ở ấp 3", text="Đường bị ngập nước lâu nay.")
    world.submit(title="Ngập nước", text="Ở đây.")
    world.submit(title="Nhà văn hóa", text="Cửa hỏng.")
    assert titles(find(world, "ngập nước")) == ["Ngập nước", "Việc ở ấp 3", "Một việc khác"]


def test_every_word_must_be_there(world: World) -> None:
    world.submit(title="Ngập nước", text="Ở ấp 3.")
    assert not find(world, "ngập nước trường học")
    assert not find(world, "   ")
    assert not find(world, "'; & | ! :*")


def test_another_agency_finds_nothing(world: World) -> None:
    world.submit(title="Ngập nước", text="Ở ấp 3.")
    assert not find(world, "ngập nước", "btc:clerk")
    assert not find(world, "ngập nước", "vpcp:agency_admin")


def test_what_the_sender_adds_is_found_too(world: World) -> None:
    case_id = world.submit().case_id
    world.hand_down(case_id, ["vpcp"])
    world.take(case_id, "ask_supplement", "vpcp:clerk", question="Ở đâu?")
    world.take_as_sender(case_id, "supplement", MONDAY, content="Ngã tư Trần Hưng Đạo")
    assert len(find(world, "tran hung dao")) == 1


def test_marks_stand_around_the_words_and_html_is_shown_as_text() -> None:
    assert mark("Đường <b>Ngập</b> nước", ["ngap", "nuoc"]) == (
        "Đường &lt;b&gt;<mark>Ngập</mark>&lt;/b&gt; <mark>nước</mark>"
    )


def test_published_answers_are_found_in_their_own_words(world: World) -> None:
    case_id = world.submit(title="Tên tôi là Lê Thị Thử", text="Đèn hỏng").case_id
    world.hand_down(case_id, ["vpcp"])
    world.answer(case_id, "vpcp")
    world.take(case_id, "issue", "vpcp:clerk")
    world.publish(case_id, "vpcp", title="Đèn ngã tư", text="Đèn hỏng", answer="Đã thay bóng")
    assert find_publications("thay bong").count() == 1
    assert find_publications("den nga tu").count() == 1
    assert find_publications("le thi thu").count() == 0
    assert find_publications("").count() == 1


def test_twins_are_told_by_sender_and_words_but_never_shown(world: World) -> None:
    text = "Đèn tín hiệu giao thông ở ngã tư Trần Hưng Đạo không hoạt động vào sáng sớm"
    world.submit(title="Đèn hỏng", text=text)
    (twin,) = find_twins(phone="+84 900 000 123", content=f"{text}, đề nghị sửa.")
    assert twin.reasons[0] == "Trùng số điện thoại"
    assert "cụm từ" in twin.reasons[1]
    assert twin.score == 100
    assert not hasattr(twin, "text")
    assert not find_twins(content="Chuyện hoàn toàn khác về học phí trường tiểu học")


def test_a_sealed_case_is_no_twin_for_others(world: World) -> None:
    from donthu.cases.actions.seal import seal

    case_id = world.submit().case_id
    seal(case_id=case_id, actor=world.actor("vpcp:clerk"), at=MONDAY)
    assert not find_twins(phone="0900000123", content="Đèn tín hiệu ở ngã tư không hoạt động")
