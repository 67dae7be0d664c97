"""Jobs of the case file."""

from django.utils import timezone
from procrastinate.contrib.django import app

from donthu.cases.clock import recount_running


@app.periodic(cron="10 1 * * *")
@app.task(name="cases.recount", queueing_lock="cases.recount", retry=3)
def recount(timestamp: int) -> None:
    """Each night: days off declared since yesterday move the clocks that still run."""
    recount_running(timezone.now())
