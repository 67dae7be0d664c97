"""Agencies: a tree with dates and successors."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Concat

from donthu.agencies.models.dated import DatedQuerySet, Level, ends_after_it_begins
from donthu.law.text import fold

CODE = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$",
    "Mã gồm chữ thường không dấu và số, các cấp cách nhau bằng dấu chấm, ví dụ dtp.sxd.",
)


class AgencyKind(models.TextChoices):
    """What an agency is; law.md 5.1 and 5.2."""

    GOVERNMENT_OFFICE = "government_office", "Văn phòng Chính phủ"
    MINISTRY = "ministry", "Bộ, cơ quan ngang bộ"
    MINISTRY_UNIT = "ministry_unit", "Đơn vị thuộc bộ"
    PROVINCE_COMMITTEE = "province_committee", "Ủy ban nhân dân cấp tỉnh"
    COMMITTEE_OFFICE = "committee_office", "Văn phòng Ủy ban nhân dân"
    DEPARTMENT = "department", "Sở, ban, ngành"
    DEPARTMENT_UNIT = "department_unit", "Đơn vị thuộc sở"
    INSPECTORATE = "inspectorate", "Thanh tra"
    RECEPTION_BOARD = "reception_board", "Ban Tiếp công dân"
    DELEGATION_OFFICE = "delegation_office", "Văn phòng Đoàn ĐBQH và HĐND"
    DISTRICT_COMMITTEE = "district_committee", "Ủy ban nhân dân cấp huyện"
    COMMUNE_COMMITTEE = "commune_committee", "Ủy ban nhân dân cấp xã"
    COUNCIL_OFFICE = "council_office", "Văn phòng HĐND và UBND cấp xã"
    COMMUNE_UNIT = "commune_unit", "Đơn vị thuộc UBND cấp xã"
    OTHER = "other", "Cơ quan, tổ chức khác"


# Those that lead a whole country, branch or province: what comes in is settled by those below them.
_LEADING_OTHERS = {
    AgencyKind.GOVERNMENT_OFFICE,
    AgencyKind.MINISTRY,
    AgencyKind.PROVINCE_COMMITTEE,
    AgencyKind.COMMITTEE_OFFICE,
    AgencyKind.RECEPTION_BOARD,
}


class Agency(models.Model):
    """One agency in its time.

    `code` names it for good and begins its accounts (`dtp.sxd` → `dtp.sxd.nl`). `path` is the
    codes from the top down to itself, each with a slash ("vpcp/dtp/dtp.sxd/"): all below an agency
    is one prefix query. `has_accounts` False: it is reached by letter, what it answers is typed in
    by the agency above. `cut_off`: what comes later in the day counts as of the next working day.
    """

    code = models.CharField("mã", max_length=60, unique=True, validators=[CODE])
    name = models.CharField("tên", max_length=200)
    short_name = models.CharField("tên gọi tắt", max_length=60, blank=True)
    kind = models.CharField("loại", max_length=20, choices=AgencyKind.choices)
    level = models.CharField("cấp", max_length=10, choices=Level.choices)
    area = models.ForeignKey("agencies.Area", models.PROTECT, null=True, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    path = models.TextField(editable=False)
    since = models.DateField("thành lập từ", null=True, blank=True)
    until = models.DateField("hoạt động đến hết", null=True, blank=True)
    letter_number_symbol = models.CharField("ký hiệu văn bản", max_length=30, blank=True)
    participates_in_feedback = models.BooleanField("tham gia tiếp nhận phản ánh", default=True)
    has_accounts = models.BooleanField("có tài khoản trên hệ thống", default=True)
    focal_officer = models.ForeignKey(
        "agencies.Officer", models.SET_NULL, null=True, blank=True, related_name="focal_of"
    )
    cut_off = models.TimeField("giờ chốt trong ngày", null=True, blank=True)
    folded = models.TextField(editable=False)

    objects = DatedQuerySet["Agency"].as_manager()

    class Meta:
        verbose_name = "cơ quan"
        ordering = ("path",)
        constraints = (
            models.UniqueConstraint("path", name="agency_path_once"),
            models.CheckConstraint(
                name="agency_path_ends_with_its_code",
                condition=Q(path=Concat(F("code"), Value("/")))
                | Q(path__endswith=Concat(Value("/"), F("code"), Value("/"))),
            ),
            models.CheckConstraint(
                name="agency_of_the_top_has_no_parent",
                condition=Q(parent__isnull=True, path=Concat(F("code"), Value("/")))
                | Q(parent__isnull=False) & ~Q(path=Concat(F("code"), Value("/"))),
            ),
            ends_after_it_begins("agency_ends_after_it_begins"),
        )
        indexes = (
            models.Index(fields=["path"], name="agency_subtree", opclasses=["text_pattern_ops"]),
        )

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        """Keeps `path` and `folded` in step; what lies below is moved by `tree.move_agency`."""
        self.fill()
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def fill(self) -> None:
        """Sets `path` and `folded` from code, names and parent."""
        self.path = f"{self.parent.path if self.parent else ''}{self.code}/"
        self.folded = fold(f"{self.name} {self.short_name} {self.code}")

    @property
    def leads_others(self) -> bool:
        """Whether it hands on what comes in, as a rule, rather than settling it itself."""
        return self.kind in _LEADING_OTHERS


class AgencySuccession(models.Model):
    """Which agency took over the work of an old one, since when and by which decision."""

    old = models.ForeignKey(Agency, models.PROTECT, related_name="successions")
    new = models.ForeignKey(Agency, models.PROTECT, related_name="precursions")
    since = models.DateField("từ ngày")
    decision = models.CharField("căn cứ", max_length=200)

    class Meta:
        verbose_name = "kế thừa cơ quan"
        constraints = (
            models.UniqueConstraint("old", "new", name="agency_succession_once"),
            models.CheckConstraint(name="agency_succeeds_another", condition=~Q(old=F("new"))),
        )

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"
