"""Published answers: the list with its search, and one of them."""

from datetime import datetime

from django.core import signing
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from donthu.agencies.models import Catalogue, Field
from donthu.cases.queries import AnyPublication, publications
from donthu.portal.rows import answer_rows, outcome
from donthu.search.find import find_publications

SIZE = 20
LONGEST = 200  # characters of a search
_CURSOR = "portal.answers"


@require_safe
def answers(request: HttpRequest) -> HttpResponse:
    """The newest first, those with all words of `q`, in the field `linh-vuc`, after `sau`."""
    q = request.GET.get("q", "").strip()[:LONGEST]
    field = request.GET.get("linh-vuc", "")
    on = timezone.localdate()
    fields = list(
        Field.objects.on(on).filter(catalogue=Catalogue.FEEDBACK).values_list("code", "name")
    )
    if field not in dict(fields):
        field = ""
    found = find_publications(q)
    if field:
        found = found.filter(field__code=field)
    rows, after = _page(found, request.GET.get("sau", ""))
    chosen = {"q": q, "linh-vuc": field}
    context = {
        "here": "answers",
        "q": q,
        "field": field,
        "fields": fields,
        "answers": answer_rows(rows),
        "next_href": _address({**chosen, "sau": after}) if after else "",
        "first_href": _address(chosen) if "sau" in request.GET else "",
    }
    return render(request, "portal/answers.html", context)


@require_safe
def answer(request: HttpRequest, number: int) -> HttpResponse:
    """One published question and its answer, under a number of its own: the code of the case is
    for its sender alone."""
    found = publications().filter(pk=number).first() if number < 2**63 else None
    if found is None:
        raise Http404
    context = {"here": "answers", "answer": found, "outcome": outcome(found.days_early)}
    return render(request, "portal/answer.html", context)


def _page(found: QuerySet[AnyPublication], cursor: str) -> tuple[list[AnyPublication], str]:
    """One page after the row of `cursor`, and the cursor of the next; a wrong one begins anew."""
    if place := _place(cursor):
        at, pk = place
        found = found.filter(Q(published_at__lt=at) | Q(published_at=at, pk__lt=pk))
    rows = list(found.order_by("-published_at", "-pk")[: SIZE + 1])
    if len(rows) <= SIZE:
        return rows, ""
    last = rows[SIZE - 1]
    return rows[:SIZE], signing.dumps([last.published_at.isoformat(), last.pk], salt=_CURSOR)


def _place(cursor: str) -> tuple[datetime, int] | None:
    try:
        at, pk = signing.loads(cursor, salt=_CURSOR)
    except (signing.BadSignature, ValueError):
        return None
    return datetime.fromisoformat(at), int(pk)


def _address(chosen: dict[str, str]) -> str:
    return reverse("portal:answers") + "?" + urlencode({k: v for k, v in chosen.items() if v})
