"""The words of cases and of what was published of them, for the index of the search."""

from collections.abc import Iterator, Sequence

from django.db import connection

from donthu.cases.models import Case, Paper, Publication

_TEXTS = """
    SELECT title, text, ARRAY(
        SELECT p.text FROM cases_paper p WHERE p.case_id = c.id AND p.kind = %s ORDER BY p.id
    ) FROM cases_case c WHERE c.id = %s
"""


def text_of_case(case_id: int) -> list[str]:
    """What the sender wrote: title, text and every supplement. In SQL as it is: each submission
    waits for it, and building it took longer than running it."""
    with connection.cursor() as cursor:
        cursor.execute(_TEXTS, [Paper.Kind.SUPPLEMENT, case_id])
        title, text, supplements = cursor.fetchone()
    return [title, text, *supplements]


def texts_of_cases(case_ids: Sequence[int]) -> Iterator[tuple[int, list[str]]]:
    """As `text_of_case` for many cases: the id and the texts of each."""
    added: dict[int, list[str]] = {}
    supplements = Paper.objects.filter(case__in=case_ids, kind=Paper.Kind.SUPPLEMENT)
    for case_id, text in supplements.order_by("pk").values_list("case_id", "text"):
        added.setdefault(case_id, []).append(text)
    for case_id, title, text in Case.objects.filter(pk__in=case_ids).values_list(
        "pk", "title", "text"
    ):
        yield case_id, [title, text, *added.get(case_id, [])]


def publications_of_cases(case_ids: Sequence[int]) -> Iterator[tuple[int, list[str]]]:
    """The id and the texts of what was published of these cases."""
    found = Publication.objects.filter(case__in=case_ids)
    for pk, *texts in found.values_list("pk", "title", "text", "answer"):
        yield pk, texts


def publication_words(case_id: int) -> tuple[int, list[str]]:
    """The id and the texts of what was published of a case."""
    found = Publication.objects.get(case_id=case_id)
    return found.pk, [found.title, found.text, found.answer]
