"""Answers that may be there already, shown to who is about to send."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from donthu.portal.rows import answer_rows
from donthu.search.similar import similar_answers
from donthu.ui.limits import Limit, address_of

OFTEN = Limit(name="similar", most=150, seconds=600)
READ = 2_000  # characters of what was typed


@csrf_exempt  # nothing is changed; by POST so that what is typed stands in no address and no log
@never_cache
@require_POST
def similar(request: HttpRequest) -> HttpResponse:
    """The part of the page with up to three published answers like `title` and `content`; empty
    when there are none, 429 and empty when one address asks all the time."""
    if not OFTEN.take(address_of(request), timezone.now()):
        return HttpResponse(status=429)
    title, content = (request.POST.get(name, "")[:READ] for name in ("title", "content"))
    context = {"answers": answer_rows(similar_answers(title, content))}
    return render(request, "portal/parts/similar.html", context)
