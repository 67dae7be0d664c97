"""Provinces, communes, and the districts of before 1 July 2025."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models

from donthu.agencies.models.dated import DatedQuerySet, Level, ends_after_it_begins
from donthu.law.text import syllables


def searchable(text: str) -> str:
    """The folded syllables of `text`, one blank between them; "Phường 01" and "phường 1" agree."""
    return " ".join(word.lstrip("0") or word for word in syllables(text))


class AreaKind(models.TextChoices):
    """What an area is called by law."""

    PROVINCE = "province", "Tỉnh"
    CITY = "city", "Thành phố"
    URBAN_DISTRICT = "urban_district", "Quận"
    RURAL_DISTRICT = "rural_district", "Huyện"
    TOWN = "town", "Thị xã"
    COMMUNE = "commune", "Xã"
    WARD = "ward", "Phường"
    TOWNSHIP = "township", "Thị trấn"
    SPECIAL_ZONE = "special_zone", "Đặc khu"


class Area(models.Model):
    """One administrative unit as it was in its time. `code` is that of the national list.

    `address` is the name with all that it lies in ("Xã A, Huyện B, Tỉnh C"), `folded` its words
    for searching. `remote`: vùng sâu, vùng xa đi lại khó khăn (law.md CLK-09).
    """

    code = models.CharField("mã", max_length=5)
    name = models.CharField("tên", max_length=100)
    kind = models.CharField("loại", max_length=20, choices=AreaKind.choices)
    level = models.CharField("cấp", max_length=10, choices=Level.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    since = models.DateField("từ ngày", null=True, blank=True)
    until = models.DateField("đến hết ngày", null=True, blank=True)
    remote = models.BooleanField("vùng sâu, vùng xa đi lại khó khăn", default=False)
    address = models.TextField("địa chỉ đầy đủ")
    folded = models.TextField(editable=False)

    objects = DatedQuerySet["Area"].as_manager()

    class Meta:
        verbose_name = "đơn vị hành chính"
        ordering = ("code",)
        constraints = (
            models.UniqueConstraint(
                "level", "code", "until", nulls_distinct=False, name="area_code_once_in_its_time"
            ),
            ends_after_it_begins("area_ends_after_it_begins"),
        )
        indexes = (GinIndex(SearchVector("folded", config="simple"), name="area_words"),)

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        """Keeps `folded` in step with `address`."""
        self.folded = searchable(self.address)
        super().save(*args, **kwargs)  # type: ignore[arg-type]


class AreaSuccession(models.Model):
    """Into which area an old one went. One divided among several has one `main` successor."""

    old = models.ForeignKey(Area, models.CASCADE, related_name="successions")
    new = models.ForeignKey(Area, models.CASCADE, related_name="precursions")
    main = models.BooleanField("phần chính", default=True)

    class Meta:
        verbose_name = "kế thừa địa giới"
        constraints = (
            models.UniqueConstraint("old", "new", name="area_succession_once"),
            models.UniqueConstraint(
                "old", condition=models.Q(main=True), name="area_has_one_main_successor"
            ),
        )

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"
