"""One step for many cases from a list: chosen, shown, done, undone."""

import re
from collections.abc import Callable

import pytest
from django.http import HttpResponse

from donthu.cases import codes
from donthu.cases.actions import bulk_run
from donthu.cases.models import BulkRun, Case
from donthu.cases.tasks import carry_out, undo
from tests.desk.conftest import At, Desk, words
from tests.world import World, later

pytestmark = pytest.mark.django_db
AtDesk = Callable[[str], Desk]


def received(world: World, count: int) -> list[Case]:
    found = []
    for _ in range(count):
        pk = world.submit(to="dtp").case_id
        world.take(pk, "receive", "dtp:clerk")
        found.append(Case.objects.get(pk=pk))
    return found


def sent(desk: Desk, address: str, **data: object) -> str:
    """Where the officer is led after sending a form, below the desk."""
    answer: HttpResponse = desk.post(address, **data)
    assert answer.status_code == 302, words(answer.content.decode())
    return answer.headers["Location"].removeprefix("/lam-viec/")


def form(step: str, cases: list[Case]) -> str:
    picked = "&".join(f"ho-so={codes.shown(case.code)}" for case in cases)
    return f"hang-loat/moi/?buoc={step}&tu=thu-muc%2Fworking%2F&{picked}"


def test_chosen_cases_are_shown_handed_down_and_taken_back(world: World, desk: AtDesk) -> None:
    clerk = desk("dtp:clerk")
    cases = received(world, 2)
    signed = world.submit(to="dtp").case_id
    world.take(signed, "receive", "dtp:clerk")
    world.answer(signed, "dtp")
    address = form("hand_over", [*cases, Case.objects.get(pk=signed)])
    assert "3 hồ sơ đã chọn" in clerk.get(address)

    page = sent(clerk, address, lead=world.id("dtp.sxd"), note="Đề nghị giải quyết.")
    preview = clerk.get(page)
    assert "Sẽ thực hiện cho 2 hồ sơ; 1 hồ sơ không thực hiện được" in preview
    assert "Bước này chỉ mở khi hồ sơ ở trạng thái" in preview
    assert "Thực hiện 2 hồ sơ" in preview
    assert Case.objects.filter(holder__code="dtp").count() == 3

    assert sent(clerk, page, do="run") == page
    assert "Đã thực hiện 2 hồ sơ" in clerk.get(page)
    assert Case.objects.filter(holder__code="dtp.sxd", state="forwarded").count() == 2
    assert "còn hoàn tác được" in clerk.get("hang-loat/")

    sent(clerk, page, do="undo")
    assert "Đã hoàn tác 2 hồ sơ." in clerk.get(page)
    assert Case.objects.filter(holder__code="dtp", state="received").count() == 2


def test_the_whole_list_is_chosen_by_its_filter_and_not_by_its_page(
    world: World, desk: AtDesk
) -> None:
    received(world, 33)
    world.take(world.submit(to="dtp", title="Rác", text="Rác").case_id, "receive", "dtp:clerk")
    clerk = desk("dtp:clerk")
    assert "Chọn tất cả 33 hồ sơ theo bộ lọc này" in clerk.get("thu-muc/working/", q="den tin hieu")
    assert "Chọn tất cả 34 hồ sơ theo bộ lọc này" in clerk.get("")
    for came in ("thu-muc%2Fworking%2F%3Fq%3Dden%2Btin%2Bhieu", "%3Fmuc%3Dqua-han", ""):
        address = f"hang-loat/moi/?buoc=classify&tat-ca=1&tu={came}"
        answer = clerk.client.get(f"/lam-viec/{address}")
        count = {"thu": 33, "%3F": 0, "": 34}[came[:3]]
        if count:
            assert f"{count} hồ sơ đã chọn" in words(answer.content.decode())
        else:
            assert answer.headers["Location"] == "/lam-viec/?muc=qua-han"


def test_what_an_officer_may_not_see_is_not_chosen(world: World, desk: AtDesk) -> None:
    (case,) = received(world, 1)
    answer = desk("btc:clerk").client.get(f"/lam-viec/{form('classify', [case])}")
    assert answer.status_code == 302


def test_a_step_that_is_not_for_many_or_not_the_officers_has_no_form(
    world: World, desk: AtDesk
) -> None:
    cases = received(world, 1)
    assert desk("dtp:clerk").status(form("refuse", cases)) == 404
    assert desk("dtp:handler").status(form("hand_over", cases)) == 404
    bar = desk("dtp:handler").get("thu-muc/working/")
    assert "Phân loại" in bar
    assert "Phân công giải quyết" not in bar


