"""Jobs of the book of events."""

from django.utils import timezone
from procrastinate.contrib.django import app

from donthu.ledger.sealing import seal


@app.periodic(cron="*/10 * * * *")
@app.task(name="ledger.seal", queueing_lock="ledger.seal", retry=3)
def seal_book(timestamp: int) -> None:
    """Seal what was recorded since the last time; until then it could be rewritten unseen."""
    seal(at=timezone.now())
