"""Giving the next number of a book. Called last in an action: the counter's row stays locked."""

from datetime import datetime

from django.db import connection
from django.utils import timezone

from donthu.cases.models.book import Book

_NEXT = """
    INSERT INTO cases_counter (agency_id, book, year, last) VALUES (%s, %s, %s, 1)
    ON CONFLICT (agency_id, book, year) DO UPDATE SET last = cases_counter.last + 1
    RETURNING last
"""


def next_number(*, agency_id: int, book: Book, at: datetime) -> tuple[int, int]:
    """The next (number, year) of that book of that agency; gap-free because it is transactional."""
    year = timezone.localtime(at).year
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [agency_id, book.value, year])
        (number,) = cursor.fetchone()
    return number, year