def test_an_incomplete_form_comes_back_with_what_was_typed(world: World, desk: AtDesk) -> None:
    clerk = desk("dtp:clerk")
    answer = clerk.post(form("hand_over", received(world, 1)), note="Đề nghị giải quyết.")
    assert answer.status_code == 422
    assert "Đề nghị giải quyết." in answer.content.decode()
    assert not BulkRun.objects.exists()


def test_the_words_by_which_cases_were_found_are_not_kept(world: World, desk: AtDesk) -> None:
    clerk = desk("dtp:clerk")
    code = codes.shown(received(world, 1)[0].code)
    for came, kept in (
        ("tim%2F%3Fq%3D0900000123", "tim/"),
        ("thu-muc%2Fworking%2F%3Fq%3DL%25C3%25AA%26sau%3D5", "thu-muc/working/?sau=5"),
    ):
        address = f"hang-loat/moi/?buoc=classify&tu={came}&ho-so={code}"
        page = sent(clerk, address, kind="idea")
        assert BulkRun.objects.order_by("-pk")[0].origin == kept
        assert f'href="/lam-viec/{kept}"' in clerk.html(page)


def test_a_form_sent_twice_makes_one_act_and_a_second_click_does_nothing(
    world: World, desk: AtDesk
) -> None:
    clerk = desk("dtp:clerk")
    (case,) = received(world, 1)
    address = form("classify", [case])
    once = re.search(r'name="once" value="([^"]+)"', clerk.html(address)).group(1)  # type: ignore[union-attr]
    first = sent(clerk, address, kind="idea", once=once)
    assert sent(clerk, address, kind="idea", once=once) == first
    for _ in range(2):
        sent(clerk, first, do="run")
    assert clerk.get(f"ho-so/{codes.shown(case.code)}/").count("phân loại: Sáng kiến") == 1


def test_more_than_fifty_are_done_by_a_job_while_the_page_tells_how_far_it_is(
    world: World, desk: AtDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk_run, "AT_ONCE", 2)
    clerk = desk("dtp:clerk")
    page = sent(clerk, form("classify", received(world, 3)), kind="question")
    sent(clerk, page, do="run")
    assert "Đang thực hiện: đã xong 0 trên 3 hồ sơ" in clerk.get(page)
    assert 'hx-trigger="every 2s"' in clerk.html(page)
    run = BulkRun.objects.get()
    carry_out(run.pk)
    assert "Đã thực hiện 3 hồ sơ" in clerk.get(page)
    assert "every 2s" not in clerk.html(page)
    monkeypatch.setattr("donthu.cases.actions.undo_step.OPEN_FOR", later(9999) - later(0))
    sent(clerk, page, do="undo")
    assert "Đang hoàn tác: còn 3 hồ sơ" in clerk.get(page)
    undo(run.pk)
    assert "Đã hoàn tác 3 hồ sơ" in clerk.get(page)


def test_an_act_that_stopped_halfway_is_let_go_on_from_its_page(
    world: World, desk: AtDesk, at: At
) -> None:
    clerk = desk("dtp:clerk")
    page = sent(clerk, form("classify", received(world, 1)), kind="idea")
    run = BulkRun.objects.get()
    bulk_run.begin(run.pk)
    assert "Chạy tiếp" not in clerk.get(page)
    at(later(0, 10))
    assert "Chạy tiếp" in clerk.get(page)
    sent(clerk, page, do="go_on")
    carry_out(run.pk)
    assert "Đã thực hiện 1 hồ sơ" in clerk.get(page)


def test_a_case_that_turns_out_to_be_about_the_officer_is_told_nothing_of(
    world: World, desk: AtDesk
) -> None:
    clerk = desk("dtp:clerk")
    hidden, shown = received(world, 2)
    page = sent(clerk, form("classify", [hidden, shown]), kind="idea")
    sent(clerk, page, do="run")
    world.take(hidden.pk, "keep_away", "dtp:head", officer=clerk.officer.pk)
    told = clerk.get(page)
    assert codes.shown(shown.code) in told
    assert codes.shown(hidden.code) not in told
    assert told.count("Hồ sơ không còn trong phạm vi bạn được xem") == 1
    assert told.count("Đã tiếp nhận") == 1


def test_after_a_day_no_undoing_is_offered_or_done(world: World, desk: AtDesk, at: At) -> None:
    clerk = desk("dtp:clerk")
    page = sent(clerk, form("classify", received(world, 1)), kind="idea")
    sent(clerk, page, do="run")
    at(later(2))
    assert "Hoàn tác" not in clerk.get(page)
    sent(clerk, page, do="undo")
    assert "Đã quá 24 giờ" in clerk.get(page)
