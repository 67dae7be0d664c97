"""Published answers that may say already what somebody is about to ask."""

from typing import Any

from django.db import connection

from donthu.cases.queries import AnyPublication, publications
from donthu.law.text import pairs
from donthu.search.index import LONGEST

ASKED = 48  # pairs that are asked for: the title and the first lines say what it is about
AT_LEAST = 2  # pairs in common below which nothing is alike
ALIKE = 0.15  # share of the weight of what was asked that an answer must hold …
ALIKE_IN_SHORT = 0.25  # … and of the few words of a title
TELLS_NOTHING = 2_000  # answers: a pair that more of them hold is not asked for
_SPARE = 5  # read beyond the limit, for those that were taken down since

# What few answers hold weighs most. Each pair is one look into the index.
_FIND = """
    WITH asked AS (
        SELECT pair FROM unnest(%(asked)s::text[]) AS pair
        WHERE NOT EXISTS (
            SELECT FROM pg_stats, pg_class,
                unnest(most_common_elems::text::text[], most_common_elem_freqs) AS common (elem, share)
            WHERE schemaname = current_schema() AND tablename = 'search_publicationtext'
            AND attname = 'pairs' AND pg_class.oid = 'search_publicationtext'::regclass
            AND elem = pair AND share * reltuples > %(tells_nothing)s
        )
    ), hits AS (
        SELECT pair, publication_id FROM asked
        JOIN search_publicationtext ON pairs @@ quote_literal(pair)::tsquery
    ), weights AS (
        SELECT pair, 1 / ln(3 + count(publication_id)) AS weight
        FROM asked LEFT JOIN hits USING (pair) GROUP BY pair
    )
    SELECT publication_id FROM hits JOIN weights USING (pair)
    GROUP BY publication_id
    HAVING count(*) >= %(at_least)s
    AND sum(weight) >= %(alike)s * (SELECT sum(weight) FROM weights)
    ORDER BY sum(weight) DESC, publication_id DESC LIMIT %(limit)s
"""


def similar_answers(title: str, content: str = "", *, limit: int = 3) -> list[AnyPublication]:
    """The published answers that share most pairs of syllables with what somebody writes, best
    first; those like the title alone when none is like the whole.

    Not all words need be there, and accents are optional. Nothing when little is shared: what does
    not help is in the way.
    """
    about = _pairs(title)
    whole = list(dict.fromkeys(about + _pairs(content)))[:ASKED]
    best = _find(whole, _share(whole), limit + _SPARE)
    if not best and whole != about:
        best = _find(about, _share(about), limit + _SPARE)
    return _shown(best, limit)


def nearest_answers(q: str, *, limit: int) -> list[AnyPublication]:
    """The published answers that share most pairs with a search, however few: for who searches,
    something near is better than nothing."""
    return _shown(_find(_pairs(q), 0, limit + _SPARE), limit)


def _shown(best: list[int], limit: int) -> list[AnyPublication]:
    shown = {found.pk: found for found in publications().filter(pk__in=best)}
    return [shown[pk] for pk in best if pk in shown][:limit]


def _pairs(text: str) -> list[str]:
    return [pair for pair in dict.fromkeys(pairs(text)) if len(pair) <= LONGEST][:ASKED]


def _share(asked: list[str]) -> float:
    """What share of these pairs an answer must hold."""
    return max(ALIKE, min(ALIKE_IN_SHORT, 3 / len(asked))) if asked else 1


def _find(asked: list[str], share: float, limit: int) -> list[int]:
    """The ids of the answers that hold that share of the weight of the pairs `asked`."""
    if len(asked) < AT_LEAST:
        return []
    values: dict[str, Any] = {
        "asked": asked,
        "tells_nothing": TELLS_NOTHING,
        "at_least": AT_LEAST,
        "alike": share,
        "limit": limit,
    }
    with connection.cursor() as cursor:
        cursor.execute(_FIND, values)
        return [pk for (pk,) in cursor.fetchall()]
