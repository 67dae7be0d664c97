"""Finding cases and published answers by words, accents optional."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import pairwise
from typing import Any

from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL
from django.utils.safestring import SafeString, mark_safe

from donthu.cases.queries import AnyCase, AnyPublication, publications, with_names
from donthu.law.text import fold, nfc, syllables
from donthu.search.index import LONGEST
from donthu.search.models import CaseText, PublicationText

CANDIDATES = 200  # the newest matches that are put in order; a reader never looks further
_RUN = re.compile(r"([^\W_]+)|(?:[\W_]+)")
LONGEST_QUERY = 20  # syllables
AROUND = 90  # characters shown on each side of the first match
_folded = lru_cache(maxsize=20_000)(fold)  # all the syllables that Vietnamese has, and names


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
    titles = cases.order_by("-pk").values_list("pk", "title")
    near = dict(titles.filter(pk__in=_holding("pairs", couples))[:CANDIDATES]) if couples else {}
    wanted = limit if start is None else CANDIDATES
    apart = {}
    if len(near) < wanted:
        apart = dict(titles.filter(pk__in=_holding("words", words)).exclude(pk__in=near)[:wanted])
    scores = {pk: 1 + _score(title, words) for pk, title in near.items()}
    scores |= {pk: _score(title, words) for pk, title in apart.items()}
    best = sorted(scores, key=lambda pk: (-scores[pk], -pk))[start or 0 :][:limit]
    by_id = {case.pk: case for case in with_names(cases.filter(pk__in=best))}
    return [
        Hit(
            case=by_id[pk],
            title_html=mark(by_id[pk].title, words),
            snippet_html=mark(_around(by_id[pk].text, words), words),
            score=scores[pk],
        )
        for pk in best
        if pk in by_id
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
        out.append(f"<mark>{safe}</mark>" if is_word and _folded(run) in wanted else safe)
    joined = "".join(out).replace("</mark> <mark>", " ")
    return mark_safe(joined)


def _holding(column: str, terms: Sequence[str]) -> QuerySet[CaseText, Any]:
    return CaseText.objects.filter(holds(column, _all_of(terms))).values("case_id")


def holds(column: str, query: str) -> RawSQL:
    """A condition: the stored vector `column` ("words" or "pairs") matches the tsquery `query`."""
    return RawSQL(f"{column} @@ %s::tsquery", [query], output_field=BooleanField())


def _all_of(terms: Sequence[str]) -> str:
    return " & ".join(f"'{term}'" for term in dict.fromkeys(terms))


def _score(title: str, words: Sequence[str]) -> int:
    """What the title adds: 4 when it holds the words together, 2 when it holds them all."""
    held = syllables(title)
    return 4 if "".join(words) in "".join(held) else 2 if set(words) <= set(held) else 0


def _around(text: str, words: Sequence[str]) -> str:
    text = nfc(text)
    wanted = set(words)
    at = 0
    for run, is_word in _runs(text):
        if is_word and _folded(run) in wanted:
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
