"""Text messages lose their accents and keep to the length that a phone shows as one."""

import pytest

from donthu.notify import gsm

ACCENTED = "Ủy ban nhân dân xã Mỹ An đã trả lời phản ánh «Đường hỏng» — xem…"


def test_accents_are_lost_and_nothing_else() -> None:
    assert gsm.plain(ACCENTED) == (
        'Uy ban nhan dan xa My An da tra loi phan anh "Duong hong" - xem...'
    )


@pytest.mark.parametrize("typed", ["[1] {2} a|b ~ ^ `x`", "Giá 5€ 😀", "½ №7", "tab\there"])
def test_every_character_counts_as_one(typed: str) -> None:
    allowed = set(map(chr, range(32, 127))) - set("[\\]^`{|}~")
    assert set(gsm.plain(typed)) <= allowed


def test_a_decomposed_text_is_the_same() -> None:
    assert gsm.plain("Đường") == gsm.plain("Đường") == "Duong"


def test_a_long_title_is_cut_so_that_all_fits_in_one_message() -> None:
    names = {"title": "Đèn đường trước trạm y tế ấp 3 không sáng " * 5, "url": "https://a.vn/x"}
    said = gsm.composed("Đã nhận {title}. Tra cứu: {url}", names)
    assert len(said) == 160
    assert said.startswith("Da nhan Den duong truoc tram y te ap 3 khong sang")
    assert said.endswith("... Tra cuu: https://a.vn/x")


def test_a_short_title_stays_whole() -> None:
    said = gsm.composed("Đã nhận {title}. {url}", {"title": "Hố ga", "url": "x"})
    assert said == "Da nhan Ho ga. x"


def test_one_message_is_not_cut_and_a_longer_one_comes_in_parts_of_153() -> None:
    assert gsm.parts("a" * 160) == ["a" * 160]
    assert [len(part) for part in gsm.parts("a" * 161)] == [153, 8]
    assert "".join(gsm.parts("b" * 400)) == "b" * 400
