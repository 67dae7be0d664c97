"""What holds from a day to a day, both included; an empty end is open."""

from datetime import date
from typing import Self, TypeVar

from django.db import models
from django.db.models import F, Q

Row = TypeVar("Row", bound=models.Model)


class Level(models.TextChoices):
    """Levels of the administration; districts until 30/6/2025 only (law.md 5.1)."""

    CENTRAL = "central", "Trung ương"
    PROVINCE = "province", "Cấp tỉnh"
    DISTRICT = "district", "Cấp huyện"
    COMMUNE = "commune", "Cấp xã"


def in_effect(on: date, prefix: str = "") -> Q:
    """The condition that a dated row holds on the day `on`; `prefix` as of a join: `"agency__"`."""
    return Q(
        Q(**{f"{prefix}since__isnull": True}) | Q(**{f"{prefix}since__lte": on}),
        Q(**{f"{prefix}until__isnull": True}) | Q(**{f"{prefix}until__gte": on}),
    )


class DatedQuerySet(models.QuerySet[Row]):
    """Rows that hold from a day to a day."""

    def on(self, on: date) -> Self:
        """Those that hold on the day `on`."""
        return self.filter(in_effect(on))


def ends_after_it_begins(name: str) -> models.CheckConstraint:
    """The constraint of every dated table."""
    return models.CheckConstraint(
        name=name,
        condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")),
    )
