"""In what capacity an officer acts: memberships, and delegations for an absence."""

from django.db import models
from django.db.models import F, Q

from donthu.agencies.models.dated import DatedQuerySet, ends_after_it_begins
from donthu.law.grammar import Role
from donthu.law.words import ROLE_NAMES

OFFICERS_ROLES = tuple(role for role in Role if role not in {Role.SENDER, Role.PLATFORM})


def role_choices() -> list[tuple[str, str]]:
    """The roles of officers; a change of their words needs no migration."""
    return [(role.value, ROLE_NAMES[role].capitalize()) for role in OFFICERS_ROLES]


class Membership(models.Model):
    """An officer serves an agency in a role. `title` is the chức vụ as printed on papers."""

    officer = models.ForeignKey("agencies.Officer", models.PROTECT, related_name="memberships")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="memberships")
    role = models.CharField(
        "vai trò",
        max_length=20,
        choices=role_choices,
    )
    title = models.CharField("chức vụ", max_length=100, blank=True)
    since = models.DateField("từ ngày")
    until = models.DateField("đến hết ngày", null=True, blank=True)
    is_default = models.BooleanField("mặc định", default=False)

    objects = DatedQuerySet["Membership"].as_manager()

    class Meta:
        verbose_name = "vị trí công tác"
        constraints = (
            models.UniqueConstraint(
                "officer",
                "agency",
                "role",
                condition=Q(until__isnull=True),
                name="membership_open_once",
            ),
            models.UniqueConstraint(
                "officer",
                condition=Q(until__isnull=True, is_default=True),
                name="membership_one_default",
            ),
            models.CheckConstraint(
                name="membership_role_is_an_officers",
                condition=Q(role__in=[role.value for role in OFFICERS_ROLES]),
            ),
            ends_after_it_begins("membership_ends_after_it_begins"),
        )

    def __str__(self) -> str:
        return f"{self.officer_id} {self.role} {self.agency_id}"


class Delegation(models.Model):
    """For an absence, `taker` acts in the giver's membership; written, with an end.

    What was taken cannot be given on: only a membership is delegated, never a delegation.
    """

    giver = models.ForeignKey("agencies.Officer", models.PROTECT, related_name="given")
    taker = models.ForeignKey("agencies.Officer", models.PROTECT, related_name="taken")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="delegations")
    since = models.DateField("từ ngày")
    until = models.DateField("đến hết ngày")
    reason = models.CharField("lý do", max_length=200)
    document = models.CharField("văn bản ủy quyền", max_length=200, blank=True)

    objects = DatedQuerySet["Delegation"].as_manager()

    class Meta:
        verbose_name = "ủy quyền"
        constraints = (
            models.CheckConstraint(name="delegation_to_another", condition=~Q(giver=F("taker"))),
            ends_after_it_begins("delegation_ends_after_it_begins"),
        )

    def __str__(self) -> str:
        return f"{self.giver_id} → {self.taker_id}"
