"""One box for everything: what names a case exactly, then words."""

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet

from donthu.cases.exact import find_exactly
from donthu.cases.queries import AnyCase
from donthu.cases.visibility import Placed
from donthu.search.find import Hit, find_cases, mark

NAMED = 10  # the score of what was named, above that of all words
SNIPPET = 160  # characters


def find_everything(
    q: str,
    cases: QuerySet[AnyCase],
    *,
    duties: Sequence[Placed],
    on: date,
    limit: int,
    start: int | None = None,
) -> list[Hit]:
    """The cases among `cases` (that the officer with these duties may see) that `q` names by the
    number of a book or by a sender (`find_exactly`), then those that hold its words
    (`find_cases`), each once. `on` is today; pages by `start` as of `find_cases`."""
    named = find_exactly(q, cases, duties=duties, on=on)
    if named:
        cases = cases.exclude(pk__in=[case.pk for case in named])
    first = [_unmarked(case) for case in named[start or 0 :][:limit]]
    after = None if start is None else max(0, start - len(named))
    left = limit - len(first)
    return [*first, *find_cases(q, cases, left, after)] if left else first


def _unmarked(case: AnyCase) -> Hit:
    """A case that was named: no words of its text were looked for."""
    return Hit(
        case=case,
        title_html=mark(case.title, ()),
        snippet_html=mark(case.text[:SNIPPET], ()),
        score=NAMED,
    )
