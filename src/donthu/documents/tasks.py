"""Jobs of the files."""

from django.utils import timezone
from procrastinate.contrib.django import app

from donthu.documents.intake import sweep


@app.periodic(cron="43 3 * * *")
@app.task(name="documents.sweep", queueing_lock="documents.sweep", retry=3)
def sweep_staged(timestamp: int) -> None:
    """Remove files whose form was never sent."""
    sweep(at=timezone.now())
