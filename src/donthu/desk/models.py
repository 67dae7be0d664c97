"""What officers keep of their desks."""

from django.conf import settings
from django.db import models


class SavedView(models.Model):
    """A name for the address of a filtered folder of an agency: `query` is what stands behind its
    question mark, without words to look for. Kept for who made it; `shared` ones for all officers of the agency."""

    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    agency = models.ForeignKey("agencies.Agency", models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    folder = models.CharField(max_length=16)
    query = models.CharField(max_length=1000)
    shared = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["officer", "agency", "name"], name="saved_view_named_once"
            ),
        ]
        indexes = [models.Index(fields=["agency", "shared"], name="saved_view_agency")]

    def __str__(self) -> str:
        return self.name
