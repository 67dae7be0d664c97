"""Published answers: the library in its sections, and one answer."""

from datetime import datetime

from django.core import signing
from django.core.cache import cache
from django.db.models import Q, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from donthu.cases import public_files
from donthu.cases.library import Offered, Wanted, narrow, offered
from donthu.cases.queries import AnyPublication, publications
from donthu.documents import serving
from donthu.portal.library import (
    ALL,
    CHANGED,
    QUESTION,
    QUESTIONS,
    SECTIONS,
    Section,
    filters_of,
    wanted_of,
)
from donthu.portal.rows import answer_rows, outcome, result_name
from donthu.search.find import find_publications
from donthu.search.similar import nearest_answers
from donthu.ui.templatetags.ui import size

SIZE = 20
LONGEST = 200  # characters of a search
NEAR = 5  # shown when no answer holds all words …
LOOKED_THROUGH = 25  # … of those that are alike and fit the filters
KEPT = 60  # seconds for which everybody is offered the same filters
_OFFERED = "portal.library"
_CURSOR = "portal.answers"


@require_safe
def answers(request: HttpRequest) -> HttpResponse:
    """All that was published."""
    return _library(request, ALL)


@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """The answers to questions about policies."""
    return _library(request, QUESTIONS)


@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """What led to a change of what is in force, or to a proposal of one."""
    return _library(request, CHANGED)


@require_safe
def answer(request: HttpRequest, number: int) -> HttpResponse:
    """One published question and its answer, under a number of its own: the code of the case is
    for its sender alone."""
    rows = publications().prefetch_related(public_files.PUBLIC_FILES)
    found = rows.filter(pk=number).first() if number < 2**63 else None
    if found is None:
        raise Http404
    context = {
        "here": "answers",
        "answer": found,
        "outcome": outcome(found.days_early),
        "result": result_name(found.result),
        "section": QUESTIONS if found.kind == QUESTION else ALL,
        "files": [
            {
                "href": reverse("portal:answer_file", args=[found.pk, file.pk]),
                "name": file.name,
                "note": size(file.file.size),
            }
            for file in found.files.all()
        ],
    }
    return render(request, "portal/answer.html", context)


@require_safe
def answer_file(request: HttpRequest, number: int, public_file: int) -> FileResponse:
    """A file of a published answer, as it was built anew for everybody."""
    small = max(number, public_file) < 2**63
    found = public_files.of_publication(number, public_file) if small else None
    if found is None:
        raise Http404
    return serving.response(found.file, found.name, inline=True)


def _library(request: HttpRequest, section: Section) -> HttpResponse:
    """The newest first, those with all words of `q` and what the filters ask for, after `sau`; when
    none holds all words, those that are near."""
    q = request.GET.get("q", "").strip()[:LONGEST]
    filters = filters_of(section, _offered(), request.GET)
    wanted = wanted_of(section, filters)
    rows, after = _page(narrow(find_publications(q), wanted), request.GET.get("sau", ""))
    chosen = {"q": q} | {each.name: each.chosen for each in filters}
    context = {
        "here": "answers",
        "section": section,
        "sections": SECTIONS,
        "q": q,
        "filters": filters,
        "filtered": any(each.chosen for each in filters),
        "answers": answer_rows(rows),
        "near": answer_rows(_near(q, wanted)) if q and not rows else [],
        "next_href": _address(section, {**chosen, "sau": after}) if after else "",
        "first_href": _address(section, chosen) if "sau" in request.GET else "",
        "asks_policy": section is QUESTIONS,
    }
    return render(request, "portal/answers.html", context)


def _offered() -> Offered:
    held: Offered | None = cache.get(_OFFERED)
    if held is None:
        held = offered()
        cache.set(_OFFERED, held, timeout=KEPT)
    return held


def _near(q: str, wanted: Wanted) -> list[AnyPublication]:
    alike = nearest_answers(q, limit=LOOKED_THROUGH)
    fit = narrow(publications().filter(pk__in=[each.pk for each in alike]), wanted)
    kept = set(fit.values_list("pk", flat=True))
    return [each for each in alike if each.pk in kept][:NEAR]


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


def _address(section: Section, chosen: dict[str, str]) -> str:
    kept = {name: value for name, value in chosen.items() if value}
    return reverse(f"portal:{section.view}") + "?" + urlencode(kept)
