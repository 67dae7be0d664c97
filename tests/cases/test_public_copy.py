"""What is published tells nobody who sent it, and another than who prepared it releases it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from donthu.cases import queries
from donthu.cases.actions.seal import seal
from donthu.cases.errors import Invalid, Refused
from donthu.cases.models import Case, Publication, PublicCopy
from donthu.cases.public_copy import copy_of, prepared
from donthu.ledger.book import events_of
from tests.paths import PATHS
from tests.planting import made_up_texts, planted_texts
from tests.world import MONDAY, World

pytestmark = pytest.mark.django_db
ANSWER = "Trả lời bà Lê Thị Thử, điện thoại 0900.000.123: đã sửa xong."


def prepare(
    world: World,
    case_id: int,
    *,
    text: str = "Đèn không sáng.",
    answer: str = "Đã sửa.",
    by: str = "dtp:clerk",
    **more: str,
) -> None:
    world.take(case_id, "publish", by, title="Đèn hỏng", text=text, answer=answer, **more)


def test_what_tells_who_somebody_is_comes_out_covered_everywhere(world: World) -> None:
    case_id = PATHS["feedback"]["answered"](world)
    prepare(
        world, case_id, text="Tôi là LE THI THU, xe 66A-123.45. Xe 66A-123.45 ấy.", answer=ANSWER
    )
    copy = copy_of(case_id)
    assert copy is not None
    assert copy.text == "Tôi là […], xe […]. Xe […] ấy."
    assert copy.answer == "Trả lời bà […], điện thoại […]: đã sửa xong."
    assert not Publication.objects.exists()
    world.take(case_id, "release", "dtp:deputy")
    assert Publication.objects.get().answer == copy.answer


def test_the_officer_may_keep_a_mark_and_cover_more_and_the_event_counts_both(world: World) -> None:
    case_id = PATHS["feedback"]["answered"](world)
    said = "Bà Trần Thị Ký đã ký. Quán Hai Lúa xả thải, quán hai lúa ấy."
    prepare(world, case_id, answer=said, keep="Trần Thị Ký", cover="Quán Hai Lúa\n\nxả thải")
    copy = copy_of(case_id)
    assert copy is not None
    assert copy.answer == "Bà Trần Thị Ký đã ký. […] […], […] ấy."
    event = events_of(f"case:{case_id}").last()
    assert event is not None
    assert (event.data["covered"], event.data["left"]) == ({"added": 2}, {"name": 1})


def test_the_name_of_the_sender_is_covered_even_when_it_was_to_be_kept(world: World) -> None:
    case_id = PATHS["feedback"]["answered"](world)
    with pytest.raises(Invalid) as refused:
        prepare(world, case_id, answer=ANSWER, keep="Lê Thị Thử")
    assert refused.value.errors == {
        "answer": "Nội dung này còn họ tên người gửi: “Lê Thị Thử”; hãy che trước khi công khai."
    }
    assert not PublicCopy.objects.exists()


def test_a_word_that_was_added_is_covered_also_before_a_capital(world: World) -> None:
    case_id = PATHS["feedback"]["answered"](world)
    prepare(world, case_id, answer="Quán Hai Lúa đã dọn. Bà An ở An Giang.", cover="Quán")
    copy = copy_of(case_id)
    assert copy is not None
    assert copy.answer == "[…] Hai Lúa đã dọn. Bà […] ở An Giang."


def test_nobody_releases_what_they_prepared(world: World) -> None:
    case_id = PATHS["feedback"]["awaiting_release"](world)
    with pytest.raises(Refused, match="người thứ hai duyệt"):
        world.take(case_id, "release", "dtp:clerk")
    case = queries.case_by_id(case_id)
    clerk, head = world.actor("dtp:clerk"), world.actor("dtp:head")
    assert queries.options_for(case, clerk).primary is None
    first = queries.options_for(case, head).primary
    assert first is not None
    assert first.key == "release"
    assert world.take(case_id, "release", "dtp:head").state == "published"


def test_a_copy_is_sent_back_with_a_word_and_prepared_anew(world: World) -> None:
    case_id = PATHS["feedback"]["awaiting_release"](world)
    world.take(case_id, "revise", "dtp:head", note="Che tên quán.")
    prepare(world, case_id, answer="Quán Hai Lúa đã dọn.", cover="Hai Lúa")
    world.take(case_id, "release", "dtp:head")
    assert Publication.objects.get().answer == "Quán […] đã dọn."


def test_a_text_of_which_nothing_is_left_is_not_published(world: World) -> None:
    case_id = PATHS["feedback"]["answered"](world)
    with pytest.raises(Invalid) as refused:
        prepare(world, case_id, text="Lê Thị Thử, 0900000123")
    assert refused.value.errors == {"text": "Mục này đã bị che hết."}


def test_whoever_may_not_know_a_hidden_sender_learns_nothing_by_trying_names(world: World) -> None:
    """The right name, the right phone and wrong ones fare alike: all covered, none refused; and
    kept, all refused in the same words."""
    texts = {
        "right": ("Của Lê Thị Thử, 0900000123.", "Lê Thị Thử"),
        "wrong": ("Của Lê Văn Sai, 0900000999.", "Lê Văn Sai"),
    }
    came: dict[str, list[str]] = {"right": [], "wrong": []}
    for which, (text, name) in texts.items():
        case_id = world.submit(hide_sender=True).case_id
        world.hand_down(case_id, ["vpcp", "dtp"])
        world.answer(case_id, "dtp")
        world.take(case_id, "issue", "dtp:clerk")
        with pytest.raises(Invalid) as refused:
            prepare(world, case_id, text=text, keep=name)
        came[which].append(str(refused.value.errors))
        prepare(world, case_id, text=text)
        world.take(case_id, "release", "dtp:head")
        came[which].append(Publication.objects.get(case=case_id).text)
    assert came["right"] == came["wrong"]
    assert came["right"][1] == "Của […], […]."


def test_who_received_the_letter_is_told_also_of_a_hidden_sender(world: World) -> None:
    case_id = world.submit(to="dtp", hide_sender=True).case_id
    world.take(case_id, "receive", "dtp:clerk")
    world.answer(case_id, "dtp")
    world.take(case_id, "issue", "dtp:clerk")
    prepare(world, case_id, answer="Đã mời bà lê thị thử.")
    copy = copy_of(case_id)
    assert copy is not None
    assert copy.answer == "Đã mời bà […]."


@pytest.mark.parametrize("state", ["answered", "unpublished", "awaiting_release"])
def test_the_answer_to_a_sealed_sender_is_not_published(world: World, state: str) -> None:
    case_id = PATHS["feedback"][state](world)
    seal(case_id=case_id, actor=world.actor("dtp:clerk"), at=MONDAY)
    with pytest.raises(Refused, match="Danh tính người gửi đã niêm phong nên không công khai"):
        if state == "awaiting_release":
            world.take(case_id, "release", "dtp:head")
        else:
            prepare(world, case_id)
    assert Case.objects.get(pk=case_id).state == state
    assert not Publication.objects.exists()
    assert not PublicCopy.objects.exists()
    offered = queries.options_for(Case.objects.get(pk=case_id), world.actor("dtp:clerk"))
    assert offered.primary is None


def test_sealing_a_case_takes_its_published_answer_down(world: World) -> None:
    case_id = PATHS["feedback"]["published"](world)
    assert queries.publications().count() == 1
    seal(case_id=case_id, actor=world.actor("dtp:clerk"), at=MONDAY)
    assert not queries.publications().exists()
    assert Publication.objects.get().taken_down_at == MONDAY
    assert Case.objects.get(pk=case_id).state == "unpublished"


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_nothing_that_was_confirmed_stands_in_what_is_read(seed: int) -> None:
    for text in planted_texts(10, seed=seed, texts=made_up_texts()):
        made = prepared({"title": "Việc", "text": text.text, "answer": "Đã trả lời."}, [])
        shown = " ".join(made.shown["text"].split()).lower()
        for phrase in made.covered:
            words = " ".join(phrase.words.split()).lower()
            assert words not in shown or not (phrase.words.count(" ") or words[-1].isdigit())
