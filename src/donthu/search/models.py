"""The index: folded syllables and adjacent pairs of them, stored, so that no query parses text."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class CaseText(models.Model):
    """The words of a case's title and text. Filled in the transaction that changes them."""

    case = models.OneToOneField("cases.Case", models.CASCADE, primary_key=True, related_name="+")
    words = SearchVectorField()
    pairs = SearchVectorField()

    class Meta:
        indexes = [
            GinIndex(fields=["words"], name="casetext_words"),
            GinIndex(fields=["pairs"], name="casetext_pairs"),
        ]

    def __str__(self) -> str:
        return f"text of case {self.case_id}"


class PublicationText(models.Model):
    """The words of a published question and answer."""

    publication = models.OneToOneField(
        "cases.Publication", models.CASCADE, primary_key=True, related_name="+"
    )
    words = SearchVectorField()
    pairs = SearchVectorField()

    class Meta:
        indexes = [
            GinIndex(fields=["words"], name="publicationtext_words"),
            GinIndex(fields=["pairs"], name="publicationtext_pairs"),
        ]

    def __str__(self) -> str:
        return f"text of publication {self.publication_id}"
