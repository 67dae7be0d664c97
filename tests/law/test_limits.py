"""Deadlines in dated wordings: which one applies, what an agency may change, what is refused."""

from datetime import date, datetime, time
from itertools import pairwise

import pytest

from donthu.law.calendar import LOCAL, Calendar, Direction, Extension, Suspension, Unit, end_of
from donthu.law.limits import Limit, LocalLength, Transition, load
from donthu.law.terms import Confidence

OFFICIAL = Calendar.official()

# Law.md 1.1: KN-02 until 30 June 2026, KN-03 after it; 1.8: PA-15.
TEXT = """
[acceptance]
title = "Thụ lý khiếu nại"
event = "Nhận đơn"

[[acceptance.wordings]]
since = 2026-07-01
length = 7
unit = "working_days"
law = "Nghị định 155/2026/NĐ-CP, Điều 10"
confidence = "sure"

[[acceptance.wordings]]
since = 2012-07-01
length = 10
unit = "calendar_days"
law = "Luật Khiếu nại 2011, Điều 27"
confidence = "sure"

[answer]
title = "Trả lời phản ánh, kiến nghị"
[[answer.wordings]]
since = 2017-04-25
length = 15
unit = "working_days"
law = "Quyết định 574/QĐ-TTg"
confidence = "unsure"
local = true
extension = 15
pausable = true

[entry]
title = "Nhập văn bản giao việc"
[[entry.wordings]]
since = 2017-09-25
until = 2026-12-31
length = 0
unit = "working_days"
law = "Quyết định 1122/QĐ-UBND-HC"
confidence = "sure"
cut_off = "15:00"

[notice]
title = "Thông báo đối thoại"
[[notice.wordings]]
since = 2026-07-01
length = 5
unit = "calendar_days"
law = "Nghị định 155/2026/NĐ-CP, Điều 28"
confidence = "sure"
direction = "before"
roll = false
"""
LIMITS = load(TEXT)


def changed(transition: str) -> Limit:
    return load(
        TEXT.replace(
            'law = "Nghị định 155/2026/NĐ-CP, Điều 10"', f'law = "mới"\ntransition = "{transition}"'
        )
    )["acceptance"]


def test_a_wording_is_read_with_its_defaults() -> None:
    answer = LIMITS["answer"]
    wording = answer.on(date(2026, 11, 22))
    assert (answer.key, answer.title) == ("answer", "Trả lời phản ánh, kiến nghị")
    assert (wording.length, wording.unit) == (15, Unit.WORKING_DAYS)
    assert wording.confidence is Confidence.UNSURE
    assert (wording.extension, wording.max_extensions) == (15, 1)
    assert wording.roll
    assert wording.direction is Direction.AFTER
    assert wording.transition is Transition.STARTED
    assert LIMITS["entry"].on(date(2026, 1, 1)).cut_off == time(15)


def test_the_wording_in_force_on_the_day_the_clock_starts_applies() -> None:
    acceptance = LIMITS["acceptance"]
    assert [w.since for w in acceptance.wordings] == [date(2012, 7, 1), date(2026, 7, 1)]
    assert acceptance.on(date(2026, 6, 30)).length == 10
    assert acceptance.on(date(2026, 7, 1)).length == 7
    old = acceptance.due(start=date(2026, 6, 30), calendar=OFFICIAL, open_on=date(2026, 7, 2))
    assert old.due == end_of(date(2026, 7, 10))
    assert old.law == "Luật Khiếu nại 2011, Điều 27"
    new = acceptance.due(start=date(2026, 7, 6), calendar=OFFICIAL)
    assert new.due == end_of(date(2026, 7, 15))
    assert new.event == "Nhận đơn"


def test_the_day_is_that_of_viet_nam_not_of_greenwich() -> None:
    midnight = datetime(2026, 7, 1, 0, 30, tzinfo=LOCAL)
    due = LIMITS["acceptance"].due(start=midnight, calendar=OFFICIAL)
    assert due.law == "Nghị định 155/2026/NĐ-CP, Điều 10"


