"""The sender answers what the agency asked, on the page of the case."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from donthu.cases import codes
from donthu.cases.models import Case, Paper, PaperFile
from donthu.portal import passes
from donthu.portal.views import supplement
from tests.portal.conftest import Citizen, picture, program, text, value
from tests.world import World

pytestmark = pytest.mark.django_db
SAID = "Ở ngã tư đường Ba Mươi và đường số 3."


@pytest.fixture
def case(citizen: Citizen, world: World) -> Case:
    """A case that waits for what its sender was asked."""
    sent = world.submit()
    world.take(sent.case_id, "receive", "vpcp:clerk")
    world.take(sent.case_id, "ask_supplement", "vpcp:clerk", question="Ở đoạn đường nào?")
    return Case.objects.get(pk=sent.case_id)


def opened(citizen: Citizen, case: Case) -> str:
    """The page of the case, by its code and key."""
    given = {"code": case.code, "key": "0123"}
    return text(citizen.client.post("/tra-cuu", given, follow=True))


def add(citizen: Citizen, page: str, **typed: Any) -> Any:
    """What comes back for the form on the page filled in and sent, as without JavaScript."""
    action = re.search(r'action="(/tra-cuu/[^"]+/bo-sung[^"]*)"', page)
    assert action
    form = {"form": value(page, "form"), "content": SAID} | typed
    return citizen.client.post(action[1], form)


def test_what_was_asked_for_is_added_with_a_file_under_the_same_code(
    citizen: Citizen, case: Case
) -> None:
    page = opened(citizen, case)
    assert page.index("Ở đoạn đường nào?") < page.index("Nội dung bổ sung</label>")
    answer = add(citizen, page, files=[picture("nga-tu.png")])
    assert answer.status_code == 302
    page = citizen.open(answer["Location"])
    case.refresh_from_db()
    assert case.state == "received"
    assert Paper.objects.get(kind="supplement").text == SAID
    assert PaperFile.objects.get().name == "nga-tu.png"
    assert SAID in page
    assert "nga-tu.png" in page
    assert "Bạn đã bổ sung thông tin." in page
    assert "/bo-sung" not in page


def test_a_file_sent_ahead_is_added_too(citizen: Citizen, case: Case) -> None:
    page = opened(citizen, case)
    staged = citizen.stage(value(page, "form"), picture("truoc.png"))
    assert add(citizen, page, staged=staged[0]["token"]).status_code == 302
    assert PaperFile.objects.get().name == "truoc.png"


def test_an_error_stands_near_its_field_and_what_was_typed_stays(
    citizen: Citizen, case: Case
) -> None:
    page = opened(citizen, case)
    empty = add(citizen, page, content=" ")
    assert empty.status_code == 422
    assert re.search(r'id="id_content_error">.*Hãy nhập nội dung bổ sung', text(empty), re.DOTALL)
    long = add(citizen, page, content="a" * 3001)
    assert "nhiều hơn 1 ký tự" in text(long)
    assert "a" * 3001 in text(long)
    bad = add(citizen, page, files=[picture("tot.png"), program()])
    assert bad.status_code == 422
    assert re.search(r'id="id_files_error">.*don\.pdf', text(bad), re.DOTALL)
    assert f">\n{SAID}</textarea>" in text(bad)
    assert value(text(bad), "staged_name") == "tot.png"
    assert not Paper.objects.filter(kind="supplement").exists()


def test_who_hides_is_told_where_what_is_added_names_them(citizen: Citizen, world: World) -> None:
    sent = world.submit(hide_sender=True)
    world.take(sent.case_id, "receive", "vpcp:clerk")
    world.take(sent.case_id, "ask_supplement", "vpcp:clerk", question="Ở đoạn đường nào?")
    page = opened(citizen, Case.objects.get(pk=sent.case_id))
    answer = add(citizen, page, content="Gọi 0900 000 123.", files=[picture("Le Thi Thu.png")])
    assert answer.status_code == 422
    told = text(answer)
    assert "còn ghi số điện thoại của bạn: “0900 000 123”. Hãy bỏ đi." in told
    assert "còn ghi họ tên của bạn: “Le Thi Thu”. Hãy bỏ đi." in told
    assert not Paper.objects.filter(kind="supplement").exists()


def test_a_second_click_adds_nothing_and_leads_to_the_same_page(
    citizen: Citizen, case: Case
) -> None:
    page = opened(citizen, case)
    first, second = add(citizen, page), add(citizen, page)
    assert first.status_code == second.status_code == 302
    assert Paper.objects.filter(kind="supplement").count() == 1


def test_a_second_click_that_comes_while_the_first_is_being_added_leads_there_too(
    citizen: Citizen, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(citizen, case)
    taken = supplement.take_step

    def after_the_other(**given: Any) -> None:
        taken(**given)
        taken(**given)

    monkeypatch.setattr(supplement, "take_step", after_the_other)
    answer = add(citizen, page)
    assert answer.status_code == 302
    assert SAID in citizen.open(answer["Location"])
    assert Paper.objects.filter(kind="supplement").count() == 1


def test_what_comes_after_the_agency_went_on_is_told_and_kept(
    citizen: Citizen, case: Case, world: World
) -> None:
    page = opened(citizen, case)
    world.take(case.pk, "resume", "vpcp:clerk", reason="Đã xác minh.")
    answer = add(citizen, page)
    assert answer.status_code == 409
    assert "chỉ mở khi hồ sơ ở trạng thái «Chờ bổ sung»" in text(answer)
    assert SAID in text(answer)


def test_nothing_can_be_added_unasked_or_by_a_stranger(
    citizen: Citizen, case: Case, world: World
) -> None:
    other = world.submit()
    own = passes.link("supplement", other.code, at=timezone.now())
    assert "/bo-sung" not in opened(citizen, Case.objects.get(pk=other.case_id))
    foreign = own.replace(codes.shown(other.code), codes.shown(case.code))
    old = passes.link("supplement", case.code, at=timezone.now() - timedelta(minutes=121))
    for address in (foreign, old, foreign.split("?")[0]):
        answer = citizen.client.post(address, {"content": SAID})
        assert answer["Location"].startswith("/tra-cuu?code=")
    assert not Paper.objects.filter(kind="supplement").exists()


def test_a_machine_that_sends_on_and_on_is_slowed_down(
    citizen: Citizen, case: Case, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit = supplement.Limit(name="supplement.from", most=1, seconds=3600)
    monkeypatch.setattr(supplement, "FROM", limit)
    page = opened(citizen, case)
    world.take(case.pk, "resume", "vpcp:clerk", reason="Đã xác minh.")
    assert [add(citizen, page).status_code for _ in range(2)] == [409, 429]
