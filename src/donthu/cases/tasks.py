"""Jobs of the case file."""

from django.utils import timezone
from procrastinate.contrib.django import app

from donthu.cases.clock import recount_running
from donthu.cases.own_steps import take_own_steps


@app.periodic(cron="10 1 * * *")
@app.task(name="cases.recount", queueing_lock="cases.recount", retry=3)
def recount(timestamp: int) -> None:
    """Each night: days off declared since yesterday move the clocks that still run."""
    recount_running(timezone.now())


@app.periodic(cron="20 * * * *")
@app.task(name="cases.own_steps", queueing_lock="cases.own_steps", retry=3)
def own_steps(timestamp: int) -> None:
    """Each hour: what a clock that ran out, or half of it, asks of the platform."""
    take_own_steps(timezone.now())
