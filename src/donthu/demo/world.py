"""The sample province, whole: places, agencies, officers, and what they have been doing."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from donthu.demo.agencies import Progress, seed_agencies
from donthu.demo.stories import tell_stories


@transaction.atomic
def seed_demo(progress: Progress | None = None, *, at: datetime | None = None) -> dict[str, int]:
    """Make the sample province as of `at` (now, when not given), with some fifty cases in all states.

    Run again, it adds what is missing and changes nothing else. `progress` is told what is done,
    how much of it, of how much. Returns the counts of `seed_agencies` and the new `cases`.
    """
    at = at or timezone.now()
    counts = seed_agencies(progress, at=at)
    return counts | {"cases": tell_stories(at=at, progress=progress)}
