"""The rows that nearly every page names: agencies, places, fields.

Each process keeps for half a minute those it was asked for: naming the agencies of a page of cases
asks the database nothing. They are shared by all that is done meanwhile, to be read and not changed;
what decides asks the database.
"""

import time
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from donthu.agencies.models import Agency, Area, Field

_KEPT = 30.0  # seconds
_NOT_KEPT: tuple[float, Any] = (float("-inf"), None)

Row = TypeVar("Row", bound=Model)
Known = TypeVar("Known", Agency, Area, Field)
_known: dict[type[Model], dict[int, tuple[float, Any]]] = {Agency: {}, Area: {}, Field: {}}


def known(kind: type[Known], ids: Iterable[int | None]) -> dict[int, Known]:
    """Those rows by their ids; an id that is not there is left out."""
    kept, now = _known[kind], time.monotonic()
    wanted = {pk for pk in ids if pk is not None}
    hits = {pk: kept.get(pk, _NOT_KEPT) for pk in wanted}
    found = {pk: row for pk, (read_at, row) in hits.items() if now - read_at <= _KEPT}
    if missing := wanted - found.keys():
        read = kind._base_manager.in_bulk(missing)
        kept.update((pk, (now, row)) for pk, row in read.items())
        found |= read
    return found


def named(rows: Iterable[Row], *relations: str) -> list[Row]:
    """The rows, with these relations to agencies, places and fields filled in."""
    found = list(rows)
    for relation in relations:
        _fill(found, relation)
    return found


def _fill(rows: Sequence[Model], relation: str) -> None:
    if not rows:
        return
    field: Any = rows[0]._meta.get_field(relation)
    ids = [getattr(row, field.attname) for row in rows]
    by_id = known(field.related_model, ids)
    for row, pk in zip(rows, ids, strict=True):
        field.set_cached_value(row, by_id.get(pk))


@receiver((post_save, post_delete), sender=Agency)
@receiver((post_save, post_delete), sender=Area)
@receiver((post_save, post_delete), sender=Field)
def changed(**_signal: object) -> None:
    """Read anew at the next question, and again once what was written can be seen by others; for
    what wrote without telling (bulk)."""
    forget()
    transaction.on_commit(forget)


def forget() -> None:
    """Keep nothing of what was read."""
    for kept in _known.values():
        kept.clear()