def test_outside_all_wordings_there_is_no_deadline() -> None:
    with pytest.raises(
        ValueError, match="“Thụ lý khiếu nại” không có quy định vào ngày 30/06/2012"
    ):
        LIMITS["acceptance"].on(date(2012, 6, 30))
    with pytest.raises(ValueError, match="không có quy định vào ngày 01/01/2027"):
        LIMITS["entry"].on(date(2027, 1, 1))
    assert LIMITS["entry"].on(date(2026, 12, 31)).length == 0


def test_a_new_wording_leaves_running_clocks_alone_unless_it_says_so() -> None:
    days = {"started": date(2026, 6, 29), "open_on": date(2026, 7, 3)}
    assert changed("started").governing(**days).length == 10
    assert changed("running").governing(**days).length == 7
    stopped = {"started": date(2026, 6, 29), "open_on": date(2026, 6, 30)}
    assert changed("running").governing(**stopped).length == 10
    assert changed("running").governing(started=date(2026, 6, 29)).length == 10


def test_a_running_clock_taken_up_is_counted_anew_from_its_start() -> None:
    due = changed("running").due(
        start=date(2026, 6, 29), calendar=OFFICIAL, open_on=date(2026, 7, 1)
    )
    assert due.due == end_of(date(2026, 7, 8))  # 30/6, 1, 2, 3, 6, 7, 8/7
    assert due.law == "mới"


def test_a_new_wording_may_ask_when_the_case_was_received() -> None:
    received = changed("received")
    started = date(2026, 7, 2)
    assert received.governing(started=started, received=date(2026, 6, 30)).length == 10
    assert received.governing(started=started, received=date(2026, 7, 1)).length == 7
    assert received.governing(started=started).length == 7
    assert changed("started").governing(started=started, received=date(2026, 6, 30)).length == 7


def test_an_agency_sets_its_own_length_where_the_law_leaves_it() -> None:
    local = LocalLength(
        length=10,
        unit=Unit.WORKING_DAYS,
        decision="Quyết định 12/QĐ-UBND",
        since=date(2026, 1, 1),
        until=date(2026, 11, 30),
    )
    answer = LIMITS["answer"]
    own = answer.due(start=date(2026, 11, 2), calendar=OFFICIAL, local=local)
    assert own.due == end_of(date(2026, 11, 16))
    assert own.law == "Quyết định 12/QĐ-UBND (cơ quan tự quy định theo Quyết định 574/QĐ-TTg)"
    for outside in (date(2025, 12, 31), date(2026, 12, 1)):
        due = answer.due(start=outside, calendar=OFFICIAL, local=local)
        assert due.stages[0].length == 15
        assert due.law == "Quyết định 574/QĐ-TTg"


def test_where_the_law_leaves_nothing_the_law_is_applied() -> None:
    local = LocalLength(length=30, unit=Unit.WORKING_DAYS, decision="QĐ", since=date(2020, 1, 1))
    due = LIMITS["acceptance"].due(start=date(2026, 7, 6), calendar=OFFICIAL, local=local)
    assert due.due == end_of(date(2026, 7, 15))


def test_extensions_are_granted_in_full_or_shorter_and_not_too_often() -> None:
    answer = LIMITS["answer"]
    start = date(2026, 11, 2)
    full = answer.due(start=start, calendar=OFFICIAL, extensions=1)
    assert full.due == end_of(date(2026, 12, 15))
    assert full.stages[1].title == "gia hạn lần 1"
    shorter = answer.on(start).extend(length=5, law="Quyết định gia hạn 7")
    due = answer.due(start=start, calendar=OFFICIAL, extensions=[shorter])
    assert due.due == end_of(date(2026, 12, 1))  # 23/11, rồi 25, 26, 27, 30/11, 1/12
    assert due.stages[1].law == "Quyết định gia hạn 7"
    with pytest.raises(ValueError, match="chỉ được gia hạn 1 lần"):
        answer.due(start=start, calendar=OFFICIAL, extensions=2)
    with pytest.raises(ValueError, match="chỉ được gia hạn thêm 15 ngày làm việc mỗi lần"):
        answer.due(start=start, calendar=OFFICIAL, extensions=[Extension(16, Unit.WORKING_DAYS)])
    with pytest.raises(ValueError, match="không được gia hạn"):
        LIMITS["acceptance"].due(start=start, calendar=OFFICIAL, extensions=1)


