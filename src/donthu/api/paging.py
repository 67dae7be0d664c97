"""Pages of lists: what comes after the last row shown, so that no page costs more than the first."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Annotated, Any, Generic, TypeVar

from django.core import signing
from django.db.models import Model, Q, QuerySet
from pydantic import BaseModel, Field

from donthu.api.problems import invalid

SIZE = 50
LARGEST = 200
Limit = Annotated[int, Field(ge=1, le=LARGEST)]
Words = Annotated[str, Field(max_length=200)]
T = TypeVar("T")
Item = TypeVar("Item", bound=BaseModel)
Row = TypeVar("Row", bound=Model)


class Page(BaseModel, Generic[T]):
    """One page; `next` is the cursor of the page after it, null on the last."""

    items: list[T]
    next: str | None


def page_of(
    rows: QuerySet[Row], *, by: Sequence[str], cursor: str | None, limit: int
) -> tuple[list[Row], str | None]:
    """At most `limit` rows in the order `by` after those of `cursor`, and the cursor after them.

    `by` names columns of the table, "-" before it for descending order, and ends with a unique
    one; nulls of an ascending column come last. Raises the problem of a wrong cursor.
    """
    if cursor:
        rows = rows.filter(_after(by, read_cursor(cursor, ",".join(by), len(by))))
    found = list(rows.order_by(*by)[: limit + 1])
    if len(found) <= limit:
        return found, None
    last = found[limit - 1]
    return found[:limit], cursor_at([getattr(last, name.lstrip("-")) for name in by], ",".join(by))


def all_of(items: Iterable[Item]) -> Page[Item]:
    """A list that is never long, on one page."""
    return Page(items=list(items), next=None)


def cursor_at(place: Sequence[Any], of: str) -> str:
    """The cursor for a place in the list named `of`: numbers, texts, moments, nulls."""
    written = [value.isoformat() if isinstance(value, datetime) else value for value in place]
    return signing.dumps(written, salt=f"cursor.{of}", compress=False)


def read_cursor(cursor: str, of: str, length: int) -> list[Any]:
    """The place of a cursor in the list named `of`. Raises the problem of a wrong one."""
    try:
        place = signing.loads(cursor, salt=f"cursor.{of}")
    except signing.BadSignature:
        place = []
    if not isinstance(place, list) or len(place) != length:
        raise invalid(cursor="Con trỏ trang không đúng; hãy dùng nguyên giá trị «next» đã nhận.")
    return place


def _after(by: Sequence[str], place: Sequence[Any]) -> Q:
    after, equal = Q(pk__in=[]), Q()
    for name, value in zip(by, place, strict=True):
        column = name.lstrip("-")
        if value is None:
            equal &= Q(**{f"{column}__isnull": True})
            continue
        if name.startswith("-"):
            after |= equal & Q(**{f"{column}__lt": value})
        else:
            after |= equal & (Q(**{f"{column}__gt": value}) | Q(**{f"{column}__isnull": True}))
        equal &= Q(**{column: value})
    return after
