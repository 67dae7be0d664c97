"""Figures as cards: a table whose bars are its chart, and the same table as a file."""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import HttpResponse

from donthu.cases.statistics import Row, Rows, Statistics
from donthu.ui.language import said
from donthu.ui.templatetags.ui import number

SHOWN = 12  # rows of a table on the page; the file has all
SPARE = 3  # so many more are shown too rather than left out
Link = Callable[[Row], str]


@dataclass(frozen=True, kw_only=True)
class Bar:
    """A row with its bar: `width` percent of the longest; `href` leads to its list, if there is one."""

    row: Row
    width: int
    href: str = ""


@dataclass(frozen=True, kw_only=True)
class Card:
    """One question answered: its table, how many rows the page leaves out, and columns over time.

    `fared`: whether the rows say how many were answered, and in time; a state says it itself."""

    key: str
    title: str
    head: str
    bars: tuple[Bar, ...]
    left_out: int
    fared: bool
    rows: Rows
    columns: bool = False

    @property
    def summary(self) -> str:
        """The columns in a sentence, for who does not see them."""
        return "; ".join(f"{said(bar.row.title)}: {number(bar.row.count)}" for bar in self.bars)


def cards_of(counted: Statistics) -> list[Card]:
    """The cards of these statistics that hold anything."""
    cards = [
        card("thang", "Mỗi tháng nhận bao nhiêu", "Tháng", counted.by_month, columns=True),
        card("trang-thai", "Đang ở bước nào", "Trạng thái", counted.by_state, fared=False),
        card("linh-vuc", "Về việc gì", "Lĩnh vực", counted.by_field),
        card("loai", "Loại phản ánh", "Loại", counted.by_kind),
        card("co-quan", "Cơ quan nào trả lời", "Cơ quan", counted.by_agency),
        card("cap", "Ở cấp nào", "Cấp", counted.by_level),
        card("hai-long", "Người gửi hài lòng đến đâu", "Mức", counted.by_score, fared=False),
        card("dia-ban", "Xảy ra ở đâu", "Địa bàn", counted.by_area),
    ]
    return [each for each in cards if each.rows]


def card_named(cards: Sequence[Card], key: str) -> Card | None:
    """The card of that key."""
    return next((card for card in cards if card.key == key), None)


def as_csv(card: Card, *, period: str) -> HttpResponse:
    """The whole table as a file that Excel opens with its accents."""
    file = io.StringIO()
    writer = csv.writer(file)
    head = [card.head, "Số phản ánh"]
    writer.writerow([*head, "Đã trả lời", "Đúng hạn", "Trễ hạn", "Tỷ lệ đúng hạn (%)"])
    for row in card.rows:
        share = "" if row.in_time_share is None else str(row.in_time_share).replace(".", ",")
        writer.writerow([_plain(row.title), row.count, row.answered, row.in_time, row.late, share])
    answer = HttpResponse("\ufeff" + file.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="so-lieu-{card.key}-{period}.csv"'
    return answer


def card(
    key: str,
    title: str,
    head: str,
    rows: Rows,
    *,
    link: Link | None = None,
    fared: bool = True,
    columns: bool = False,
) -> Card:
    """The card of some rows, the first of them shown, or the last of `columns`; `link` gives the
    address of the list behind a row."""
    most_shown = SHOWN if len(rows) > SHOWN + SPARE else len(rows)
    shown = rows[-SHOWN:] if columns else rows[:most_shown]
    most = max((row.count for row in shown), default=1) or 1
    bars = tuple(
        Bar(row=row, width=round(100 * row.count / most), href=link(row) if link else "")
        for row in shown
    )
    return Card(
        key=key,
        title=title,
        head=head,
        bars=bars,
        left_out=len(rows) - len(shown),
        fared=fared,
        rows=rows,
        columns=columns,
    )


def _plain(title: str) -> str:
    """A title as a cell that no program takes for a formula."""
    return f"'{title}" if title[:1] in "=+-@" else title