def test_only_a_clock_that_may_be_stopped_is_suspended() -> None:
    week = [Suspension(date(2026, 11, 9), date(2026, 11, 13))]
    due = LIMITS["answer"].due(start=date(2026, 11, 2), calendar=OFFICIAL, suspensions=week)
    assert due.due == end_of(date(2026, 12, 1))
    with pytest.raises(ValueError, match="“Thụ lý khiếu nại” không được tạm dừng"):
        LIMITS["acceptance"].due(start=date(2026, 11, 2), calendar=OFFICIAL, suspensions=week)


def test_cut_off_direction_and_rolling_are_those_of_the_wording() -> None:
    late = datetime(2026, 11, 19, 15, 0, 1, tzinfo=LOCAL)
    assert LIMITS["entry"].due(start=late, calendar=OFFICIAL).due == end_of(date(2026, 11, 20))
    notice = LIMITS["notice"].due(start=date(2026, 11, 20), calendar=OFFICIAL)
    assert notice.due == end_of(date(2026, 11, 15))  # Chủ nhật, không dời


WORDING = """
[x]
title = "Thời hạn"
[[x.wordings]]
since = 2026-01-01
length = 5
unit = "working_days"
law = "Luật"
confidence = "sure"
"""


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (WORDING.replace('title = "Thời hạn"', ""), "x: thiếu tên gọi"),
        ('[x]\ntitle = "a"', "x: chưa có quy định nào"),
        (WORDING.replace("[[x", 'note = "a"\n[[x'), "x: không hiểu mục note"),
        (WORDING + "lenght = 3", "x: không hiểu mục lenght"),
        (WORDING.replace('law = "Luật"', ""), "x: thiếu mục law"),
        (WORDING.replace("working_days", "weeks"), "unit = 'weeks' không hợp lệ"),
        (WORDING.replace("= 5", '= "5"'), "length = '5' không hợp lệ"),
        (WORDING.replace("= 5", "= -1"), "length = -1 không hợp lệ"),
        (WORDING.replace("= 5", "= true"), "length = True không hợp lệ"),
        (WORDING.replace('"sure"', '"certain"'), "confidence = 'certain' không hợp lệ"),
        (WORDING.replace('"Luật"', '" "'), "law = ' ' không hợp lệ"),
        (WORDING.replace("2026-01-01", '"2026-01-01"'), "since = '2026-01-01' không hợp lệ"),
        (WORDING.replace("2026-01-01", "2026-01-01T00:00:00"), "since = .* không hợp lệ"),
        (WORDING + 'roll = "yes"', "roll = 'yes' không hợp lệ"),
        (WORDING + 'cut_off = "3 giờ"', "cut_off = '3 giờ' không hợp lệ"),
        (WORDING + "until = 2025-12-31", "hết hiệu lực trước khi có hiệu lực"),
        (WORDING + "max_extensions = 2", "thiếu độ dài"),
        (WORDING + 'direction = "before"\nextension = 5', "không gia hạn"),
        (WORDING.replace("working_days", "hours") + 'cut_off = "15:00"', "không có giờ chốt"),
    ],
)
def test_a_faulty_file_is_refused_in_words(text: str, fault: str) -> None:
    load(WORDING)
    with pytest.raises(ValueError, match=fault):
        load(text)


@pytest.mark.parametrize(
    ("until", "since", "overlap"),
    [
        ("", "2026-01-01", True),
        ("until = 2026-06-30", "2026-06-30", True),
        ("until = 2026-06-30", "2026-07-01", False),
        ("", "2026-07-01", False),
    ],
)
def test_two_wordings_may_not_be_in_force_on_one_day(until: str, since: str, overlap: bool) -> None:
    second = WORDING.partition("[[x.wordings]]")[2].replace("2026-01-01", since)
    text = f"{WORDING}{until}\n[[x.wordings]]{second}"
    if overlap:
        with pytest.raises(ValueError, match="hai quy định cùng có hiệu lực"):
            load(text)
    else:
        assert all(a.since < b.since for a, b in pairwise(load(text)["x"].wordings))
