"""Gap-free numbers: per agency, book and year."""

from django.db import models
from django.db.models import Q


class Book(models.TextChoices):
    RECEPTION = "reception", "Sổ tiếp công dân"
    LETTERS = "letters", "Sổ tiếp nhận"
    TRACKING = "tracking", "Sổ theo dõi"
    OUTGOING = "outgoing", "Sổ văn bản đi"


class Counter(models.Model):
    """The last number given; its row is locked last in a transaction."""

    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    book = models.CharField(max_length=12, choices=Book.choices)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "book", "year"], name="counter_once"),
        ]

    def __str__(self) -> str:
        return f"{self.book} {self.year}: {self.last}"


class Entry(models.Model):
    """One line of a book; a mistake is struck out, its number never used again."""

    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    book = models.CharField(max_length=12, choices=Book.choices)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="entries")
    entered_at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "book", "year", "number"], name="entry_number_once"
            ),
            models.CheckConstraint(condition=Q(number__gt=0), name="entry_number_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.number}/{self.year}"
