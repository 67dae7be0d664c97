"""Lost codes go to the contact alone, and the page tells nobody whether there are any."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from donthu.cases import codes
from donthu.cases.actions.correct_contact import correct_contact
from donthu.cases.actions.seal import seal
from donthu.notify import lost_codes
from donthu.people.models import Person
from donthu.portal.views.lost_code import FOR, FROM
from tests.mail import Sink, smtp_sink
from tests.portal.conftest import Citizen, text
from tests.sms import Gateway, sms_gateway
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def sink(settings: Any) -> Iterator[Sink]:
    with smtp_sink() as (sink, port):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        yield sink


@pytest.fixture
def gateway(settings: Any) -> Iterator[Gateway]:
    with sms_gateway() as (gateway, url):
        settings.DONTHU_SMS_URL = url
        yield gateway


def ask(citizen: Citizen, contact: str, address: str = "192.0.2.1") -> Any:
    return citizen.client.post("/quen-ma-so", {"contact": contact}, REMOTE_ADDR=address)


def asked_for() -> list[dict[str, Any]]:
    jobs = ProcrastinateJob.objects.filter(task_name=lost_codes.TASK).order_by("id")
    return [dict(job.args) for job in jobs]


def run() -> None:
    for number, args in enumerate(asked_for()):
        if args["case_ids"]:
            lost_codes.send(**args, message_id=f"codes.{number}")


def test_the_codes_come_by_mail_however_the_address_is_written(
    citizen: Citizen, world: World, sink: Sink
) -> None:
    first = world.submit(at=timezone.now(), title="Đèn ở ngã tư").code
    second = world.submit(at=timezone.now(), title="Hố ga ở chợ").code
    ask(citizen, " THU@Example.vn ")
    run()
    (letter,) = sink.messages
    assert letter["To"] == "thu@example.vn"
    body = letter.get_content()
    for code, title in ((first, "Đèn ở ngã tư"), (second, "Hố ga ở chợ")):
        assert codes.shown(code) in body
        assert title in body
    assert "{" not in body


def test_the_codes_come_by_text_message_to_a_phone(
    citizen: Citizen, world: World, gateway: Gateway
) -> None:
    code = codes.shown(world.submit(at=timezone.now()).code)
    ask(citizen, "+84 900 000 123")
    run()
    (said,) = gateway.to("+84900000123")
    assert said.startswith(f"Ma so phan anh cua ban: {code}.")


def test_the_page_says_the_same_whether_there_is_anything(
    citizen: Citizen, world: World, gateway: Gateway
) -> None:
    world.submit(at=timezone.now())
    known, unknown = ask(citizen, "thu@example.vn"), ask(citizen, "khong.ai@example.vn")
    assert known.status_code == unknown.status_code == 200
    assert known.content == unknown.content
    assert [bool(args["case_ids"]) for args in asked_for()] == [True, False]  # the same work
    assert "thu@example.vn" not in str(asked_for())
    assert [{*args} for args in asked_for()] == [{"case_ids", "channel", "contact"}] * 2


def test_a_contact_is_told_twice_a_day_and_the_page_does_not_tell_that_either(
    citizen: Citizen, world: World
) -> None:
    world.submit(at=timezone.now())
    answers = [
        ask(citizen, "thu@example.vn", f"192.0.2.{number}") for number in range(FOR.most + 3)
    ]
    assert len({answer.content for answer in answers}) == 1
    assert len(asked_for()) == FOR.most


def test_an_address_asks_ten_times_an_hour(citizen: Citizen, world: World) -> None:
    for number in range(FROM.most):
        assert ask(citizen, f"nguoi{number}@example.vn").status_code == 200
    stopped = ask(citizen, "nguoi99@example.vn")
    assert stopped.status_code == 429
    assert "Có quá nhiều lần hỏi" in text(stopped)
    assert len(asked_for()) == FROM.most


def test_what_is_older_than_a_year_or_sealed_or_of_others_is_not_told(
    citizen: Citizen, world: World, sink: Sink
) -> None:
    now = timezone.now()
    world.submit(at=now - timedelta(days=370))
    other = Person(name="B", email="khac@example.vn", created_at=now)
    world.submit(at=now, sender=other)
    sealed = world.submit(at=now)
    seal(case_id=sealed.case_id, actor=world.actor("vpcp:clerk"), at=now)
    ask(citizen, "thu@example.vn")
    assert [args["case_ids"] for args in asked_for()] == [[]]


def test_who_corrects_the_newest_case_meanwhile_gets_no_codes(
    citizen: Citizen, world: World, sink: Sink
) -> None:
    now = timezone.now()
    theirs = codes.shown(world.submit(at=now, title="Của nạn nhân").code)
    mine = world.submit(at=now, title="Gửi bằng thư của người khác")
    ask(citizen, "thu@example.vn")
    correct_contact(case_id=mine.case_id, phone="", email="ke.gian@example.vn", at=now)
    run()
    (letter,) = sink.messages
    assert letter["To"] == "thu@example.vn"
    assert theirs in letter.get_content()
    assert codes.shown(mine.code) not in letter.get_content()


def test_a_case_sealed_meanwhile_is_not_named(citizen: Citizen, world: World, sink: Sink) -> None:
    now = timezone.now()
    case = world.submit(at=now)
    ask(citizen, "thu@example.vn")
    seal(case_id=case.case_id, actor=world.actor("vpcp:clerk"), at=now)
    run()
    assert not sink.messages


@pytest.mark.parametrize("typed", ["", "khong phai", "12", "a@b"])
def test_what_is_no_contact_is_said(citizen: Citizen, world: World, typed: str) -> None:
    assert ask(citizen, typed).status_code == 422
    assert not asked_for()


def test_without_a_gateway_a_phone_is_not_asked_for(citizen: Citizen, world: World) -> None:
    page = citizen.open("/quen-ma-so")
    assert "chưa gửi được tin nhắn" in page
    assert ask(citizen, "0900 000 123").status_code == 422


def test_the_page_of_looking_up_leads_there(citizen: Citizen, world: World) -> None:
    assert 'href="/quen-ma-so"' in citizen.open("/tra-cuu")
