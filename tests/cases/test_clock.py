"""A day off declared later moves running clocks by an event; explained, and only once."""

from datetime import date

import pytest
from django.db import connection

from donthu.agencies.models import DayOff
from donthu.cases import timeline
from donthu.cases.clock import recount_running
from donthu.cases.models import Case, Deadline
from tests.world import World, later

pytestmark = pytest.mark.django_db


def test_a_day_off_declared_later_moves_the_end_and_says_so(world: World) -> None:
    case_id = world.submit(to="dtp").case_id
    before = Deadline.objects.get(limit="receive").due_at
    DayOff.objects.create(
        agency=world.agencies["dtp"], date=date(2026, 11, 10), reason="Ngày truyền thống tỉnh"
    )
    assert recount_running(later(0)) == 1
    after = Deadline.objects.get(limit="receive")
    assert (before.date(), after.due_at.date()) == (date(2026, 11, 11), date(2026, 11, 12))
    assert "Ngày truyền thống tỉnh" in str(after.counted)
    assert Case.objects.get(pk=case_id).due_at == after.due_at
    assert (
        timeline.for_officers(Case.objects.get())[0].text == "Hạn được tính lại theo lịch nghỉ mới"
    )


def test_a_second_recount_changes_nothing(world: World) -> None:
    world.submit(to="dtp")
    DayOff.objects.create(agency=world.agencies["dtp"], date=date(2026, 11, 10), reason="Nghỉ")
    assert recount_running(later(0)) == 1
    assert recount_running(later(0)) == 0


@pytest.mark.parametrize("damage", ["started_at = '2190-01-02'", "\"limit\" = 'no_more'"])
def test_a_case_that_cannot_be_counted_does_not_keep_the_others_waiting(
    world: World, caplog: pytest.LogCaptureFixture, damage: str
) -> None:
    broken, sound = world.submit(to="dtp").case_id, world.submit(to="dtp").case_id
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL donthu.action = 'test'")
        cursor.execute(f"UPDATE cases_deadline SET {damage} WHERE case_id = %s", [broken])
    DayOff.objects.create(agency=world.agencies["dtp"], date=date(2026, 11, 10), reason="Nghỉ")
    assert recount_running(later(0)) == 1
    assert timeline.for_officers(Case.objects.get(pk=sound))[0].kind == "case.recounted"
    assert f"case {broken}" in caplog.text


def test_a_clock_whose_step_is_no_more_is_counted_in_the_words_of_its_limit(world: World) -> None:
    world.submit(to="dtp")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL donthu.action = 'test'")
        cursor.execute(
            """UPDATE cases_deadline SET counted = counted || '{"by": "feedback.no_more"}'"""
        )
    DayOff.objects.create(agency=world.agencies["dtp"], date=date(2026, 11, 10), reason="Nghỉ")
    assert recount_running(later(0)) == 1
    clock = Deadline.objects.get(limit="receive")
    assert clock.due_at is not None
    assert clock.due_at.date() == date(2026, 11, 12)
    assert clock.counted["event"] == "Người gửi nộp"
