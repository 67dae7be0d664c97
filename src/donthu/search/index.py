"""Filling the index. Reactions to events, run in the transaction of the event."""

from collections.abc import Iterable, Sequence

from django.db import connection

from donthu.cases.happened import Happened
from donthu.cases.texts import (
    publication_words,
    publications_of_cases,
    text_of_case,
    texts_of_cases,
)
from donthu.law.text import pairs, syllables

_UPSERT = """
    INSERT INTO {table} ({key}, words, pairs)
    VALUES (%s, array_to_tsvector(%s), array_to_tsvector(%s))
    ON CONFLICT ({key}) DO UPDATE SET words = excluded.words, pairs = excluded.pairs
"""
_CASE = _UPSERT.format(table="search_casetext", key="case_id")
_PUBLICATION = _UPSERT.format(table="search_publicationtext", key="publication_id")
_COPY = "COPY {table} ({key}, words, pairs) FROM STDIN"
_COPY_CASES = _COPY.format(table="search_casetext", key="case_id")
_COPY_PUBLICATIONS = _COPY.format(table="search_publicationtext", key="publication_id")
LONGEST = 400  # letters; PostgreSQL holds 2,046 bytes of a word, and nobody looks for longer ones


def index_case(happened: Happened) -> None:
    """Index the title and the text of a case with all that its sender added."""
    _write(_CASE, happened.case_id, text_of_case(happened.case_id))


def index_publication(happened: Happened) -> None:
    """Index what was published of a case."""
    publication_id, texts = publication_words(happened.case_id)
    _write(_PUBLICATION, publication_id, texts)


def index_many(case_ids: Sequence[int]) -> None:
    """Index cases that were just copied in, and what was published of them."""
    with connection.cursor() as cursor:
        for statement, found in (
            (_COPY_CASES, texts_of_cases(case_ids)),
            (_COPY_PUBLICATIONS, publications_of_cases(case_ids)),
        ):
            rows = [(key, *words_and_pairs(texts)) for key, texts in found]
            with cursor.copy(statement) as copy:
                for key, words, couples in rows:
                    copy.write_row((key, " ".join(words), " ".join(couples)))


def words_and_pairs(texts: Iterable[str]) -> tuple[list[str], list[str]]:
    """The distinct folded syllables and pairs of some texts; pairs do not reach across texts."""
    words: set[str] = set()
    couples: set[str] = set()
    for text in texts:
        words.update(word for word in syllables(text) if len(word) <= LONGEST)
        couples.update(pair for pair in pairs(text) if len(pair) <= LONGEST)
    return sorted(words), sorted(couples)


def _write(statement: str, key: int, texts: Iterable[str]) -> None:
    words, couples = words_and_pairs(texts)
    with connection.cursor() as cursor:
        cursor.execute(statement, [key, words, couples])
