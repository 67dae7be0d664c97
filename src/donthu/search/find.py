"""Finding cases and published answers by words, accents optional."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from donthu.cases.queries import AnyCase, AnyPublication, publications
from donthu.law.text import fold, nfc, syllables
from donthu.search.index import LONGEST
from donthu.search.models import CaseText, PublicationText

CANDIDATES = 200  # the newest matches that are put in order; a reader never looks further
_RUN = re.compile(r"([^\W_]+)|(?:[\W_]+)")
LONGEST_QUERY = 20  # syllables
AROUND = 90  # characters shown on each side of the first match


@dataclass(frozen=True)
class Hit:
    """One case found: its title and the part of its text around the first match, marked."""

    case: AnyCase
    title_html: SafeString
    snippet_html: SafeString
    score: int


def find_cases(
    q: str, cases: QuerySet[AnyCase], limit: int = 20, start: int | None = None
) -> list[Hit]:
    """The cases among `cases` that hold the words of `q`, best first.

    Words that stand next to each other as in `q` count most, then the title, then the newest. An
    empty `q` finds nothing. With a `start` all candidates are put in order, so that pages that
    begin at 0, `limit`, twice `limit` fit together.
    """
    words, couples = sought(q)
    if not words:
        return []
    found: list[AnyCase] = []
    if couples:
        found = list(cases.filter(pk__in=_holding("pairs", couples)).order_by("-pk")[:CANDIDATES])
    wanted = limit if start is None else CANDIDATES
    if len(found) < wanted:
        apart = cases.filter(pk__in=_holding("words", words))
        apart = apart.exclude(pk__in=[case.pk for case in found])
        found += list(apart.order_by("-pk")[:wanted])
    together = "".join(words)
    scored = [(_score(case, words, together), case) for case in found]
    best = sorted(scored, key=lambda pair: (-pair[0], -pair[1].pk))
    return [
        Hit(
            case=case,
            title_html=mark(case.title, words),
            snippet_html=mark(_around(case.text, words), words),
            score=score,
        )
        for score, case in best[start or 0 :][:limit]
    ]


def case_ids(q: str) -> QuerySet[CaseText, Any]:
    """The ids of the cases that hold every word of `q`, as a subquery for lists that filter."""
    return _holding("words", sought(q)[0])


def find_publications(q: str) -> QuerySet[AnyPublication]:
    """The published answers that hold every word of `q`, newest first; all when it is empty."""
    words, _ = sought(q)
    if not words:
        return publications()
    holding = PublicationText.objects.filter(holds("words", _all_of(words)))
    return publications().filter(pk__in=holding.values("publication_id"))


def sought(q: str) -> tuple[list[str], list[str]]:
    """The syllables of what was typed, and its pairs; a long query is cut, as nobody reads it."""
    words = syllables(q)[:LONGEST_QUERY]
    words = [word for word in words if len(word) <= LONGEST]
    couples = [first + second for first, second in pairwise(words)]
    return words, [couple for couple in couples if len(couple) <= LONGEST]


def mark(text: str, words: Sequence[str]) -> SafeString:
    """`text` as HTML, each of the folded `words` in it inside <mark>, whatever its accents."""
    wanted = set(words)
    out: list[str] = []
    for run, is_word in _runs(nfc(text)):
        safe = escape(run)
        out.append(f"<mark>{safe}</mark>" if is_word and fold(run) in wanted else safe)
    joined = "".join(out).replace("</mark> <mark>", " ")
    return mark_safe(joined)


def _holding(column: str, terms: Sequence[str]) -> QuerySet[CaseText, Any]:
    return CaseText.objects.filter(holds(column, _all_of(terms))).values("case_id")


def holds(column: str, query: str) -> RawSQL:
    """A condition: the stored vector `column` ("words" or "pairs") matches the tsquery `query`."""
    return RawSQL(f"{column} @@ %s::tsquery", [query], output_field=BooleanField())


def _all_of(terms: Sequence[str]) -> str:
    return " & ".join(f"'{term}'" for term in dict.fromkeys(terms))


def _score(case: AnyCase, words: Sequence[str], together: str) -> int:
    title = syllables(case.title)
    score = 4 if together in "".join(title) else 2 if set(words) <= set(title) else 0
    return score + (1 if together in "".join(syllables(case.text)) else 0)


def _around(text: str, words: Sequence[str]) -> str:
    text = nfc(text)
    wanted = set(words)
    at = 0
    for run, is_word in _runs(text):
        if is_word and fold(run) in wanted:
            break
        at += len(run)
    else:
        at = 0
    start, end = max(0, at - AROUND), at + AROUND
    head = "… " if start else ""
    tail = " …" if end < len(text) else ""
    return f"{head}{text[start:end].strip()}{tail}"


def _runs(text: str) -> list[tuple[str, bool]]:
    """`text` cut into words and what lies between, in order, none of it lost."""
    return [(m.group(), m.group(1) is not None) for m in _RUN.finditer(text)]
