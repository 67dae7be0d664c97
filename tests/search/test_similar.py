"""Published answers that may say already what somebody is about to ask."""

import pytest
from django.db import connection

from donthu.search.similar import similar_answers
from tests.world import World, later

pytestmark = pytest.mark.django_db


def published(world: World, title: str, text: str = "Nội dung.", answer: str = "Trả lời.") -> int:
    """The case of an answer published so."""
    case_id = world.submit(to="dtp.sxd").case_id
    world.take(case_id, "receive", "dtp.sxd:clerk")
    world.answer(case_id, "dtp.sxd")
    world.take(case_id, "issue", "dtp.sxd:clerk", later(1))
    words = {"title": title, "text": text, "answer": answer}
    world.publish(case_id, "dtp.sxd", at=later(1), **words)
    return case_id


def titles(title: str, content: str = "") -> list[str]:
    return [found.title for found in similar_answers(title, content)]


def test_an_answer_is_found_though_not_all_words_are_in_it(world: World) -> None:
    published(world, "Thời hạn cấp đổi giấy phép lái xe")
    published(world, "Ngập nước đường Lý Thường Kiệt")
    asked = "Tôi muốn hỏi cấp đổi giấy phép lái xe hết hạn thì làm ở đâu"
    assert titles(asked) == ["Thời hạn cấp đổi giấy phép lái xe"]
    assert titles("cap doi giay phep lai xe o dau") == ["Thời hạn cấp đổi giấy phép lái xe"]


def test_what_shares_most_comes_first(world: World) -> None:
    published(world, "Cấp giấy phép xây dựng nhà ở")
    published(world, "Cấp giấy phép lái xe hạng B")
    asked = "Cấp giấy phép lái xe hạng B"
    assert titles(asked) == ["Cấp giấy phép lái xe hạng B", "Cấp giấy phép xây dựng nhà ở"]


def test_what_was_found_by_the_title_does_not_go_away_while_one_writes_on(world: World) -> None:
    published(world, "Thời hạn cấp đổi giấy phép lái xe")
    content = (
        "Hôm qua tôi có đến bộ phận một cửa của phường, ngồi đợi từ sáng mà không ai gọi; chị bảo vệ "
        "nói máy hỏng, hẹn tuần sau quay lại, tôi lại phải xin nghỉ làm thêm một buổi nữa rất phiền."
    )
    assert titles("Cấp đổi giấy phép lái xe", content) == ["Thời hạn cấp đổi giấy phép lái xe"]


def test_one_pair_in_common_or_none_finds_nothing(world: World) -> None:
    published(world, "Cấp giấy phép lái xe hạng B")
    assert titles("Giấy phép gì cũng được, tôi chỉ muốn nói về con mèo nhà hàng xóm") == []
    assert titles("") == titles("lái") == titles("'; & | ! :*") == []


def test_what_was_taken_down_is_not_offered_and_no_more_than_the_limit(world: World) -> None:
    gone = published(world, "Đèn đường ấp 3 hỏng, số 0")
    for number in range(1, 5):
        published(world, f"Đèn đường ấp 3 hỏng, số {number}")
    world.take(gone, "take_down", "dtp.sxd:clerk", later(2), reason="Còn nhận ra người gửi.")
    found = titles("Đèn đường ấp 3 hỏng, số 0")
    assert len(found) == 3
    assert "Đèn đường ấp 3 hỏng, số 0" not in found


def test_each_pair_is_looked_up_in_the_index(world: World) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN SELECT FROM unnest(%s::text[]) AS pair "
            "JOIN search_publicationtext ON pairs @@ quote_literal(pair)::tsquery",
            [["denduong", "duonghong"]],
        )
        assert "publicationtext_pairs" in str(cursor.fetchall())
