"""What everybody may know about all feedback, as charts with their tables."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from donthu.cases.statistics import Statistics, first_received
from donthu.portal.views.home import share_shown
from donthu.ui.charts import as_csv, card_named, cards_of
from donthu.ui.periods import PARTS, period_of, years
from donthu.ui.public_counts import public_counts
from donthu.ui.templatetags.ui import number


@require_safe
def statistics(request: HttpRequest) -> HttpResponse:
    """The charts of the period in the address: `nam` and, within it, `ky`."""
    at = timezone.now()
    on = timezone.localtime(at).date()
    period = period_of(request.GET, on=on)
    counted = public_counts(period, at)
    cards = cards_of(counted)
    context = {
        "here": "statistics",
        "period": period,
        "years": years(first_received(), on=on),
        "parts": PARTS,
        "figures": _figures(counted),
        "charts": [
            (card, f"{reverse('portal:statistics_table', args=[card.key])}?{period.query}")
            for card in cards
        ],
    }
    return render(request, "portal/statistics.html", context)


@require_safe
def table(request: HttpRequest, table: str) -> HttpResponse:
    """One of the tables as a file, for the same period."""
    at = timezone.now()
    period = period_of(request.GET, on=timezone.localtime(at).date())
    card = card_named(cards_of(public_counts(period, at)), table)
    if card is None:
        raise Http404
    return as_csv(card, period=f"{period.year}-{period.part}".rstrip("-"))


def _figures(counted: Statistics) -> list[dict[str, str]]:
    return [
        {"value": number(counted.all.count), "label": "phản ánh đã nhận"},
        {"value": number(counted.all.answered), "label": "đã trả lời"},
        {
            "value": share_shown(counted.all.in_time_share),
            "label": "đúng hạn, tính cả việc còn trễ",
        },
        {"value": number(counted.all.late), "label": "trả lời trễ hoặc đang quá hạn"},
    ]
