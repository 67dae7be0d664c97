"""The receipt: what it lets its holder prove, and how to look up with what was left."""

from hashlib import sha256

import pytest

from donthu.cases.attached import Attached
from donthu.cases.queries import case_by_id
from donthu.documents.intake import accept
from donthu.people import pins
from donthu.people.models import Person
from donthu.ui.receipt import check_of, receipt_of
from tests.portal.conftest import picture
from tests.world import MONDAY, World

pytestmark = pytest.mark.django_db


def test_the_check_is_what_anybody_gets_who_hashes_what_was_sent(world: World) -> None:
    stored = accept(picture(), name="anh.png", limit_bytes=10_000)
    sent = world.submit(files=[Attached(stored.pk, "anh.png")])
    bytes_sent = picture().read()
    by_hand = sha256(
        b"\n".join(
            [
                "Đèn tín hiệu hỏng".encode(),
                "Đèn tín hiệu ở ngã tư không hoạt động vào sáng sớm.".encode(),
                sha256(bytes_sent).hexdigest().encode(),
            ]
        )
    ).hexdigest()
    assert receipt_of(case_by_id(sent.case_id)).check.replace(" ", "") == by_hand[:16]


@pytest.mark.parametrize(
    "changed", [("a", "b", ["1", "3"]), ("a", "c", ["1", "2"]), ("b", "a", ["1", "2"])]
)
def test_another_title_text_or_file_has_another_check(changed: tuple[str, str, list[str]]) -> None:
    assert check_of(*changed) != check_of("a", "b", ["1", "2"])
    assert check_of("a", "b", ["2", "1"]) == check_of("a", "b", ["1", "2"])


def test_it_does_not_change_with_what_comes_later(world: World) -> None:
    case_id = world.submit().case_id
    before = receipt_of(case_by_id(case_id)).check
    world.take(case_id, "receive", "vpcp:clerk")
    world.take(case_id, "ask_supplement", "vpcp:clerk", question="Ngã tư nào?")
    world.take_as_sender(case_id, "supplement", MONDAY, content="Ngã tư chợ.")
    assert receipt_of(case_by_id(case_id)).check == before


def test_the_pin_is_on_it_only_when_given_just_now(world: World) -> None:
    sender = Person(name="Lê Thử", pin=pins.kept("040718"), created_at=MONDAY)
    case = case_by_id(world.submit(sender=sender).case_id)
    assert receipt_of(case, pin="040718").pin == "040718"
    later = receipt_of(case)
    assert (later.pin, later.by_pin, later.by_phone, later.by_email) == ("", True, False, False)
    assert "040718" not in later.qr
