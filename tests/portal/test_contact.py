"""The sender corrects a mistyped contact; whoever was and is reached by it is told."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from donthu.cases import codes
from donthu.cases.actions.seal import seal
from donthu.cases.models import Case, Party
from donthu.cases.queries import options_for
from donthu.ledger.models import Event
from donthu.notify.tasks import forget_contacts, tell_contacts
from donthu.people.models import FormerContact, Person
from donthu.portal import passes
from tests.mail import Sink, smtp_sink
from tests.portal.conftest import Citizen, text
from tests.sms import Gateway, sms_gateway
from tests.world import MONDAY, World

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


@pytest.fixture
def case(world: World) -> Case:
    return Case.objects.get(pk=world.submit(at=timezone.now()).case_id)


def correct(citizen: Citizen, case: Case, **typed: str) -> Any:
    return citizen.client.post(passes.link("contact", case.code, at=timezone.now()), typed)


def run() -> None:
    for job in ProcrastinateJob.objects.filter(task_name=tell_contacts.name).order_by("id"):
        tell_contacts.func(**dict(job.args))


def test_both_pages_lead_to_it_and_show_little_of_what_is_written(
    citizen: Citizen, case: Case
) -> None:
    for view in ("tracked", "receipt"):
        page = citizen.open(passes.link(view, case.code, at=timezone.now()))
        assert f"/tra-cuu/{codes.shown(case.code)}/lien-he?k=" in page
    page = citizen.open(passes.link("contact", case.code, at=timezone.now()))
    assert "090*******" in page
    assert "t***@example.vn" in page
    assert "0900000123" not in page


def test_the_new_contact_opens_the_case_and_the_old_one_no_longer(
    citizen: Citizen, case: Case
) -> None:
    answer = correct(citizen, case, phone="+84 900 000 999")
    assert "Đã sửa." in text(citizen.client.get(answer["Location"]))
    person = Person.objects.get()
    assert (person.phone, person.phone_key) == ("0900000999", "0900000999")
    assert person.email == "thu@example.vn"  # left empty, it stays
    look_up = [
        citizen.client.post("/tra-cuu", {"code": case.code, "key": key}).status_code
        for key in ("0999", "0123")
    ]
    assert look_up == [302, 404]


def test_old_and_new_are_told_and_the_event_names_neither(
    citizen: Citizen, case: Case, sink: Sink, gateway: Gateway
) -> None:
    correct(citizen, case, phone="0900000999", email="moi@example.vn")
    event = Event.objects.get(kind="case.contact_corrected")
    assert event.data == {}
    run()
    run()
    letters = {str(letter["To"]): letter.get_content() for letter in sink.messages}
    assert len(sink.messages) == 2
    assert "vừa được sửa" in letters["thu@example.vn"]
    assert "Văn phòng Chính phủ" in letters["thu@example.vn"]
    assert "moi@example.vn" not in letters["thu@example.vn"]
    assert "Từ nay tin về phản ánh" in letters["moi@example.vn"]
    (old,) = gateway.to("+84900000123")
    (new,) = gateway.to("+84900000999")
    assert old.startswith("Thong tin lien he cua phan anh")
    assert new.startswith("Tu nay tin ve phan anh")
    assert len(old) <= 160
    assert not FormerContact.objects.exists()  # told, and forgotten


def test_a_contact_that_stays_is_told_of_what_changed_beside_it(
    citizen: Citizen, case: Case, sink: Sink
) -> None:
    correct(citizen, case, phone="0900000999")
    run()
    (letter,) = sink.messages
    assert letter["To"] == "thu@example.vn"
    assert "vừa được sửa" in letter.get_content()


def test_a_phone_that_nothing_reaches_is_forgotten_once_nobody_tries_any_more(
    citizen: Citizen, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    sender = Person(name="Lê Thử", phone="0900000123", created_at=MONDAY)
    case = Case.objects.get(pk=world.submit(sender=sender, at=timezone.now()).case_id)
    correct(citizen, case, phone="0900000999")
    run()  # there is no gateway: no job was made
    forget_contacts(timestamp=0)
    assert FormerContact.objects.exists()  # an outage of two days loses nothing
    late = timezone.now() + timedelta(days=3, hours=1)
    monkeypatch.setattr(timezone, "now", lambda: late)
    forget_contacts(timestamp=0)
    assert not FormerContact.objects.exists()


def test_who_left_nothing_can_be_asked_for_more_once_there_is_a_phone(
    citizen: Citizen, world: World
) -> None:
    sent = world.submit(sender=Person(name="Lê Thử", created_at=MONDAY))
    case = Case.objects.get(pk=sent.case_id)
    world.take(case.pk, "receive", "vpcp:clerk")

    def may_ask() -> bool:
        case.refresh_from_db()
        options = options_for(case, world.actor("vpcp:clerk"))
        return "ask_supplement" in {step.key for step in options.open}

    assert not may_ask()
    correct(citizen, case, phone="0900000999")
    assert may_ask()


def test_the_fourth_time_is_refused(citizen: Citizen, case: Case) -> None:
    for last in range(3):
        assert correct(citizen, case, phone=f"090000010{last}").status_code == 302
    refused = correct(citizen, case, phone="0900000109")
    assert refused.status_code == 409
    assert "đã được sửa ba lần" in text(refused)
    assert Person.objects.get().phone == "0900000102"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Hãy ghi số điện thoại hoặc thư điện tử mới."),
        ({"phone": "0900 000 123"}, "Hãy ghi số điện thoại hoặc thư điện tử mới."),
        ({"phone": "12"}, "Số điện thoại chưa đúng"),
        ({"email": "a@b"}, "Địa chỉ thư điện tử chưa đúng"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_changes(
    citizen: Citizen, case: Case, typed: dict[str, str], sentence: str
) -> None:
    answer = correct(citizen, case, **typed)
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert not Event.objects.filter(kind="case.contact_corrected").exists()
    assert Person.objects.get().phone == "0900000123"


def test_sealing_takes_what_the_contact_was_along(
    citizen: Citizen, case: Case, world: World
) -> None:
    correct(citizen, case, phone="0900000999")
    seal(case_id=case.pk, actor=world.actor("vpcp:clerk"), at=timezone.now())
    assert not FormerContact.objects.exists()
    assert Party.objects.get().person is None
    assert correct(citizen, case, phone="0900000998").status_code == 409


def test_each_error_is_said_once_above_and_once_at_its_field(citizen: Citizen, case: Case) -> None:
    assert text(correct(citizen, case, phone="12")).count("Số điện thoại chưa đúng") == 2
