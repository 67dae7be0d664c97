"""What ties two cases together."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Link(models.Model):
    """`case` is the later one, `other` the one it points back to."""

    class Kind(models.TextChoices):
        SAME_LETTER = "same_letter", "Cùng một đơn"
        SAME_MATTER = "same_matter", "Cùng vụ việc"
        SPLIT_FROM = "split_from", "Tách từ"
        EARLIER_ROUND = "earlier_round", "Lần trước"

    # How the later case stands to the earlier one, where that is said in other words.
    BACKWARD = {Kind.SPLIT_FROM: "Được tách thành", Kind.EARLIER_ROUND: "Lần sau"}

    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="links")
    other = models.ForeignKey("cases.Case", models.CASCADE, related_name="linked_from")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "other"], name="link_once"),
            models.CheckConstraint(condition=~Q(case=F("other")), name="link_to_another"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind} {self.other_id}"

    def seen_from(self, case_id: int) -> str:
        """What the other case is to the one of that id, in Vietnamese."""
        kind = self.Kind(self.kind)
        return str(kind.label if case_id == self.case_id else self.BACKWARD.get(kind, kind.label))
