"""One box for everything: an exact code opens its case, numbers, senders and words find cases."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from donthu.cases import codes, queries
from donthu.cases.visibility import visible_to
from donthu.desk.access import DeskRequest, DeskView
from donthu.desk.asked import asked
from donthu.desk.back import carried_from
from donthu.desk.rows import case_href
from donthu.law import registry
from donthu.search.everything import find_everything

SHOWN = 30


class Search(DeskView):
    """Cases that the officer may see, those that were named first, then the best by words."""

    here = "search"

    def get(self, request: DeskRequest) -> HttpResponse:
        """The page, or straight to the case whose code was typed."""
        q = asked(request.GET, "q")
        wrong = ""
        try:
            case = queries.by_code(q, request.user.pk, request.officer_duties)
        except codes.BadCode as bad:
            case, wrong = None, str(bad) if _like_a_code(q) else ""
        if case is not None:
            return redirect(case_href(case.code))
        seen = visible_to(request.user.pk, request.officer_duties)
        hits = find_everything(q, seen, duties=request.officer_duties, on=self.today, limit=SHOWN)
        carried = carried_from(request)
        rows = [
            {
                "code": codes.shown(hit.case.code),
                "href": f"{case_href(hit.case.code)}{carried}",
                "title": hit.title_html,
                "snippet": hit.snippet_html,
                "state": registry.procedure(hit.case.procedure).state(hit.case.state).title,
                "holder": hit.case.holder.name,
                "received": timezone.localtime(hit.case.received_at).date(),
            }
            for hit in hits
        ]
        context = {
            "search_query": q,
            "rows": rows,
            "most": len(rows) == SHOWN,
            "wrong": wrong if not rows else "",
        }
        return self.page("desk/search.html", context)


def _like_a_code(q: str) -> bool:
    """Eight letters and figures with a dash in the middle, or with a figure among them."""
    bare = q.replace("-", "")
    return bare.isascii() and bare.isalnum() and len(bare) == codes.LENGTH and " " not in q
