"""Which days are worked, and the words for why not."""

from datetime import date, timedelta

import pytest

from donthu.law.calendar import Calendar, Day, DayOff
from donthu.law.days import decisions, load_decisions
from donthu.law.terms import Confidence

OFFICIAL = Calendar.official()


def off_on_weekdays(year: int) -> list[str]:
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(365)]
    return [f"{d:%d/%m}" for d in days if d.weekday() < 5 and not OFFICIAL.works(d)]


def worked_at_weekends(year: int) -> list[str]:
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(365)]
    return [f"{d:%d/%m}" for d in days if d.weekday() >= 5 and OFFICIAL.works(d)]


def test_the_days_off_of_2025_are_those_decided() -> None:
    assert off_on_weekdays(2025) == [
        *["01/01", "27/01", "28/01", "29/01", "30/01", "31/01", "07/04"],
        *["30/04", "01/05", "02/05", "01/09", "02/09"],
    ]
    assert worked_at_weekends(2025) == ["26/04"]


def test_the_days_off_of_2026_are_those_decided() -> None:
    assert off_on_weekdays(2026) == [
        *["01/01", "02/01", "16/02", "17/02", "18/02", "19/02", "20/02", "27/04"],
        *["30/04", "01/05", "31/08", "01/09", "02/09", "24/11"],
    ]
    assert worked_at_weekends(2026) == ["10/01", "22/08"]


def test_a_day_says_why_it_is_off_or_worked() -> None:
    assert OFFICIAL.day(date(2026, 11, 14)).reason == "cuối tuần"
    assert OFFICIAL.day(date(2026, 2, 17)).reason == "Tết Nguyên đán"
    assert OFFICIAL.day(date(2026, 4, 27)).reason == "nghỉ bù Giỗ Tổ Hùng Vương"
    assert OFFICIAL.day(date(2026, 8, 31)).reason.startswith("nghỉ bù")
    assert OFFICIAL.day(date(2026, 8, 22)).reason.startswith("làm bù thứ Bảy")
    assert OFFICIAL.day(date(2026, 11, 20)) == Day(date(2026, 11, 20), works=True)
    assert "Điều 112" in OFFICIAL.day(date(2026, 2, 17)).law


def test_the_day_of_culture_is_marked_as_unsure() -> None:
    day = next(d for d in decisions()[2026] if d.date == date(2026, 11, 24))
    assert not day.works
    assert day.confidence is Confidence.UNSURE


def test_a_year_without_a_decision_follows_the_library_and_says_so() -> None:
    new_year = OFFICIAL.day(date(2027, 1, 1))
    assert not new_year.works
    assert "chưa ghi thông báo nghỉ năm 2027" in new_year.law
    assert not OFFICIAL.works(date(2027, 11, 24))
    assert OFFICIAL.day(date(2024, 5, 4)).reason == "làm bù thứ Bảy"
    assert not OFFICIAL.works(date(2024, 4, 29))


def test_a_decision_wins_wholly_over_the_library() -> None:
    # The library does not know of 2 January 2026 and the Saturday worked for it.
    assert not OFFICIAL.works(date(2026, 1, 2))
    assert OFFICIAL.works(date(2026, 1, 10))


def test_an_agency_adds_its_own_days_and_the_later_entry_wins() -> None:
    friday, saturday = date(2026, 11, 20), date(2026, 11, 21)
    own = [
        DayOff(friday, works=False, reason="nghỉ theo Quyết định 10"),
        DayOff(saturday, works=True, reason="làm bù thứ Bảy"),
    ]
    calendar = OFFICIAL.with_days(own)
    assert calendar.day(friday).reason == "nghỉ theo Quyết định 10"
    assert calendar.works(saturday)
    assert OFFICIAL.works(friday)
    again = calendar.with_days([DayOff(friday, works=True, reason="hủy Quyết định 10")])
    assert again.works(friday)
    assert again.works(saturday)


def test_agencies_that_decided_alike_share_one_calendar() -> None:
    own = DayOff(date(2026, 11, 20), works=False, reason="nghỉ")
    assert OFFICIAL.with_days([own]) is Calendar.official().with_days([own])
    assert OFFICIAL.with_days([]) is OFFICIAL


@pytest.mark.parametrize(
    ("after", "through", "days"),
    [
        (date(2026, 11, 20), date(2026, 11, 20), 0),
        (date(2026, 11, 20), date(2026, 11, 22), 0),
        (date(2026, 11, 20), date(2026, 11, 23), 1),
        (date(2026, 11, 23), date(2026, 11, 25), 1),
        (date(2026, 11, 25), date(2026, 11, 20), 0),
        (date(2025, 12, 30), date(2026, 1, 10), 7),  # 31/12, 5–9/1, thứ Bảy 10/1
        # 2025: 261 ngày thứ Hai–Sáu, 12 ngày nghỉ, 1 thứ Bảy làm bù; rồi 5–9/1, 10/1 của 2026
        (date(2024, 12, 31), date(2026, 1, 10), 250 + 6),
    ],
)
def test_working_days_between_two_days(after: date, through: date, days: int) -> None:
    assert OFFICIAL.working_days(after=after, through=through) == days


def test_years_nobody_knows_are_refused() -> None:
    with pytest.raises(ValueError, match="từ năm 1995 đến năm 2099"):
        OFFICIAL.day(date(2100, 1, 1))


YEAR = '[[years]]\nyear = 2028\nlaw = "Thông báo"\nsource = "Bộ"\nconfidence = "sure"\n'


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (YEAR + YEAR, "Năm 2028 có hai bảng"),
        (YEAR + '[[years.off]]\nfrom = 2027-01-01\nreason = "a"', "nằm trong bảng ngày nghỉ của"),
        (
            YEAR + '[[years.off]]\nfrom = 2028-01-03\nto = 2028-01-01\nreason = "a"',
            "kết thúc trước khi bắt đầu",
        ),
        (
            YEAR + '[[years.off]]\nfrom = 2028-01-03\nreason = "a"\n' * 2,
            "2028-01-03 được ghi hai lần",
        ),
        (YEAR + '[[years.work]]\ndate = 2028-01-03\nreason = "a"', "không phải ngày cuối tuần"),
        (YEAR + "[[years.off]]\nfrom = 2028-01-03", "thiếu mục 'reason'"),
        (YEAR + "[[years.off]]\nday = 2028-01-03", "Không hiểu day"),
        ("[[years]]\nlaw = 'a'", "thiếu mục 'year'"),
    ],
)
def test_a_faulty_table_is_refused_in_words(text: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        load_decisions(text)


def test_a_new_year_is_added_by_a_block_of_the_table() -> None:
    days = load_decisions(
        YEAR + '[[years.off]]\nfrom = 2028-01-24\nto = 2028-01-28\nreason = "Tết"'
    )
    assert [d.date.day for d in days[2028]] == [24, 25, 26, 27, 28]
    assert {d.law for d in days[2028]} == {"Thông báo"}
