"""Jobs of the API."""

from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from donthu.api.models import IdempotencyRecord

KEPT = timedelta(days=2)


@app.periodic(cron="17 3 * * *")
@app.task(name="api.forget_keys", queueing_lock="api.forget_keys", retry=3)
def forget_keys(timestamp: int) -> None:
    """Drop the answers kept for keys that nobody repeats any more."""
    IdempotencyRecord.objects.filter(created_at__lt=timezone.now() - KEPT).delete()
