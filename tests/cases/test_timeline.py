"""What the sender reads of a case: whatever was decided, and on what ground."""

import pytest

from donthu.cases import timeline
from donthu.cases.models import Case
from tests.paths import PATHS
from tests.world import World

pytestmark = pytest.mark.django_db
IN = PATHS["feedback"]


def newest(case_id: int) -> str:
    return timeline.for_sender(Case.objects.get(pk=case_id))[0].text


def test_the_sender_reads_that_an_answer_was_taken_down(world: World) -> None:
    case_id = IN["published"](world)
    world.take(case_id, "take_down", "dtp:clerk", reason="Còn tên đường sai.")
    assert newest(case_id) == (
        "Ủy ban nhân dân tỉnh Đồng Tháp đã gỡ câu trả lời khỏi trang công khai; "
        "câu trả lời gửi bạn vẫn còn đây."
    )


def test_the_sender_reads_the_ground_and_the_reason_of_a_refusal(world: World) -> None:
    assert newest(IN["refused"](world)) == (
        "Ủy ban nhân dân tỉnh Đồng Tháp không tiếp nhận phản ánh này. "
        "Căn cứ: Nội dung không rõ (Điều 7). Lý do: Không rõ việc gì."
    )
