"""Who is about to send is shown what was answered before."""

import pytest
from django.core.cache import cache

from donthu.portal.views import similar
from donthu.ui.limits import Limit
from tests.portal.conftest import Citizen, text
from tests.portal.test_public_pages import published
from tests.world import World

pytestmark = pytest.mark.django_db
ASK = "/gui-phan-anh/tuong-tu"
TYPED = {"title": "Den duong phuong My Tho", "content": "Đèn không sáng mấy hôm nay."}


def test_an_answer_like_what_is_typed_is_offered_in_another_tab(
    citizen: Citizen, world: World
) -> None:
    published(world, "Đèn đường phường Mỹ Tho")
    answer = citizen.client.post(ASK, TYPED)
    assert "Có thể đã được trả lời" in text(answer)
    assert "Đèn đường phường Mỹ Tho" in text(answer)
    assert 'target="_blank"' in text(answer)
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies


def test_nothing_is_said_when_nothing_is_alike(citizen: Citizen, world: World) -> None:
    published(world, "Đèn đường phường Mỹ Tho")
    assert text(citizen.client.post(ASK, {"title": "Học phí lớp 6"})).strip() == ""
    assert text(citizen.client.post(ASK)).strip() == ""


def test_one_address_may_not_ask_all_the_time(
    citizen: Citizen, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.clear()
    monkeypatch.setattr(similar, "OFTEN", Limit(name="similar", most=2, seconds=600))
    answers = [citizen.client.post(ASK, TYPED).status_code for _ in range(3)]
    assert answers == [200, 200, 429]
    cache.clear()


def test_who_has_no_javascript_is_led_to_the_answers_and_sees_them_on_the_receipt(
    citizen: Citizen, world: World
) -> None:
    published(world, "Đèn đường ở ấp 3")
    assert 'href="/cau-tra-loi">Tìm trong câu trả lời đã công khai' in citizen.open()
    sent = citizen.send()
    receipt = citizen.open(sent["Location"])
    assert "Có thể đã được trả lời" in receipt
    assert "Đèn đường ở ấp 3</" in receipt.replace("<span", "</")
