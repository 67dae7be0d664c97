"""Who a case is about, and in what role."""

from django.db import models


class Party(models.Model):
    """A person in a role in a case. A sealed party has no person, only the vault's item.

    An OFFICIAL is written as the sender knows one: name, post and agency may all stand in the name.
    """

    class Role(models.TextChoices):
        SENDER = "sender", "Người gửi"
        REPRESENTATIVE = "representative", "Người đại diện"
        ACCUSED = "accused", "Người bị tố cáo"
        OFFICIAL = "official", "Cán bộ, công chức bị phản ánh"
        RELATED = "related", "Người có liên quan"
        PASSING_BODY = "passing_body", "Cơ quan chuyển đến"

    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="parties")
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    sealed = models.UUIDField(null=True)
    role = models.CharField(max_length=16, choices=Role.choices)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person=None, sealed__isnull=False)
                | models.Q(person__isnull=False, sealed=None),
                name="party_open_or_sealed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} of {self.case_id}"
