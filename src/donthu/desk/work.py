"""Việc phải làm hôm nay: one list over all duties, most urgent first."""

from typing import Any

from django.http import HttpResponse
from django.utils.http import urlencode

from donthu.cases.listed import listed_by_id
from donthu.cases.worklist import (
    Section,
    next_steps,
    section_counts,
    worklist,
)
from donthu.desk.access import DeskRequest, DeskView
from donthu.desk.asked import number
from donthu.desk.back import carried_from
from donthu.desk.bulk_bar import bulk_bar
from donthu.desk.lists import BY_SLUG, SECTIONS
from donthu.desk.rows import Row, row_of

PAGE = 30
LAST = 10_000  # pages; further on there is nothing
LOOKS: dict[Section, tuple[str, str, str]] = {
    Section.LATE: ("Quá hạn", "late", "alert-circle"),
    Section.SOON: ("Đến hạn hôm nay và ba ngày tới", "due", "calendar-event"),
    Section.SIGNATURE: ("Chờ tôi ký, duyệt", "plain", "writing-sign"),
    Section.BACK: ("Trả lại và bổ sung", "plain", "arrow-back-up"),
    Section.REST: ("Còn hạn", "plain", "inbox"),
}
SHORT = {Section.SOON: "Đến hạn"}


class Work(DeskView):
    """The worklist, at most 30 rows a page; `?muc=` shows one section, `?trang=` a further page."""

    here = "work"

    def get(self, request: DeskRequest) -> HttpResponse:
        """The page."""
        waiting = worklist(request.officer_duties, request.user.pk, request.at)
        counts = section_counts(waiting)
        chosen = BY_SLUG.get(request.GET.get("muc", ""))
        page = min(max(number(request.GET.get("trang", "")), 1), LAST)
        if chosen is not None:
            waiting = waiting.filter(section=chosen)  # type: ignore[misc]
        # First which rows, then what they show: sorting thousands is quick when they are narrow.
        rows = waiting.values_list("pk", "section")  # type: ignore[misc]
        sections = dict(rows[(page - 1) * PAGE : page * PAGE])
        found = list(listed_by_id(sections).values())
        steps = next_steps(found, self.actor)
        carried = carried_from(request)
        groups: dict[int, list[Row]] = {}
        for each in found:
            next_step = steps.get(each.position_id)
            row = row_of(each, at=request.at, carried=carried, next_step=next_step)
            groups.setdefault(sections[each.position_id], []).append(row)
        total = sum(counts.values())
        shown = counts[chosen] if chosen is not None else total
        return self.page(
            "desk/work.html",
            {
                "today": self.today,
                "tabs": _tabs(counts, total, chosen),
                "groups": _groups(groups, counts),
                "next_href": _address(chosen, page + 1) if page * PAGE < shown else "",
                "first_href": _address(chosen, 1) if page > 1 else "",
                "bulk": bulk_bar(
                    request, rows=len(found), whole=shown if shown > len(found) else None
                ),
            },
            waiting=total,
        )


def _groups(rows: dict[int, list[Row]], counts: dict[Section, int]) -> list[dict[str, Any]]:
    return [
        {
            "title": LOOKS[section][0],
            "tone": LOOKS[section][1],
            "icon": LOOKS[section][2],
            "count": counts[section],
            "rows": rows[section],
        }
        for section, _slug in SECTIONS
        if section in rows
    ]


def _tabs(counts: dict[Section, int], total: int, chosen: Section | None) -> list[dict[str, Any]]:
    tabs = [{"title": "Tất cả", "count": total, "href": "?", "current": chosen is None}]
    tabs += [
        {
            "title": SHORT.get(section, LOOKS[section][0]),
            "count": counts[section],
            "href": f"?muc={slug}",
            "current": section == chosen,
        }
        for section, slug in SECTIONS
        if counts[section] or section == chosen
    ]
    return tabs


def _address(section: Section | None, page: int) -> str:
    slug = next((slug for own, slug in SECTIONS if own == section), "")
    return "?" + urlencode(
        {name: value for name, value in (("muc", slug), ("trang", page)) if value and value != 1}
    )
