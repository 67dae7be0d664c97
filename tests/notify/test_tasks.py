"""The sender is told by e-mail: real SMTP, each message once, a repeat under the same Message-ID."""

from collections.abc import Iterator
from smtplib import SMTPException
from typing import Any

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from donthu.notify.models import Notice
from donthu.notify.tasks import tell_sender
from donthu.people.models import Person
from tests.mail import Sink, smtp_sink
from tests.world import MONDAY, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def sink(settings: Any) -> Iterator[Sink]:
    with smtp_sink() as (sink, port):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        yield sink


def jobs() -> list[dict[str, object]]:
    return [dict(job.args) for job in ProcrastinateJob.objects.order_by("id")]


def run(job: dict[str, object]) -> None:
    tell_sender.func(**job)


def test_a_receipt_is_promised_with_the_case_and_holds_no_name(world: World) -> None:
    submitted = world.submit()
    assert jobs() == [{"case_id": submitted.case_id, "seq": 1, "topic": "tells.sender"}]


def test_the_receipt_names_code_agency_and_day(world: World, sink: Sink) -> None:
    world.submit()
    run(jobs()[0])
    (message,) = sink.messages
    assert message["To"] == "thu@example.vn"
    assert str(message["Subject"]).startswith("Đã nhận phản ánh ")
    body = message.get_content()
    assert "Kính gửi Lê Thị Thử" in body
    assert "Văn phòng Chính phủ" in body
    assert "Hạn tiếp nhận: 11/11/2026" in body
    assert "/tra-cuu?" in body
    assert "{" not in body


def test_a_receipt_that_goes_out_late_still_names_the_day_of_its_clock(
    world: World, sink: Sink
) -> None:
    case_id = world.submit().case_id
    world.take(case_id, "receive", "vpcp:clerk")
    world.take(case_id, "ask_supplement", "vpcp:clerk", question="Ngã tư nào?")
    run(jobs()[0])
    assert "Hạn tiếp nhận: 11/11/2026" in sink.messages[0].get_content()


def test_who_was_told_of_a_hand_over_is_told_of_its_recall(world: World, sink: Sink) -> None:
    case_id = world.submit().case_id
    world.take(case_id, "receive", "vpcp:clerk")
    lead = world.id("dtp")
    world.take(case_id, "hand_over", "vpcp:clerk", lead=lead, note="Đề nghị giải quyết.")
    world.take(case_id, "recall", "vpcp:clerk", reason="Chuyển nhầm tỉnh.")
    run(next(job for job in reversed(jobs()) if job["topic"] == "tells.sender"))
    (message,) = sink.messages
    assert str(message["Subject"]).endswith("xác định lại nơi giải quyết")
    body = message.get_content()
    assert (
        "Văn phòng Chính phủ đã thu hồi phản ánh «Đèn tín hiệu hỏng» chuyển đến "
        "Ủy ban nhân dân tỉnh Đồng Tháp để xác định lại nơi giải quyết." in body
    )
    assert "Chuyển nhầm" not in body


def test_a_job_that_runs_twice_sends_once(world: World, sink: Sink) -> None:
    world.submit()
    run(jobs()[0])
    run(jobs()[0])
    assert len(sink.messages) == 1


def test_a_message_turned_away_comes_again_under_the_same_id(world: World, sink: Sink) -> None:
    world.submit()
    sink.broken = 1
    with pytest.raises(SMTPException):
        run(jobs()[0])
    notice = Notice.objects.get()
    assert (notice.state, notice.attempts) == ("waiting", 1)
    run(jobs()[0])
    assert sink.messages[0]["Message-ID"] == notice.message_id("127.0.0.1")
    assert Notice.objects.get().attempts == 2


def test_who_left_no_address_is_told_nothing_and_it_is_written_down(
    world: World, sink: Sink
) -> None:
    world.submit(sender=Person(name="Lê Thử", phone="0900000123", created_at=MONDAY))
    run(jobs()[0])
    assert not sink.messages
    assert Notice.objects.get().state == "nowhere"


def test_the_answer_is_in_the_message(world: World, sink: Sink) -> None:
    case_id = world.submit().case_id
    world.hand_down(case_id, ["vpcp", "dtp"])
    world.answer(case_id, "dtp")
    world.take(case_id, "issue", "dtp:clerk")
    run(jobs()[-1])
    body = sink.messages[0].get_content()
    assert "Ủy ban nhân dân tỉnh Đồng Tháp đã trả lời" in body
    assert "Đơn vị đã kiểm tra và sửa xong ngày 10/11." in body


def test_the_notice_of_receipt_names_the_agency_and_the_number_in_its_book(
    world: World, sink: Sink
) -> None:
    world.hand_down(world.submit(to="dtp").case_id, ["dtp"])
    world.hand_down(world.submit(to="dtp").case_id, ["dtp"])
    run(jobs()[-1])
    (message,) = sink.messages
    assert "Ủy ban nhân dân tỉnh Đồng Tháp đã tiếp nhận phản ánh" in str(message["Subject"])
    body = message.get_content()
    assert "Số vào sổ tiếp nhận: 2" in body.splitlines()
    assert "/tra-cuu?" in body
    assert "{" not in body


def test_the_notice_of_refusal_names_its_ground(world: World, sink: Sink) -> None:
    case_id = world.submit().case_id
    world.take(case_id, "refuse", "vpcp:clerk", ground="unclear", reason="Không rõ đèn nào.")
    run(jobs()[-1])
    body = sink.messages[0].get_content()
    lines = body.splitlines()
    at = lines.index("Căn cứ: Nội dung không rõ (Điều 7)")
    assert lines[at + 1] == "Lý do: Không rõ đèn nào."
