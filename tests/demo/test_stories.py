"""When the stories are said to happen."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from donthu.demo.agencies import seed_agencies
from donthu.demo.stories import day, moment, tell_stories
from donthu.ledger.models import Event

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
SUNDAY_NIGHT = datetime(2026, 11, 22, 23, 50, tzinfo=VIETNAM)
AT_TET = datetime(2026, 2, 18, 0, 10, tzinfo=VIETNAM)


def test_days_are_counted_in_working_days_from_the_day_of_the_telling() -> None:
    assert day("1d", SUNDAY_NIGHT) == date(2026, 11, 20)
    assert day("6d", SUNDAY_NIGHT) == date(2026, 11, 13)
    assert day("+1d", SUNDAY_NIGHT) == date(2026, 11, 23)
    assert day("today", SUNDAY_NIGHT) == date(2026, 11, 22)
    assert moment("1d 09:40", AT_TET) == datetime(2026, 2, 13, 9, 40, tzinfo=VIETNAM)
    assert moment("20m", AT_TET) == datetime(2026, 2, 17, 23, 50, tzinfo=VIETNAM)


@pytest.mark.django_db
@pytest.mark.usefixtures("sample")
def test_the_stories_fit_even_tet_and_nothing_happens_in_the_future() -> None:
    seed_agencies(at=AT_TET)
    assert tell_stories(at=AT_TET) > 40
    assert Event.objects.filter(subject__startswith="case:").latest("at").at <= AT_TET
