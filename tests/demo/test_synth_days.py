"""When made-up letters come in and officers work on them."""

from datetime import date, datetime, timedelta
from random import Random

from donthu.demo.synth_days import DAYS, REFERENCE, arrivals, later
from donthu.law.calendar import LOCAL, Calendar


def test_letters_come_in_over_two_years_most_before_and_after_tet() -> None:
    days = [at.date() for at in arrivals(Random(1), 20_000)]

    def a_day(first: date, last: date) -> float:
        return sum(first <= day <= last for day in days) / ((last - first).days + 1)

    ordinary = a_day(date(2026, 4, 1), date(2026, 6, 30))
    assert a_day(date(2026, 1, 26), date(2026, 2, 13)) > 1.5 * ordinary
    assert a_day(date(2026, 2, 24), date(2026, 3, 4)) > 1.3 * ordinary
    assert a_day(date(2026, 2, 16), date(2026, 2, 21)) < 0.5 * ordinary
    assert days[0] < REFERENCE.date() - timedelta(days=DAYS - 10)


def test_letters_come_in_order_and_none_after_the_reference() -> None:
    moments = arrivals(Random(2), 2_000)
    assert moments == sorted(moments)
    assert moments[-1] < REFERENCE


def test_officers_work_in_office_hours_of_working_days_after_what_came_before() -> None:
    rng = Random(3)
    friday = datetime(2026, 11, 13, 20, 15, tzinfo=LOCAL)
    sunday_night = datetime(2026, 11, 15, 23, 50, tzinfo=LOCAL)
    for after in (friday, sunday_night, sunday_night + timedelta(hours=7)):
        for least, most in ((0, 0), (0, 2), (1, 1), (5, 9)):
            for _ in range(200):
                moment = later(rng, after, least, most)
                assert moment > after
                assert Calendar.official().works(moment.date())
                assert 7 <= moment.hour < 17
    assert later(rng, friday, 1, 1).date() == date(2026, 11, 16)
