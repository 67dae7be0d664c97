"""How content a sender was with an answer."""

from django.db import models
from django.db.models import Q


class Rating(models.Model):
    """One sender's judgement of one answer, from 1 to 5; the words are a note of its event."""

    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="ratings")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    score = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(score__range=(1, 5)), name="rating_one_to_five"),
        ]
        indexes = [models.Index(fields=["agency", "at"], name="rating_of_agency")]

    def __str__(self) -> str:
        return f"{self.score} for {self.case_id}"
