"""A sender who was asked and does not answer is reminded once, then the case is closed."""

from datetime import datetime, timedelta

import pytest

from donthu.cases.actions.take_step import take_step
from donthu.cases.actor import SENDER
from donthu.cases.errors import Refused
from donthu.cases.models import Case, Deadline
from donthu.cases.own_steps import _take, take_own_steps
from donthu.cases.subjects import subject_of
from donthu.cases.timeline import for_sender
from donthu.law import registry
from donthu.ledger.book import last_of
from donthu.notify.tasks import tell_sender
from donthu.people.models import Person
from tests.paths import PATHS
from tests.world import MONDAY, World, later

pytestmark = pytest.mark.django_db


def _asked(world: World) -> tuple[Case, Deadline]:
    case = Case.objects.get(pk=PATHS["feedback"]["awaiting_supplement"](world))
    return case, case.deadlines.get(limit="supplement")


def _tell(case: Case) -> None:
    """The sender is told of what was asked, by the way there is."""
    seq = last_of(subject_of(case.pk))
    tell_sender.func(case_id=case.pk, seq=seq, topic="tells.sender")


def _told(case: Case) -> list[str]:
    return [line.text for line in for_sender(case)]


def _end(clock: Deadline) -> datetime:
    assert clock.due_at
    return clock.due_at


def test_half_way_the_sender_is_reminded_once(world: World) -> None:
    case, clock = _asked(world)
    half = clock.started_at + (_end(clock) - clock.started_at) / 2
    assert take_own_steps(half - timedelta(minutes=1)) == 0
    assert take_own_steps(half) == 1
    assert take_own_steps(half + timedelta(days=1)) == 0
    assert _told(case)[0] == (f"Bạn được nhắc bổ sung thông tin trước ngày {_end(clock):%d/%m/%Y}.")


def test_after_ten_working_days_the_case_is_closed_with_its_clocks(world: World) -> None:
    case, clock = _asked(world)
    _tell(case)
    assert take_own_steps(_end(clock) + timedelta(minutes=1)) == 1
    case.refresh_from_db()
    assert case.state == "lapsed"
    assert case.closed_at
    assert not case.deadlines.filter(state__in=["running", "suspended"]).exists()
    assert not case.assignments.filter(state__in=["sent", "received"]).exists()
    assert "hết hạn mà chưa có thông tin bổ sung" in _told(case)[0]


def test_a_case_whose_sender_nobody_could_tell_waits_for_the_clerk(world: World) -> None:
    sender = Person(name="Lê Thị Thử", phone="0283 822 0000", created_at=MONDAY)
    case = Case.objects.get(pk=world.submit(sender=sender).case_id)
    world.take(case.pk, "receive", "vpcp:clerk")
    world.take(case.pk, "ask_supplement", "vpcp:clerk", question="Ở đoạn đường nào?")
    _tell(case)
    clock = case.deadlines.get(limit="supplement")
    assert take_own_steps(_end(clock) + timedelta(days=30)) == 0
    case.refresh_from_db()
    assert case.state == "awaiting_supplement"
    world.take(case.pk, "resume", "vpcp:clerk", later(45), reason="Không gọi được.")


def test_an_answer_in_time_stops_it(world: World) -> None:
    case, clock = _asked(world)
    _tell(case)
    take_step(
        case_id=case.pk, step="supplement", data={"content": "Ở ngõ 5."}, actor=SENDER, at=MONDAY
    )
    assert take_own_steps(_end(clock) + timedelta(days=1)) == 0
    case.refresh_from_db()
    assert case.state == "received"


def test_the_time_of_the_sender_makes_no_agency_late(world: World) -> None:
    case, _ = _asked(world)
    assert case.due_at is None
    assert all(position.due_at is None for position in case.positions.filter(folder="awaiting"))


def test_who_withdrew_is_not_answered_and_can_not_withdraw_again(world: World) -> None:
    case = Case.objects.get(pk=PATHS["feedback"]["withdrawn"](world))
    assert case.closed_at
    assert not case.deadlines.filter(state__in=["running", "suspended"]).exists()
    assert _told(case)[0] == "Bạn đã rút phản ánh."
    with pytest.raises(Refused):
        take_step(case_id=case.pk, step="withdraw", data={}, actor=SENDER, at=MONDAY)


def test_a_question_asked_again_meanwhile_has_its_whole_time(world: World) -> None:
    case, clock = _asked(world)
    take_step(
        case_id=case.pk, step="supplement", data={"content": "Ở ngõ 5."}, actor=SENDER, at=MONDAY
    )
    late = _end(clock) + timedelta(days=1)
    world.take(case.pk, "ask_supplement", "dtp:clerk", late, question="Số nhà mấy?")
    assert not _take(registry.procedure("feedback").step("lapse"), clock, late)
    case.refresh_from_db()
    assert case.state == "awaiting_supplement"
