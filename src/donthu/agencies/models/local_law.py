"""What an agency decides for itself and all below it: days off and lengths of deadlines."""

from django.db import models
from django.db.models import Q

from donthu.agencies.models.dated import DatedQuerySet, ends_after_it_begins
from donthu.law.terms import Unit, spoken


def unit_choices() -> list[tuple[str, str]]:
    """The units of the law, as "7 ngày làm việc" names them."""
    return [(unit.value, spoken(1, unit).removeprefix("1 ")) for unit in Unit]


class DayOff(models.Model):
    """A day off, or a Saturday worked in exchange, by decision. Without agency: everywhere."""

    agency = models.ForeignKey(
        "agencies.Agency", models.CASCADE, null=True, blank=True, related_name="days_off"
    )
    date = models.DateField("ngày")
    works = models.BooleanField("đi làm", default=False)
    reason = models.CharField("lý do", max_length=200)
    decision = models.CharField("căn cứ", max_length=200, blank=True)

    class Meta:
        verbose_name = "ngày nghỉ"
        ordering = ("date",)
        constraints = (
            models.UniqueConstraint(
                "agency", "date", nulls_distinct=False, name="day_off_once_an_agency"
            ),
        )

    def __str__(self) -> str:
        return f"{self.date:%d/%m/%Y} {self.reason}"


class LocalLimit(models.Model):
    """The length of one limit of one procedure, where the law leaves it to the agency."""

    agency = models.ForeignKey("agencies.Agency", models.CASCADE, related_name="local_limits")
    procedure = models.CharField("quy trình", max_length=40)
    limit = models.CharField("thời hạn", max_length=60)
    length = models.PositiveSmallIntegerField("độ dài")
    unit = models.CharField("đơn vị", max_length=15, choices=unit_choices)
    decision = models.CharField("căn cứ", max_length=200)
    since = models.DateField("từ ngày")
    until = models.DateField("đến hết ngày", null=True, blank=True)

    objects = DatedQuerySet["LocalLimit"].as_manager()

    class Meta:
        verbose_name = "thời hạn riêng của cơ quan"
        constraints = (
            models.UniqueConstraint(
                "agency",
                "procedure",
                "limit",
                condition=Q(until__isnull=True),
                name="local_limit_open_once",
            ),
            models.CheckConstraint(name="local_limit_is_some_time", condition=Q(length__gt=0)),
            ends_after_it_begins("local_limit_ends_after_it_begins"),
        )

    def __str__(self) -> str:
        return f"{self.procedure}.{self.limit}: {spoken(self.length, Unit(self.unit))}"
