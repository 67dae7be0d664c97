"""Finding a place by what a person types: with or without marks, by its name of today or before."""

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Case, Q, QuerySet, Value, When
from django.db.models.functions import Length, StrIndex
from django.db.models.lookups import GreaterThan

from donthu.agencies.models import Area, AreaSuccession, Level
from donthu.agencies.models.area import searchable
from donthu.agencies.models.dated import in_effect
from donthu.agencies.succession import as_of
from donthu.law.text import nfc

_ANYWHERE = {"tp": "thanh pho", "tx": "thi xa", "tphcm": "thanh pho ho chi minh"}
_AT_THE_BEGINNING = {
    "tt": "thi tran",
    "p": "phuong",
    "q": "quan",
    "h": "huyen",
    "x": "xa",
    "t": "tinh",
}
SUCCESSIONS = AreaSuccession.objects.order_by("-main", "new__code")
_SHORTEST = 2  # letters; a single one finds a tenth of the country
_LOOKED_AT = 80


@dataclass(frozen=True)
class FoundArea:
    """A place of today; `formerly` is the old address by which it was found, else empty."""

    area: Area
    formerly: str = ""


def find_areas(
    q: str,
    *,
    on: date,
    parent: Area | None = None,
    level: Level | None = None,
    limit: int = 20,
) -> list[FoundArea]:
    """Places that hold on the day `on` whose address, or an old one, has the words of `q`.

    Parts between commas are looked for as they stand ("xã X, huyện Y, tỉnh Tiền Giang"), the last
    word may be unfinished. `parent` and `level` narrow what is found. Names with the marks as typed
    come first, then names of today before old ones; a divided old commune gives all its
    successors, the main one first.
    """
    parts = [words for part in q.split(",") if (words := _words(part))]
    if len(searchable(q).replace(" ", "")) < _SHORTEST:
        return []
    found: dict[int, FoundArea] = {}
    as_typed = nfc(q.split(",")[0]).strip().lower()
    hits = sorted(
        _hits(parts, on=on, parent=parent), key=lambda hit: as_typed not in hit.address.lower()
    )
    for hit, area in as_of(hits, SUCCESSIONS, on=on):
        if (level and area.level != level) or (parent and area.parent_id != parent.pk):
            continue
        found.setdefault(area.pk, FoundArea(area, "" if hit.pk == area.pk else hit.address))
    return list(found.values())[:limit]


def successors_of(area: Area, *, on: date) -> list[Area]:
    """What the area is on the day `on`, its main part first; itself while it holds."""
    return [successor for _, successor in as_of([area], SUCCESSIONS, on=on)]


def _hits(parts: list[str], *, on: date, parent: Area | None) -> QuerySet[Area]:
    *whole, last = parts
    phrases = [part.replace(" ", " <-> ") for part in whole]
    # a single part is often a name with its province behind it and no comma between
    phrases.append(last.replace(" ", " & " if not whole else " <-> ") + ":*")
    words = SearchVector("folded", config="simple")
    wanted = SearchQuery(
        " & ".join(f"({phrase})" for phrase in phrases), search_type="raw", config="simple"
    )
    hits = Area.objects.alias(words=words).filter(words=wanted)
    if parent:
        successors = AreaSuccession.objects.filter(new__parent=parent)
        hits = hits.filter(Q(parent=parent) | Q(pk__in=successors.values("old")))
    at = StrIndex("folded", Value(parts[0]))
    return hits.order_by(
        Case(When(GreaterThan(at, 0), then=0), default=1),
        Case(When(in_effect(on), then=0), default=1),
        at,
        Length("folded"),
        "pk",
    )[:_LOOKED_AT]


def _words(part: str) -> str:
    words = [_ANYWHERE.get(word, word) for word in searchable(part).split()]
    return " ".join([*(_AT_THE_BEGINNING.get(word, word) for word in words[:1]), *words[1:]])
