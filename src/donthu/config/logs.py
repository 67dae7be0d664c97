"""How errors are written down: where and what, but nothing of what people wrote."""

import logging
import traceback
from collections.abc import Iterator
from types import TracebackType
from typing import Any


def told(error: BaseException) -> str:
    """The traces of `error` and of what led to it, without the lines in which a database repeats
    the values of a row: logs must not name anybody."""
    lines = []
    for part in _chain(error):
        lines += [line.rstrip() for line in traceback.format_tb(part.__traceback__)]
        lines.append(f"{type(part).__name__}: {str(part).partition('DETAIL:')[0].strip()}")
    return "\n".join(lines)


class Discreet(logging.Formatter):
    """A line, and the trace as `told` gives it."""

    def formatException(
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | Any
    ) -> str:
        return told(ei[1])


def _chain(error: BaseException) -> Iterator[BaseException]:
    if before := error.__cause__ or error.__context__:
        yield from _chain(before)
    yield error
