"""Finding cases and published answers by words, accents optional."""

import re
from collections.abc import Iterator, Sequence
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
_WORD = re.compile(r"[^\W_]+")
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
    out: list[str] = []
    text, end = nfc(text), 0
    for found in _matches(text, words):
        out += escape(text[end : found.start()]), "<mark>", escape(found.group()), "</mark>"
        end = found.end()
    return mark_safe("".join([*out, escape(text[end:])]).replace("</mark> <mark>", " "))


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
    first = next(_matches(text, words), None)
    at = first.start() if first else 0
    start, end = max(0, at - AROUND), at + AROUND
    head = "… " if start else ""
    tail = " …" if end < len(text) else ""
    return f"{head}{text[start:end].strip()}{tail}"


def _matches(text: str, words: Sequence[str]) -> Iterator[re.Match[str]]:
    """Each word of `text` that is one of the folded `words`, whatever its accents."""
    wanted = set(words)
    return (found for found in _WORD.finditer(text) if _folded(found.group()) in wanted)
