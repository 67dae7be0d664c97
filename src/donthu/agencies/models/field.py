"""Fields (lĩnh vực) as dated data."""

from django.db import models

from donthu.agencies.models.dated import DatedQuerySet, ends_after_it_begins


class Catalogue(models.TextChoices):
    """For which kind of case a field is offered."""

    FEEDBACK = "feedback", "Phản ánh, kiến nghị"
    LETTERS = "letters", "Đơn khiếu nại, tố cáo, kiến nghị, phản ánh"


class Field(models.Model):
    """One field. `report_code` names the group under which statutory reports count it.

    Codes: `land`, `policy`, `civil_service`, `corruption`, `judicial`, `party`, `other`; a report
    without that column counts the group as other (law.md 6.1).
    """

    code = models.CharField("mã", max_length=60, unique=True)
    catalogue = models.CharField("danh mục", max_length=10, choices=Catalogue.choices)
    name = models.CharField("tên", max_length=120)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    report_code = models.CharField("nhóm báo cáo", max_length=20)
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    since = models.DateField("từ ngày", null=True, blank=True)
    until = models.DateField("đến hết ngày", null=True, blank=True)

    objects = DatedQuerySet["Field"].as_manager()

    class Meta:
        verbose_name = "lĩnh vực"
        ordering = ("catalogue", "position")
        constraints = (ends_after_it_begins("field_ends_after_it_begins"),)

    def __str__(self) -> str:
        return self.name
