"""Figures, days and chips as people here read them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template

from donthu.law.remaining import Remaining
from donthu.ui.icons import MissingIcon
from donthu.ui.templatetags import ui


def test_an_instant_is_shown_in_the_time_of_vietnam() -> None:
    night = datetime(2026, 11, 22, 18, 5, tzinfo=UTC)
    assert ui.moment(night) == "23/11/2026 01:05"
    assert ui.day(night) == "23/11/2026"


def test_a_day_has_its_weekday_in_words() -> None:
    assert ui.weekday(date(2026, 11, 23)) == "Thứ Hai, 23/11/2026"
    assert ui.weekday(date(2026, 11, 22)) == "Chủ nhật, 22/11/2026"


def test_no_day_is_no_words() -> None:
    assert (ui.day(None), ui.moment(None), ui.weekday(None), ui.number(None)) == ("", "", "", "")


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0, "0"), (1904, "1.904"), (1234567, "1.234.567"), (94.1, "94,1"), (Decimal("0.50"), "0,50")],
)
def test_figures_have_dots_for_thousands_and_a_comma_for_decimals(value: float, shown: str) -> None:
    assert ui.number(value) == shown


@pytest.mark.parametrize(
    ("size", "shown"),
    [(1, "1 kB"), (348_160, "340 kB"), (2_516_582, "2,4 MB"), (20 * 1024 * 1024, "20 MB")],
)
def test_the_size_of_a_file_is_short(size: int, shown: str) -> None:
    assert ui.size(size) == shown


def test_a_chip_has_its_word_and_its_icon_beside_the_colour() -> None:
    html = ui.due(Remaining(-1, "Quá 1 ngày làm việc", "late"))
    assert 'class="chip chip-late"' in html
    assert "<svg" in html
    assert "Quá 1 ngày làm việc" in html


def test_no_clock_is_no_chip() -> None:
    assert ui.due(None) == ""


def test_a_tone_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="tone"):
        ui.chip("Mới", "pink")


def test_the_words_of_a_chip_cannot_be_markup() -> None:
    assert "<b>" not in ui.chip("<b>Mới</b>")


def test_an_icon_that_the_build_did_not_bring_is_an_error() -> None:
    with pytest.raises(MissingIcon, match=r"icons\.txt"):
        ui.icon("no-such-icon")


def test_an_icon_alone_can_have_a_name() -> None:
    assert 'aria-hidden="true"' in ui.icon("clock")
    assert 'role="img" aria-label="Đã khóa"' in ui.icon("lock", "Đã khóa")


def test_a_case_of_sealed_identity_says_so_in_its_row() -> None:
    page = Template('{% include "ui/parts/work_row.html" %}')
    row = {"code": "5R1P-8ZKQ", "title": "Tố cáo", "sealed": True, "href": "#"}
    assert "Danh tính niêm phong" in page.render(Context({"row": row}))
