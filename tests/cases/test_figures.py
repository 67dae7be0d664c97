"""The figures for everybody, over a small year."""

import pytest

from donthu.cases.figures import public_figures
from tests.world import MONDAY, World, later

pytestmark = pytest.mark.django_db
NEW_YEAR = MONDAY.replace(month=1, day=1, hour=0)


def answered(world: World, day: int) -> None:
    """A feedback received on the Monday and answered `day` days after."""
    case_id = world.submit(to="dtp.sxd").case_id
    world.take(case_id, "receive", "dtp.sxd:clerk")
    world.answer(case_id, "dtp.sxd", at=later(day))
    world.take(case_id, "issue", "dtp.sxd:clerk", later(day))


def test_late_is_what_was_answered_late_and_what_is_still_open_after_its_day(
    world: World,
) -> None:
    answered(world, 1)
    answered(world, 22)  # 01/12, the last of fifteen working days; 24/11 is a day off
    answered(world, 23)
    received = world.submit(to="dtp.sxd").case_id
    world.take(received, "receive", "dtp.sxd:clerk")  # its answer was due on 01/12
    world.submit()  # nobody has received it, due on 11/11
    world.submit(at=later(30))

    figures = public_figures(since=NEW_YEAR, at=later(30, hour=10))
    assert (figures.received, figures.answered) == (6, 3)
    assert (figures.in_time, figures.late) == (2, 3)
    assert figures.in_time_share == 40.0


def test_nothing_due_has_no_share(world: World) -> None:
    world.submit()
    assert public_figures(since=NEW_YEAR, at=MONDAY).in_time_share is None


def test_another_year_is_not_counted(world: World) -> None:
    answered(world, 1)
    assert public_figures(since=NEW_YEAR.replace(year=2027), at=later(60)).received == 0
