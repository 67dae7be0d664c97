"""Reading more rows than memory holds, within a transaction."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

from django.db import connection

ROWS = 5_000


def stream(sql: str, parameters: dict[str, Any] | None = None) -> Iterator[tuple[Any, ...]]:
    """The rows of `sql`, fetched some thousands at a time by a cursor of the server."""
    with closing(connection.chunked_cursor()) as cursor:
        cursor.execute(sql, parameters)
        while rows := cursor.fetchmany(ROWS):
            yield from rows
