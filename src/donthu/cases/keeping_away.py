"""Officers who stay away from a case: whom it is about, and who gave the answer objected to."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from django.db.models import Q

from donthu.cases.actor import Actor
from donthu.cases.models import Barred

MARK = "barred"  # declared of a case of which somebody stays away: of all others nothing is asked
NAMED = "about_known"  # declared of a case that is about an officer whom we know
REASON = (
    "Phản ánh này nói về bạn, hoặc bạn đã giải quyết lần trước, nên người khác thực hiện bước này."
)


class Declaring(Protocol):
    """What is asked of a case."""

    @property
    def pk(self) -> int: ...
    @property
    def declared(self) -> Mapping[str, Any]: ...


def away_from(case: Declaring) -> frozenset[int]:
    """The ids of the officers who stay away from the case."""
    if not case.declared.get(MARK):
        return frozenset()
    return frozenset(Barred.objects.filter(case=case.pk).values_list("officer", flat=True))


def why_not(case: Declaring, actor: Actor) -> str:
    """Why the actor does nothing in the case; empty when nothing speaks against it."""
    return REASON if actor.officer_id in away_from(case) else ""


def seated_in(case: Declaring, actor: Actor) -> Actor:
    """The actor in that case: who stands in for somebody who stays away does not do so here."""
    ids = away_from(case)
    return actor.without(ids) if ids else actor


def about(officers: Iterable[int]) -> Q:
    """The condition, of cases, that the case is about one of these officers."""
    rows = Barred.objects.filter(officer__in=list(officers), why=Barred.Why.WRITTEN_ABOUT)
    return Q(pk__in=rows.values("case"))


def kept_from(officer_id: int) -> Q:
    """The condition, of positions, that the officer stays away from the case."""
    return Q(case__in=Barred.objects.filter(officer=officer_id).values("case"))


def hidden_from(officer_id: int) -> Q:
    """The condition, of positions, that the case is about the officer."""
    rows = Barred.objects.filter(officer=officer_id, why=Barred.Why.WRITTEN_ABOUT)
    return Q(case__in=rows.values("case"))
