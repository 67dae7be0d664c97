"""The sender is told: real SMTP, a real gateway, each message once, a repeat under the same id."""

from collections.abc import Iterator
from smtplib import SMTPException
from typing import Any

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from donthu.agencies.models import Agency
from donthu.cases import codes
from donthu.law import registry
from donthu.notify import gsm
from donthu.notify.models import Notice
from donthu.notify.sms import NotTaken
from donthu.notify.tasks import tell_sender
from donthu.people.models import Person
from tests.mail import Sink, smtp_sink
from tests.sms import Gateway, sms_gateway
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
    assert body.strip().splitlines()[-1].startswith("Xem chi tiết tại: ")


def test_a_complaint_sent_as_feedback_is_told_which_paper_to_write_and_to_whom(
    world: World, sink: Sink
) -> None:
    case_id = world.submit().case_id
    world.take(case_id, "refuse", "vpcp:clerk", ground="complaint", reason="Bạn khiếu nại.")
    run(jobs()[-1])
    body = " ".join(sink.messages[0].get_content().split())
    for said in (
        "Mẫu số 01",
        "người đã ra quyết định",
        "Luật Tố cáo, Điều 23",
        "quản lý người bị tố cáo",
    ):
        assert said in body


@pytest.fixture
def gateway(settings: Any) -> Iterator[Gateway]:
    with sms_gateway() as (gateway, url):
        settings.DONTHU_SMS_URL, settings.DONTHU_SMS_TOKEN = url, "bi-mat"
        yield gateway


def by_phone_alone() -> Person:
    return Person(name="Lê Thử", phone="0900 000 123", created_at=MONDAY)


def test_who_left_both_is_told_by_both(world: World, sink: Sink, gateway: Gateway) -> None:
    code = codes.shown(world.submit().code)
    assert len(jobs()) == 1
    run(jobs()[0])
    assert len(sink.messages) == 1
    (message,) = gateway.messages
    assert message["to"] == "+84900000123"
    assert message["text"] == (
        f"Da nhan phan anh {code}: Den tin hieu hong. Tra cuu: "
        f"http://127.0.0.1:8000/tra-cuu?code={code} voi 4 so cuoi dien thoai nay."
    )
    assert message["parts"] == [message["text"]]
    assert message["from"] == "DON THU"
    assert gateway.authority == "Bearer bi-mat"
    assert sorted(Notice.objects.values_list("channel", "state")) == [
        ("email", "sent"),
        ("sms", "sent"),
    ]


def test_who_left_a_phone_alone_is_told_by_text_message_of_what_can_not_wait(
    world: World, sink: Sink, gateway: Gateway
) -> None:
    case_id = world.submit(sender=by_phone_alone()).case_id
    world.take(case_id, "receive", "vpcp:clerk")  # its message is for e-mail alone
    world.take(case_id, "ask_supplement", "vpcp:clerk", question="Ngã tư nào?")
    assert [job["seq"] for job in jobs()] == [1, 3]
    for job in jobs():
        run(job)
    assert not sink.messages
    assert "de nghi ban bo sung thong tin" in gateway.messages[1]["text"]


def test_who_left_a_phone_alone_is_told_of_an_answer_by_letter_and_of_withdrawing(
    world: World, gateway: Gateway
) -> None:
    by_letter = world.submit(sender=by_phone_alone()).case_id
    world.take(by_letter, "receive", "vpcp:clerk")
    Agency.objects.filter(code="btc").update(has_accounts=False)
    given: dict[str, Any] = {"lead": world.id("btc"), "note": "Trả lời."}
    world.take(by_letter, "hand_over", "vpcp:clerk", **given)
    world.take(by_letter, "send_letter", "vpcp:clerk")
    reply: dict[str, Any] = {
        "reply_number": "125/BTC-VP",
        "reply_date": MONDAY.date(),
        "reply_signer": "Thử Bốn",
    }
    said: dict[str, Any] = {"answer": "Bộ đã chấn chỉnh.", "result": "solved"}
    world.take(by_letter, "record_reply", "vpcp:clerk", **reply, **said)
    withdrawn = world.submit(sender=by_phone_alone()).case_id
    world.take_as_sender(withdrawn, "withdraw", MONDAY)
    for job in jobs():
        run(job)
    texts = [message["text"] for message in gateway.messages]
    told = ("Da nhan", "Bo Tai chinh da tra loi", "Da nhan", "da duoc rut. Neu khong phai ban rut")
    assert all(said in text for said, text in zip(told, texts, strict=True))


def test_without_a_gateway_no_job_is_made_for_a_phone(world: World) -> None:
    world.submit(sender=by_phone_alone())
    assert jobs() == []


def test_who_left_nothing_makes_no_job(world: World, gateway: Gateway) -> None:
    world.submit(sender=Person(name="Lê Thử", created_at=MONDAY))
    assert jobs() == []


def test_a_gateway_that_fails_does_not_send_the_letter_again(
    world: World, sink: Sink, gateway: Gateway
) -> None:
    world.submit()
    gateway.broken = 2
    for _ in range(2):
        with pytest.raises(NotTaken, match="500"):
            run(jobs()[0])
    run(jobs()[0])
    assert len(sink.messages) == len(gateway.messages) == 1
    assert Notice.objects.get(channel="sms").attempts == 3
    assert Notice.objects.get(channel="email").attempts == 1


def test_a_mail_server_that_fails_does_not_hold_up_the_text_message(
    world: World, sink: Sink, gateway: Gateway
) -> None:
    world.submit()
    sink.broken = 1
    with pytest.raises(SMTPException):
        run(jobs()[0])
    run(jobs()[0])
    assert len(sink.messages) == len(gateway.messages) == 1


def test_a_gateway_too_slow_to_answer_gets_the_same_message_under_the_same_id(
    world: World, sink: Sink, gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("donthu.notify.sms.SECONDS", 0.2)
    world.submit()
    gateway.slow = 0.6
    with pytest.raises(NotTaken) as failed:
        run(jobs()[0])
    assert "900000123" not in str(failed.value)
    gateway.slow = 0
    run(jobs()[0])
    first, again = gateway.messages
    assert first == again
    assert first["id"] == Notice.objects.get(channel="sms").key


def test_a_landline_gets_no_text_message(world: World, sink: Sink, gateway: Gateway) -> None:
    sender = Person(name="Lê Thử", phone="02438251234", email="a@example.vn", created_at=MONDAY)
    world.submit(sender=sender)
    run(jobs()[0])
    assert len(sink.messages) == 1
    assert gateway.messages == []


@pytest.mark.parametrize(
    ("step", "message"),
    [
        (step, message)
        for procedure in registry.procedures()
        for step, message in registry.messages(procedure).items()
        if message.sms
    ],
)
def test_a_text_message_of_usual_names_fits_in_one(step: str, message: registry.Message) -> None:
    names = {
        "agency": "Ủy ban nhân dân tỉnh Đồng Tháp",
        "to": "Ủy ban nhân dân tỉnh Đồng Tháp",
        "code": "7K3M-9Q2T",
        "url": "https://phananh.dongthap.gov.vn/tra-cuu?code=7K3M-9Q2T",
        "title": "Đèn đường trước trạm y tế ấp 3 xã Tháp Mười không sáng đã nhiều ngày",
        "due": "30/11/2026",
    }
    said = gsm.composed(message.sms, names)
    assert len(gsm.parts(said)) == 1, said
    assert "7K3M-9Q2T" in said
