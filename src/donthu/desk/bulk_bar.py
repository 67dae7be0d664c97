"""The bar below a list that offers what may be done to many of its cases at once."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from donthu.cases.worklist import AnyPosition
from donthu.desk.access import DeskRequest
from donthu.desk.lists import MOST
from donthu.law import registry
from donthu.law.grammar import Step


@dataclass(frozen=True, kw_only=True)
class BulkBar:
    """What the bar offers. `whole`: how many cases the list has in all; 0 when one page shows all."""

    steps: tuple[Step, ...]
    came: str
    whole: int


def steps_for_many(request: DeskRequest) -> tuple[Step, ...]:
    """The steps that the officer's duties may take for many cases at once."""
    roles = {duty.role for duty in request.officer_duties}
    return tuple(
        step
        for law in registry.procedures().values()
        for step in law.steps
        if step.many and roles & set(step.by)
    )


def bulk_bar(
    request: DeskRequest,
    *,
    rows: int,
    whole: "QuerySet[AnyPosition] | int | None",
    open_ones: bool = True,
) -> BulkBar | None:
    """The bar of a list that shows `rows` of `whole`, None when there is no more; no bar where
    there is nothing to do."""
    steps = steps_for_many(request)
    if not rows or not steps or not open_ones:
        return None
    if isinstance(whole, QuerySet):
        whole = whole.order_by()[: MOST + 1].count()
    came = request.get_full_path().removeprefix(reverse("desk:work"))
    return BulkBar(steps=steps, came=came, whole=min(whole or 0, MOST))
