"""Figures of an agency: what comes in, what is late and with whom, where and about what."""

from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.urls import reverse

from donthu.cases import folders
from donthu.cases.statistics import (
    Row,
    Statistics,
    first_received,
    late_by_field,
    late_by_unit,
    of_agency,
    statistics,
)
from donthu.cases.visibility import visible_to
from donthu.cases.worklist import open_to
from donthu.desk.access import DeskRequest, DeskView
from donthu.desk.menu import FOLDERS, OVERDUE, counts_of
from donthu.law.grammar import Role
from donthu.ui.charts import Card, as_csv, card, card_named, cards_of
from donthu.ui.periods import PARTS, Period, period_of, years
from donthu.ui.templatetags.ui import number

KEPT = 120  # seconds for which an officer sees the same figures


class StatisticsPage(DeskView):
    """The figures of the agency of the current duty; who watches has those below it too."""

    here = "statistics"

    def get(self, request: DeskRequest) -> HttpResponse:
        """The page, for the period in the address."""
        period = period_of(request.GET, on=self.today)
        counts = counts_of(request.duty.agency_id, request.user.pk, request.at)
        context = {
            "agency": request.duty.agency_name,
            "period": period,
            "years": years(first_received(), on=self.today),
            "parts": PARTS,
            "now": [
                {
                    "label": title,
                    "value": number(counts[key]),
                    "href": reverse("desk:folder", args=[key]),
                }
                for key, title, _ in FOLDERS
            ],
            "late": [(each, _file(each, period)) for each in _late(request)],
            "charts": [(each, _file(each, period)) for each in cards_of(_counted(request, period))],
        }
        return self.page("desk/statistics.html", context)


class StatisticsTable(DeskView):
    """One of those tables as a file."""

    here = "statistics"

    def get(self, request: DeskRequest, table: str) -> HttpResponse:
        """The file, for the period in the address."""
        period = period_of(request.GET, on=self.today)
        found = card_named([*_late(request), *cards_of(_counted(request, period))], table)
        if found is None:
            raise Http404
        return as_csv(found, period=f"{period.year}-{period.part}".rstrip("-"))


def _counted(request: DeskRequest, period: Period) -> Statistics:
    duty = request.duty
    key = f"desk.statistics.{request.user.pk}.{duty.key}.{period.query}"
    held: Statistics | None = cache.get(key)
    if held is None:
        cases = of_agency(
            visible_to(request.user.pk, request.officer_duties),
            agency_id=duty.agency_id,
            path=duty.path if duty.role == Role.WATCHER else "",
            since=period.since,
            until=period.until,
        )
        held = statistics(cases, at=request.at)
        cache.set(key, held, timeout=KEPT)
    return held


def _late(request: DeskRequest) -> list[Card]:
    """What lies overdue at the agency now, each number with its list."""
    agency_id = request.duty.agency_id
    late = folders.overdue([agency_id], request.at).filter(
        open_to(request.user.pk, request.officer_duties)
    )
    cards = [
        card(
            "qua-han-don-vi",
            "Quá hạn, đơn vị nào tham gia",
            "Đơn vị cấp dưới",
            late_by_unit(late, agency_id),
            link=lambda row: _list("co-quan", row),
            fared=False,
        ),
        card(
            "qua-han-linh-vuc",
            "Quá hạn, về việc gì",
            "Lĩnh vực",
            late_by_field(late),
            link=lambda row: _list("linh-vuc", row),
            fared=False,
        ),
    ]
    return [each for each in cards if each.rows]


def _list(name: str, row: Row) -> str:
    """The folder of what is overdue, narrowed to the row; none where it can not be."""
    return f"{reverse('desk:folder', args=[OVERDUE])}?{name}={row.key}" if row.key else ""


def _file(each: Card, period: Period) -> str:
    return f"{reverse('desk:statistics_table', args=[each.key])}?{period.query}"
