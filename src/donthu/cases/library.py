"""The published answers as a library: by what they are about, and what there is to choose from."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.db.models.functions import ExtractYear

from donthu.agencies.models import Area
from donthu.agencies.models.dated import Level
from donthu.cases.models import Publication
from donthu.law.procedures.feedback.asks import RESULTS
from donthu.law.words import KIND_NAMES

Choice = tuple[str, str]
# The answers that changed what is in force, or asked who may change it to do so.
CHANGES = ("amend", "propose", "new_rule")


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What published answers must be about: codes of field, agency and province, keys of kind and
    results, the year they were published in. Empty: any."""

    field: str = ""
    kind: str = ""
    agency: str = ""
    province: str = ""
    year: str = ""
    results: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Offered:
    """What the published answers there are may be filtered by: keys with their names."""

    fields: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    agencies: tuple[Choice, ...]
    provinces: tuple[Choice, ...]
    years: tuple[Choice, ...]
    results: tuple[Choice, ...]


def narrow(found: QuerySet[Publication], wanted: Wanted) -> QuerySet[Publication]:
    """Those of `found` that are about what is `wanted`."""
    if wanted.field:
        found = found.filter(field__code=wanted.field)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.agency:
        found = found.filter(agency__code=wanted.agency)
    if wanted.province:
        found = found.filter(area__in=_areas_of(wanted.province))
    if wanted.year:
        found = found.filter(published_at__year=wanted.year)
    if wanted.results:
        found = found.filter(result__in=wanted.results)
    return found


def offered() -> Offered:
    """What occurs among the answers that are shown now; six passes over them."""
    shown = Publication.objects.filter(taken_down_at=None).order_by()
    fields = shown.exclude(field=None).order_by("field__position")
    agencies = shown.order_by("agency__name")
    areas = shown.exclude(area=None).values("area").distinct()
    years = shown.annotate(year=ExtractYear("published_at")).order_by("-year")
    kinds = set(shown.values_list("kind", flat=True).distinct())
    results = set(shown.values_list("result", flat=True).distinct())
    return Offered(
        fields=tuple(fields.values_list("field__code", "field__name").distinct()),
        kinds=_in_order(KIND_NAMES.items(), kinds),
        agencies=tuple(agencies.values_list("agency__code", "agency__name").distinct()),
        provinces=tuple(
            Area.objects.filter(
                Q(pk__in=areas) | Q(children__in=areas) | Q(children__children__in=areas),
                level=Level.PROVINCE,
            )
            .order_by("name")
            .values_list("code", "name")
            .distinct()
        ),
        years=tuple((str(y), str(y)) for y in years.values_list("year", flat=True).distinct()),
        results=_in_order(RESULTS, results),
    )


def _areas_of(province: str) -> QuerySet[Area]:
    """The province of that code and what lies in it, as it is now and as it was."""
    its = Area.objects.filter(level=Level.PROVINCE, code=province)
    inside = Q(pk__in=its) | Q(parent__in=its) | Q(parent__parent__in=its)
    return Area.objects.filter(inside)


def _in_order(named: Iterable[Choice], there: set[str]) -> tuple[Choice, ...]:
    return tuple((key, name) for key, name in named if key in there)
