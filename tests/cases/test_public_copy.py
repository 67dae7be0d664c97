"""What is published does not tell who sent it."""

import pytest

from donthu.cases import queries
from donthu.cases.actions.seal import seal
from donthu.cases.errors import Invalid, Refused
from donthu.cases.models import Case, Publication
from donthu.cases.public_copy import cover_senders
from tests.paths import PATHS
from tests.world import MONDAY, World

pytestmark = pytest.mark.django_db
ANSWER = "Trả lời bà Lê Thị Thử, điện thoại 0900.000.123: đã sửa xong."


def publish(
    world: World, case_id: int, *, text: str = "Đèn không sáng.", answer: str = "Đã sửa."
) -> None:
    world.take(case_id, "publish", "dtp:clerk", title="Đèn hỏng", text=text, answer=answer)


def test_an_answer_that_names_the_sender_is_not_published(world: World) -> None:
    case_id = PATHS["feedback"]["answered"](world)
    with pytest.raises(Invalid) as refused:
        publish(world, case_id, text="Tôi là LE THI THU.", answer=ANSWER)
    assert refused.value.errors == {
        "text": ("Nội dung này còn họ tên người gửi: “LE THI THU”; hãy bỏ trước khi công khai."),
        "answer": (
            "Nội dung này còn họ tên người gửi: “Lê Thị Thử”, "
            "số điện thoại người gửi: “0900.000.123”; hãy bỏ trước khi công khai."
        ),
    }
    assert not Publication.objects.exists()


def test_what_is_offered_for_publishing_can_be_published(world: World) -> None:
    case_id = PATHS["feedback"]["answered"](world)
    offered = cover_senders(case_id, ANSWER)
    assert offered == "Trả lời bà […], điện thoại […]: đã sửa xong."
    publish(world, case_id, answer=offered)
    assert Publication.objects.get().answer == offered


def test_who_may_not_know_a_hidden_sender_is_not_told_which_words_name_it(world: World) -> None:
    case_id = world.submit(hide_sender=True).case_id
    world.hand_down(case_id, ["vpcp", "dtp"])
    world.answer(case_id, "dtp")
    world.take(case_id, "issue", "dtp:clerk")
    with pytest.raises(Refused) as refused:
        publish(world, case_id, answer=ANSWER)
    assert refused.value.reason.startswith("Nội dung còn điều cho biết người gửi là ai")
    assert "Thử" not in refused.value.reason
    publish(world, case_id)
    assert Publication.objects.get().answer == "Đã sửa."


def test_who_received_the_letter_is_told_also_of_a_hidden_sender(world: World) -> None:
    case_id = world.submit(to="dtp", hide_sender=True).case_id
    world.take(case_id, "receive", "dtp:clerk")
    world.answer(case_id, "dtp")
    world.take(case_id, "issue", "dtp:clerk")
    with pytest.raises(Invalid) as refused:
        publish(world, case_id, answer=ANSWER)
    assert "“Lê Thị Thử”" in refused.value.errors["answer"]


@pytest.mark.parametrize("state", ["answered", "unpublished"])
def test_the_answer_to_a_sealed_sender_is_not_published(world: World, state: str) -> None:
    case_id = PATHS["feedback"][state](world)
    seal(case_id=case_id, actor=world.actor("dtp:clerk"), at=MONDAY)
    with pytest.raises(Refused, match="Danh tính người gửi đã niêm phong nên không công khai"):
        publish(world, case_id)
    assert Case.objects.get(pk=case_id).state == state
    assert not Publication.objects.exists()
    offered = queries.options_for(Case.objects.get(pk=case_id), world.actor("dtp:clerk"))
    assert offered.primary is None
