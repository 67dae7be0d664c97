"""A feedback about an officer never lands with that officer."""

import pytest

from donthu.agencies.duties import duties_of
from donthu.agencies.models import Officer
from donthu.cases.actions.submit import submit
from donthu.cases.actions.take_step import take_step
from donthu.cases.actor import SENDER
from donthu.cases.errors import Invalid
from donthu.cases.models import Case
from donthu.cases.queries import by_code
from donthu.cases.worklist import open_work
from donthu.people.models import Person
from tests.world import MONDAY, World

pytestmark = pytest.mark.django_db


def _sent(world: World, official: str, *, to: str) -> Case:
    sent = submit(
        procedure="feedback",
        kind="conduct",
        title="Thái độ tiếp dân",
        text="Cán bộ bắt tôi đi lại ba lần.",
        sender=Person(name="Lê Thị Thử", phone="0900000123", created_at=MONDAY),
        agency_id=world.id(to),
        channel="portal",
        others=[("official", Person(name=official, created_at=MONDAY))],
        at=MONDAY,
    )
    return Case.objects.get(pk=sent.case_id)


def _called(world: World, who: str, name: str) -> str:
    """The name that this officer bears from now on."""
    Officer.objects.filter(pk=world.officers[who].pk).update(full_name=name)
    return name


def _sees(world: World, who: str, case: Case) -> bool:
    officer = world.officers[who]
    return by_code(case.code, officer.pk, duties_of(officer, MONDAY.date())) is not None


def _has_work(world: World, who: str, case: Case) -> bool:
    officer = world.officers[who]
    return open_work(duties_of(officer, MONDAY.date()), officer.pk).filter(case=case).exists()


def test_it_does_not_exist_for_the_officer_whom_the_sender_named(world: World) -> None:
    _called(world, "dtp:handler", "Đỗ Thị Thử")
    case = _sent(world, "bà ĐỖ THỊ THỬ, chuyên viên một cửa", to="dtp")
    assert not _sees(world, "dtp:handler", case)
    assert _sees(world, "dtp:clerk", case)
    assert _has_work(world, "dtp:clerk", case)
    world.take(case.pk, "receive", "dtp:clerk")
    with pytest.raises(Invalid, match="Người giải quyết"):
        world.take(case.pk, "assign", "dtp:clerk", officer=world.officers["dtp:handler"].pk)


def test_about_the_head_it_goes_to_the_agency_above(world: World) -> None:
    case = _sent(world, _called(world, "dtp:head", "Trần Văn Thử"), to="dtp")
    assert (case.root.code, case.holder.code) == ("vpcp", "vpcp")
    assert not _sees(world, "dtp:clerk", case)
    assert not _sees(world, "dtp:head", case)


def test_it_is_not_handed_to_the_agency_whose_head_it_is_about(world: World) -> None:
    case = _sent(world, _called(world, "dtp.sxd:head", "Trần Văn Thử"), to="dtp")
    world.take(case.pk, "receive", "dtp:clerk")
    with pytest.raises(Invalid, match="người đứng đầu cơ quan này"):
        world.take(case.pk, "hand_over", "dtp:clerk", lead=world.id("dtp.sxd"), note="Giải quyết.")


def test_handed_down_it_is_kept_from_who_is_named_there(world: World) -> None:
    case = _sent(world, _called(world, "dtp.sxd:clerk", "Lê Văn Thử"), to="dtp")
    world.take(case.pk, "receive", "dtp:clerk")
    world.take(case.pk, "hand_over", "dtp:clerk", lead=world.id("dtp.sxd"), note="Giải quyết.")
    assert not _sees(world, "dtp.sxd:clerk", case)
    assert _sees(world, "dtp.sxd:head", case)


def test_the_desk_writes_down_whom_it_is_about_and_takes_it_back(world: World) -> None:
    case = Case.objects.get(pk=world.submit(to="dtp").case_id)
    handler = world.officers["dtp:handler"].pk
    world.take(case.pk, "keep_away", "dtp:clerk", officer=handler)
    assert not _sees(world, "dtp:handler", case)
    world.take(case.pk, "let_in", "dtp:clerk", officer=handler, reason="Trùng họ tên.")
    assert _sees(world, "dtp:handler", case)
    with pytest.raises(Invalid, match="Cán bộ đã ghi nhầm"):
        world.take(case.pk, "let_in", "dtp:clerk", officer=handler, reason="Trùng họ tên.")


def test_about_the_head_the_desk_is_told_where_it_belongs(world: World) -> None:
    case = Case.objects.get(pk=world.submit(to="dtp").case_id)
    with pytest.raises(Invalid, match="cơ quan cấp trên"):
        world.take(case.pk, "keep_away", "dtp:clerk", officer=world.officers["dtp:head"].pk)


def test_one_syllable_is_nobodys_name(world: World) -> None:
    case = _sent(world, "anh Nam ở một cửa", to="dtp")
    assert _sees(world, "dtp:handler", case)


def test_no_cooperating_agency_is_led_by_whom_it_is_about_nor_shows_it_to_them(
    world: World,
) -> None:
    case = _sent(world, _called(world, "dtp.snnmt:head", "Trần Văn Thử"), to="dtp")
    world.take(case.pk, "receive", "dtp:clerk")
    given = {"lead": world.id("dtp.sxd"), "note": "Giải quyết."}
    with pytest.raises(Invalid, match="người đứng đầu cơ quan này"):
        world.take(case.pk, "hand_over", "dtp:clerk", cooperating=[world.id("dtp.snnmt")], **given)


def test_a_cooperating_agency_keeps_it_from_who_is_named_there(world: World) -> None:
    case = _sent(world, _called(world, "dtp.snnmt:clerk", "Trần Văn Thử"), to="dtp")
    world.take(case.pk, "receive", "dtp:clerk")
    given = {"lead": world.id("dtp.sxd"), "note": "Giải quyết."}
    world.take(case.pk, "hand_over", "dtp:clerk", cooperating=[world.id("dtp.snnmt")], **given)
    assert not _sees(world, "dtp.snnmt:clerk", case)
    assert _sees(world, "dtp.snnmt:head", case)


def test_who_watches_from_above_does_not_see_what_is_about_oneself(world: World) -> None:
    case = _sent(world, _called(world, "vpcp:watcher", "Trần Văn Thử"), to="dtp")
    assert not _sees(world, "vpcp:watcher", case)


def test_who_answered_before_and_is_written_about_now_sees_it_no_more(world: World) -> None:
    case = Case.objects.get(pk=world.submit(to="dtp").case_id)
    handler = world.officers["dtp:handler"].pk
    world.take(case.pk, "receive", "dtp:clerk")
    world.take(case.pk, "assign", "dtp:clerk", officer=handler)
    world.take(case.pk, "draft", "dtp:handler", answer="Đã sửa.", result="solved")
    world.take(case.pk, "sign", "dtp:deputy")
    world.take(case.pk, "issue", "dtp:clerk")
    unhappy = {"score": "1", "reason": "Chưa xong."}
    take_step(case_id=case.pk, step="object", data=unhappy, actor=SENDER, at=MONDAY)
    assert _sees(world, "dtp:handler", case)
    world.take(case.pk, "keep_away", "dtp:clerk", officer=handler)
    assert not _sees(world, "dtp:handler", case)
