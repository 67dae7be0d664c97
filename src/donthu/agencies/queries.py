"""Reading the tree of agencies."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, F, Q, QuerySet, When
from django.db.models.functions import Length

from donthu.agencies.models import Agency, AgencySuccession, Membership
from donthu.agencies.models.dated import in_effect
from donthu.agencies.naming import SPOKEN, nearness, words_of
from donthu.agencies.succession import as_of
from donthu.law.grammar import Role
from donthu.law.text import fold

SUCCESSIONS = AgencySuccession.objects.order_by("new__path")
_LOOKED_AT = 200


@dataclass(frozen=True)
class FoundAgency:
    """An agency of today; `formerly` is the name of the closed one that was found, else empty."""

    agency: Agency
    formerly: str = ""


def subtree(agency: Agency) -> QuerySet[Agency]:
    """The agency and all below it, of whatever time."""
    return Agency.objects.filter(path__startswith=agency.path)


def ancestors(agency: Agency) -> QuerySet[Agency]:
    """All above the agency, the top first; without itself."""
    codes = agency.path.strip("/").split("/")[:-1]
    return Agency.objects.filter(code__in=codes).order_by(Length("path"))


def successors_of(agency: Agency, *, on: date) -> list[Agency]:
    """The agencies that do its work on the day `on`; itself while it exists. Several when its work
    was divided, none when nobody took it over."""
    found = {new.pk: new for _, new in as_of([agency], SUCCESSIONS, on=on)}
    return list(found.values())


def successor_of(agency: Agency, *, on: date) -> Agency | None:
    """The one agency that does its work on the day `on`; None when nobody does or one of several
    must be chosen (`successors_of`)."""
    found = successors_of(agency, on=on)
    return found[0] if len(found) == 1 else None


def head_title(agency_id: int, *, on: date) -> str:
    """The title of the agency's head on the day `on`, of the last one where the post is vacant;
    empty when none is known."""
    heads = Membership.objects.filter(Q(since__lte=on), agency=agency_id, role=Role.HEAD).exclude(
        title=""
    )
    newest = heads.order_by(F("until").desc(nulls_first=True), "-since", "-pk")
    return newest.values_list("title", flat=True).first() or ""


def find_agencies(
    q: str,
    *,
    on: date,
    parent: Agency | None = None,
    in_feedback: bool = False,
    limit: int = 20,
) -> list[FoundAgency]:
    """Agencies that exist on the day `on` with all words of `q` in their name, short name or code,
    with or without marks, also abbreviated ("UBND", "TP"); a closed agency gives its successors.
    Those that are called so come first, then those whose name begins so, then higher ones.

    `parent`: only below it; `in_feedback`: only those that take part in feedback. An empty `q`
    finds all, those nearest to the top first.
    """
    hits = Agency.objects.all()
    for word in words_of(q):
        spelt = SPOKEN.get(word, word)
        hits = hits.filter(Q(folded__contains=word) | Q(folded__contains=spelt))
    if parent:
        below = SUCCESSIONS.filter(new__path__startswith=parent.path)
        hits = hits.filter(Q(path__startswith=parent.path) | Q(pk__in=below.values("old")))
    called_so = Q(code=fold(q.strip())) | Q(code__endswith=f".{fold(q.strip())}")
    first = Case(When(called_so, then=0), When(in_effect(on), then=1), default=2)
    found: dict[int, FoundAgency] = {}
    if in_feedback:
        hits = hits.filter(Q(participates_in_feedback=True) | ~in_effect(on))
    nearest = list(hits.order_by(first, Length("path"), "path")[:_LOOKED_AT])
    if q.strip():
        nearest.sort(key=lambda hit: nearness(q, hit))
    for hit, agency in as_of(nearest, SUCCESSIONS, on=on):
        if parent and not agency.path.startswith(parent.path):
            continue
        if in_feedback and not agency.participates_in_feedback:
            continue
        found.setdefault(agency.pk, FoundAgency(agency, "" if hit == agency else hit.name))
    return list(found.values())[:limit]
